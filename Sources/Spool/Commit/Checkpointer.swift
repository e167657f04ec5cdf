internal import Dispatch
internal import GRDB
internal import GRDBSQLite
internal import Synchronization

/// Moves the write-ahead log into the database, mostly beside the writer instead of in its way.
///
/// SQLite by itself does it inside the commit that fills the log: under load that is a pause of 30 to 50 ms for
/// everybody. Here another connection copies what is there while the writer goes on; then the writer, between two
/// transactions, copies the little that has come meanwhile, and the next one begins the log anew.
///
/// Safe at every point: a page is copied only after the log that holds it was synced, and the log is begun anew only
/// after the database was. A sync that fails is the end of writing, as everywhere.
final class Checkpointer: Sendable {
    private struct State {
        var isRunning = false
        var isDue = false
    }

    private let connection: DatabaseQueue
    private let condition: StoreCondition
    private let pagesMax: Int
    private let queue = DispatchQueue(label: "quire.spool.checkpoint")
    /// Pages in the log after the last commit.
    private let pages = Atomic<Int>(0)
    private let state = Mutex(State())

    init(path: String, pagesMax: Int, condition: StoreCondition) throws {
        var configuration = Configuration()
        configuration.busyMode = .immediateError
        connection = try DatabaseQueue(path: path, configuration: configuration)
        self.condition = condition
        self.pagesMax = pagesMax
        try connection.inDatabase { try $0.execute(sql: "PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0") }
    }

    /// Makes the writer tell how long the log is, in place of the checkpoints it would make by itself.
    func watch(_ writer: Database) {
        sqlite3_wal_hook(
            writer.sqliteConnection,
            { context, _, _, pages in
                guard let context else { return SQLITE_OK }
                let checkpointer = Unmanaged<Checkpointer>.fromOpaque(context).takeUnretainedValue()
                checkpointer.pages.store(Int(pages), ordering: .relaxed)
                return SQLITE_OK
            }, Unmanaged.passUnretained(self).toOpaque())
    }

    /// Called by the writer between two transactions.
    func afterCommit(on writer: Database) {
        let pages = self.pages.load(ordering: .relaxed)
        guard pages >= pagesMax else { return }
        let (isMine, isOthers) = state.withLock { state in
            // The other connection was too slow, or is done and has left the rest.
            if state.isDue || (!state.isRunning && pages >= pagesMax * 8) {
                state.isDue = false
                return (true, false)
            }
            if state.isRunning { return (false, false) }
            state.isRunning = true
            return (false, true)
        }
        if isMine { copy(writer) }
        if isOthers { queue.async { self.run() } }
    }

    func close() {
        queue.sync {}
        // It has no transaction that could be lost; what fails here is found at the next start.
        try? connection.close()
    }

    private func run() {
        connection.inDatabase { copy($0) }
        state.withLock { state in
            state.isRunning = false
            state.isDue = true
        }
    }

    private func copy(_ database: Database) {
        guard condition.problem == nil else { return }
        let handle = database.sqliteConnection
        let code = sqlite3_wal_checkpoint_v2(handle, nil, SQLITE_CHECKPOINT_PASSIVE, nil, nil)
        guard code != SQLITE_OK, code & 0xFF != SQLITE_BUSY else { return }
        // Of a full disk nothing is lost: the log is kept, and grows until there is room.
        _ = condition.translate(SQLiteFailure(code: code, of: handle), isWriting: true)
    }
}
