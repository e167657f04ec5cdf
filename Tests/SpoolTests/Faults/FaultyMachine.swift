import CFaultVFS
import GRDBSQLite
import Logging
import PrintModel
import QuireTestKit
import Spool
import Synchronization

/// A machine with one disk that can fail or lose its power: a spool on it can be opened, broken and opened again.
final class FaultyMachine: Sendable {
    private static let numbers = Atomic<Int>(0)

    let folder: String
    let disk: FaultyDisk
    let clock = FakeClock()
    private let box: PlanBox
    private nonisolated(unsafe) let database: OpaquePointer

    init() {
        faultvfs_register()
        let root = "/quire-fault-\(Self.numbers.add(1, ordering: .relaxed).newValue)-"
        folder = "\(root)/spool"
        let plan = FaultPlan(.none, at: .max)
        disk = FaultyDisk(plan)
        // The parent folder of the spool was there before.
        try? disk.makeFolder(root)
        try? disk.syncFolder("/")
        let box = PlanBox(plan)
        self.box = box
        database = faultvfs_create(
            "\(root)/",
            { context, call, name in
                guard let context, let name else { return 0 }
                let box = Unmanaged<PlanBox>.fromOpaque(context).takeUnretainedValue()
                return box.plan.next(FaultPlan.Call(rawValue: call) ?? .read, String(cString: name))
            }, Unmanaged.passUnretained(box).toOpaque())
        disk.onFolderSync { [weak self] path in
            guard let self, path == folder else { return }
            faultvfs_sync_names(database)
        }
    }

    deinit { faultvfs_destroy(database) }

    /// What goes wrong from now on.
    func use(_ plan: FaultPlan) {
        box.plan = plan
        disk.use(plan)
    }

    func open(_ settings: SpoolSettings = .small) throws -> SQLiteStore {
        try SQLiteStore(directory: folder, settings: settings, disk: disk, clock: clock, logger: .quiet)
    }

    /// All files but those of the queue itself.
    var files: [String] { disk.files(in: folder).filter { $0 != "\(folder)/queue.db-first" } }

    /// The power goes, and comes back. Every store on it must have been closed.
    func crash(seed: UInt64) {
        precondition(faultvfs_open_files(database) == 0, "a file is still open")
        faultvfs_crash(
            database, Int32(seed == 0 ? CRASH_LOSES_ALL : seed == 1 ? CRASH_KEEPS_ALL : CRASH_BY_SEED), seed)
        disk.crash(seed: seed)
    }

    /// What SQLite itself says about its file; `ok` when all is well.
    func integrity() -> String {
        var handle: OpaquePointer?
        defer { sqlite3_close(handle) }
        guard sqlite3_open_v2("\(folder)/queue.db", &handle, SQLITE_OPEN_READWRITE, nil) == SQLITE_OK else {
            return "cannot be opened"
        }
        var text = "said nothing"
        withUnsafeMutablePointer(to: &text) { text in
            _ = sqlite3_exec(
                handle, "PRAGMA integrity_check",
                { text, _, values, _ in
                    if let value = values?[0] {
                        text?.assumingMemoryBound(to: String.self).pointee = String(cString: value)
                    }
                    return 0
                }, text, nil)
        }
        return text
    }

    private final class PlanBox: Sendable {
        private let content: Mutex<FaultPlan>
        init(_ plan: FaultPlan) { content = Mutex(plan) }
        var plan: FaultPlan {
            get { content.withLock { $0 } }
            set { content.withLock { $0 = newValue } }
        }
    }
}
