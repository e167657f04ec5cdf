internal import CSpawn
internal import Glibc
import Synchronization

/// Where every child of the daemon is started and taken care of until nothing of it is left. One a daemon.
///
/// It has three threads: one starts children (see `WorkThread`), one waits for pipes and ends (`Poller`), one sweeps up
/// temporary folders. Children die when it does.
public final class Nursery: Sendable {
    let settings: NurserySettings
    let poller: Poller
    let sweeper: WorkThread
    private let starter: WorkThread
    private let users: ChildUsers
    /// An empty network for all children; only root can make one.
    private let network: Descriptor?
    private let found: Mutex<SandboxReport>
    private let childrenCount = Atomic<Int>(0)
    /// Process groups of children that are not yet gone; each has one of its own.
    private let groups = Mutex<Set<Int32>>([])

    public init(_ settings: NurserySettings) async throws {
        self.settings = settings
        poller = try Poller()
        sweeper = try WorkThread()
        let starter = try WorkThread()
        self.starter = starter
        users = ChildUsers(geteuid() == 0 ? settings.users : 0..<0)
        let made = spawn_empty_network()
        let error = errno
        network = made < 0 ? nil : Descriptor(taking: made)
        found = Mutex(SandboxReport())
        let base = settings.temporaryBase
        try TemporaryFolder.makeBase(base)
        let report = try await starter.run { [self] in probe(networkError: made < 0 ? error : 0) }
        found.withLock { $0 = report }
    }

    /// Nothing of it is left behind, unless somebody else still uses the folder.
    deinit { rmdir(settings.temporaryBase) }

    /// Where temporary folders are made; for files without a name, too.
    public var temporaryBase: String { settings.temporaryBase }

    /// Children that are not yet gone, with their folders.
    public var childrenRunning: Int { childrenCount.load(ordering: .relaxed) }

    /// Whether a process is one of its children, or was started by one: they cannot leave their group.
    public func has(_ process: Int32) -> Bool {
        guard let group = ProcessSight.group(of: process) else { return false }
        return groups.withLock { $0.contains(group) }
    }

    /// Whether there is such a process and we may look at it.
    public static func sees(_ process: Int32) -> Bool { ProcessSight.group(of: process) != nil }

    /// What children are shut in by on this machine, found by trying.
    public var report: SandboxReport { found.withLock { $0 } }

    /// Starts one program. The descriptors become 0 to 7; what is missing up to 4 is /dev/null, beyond it is not open.
    /// They stay the caller's, who lets go of those that only the child shall hold.
    ///
    /// - Throws: ``SpawnError``.
    public func start(_ program: Program, descriptors: [Descriptor?] = []) async throws -> Child {
        try await onStarter { Child(try self.startNow(program, descriptors), self) }
    }

    /// On the one thread on which children may be started.
    func onStarter<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws -> Result {
        try await starter.run(body)
    }

    func startNow(_ program: Program, _ descriptors: [Descriptor?]) throws -> ChildRecord {
        try program.check()
        guard childrenCount.add(1, ordering: .relaxed).newValue <= settings.childrenMax else {
            childrenCount.subtract(1, ordering: .relaxed)
            throw SpawnError(program.path, step: "\(settings.childrenMax) children run already", errno: EAGAIN)
        }
        do {
            return try begin(program, descriptors)
        } catch {
            childrenCount.subtract(1, ordering: .relaxed)
            throw error
        }
    }

    private func begin(_ program: Program, _ descriptors: [Descriptor?]) throws -> ChildRecord {
        let user = program.sandbox.wanted.contains(.ownUser) ? users.take() : nil
        do {
            return try begin(program, descriptors, user)
        } catch let error as SpawnError {
            if let user { users.giveBack(user) }
            // A program or folder that only the daemon's user can reach. Said by the report, and no reason to fail.
            let isOutOfReach = user != nil && error.errno == EACCES && !program.sandbox.required.contains(.ownUser)
            guard isOutOfReach else { throw error }
            found.withLock { $0.note(.ownUser, "\(error.step): other users cannot reach \(program.path)") }
            return try begin(program, descriptors, nil)
        }
    }

    private func begin(_ program: Program, _ descriptors: [Descriptor?], _ user: UInt32?) throws -> ChildRecord {
        let folder: TemporaryFolder
        do {
            folder = try TemporaryFolder(in: settings.temporaryBase, owner: user.map { ($0, $0) })
        } catch {
            throw SpawnError(program.path, step: error.call, errno: error.errno)
        }
        let order = SpawnOrder(
            program: program, folder: folder.path, user: user, network: network?.number ?? -1, onlyProbe: false)
        let result = withExtendedLifetime((descriptors, network)) {
            order.give(descriptors.map { $0?.number ?? -1 })
        }
        guard result.error == 0 else {
            folder.remove()
            throw SpawnError(
                program.path, step: String(cString: spawn_step_name(result.step)), errno: result.error)
        }
        groups.withLock { _ = $0.insert(result.pid) }
        let record = ChildRecord(
            program, pid: result.pid, process: Descriptor(taking: result.process), folder: folder,
            enforced: Set(bits: result.enforced))
        watch(record, user)
        return record
    }

    /// Buries the child when it has ended, whoever still thinks of it.
    private func watch(_ record: ChildRecord, _ user: UInt32?) {
        let bury: @Sendable () -> Void = { [self] in
            record.reap()
            sweeper.start { [self] in
                record.folder.remove()
                if let user { users.giveBack(user) }
                groups.withLock { _ = $0.remove(record.pid) }
                childrenCount.subtract(1, ordering: .relaxed)
                record.swept()
            }
        }
        guard !poller.whenReadable(record.process.number, bury) else { return }
        // The kernel has no room to tell us: then it cannot be let run.
        record.signal(SIGKILL)
        bury()
    }

    private func probe(networkError: Int32) -> SandboxReport {
        var program = Program(path: "/", sandbox: .converter)
        program.workingFolder = "/"
        let user = users.take()
        defer { if let user { users.giveBack(user) } }
        let order = SpawnOrder(
            program: program, folder: "/", user: user, network: network?.number ?? -1, onlyProbe: true)
        return SandboxReport(order.give([]), networkError: networkError, isRoot: geteuid() == 0)
    }
}
