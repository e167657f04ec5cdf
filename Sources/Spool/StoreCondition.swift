internal import Glibc
internal import GRDBSQLite
internal import Logging
internal import PrintModel
internal import Synchronization

/// Whether the store may still be written, and the one place where an error of the disk or of SQLite becomes a
/// ``StoreError``.
final class StoreCondition: Sendable {
    private enum State {
        case healthy
        /// A later run owns the spool.
        case fenced
        /// A write was not made durable. The kernel may have dropped it, and SQLite may not know: nothing more is
        /// promised until a new start has read what is really there.
        case broken(String)
        case closed
    }

    let logger: Logger
    private let state = Mutex(State.healthy)

    /// Has the next start mend the database.
    private let noteDamage: @Sendable () -> Void

    init(logger: Logger, noteDamage: @escaping @Sendable () -> Void = {}) {
        self.logger = logger
        self.noteDamage = noteDamage
    }

    /// Throws when nothing may be written any more.
    func check() throws(StoreError) {
        switch state.withLock({ $0 }) {
        case .healthy: break
        case .fenced: throw .fenced
        case .broken(let reason): throw .failed(reason)
        case .closed: throw .failed("The store is closed")
        }
    }

    /// Why it is not writable, for health checks; `nil` when it is.
    var problem: StoreError? {
        do {
            try check()
            return nil
        } catch {
            return error
        }
    }

    func fence() {
        let isNews = state.withLock { state in
            guard case .healthy = state else { return false }
            state = .fenced
            return true
        }
        if isNews { logger.critical("a later run of the daemon has taken this spool over") }
    }

    func close() { state.withLock { $0 = .closed } }

    /// Nothing is written any more.
    func breakDown(_ cause: Cause = .disk, because detail: String) {
        let isNews = state.withLock { state in
            guard case .healthy = state else { return false }
            state = .broken(cause.text)
            return true
        }
        guard isNews else { return }
        logger.critical("\(cause.rawValue): the spool is read-only until a restart", metadata: ["error": "\(detail)"])
    }

    enum Cause: String {
        case disk = "the disk did not keep what was written"
        /// What is written into pages that are wrong may be lost with them.
        case damage = "the database is damaged"

        /// For users.
        var text: String {
            switch self {
            case .disk:
                "The server's disk failed. Nothing new is accepted until an administrator has checked it and restarted"
            case .damage:
                "The server's queue is damaged. Nothing new is accepted until it is mended, which a restart does"
            }
        }
    }

    // MARK: Translating

    func translate(_ error: DiskError) -> StoreError {
        switch error.errno {
        case ENOSPC, EDQUOT:
            logger.warning("no room", metadata: ["error": "\(error)"])
            return .full("The server's disk is full")
        case EMFILE, ENFILE, ENOMEM:
            logger.error("out of resources", metadata: ["error": "\(error)"])
            return .failed("The server is out of resources; try again")
        default:
            if error.call == "fdatasync" || error.call == "fsync" {
                breakDown(because: "\(error)")
                return .failed(Cause.disk.text)
            }
            logger.error("the disk failed", metadata: ["error": "\(error)"])
            return .failed("The server's disk failed")
        }
    }

    /// - Parameter isWriting: it happened in a transaction that changes something.
    func translate(_ failure: SQLiteFailure, isWriting: Bool) -> StoreError {
        let isOutOfRoom = failure.errno == ENOSPC || failure.errno == EDQUOT
        let metadata: Logger.Metadata = ["code": "\(failure.code)", "error": "\(failure.message)"]
        switch failure.primaryCode {
        // SQLite calls it full for ENOSPC only, and not for its shared memory.
        case _ where failure.primaryCode == SQLITE_FULL || (failure.primaryCode == SQLITE_IOERR && isOutOfRoom):
            logger.warning("no room for the database", metadata: metadata)
            return .full("The server's disk is full")
        case SQLITE_BUSY, SQLITE_LOCKED:
            logger.error("the database is locked by another program", metadata: metadata)
            return .failed("The server's queue is locked; try again")
        case SQLITE_IOERR where isWriting && failure.code != Self.ioErrorRead:
            breakDown(because: "\(failure.code) \(failure.message)")
            return .failed(Cause.disk.text)
        case SQLITE_CORRUPT, SQLITE_NOTADB:
            if failure.primaryCode == SQLITE_CORRUPT { noteDamage() }
            breakDown(.damage, because: "\(failure.code) \(failure.message)")
            return .failed(Cause.damage.text)
        default:
            logger.error("the database failed", metadata: metadata)
            return .failed("The server's queue failed")
        }
    }

    /// SQLITE_IOERR_READ.
    private static let ioErrorRead: Int32 = 10 | 1 << 8
}

extension DiskError {
    var isNotFound: Bool { errno == ENOENT }
    var isForbidden: Bool { errno == EACCES }
}
