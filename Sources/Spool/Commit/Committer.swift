internal import GRDB
internal import GRDBSQLite
internal import PrintModel

/// Writes batches of changes, each in one transaction, on the writer's queue.
///
/// The order is what makes the promise: the documents' bytes are on stable storage before the transaction that names
/// them commits, and nobody is told before the commit has returned.
final class Committer: @unchecked Sendable {
    // Unchecked: used on the writer's queue only, which is serial.
    private let memory: StoreMemory
    private let depot: Depot
    private let condition: StoreCondition
    private let settings: SpoolSettings
    private let checkpointer: Checkpointer
    private let epoch: Int64
    private var numbers: Numbers
    private let kept = KeptStatements()
    private let turns = Turns()

    init(
        memory: StoreMemory, depot: Depot, checkpointer: Checkpointer, condition: StoreCondition, epoch: Int64,
        numbers: Numbers
    ) {
        self.checkpointer = checkpointer
        self.memory = memory
        self.depot = depot
        self.condition = condition
        self.settings = depot.settings
        self.epoch = epoch
        self.numbers = numbers
        turns.quota = { id in memory.read { $0.printers[id]?.quota } }
    }

    /// Statements keep their connection open.
    func forgetStatements() { kept.statements = [:] }

    func commit(_ batch: [any Work & Sendable], on database: Database) {
        do throws(StoreError) {
            try condition.check()
            try makeDocumentsDurable(batch)
        } catch {
            // One document's trouble must not be another's: each is tried alone.
            if batch.count > 1, condition.problem == nil { return batch.forEach { commit([$0], on: database) } }
            return batch.forEach { $0.fail(error) }
        }
        write(batch, on: Connection(database: database, kept: kept))
    }

    // MARK: Documents

    private func makeDocumentsDurable(_ batch: [any Work & Sendable]) throws(StoreError) {
        let documents = batch.flatMap(\.documents)
        guard !documents.isEmpty else { return }
        try moveToSegment(documents.filter { $0.inlineBytes != nil })
        var synced: Set<ObjectIdentifier> = []
        for case let segment? in documents.lazy.map(\.segment) where synced.insert(ObjectIdentifier(segment)).inserted {
            do {
                try segment.sync()
            } catch {
                throw condition.translate(error)
            }
        }
    }

    /// Many small documents at once are cheaper behind one another in a segment than in rows, which are written to the
    /// log first and to the database again.
    private func moveToSegment(_ documents: [ReceivedBytes]) throws(StoreError) {
        guard documents.count > 1 else { return }
        var together: [UInt8] = []
        for document in documents { together += document.inlineBytes ?? [] }
        guard together.count > settings.inlineBatchOctetsMax else { return }
        let (segment, start) = try depot.appendToSegment(together, startsWritingNow: false)
        var offset = start
        for document in documents {
            segment.pin()
            document.move(to: segment, start: offset)
            offset += document.octets
        }
        segment.unpin()
    }

    // MARK: Rows

    private func write(_ batch: [any Work & Sendable], on connection: Connection) {
        let transaction = WriteTransaction(
            connection: connection, epoch: epoch, numbers: numbers, turns: turns, memory: memory)
        let handle = connection.database.sqliteConnection
        var done: [any Work & Sendable] = []
        var failed: [(work: any Work & Sendable, error: any Error)] = []
        do {
            try connection.statement(.begin).run()
            let changesAtStart = sqlite3_total_changes(handle)
            for work in batch {
                let changesBefore = sqlite3_total_changes(handle)
                do {
                    try work.run(in: transaction)
                    done.append(work)
                } catch let error where !(error is SQLiteFailure) && sqlite3_total_changes(handle) == changesBefore {
                    failed.append((work, error))
                }
            }
            if sqlite3_total_changes(handle) == changesAtStart {
                try connection.statement(.rollback).run()
            } else {
                try keepNumbers(of: transaction)
                try connection.statement(.commit).run()
                numbers = transaction.numbers
            }
        } catch {
            rollBack(connection)
            return retry(batch, after: error, on: connection)
        }
        memory.apply(transaction.effects, lastEvent: numbers.lastEvent)
        for change in transaction.effects.whenDurable { change() }
        for document in transaction.effects.settled { document.settle() }
        for work in done { work.succeed() }
        for (work, error) in failed { work.fail(error) }
        memory.feed.announce(transaction.effects.change)
        memory.signal.announce(numbers.lastEvent)
        checkpointer.afterCommit(on: connection.database)
    }

    /// Keeps the last numbers, and finds out whether this run still owns the spool: SQLite has one writer, so nobody
    /// can begin a later run between this statement and the commit.
    private func keepNumbers(of transaction: WriteTransaction) throws {
        let numbers = transaction.numbers
        let owned = try transaction.connection.statement(.keepNumbers).first(
            .integer(numbers.lastJob), .integer(numbers.lastEvent), .integer(epoch)
        ) { _ in true }
        guard owned == true else {
            condition.fence()
            throw StoreError.fenced
        }
    }

    private func rollBack(_ connection: Connection) {
        // Fails when SQLite has rolled back by itself, as it does when the disk is full.
        try? connection.statement(.rollback).run()
    }

    /// A change that failed after it had written, or a transaction that did not fit: each is tried alone, so that one
    /// bad one fails alone.
    private func retry(_ batch: [any Work & Sendable], after error: any Error, on connection: Connection) {
        let reason: any Error
        if let failure = error as? SQLiteFailure {
            reason = condition.translate(failure, isWriting: true)
        } else {
            reason = error
        }
        guard batch.count > 1, condition.problem == nil else { return batch.forEach { $0.fail(reason) } }
        for work in batch { write([work], on: connection) }
    }
}
