@testable import Backends
import Foundation
import IPP
import PrintModel
import Synchronization

/// A folder with a spool's scratch folder in it, gone when the test is over; in memory where there is such a place.
final class Bench: Sendable {
    let path: String

    init() throws {
        let memory = URL(filePath: "/dev/shm")
        let top =
            FileManager.default.isWritableFile(atPath: memory.path) ? memory : FileManager.default.temporaryDirectory
        let folder = top.appending(path: "quire-backends-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        path = folder.resolvingSymlinksInPath().path
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func table(
        disk: any OutputDisk = LinuxOutputDisk(), clock: any WallClock = StillClock(),
        _ change: (inout BackendTable.Configuration) -> Void = { _ in }
    ) -> BackendTable {
        var configuration = BackendTable.Configuration(
            outputRoots: [path], home: path, scratch: "\(path)/scratch", instance: "bench")
        change(&configuration)
        return BackendTable(configuration, disk: disk, clock: clock)
    }

    /// What backends are made with.
    func setting() -> BackendSetting {
        BackendSetting(
            home: AbsolutePath(path), roots: [path],
            tools: OutputTools(
                roots: [path], scratch: "\(path)/scratch", instance: "bench", threadsMax: 4, disk: LinuxOutputDisk()),
            clock: StillClock(), secrets: NoDeviceSecrets(), notes: nil, instance: "bench")
    }

    func write(_ text: String, to name: String) throws {
        let file = URL(filePath: "\(path)/\(name)")
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
    }

    /// Every file below `folder`, by its path from there.
    func files(in folder: String = "") throws -> [String: [UInt8]] {
        var found: [String: [UInt8]] = [:]
        let top = "\(path)/\(folder)"
        for name in FileManager.default.enumerator(atPath: top)?.allObjects as? [String] ?? [] {
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: "\(top)/\(name)", isDirectory: &isFolder), !isFolder.boolValue
            else { continue }
            found[name] = Array(try Data(contentsOf: URL(filePath: "\(top)/\(name)")))
        }
        return found
    }

    /// What anybody who looks into the printer's folder takes for output.
    func output(in folder: String) throws -> [String: [UInt8]] {
        try files(in: folder).filter { name, _ in !name.split(separator: "/").contains { $0.hasPrefix(".") } }
    }

    /// Unfinished files, wherever they may lie.
    func leftovers() throws -> [String] { try files().keys.filter { $0.contains("/.") }.sorted() }
}

struct StillClock: WallClock {
    func now() -> Moment { Moment(seconds: 0) }
    func uptime() -> Duration { .zero }
    func localTime(at moment: Moment) -> LocalTime { fatalError("no test asks") }
    func sleep(for duration: Duration) async throws { try Task.checkCancellation() }
}

/// A job as the store would hand it out, and what the store was told.
final class TestJob: Sendable {
    struct Told: Sendable {
        var notes: [String?] = []
        var isConfirmed = false
    }

    let id: Int32
    let name: String
    let user: String
    let documents: [[UInt8]]
    let format: String
    private let told = Mutex(Told())

    init(
        _ id: Int32 = 42, name: String = "report", user: String = "ana", documents: [[UInt8]] = [Array("%PDF-1".utf8)],
        format: String = "application/pdf"
    ) {
        self.id = id
        self.name = name
        self.user = user
        self.documents = documents
        self.format = format
    }

    /// What the device calls the job.
    var remembered: String? { notes.last ?? nil }
    /// Everything that it was said to be called.
    var notes: [String?] { told.withLock { $0.notes } }
    func note(_ text: String?) { told.withLock { $0.notes.append(text) } }
    var isConfirmed: Bool { told.withLock { $0.isConfirmed } }

    /// The store forgets what the device called the job when an attempt has ended.
    func forget() { told.withLock { $0 = Told() } }

    func delivery(
        epoch: Int64 = 1, attempt: Int = 1, open: (@Sendable (Int) async throws -> DocumentStream)? = nil,
        remember: @escaping @Sendable (_ keep: () -> Void) throws -> Void = { $0() },
        confirm: @escaping @Sendable () throws -> Void = {}
    ) -> Delivery {
        var job = Job(
            id: JobID(id), printer: PrinterID(1), name: name,
            owner: Owner(user: user, host: "localhost", isProved: true),
            priority: 50, order: 0, lifecycle: JobLifecycle(), attributes: AttributeGroup(.job),
            createdAt: Moment(seconds: 0))
        job.deviceJob = remembered
        return Delivery(
            lease: Lease(job: job, epoch: epoch, attempt: attempt), printer: Self.printer,
            documents: documents.enumerated().map { index, bytes in
                Document(
                    number: index + 1, format: format, formatSupplied: nil, name: nil, octets: Int64(bytes.count),
                    digest: [])
            },
            open: open ?? { [documents] in .bytes(documents[$0 - 1]) },
            remember: { text in
                try remember { self.note(text) }
            },
            confirm: {
                try confirm()
                self.told.withLock { $0.isConfirmed = true }
            })
    }

    static let printer: Printer = {
        guard let name = PrinterName("paper") else { fatalError("'paper' is a name") }
        return Printer(
            id: PrinterID(1), name: name, uuid: [], deviceURI: "pdf:paper", createdAt: Moment(seconds: 0))
    }()
}
