internal import GRDB
public import Logging
public import PrintModel

/// Keeps jobs and printers in a folder of its own: an SQLite database and files of documents (docs/SPOOL.md).
///
/// One run of the daemon owns the folder at a time. Opening it takes it over at once, whoever had it before: from then
/// on that run is refused whatever it writes.
public final class SQLiteStore: Sendable {
    let pool: DatabasePool
    let commits: GroupCommit
    let committer: Committer
    private let checkpointer: Checkpointer
    let depot: Depot
    let memory: StoreMemory
    let systemMemory: SystemMemory
    let resourceMemory: ResourceMemory
    let seal: SecretSeal
    let accountMemory: AccountMemory
    let condition: StoreCondition
    let clock: any WallClock
    let settings: SpoolSettings
    /// The number of this run, 1 for the first; leases carry it.
    public let epoch: Int64
    /// 16 octets, made with the spool ("system-uuid").
    public let uuid: [UInt8]

    /// Opens the spool in `directory`, or makes one in an empty or missing folder, and mends what a crash left.
    ///
    /// - Parameter clock: tells when things were found damaged.
    /// - Throws: ``StoreError``: the folder cannot be used, holds the spool of a newer version, or a damaged database.
    ///   Nothing in it has then been changed.
    public init(
        directory: String, settings: SpoolSettings = SpoolSettings(), disk: any Disk = LinuxDisk(),
        clock: any WallClock, logger: Logger
    ) throws {
        let folders = Folders(top: directory)
        let condition = StoreCondition(logger: logger) {
            // Without it the next start finds the damage by itself, or the next question does.
            try? disk.makeFile(folders.damageNote)
        }
        let opened = try Opening(folders: folders, disk: disk, settings: settings, condition: condition, clock: clock)
            .open()
        pool = opened.pool
        epoch = opened.epoch
        uuid = opened.uuid
        memory = StoreMemory(opened.memory)
        systemMemory = opened.systemMemory
        resourceMemory = opened.resourceMemory
        seal = opened.seal
        accountMemory = opened.accountMemory
        depot = Depot(folders: folders, disk: disk, settings: settings, epoch: opened.epoch, condition: condition)
        checkpointer = opened.checkpointer
        committer = Committer(
            memory: memory, depot: depot, checkpointer: opened.checkpointer, condition: condition, epoch: opened.epoch,
            numbers: opened.numbers)
        commits = GroupCommit(pool: opened.pool, committer: committer, settings: settings)
        self.condition = condition
        self.clock = clock
        self.settings = settings
    }

    /// Ends this run's use of the folder. Calls that come later throw.
    public func close() {
        let isHealthy = condition.problem == nil
        condition.close()
        memory.feed.finish()
        memory.signal.finish()
        memory.turns.finish()
        checkpointer.close()
        pool.writeWithoutTransaction { _ in committer.forgetStatements() }
        // GRDB closes the writer before the readers, so that SQLite does not move the log into the database by itself;
        // without it the next start has to read all of it.
        if isHealthy { attempt { try pool.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) } } }
        attempt { try pool.close() }
    }

    private func attempt(_ closing: () throws -> Void) {
        do {
            try closing()
        } catch {
            condition.logger.warning("cannot close the queue cleanly", metadata: ["error": "\(error)"])
        }
    }

    /// Why nothing can be written any more, for health checks; `nil` while all is well.
    public var problem: StoreError? { condition.problem }

    public var trouble: StoreTrouble? {
        switch condition.problem {
        case nil: depot.reserve.isUsedUp ? StoreTrouble(.full, "The server's disk has no room for documents") : nil
        case .failed(let reason): StoreTrouble(.readOnly, reason)
        default: StoreTrouble(.readOnly, "Another run of the server has taken over")
        }
    }

    // MARK: Reading

    /// Several looks at the database as it is at one moment; what others commit meanwhile is not seen.
    func read<Output>(_ body: (Connection) throws -> Output) throws -> Output {
        try checkReadable()
        return try translating { try pool.read { try body(Connection(database: $0)) } }
    }

    /// One statement, which sees one moment anyway: a transaction around it would cost more than itself.
    func readOne<Output>(_ body: (Connection) throws -> Output) throws -> Output {
        try checkReadable()
        return try translating { try pool.unsafeRead { try body(Connection(database: $0)) } }
    }

    private func translating<Output>(_ body: () throws -> Output) throws -> Output {
        do {
            return try body()
        } catch let failure as SQLiteFailure {
            throw condition.translate(failure, isWriting: false)
        } catch let error as DatabaseError {
            throw condition.translate(SQLiteFailure(error), isWriting: false)
        }
    }

    /// A broken disk may still be read; a spool that somebody else owns is not ours to read.
    private func checkReadable() throws {
        if let problem = condition.problem, problem == .fenced { throw problem }
    }
}
