internal import GRDB
internal import Logging
internal import PrintModel

/// Mends what a crash may have left, after this run has taken the spool over and before anybody else uses it.
///
/// Costs what there is to look at in folders, not what there is in the queue: one look at each segment and at each
/// file of its own, none at documents in rows.
struct Recovery {
    let folders: Folders
    let disk: any Disk
    let pool: DatabasePool
    let condition: StoreCondition
    let epoch: Int64

    /// A file that rows name, as far as they do.
    private struct Named {
        var isSegment: Bool
        /// Where the last document in it ends.
        var end: Int64
    }

    func run(numbers: Numbers, at now: Moment) throws {
        try removeIncoming()
        let named = try namedContainers()
        try removeUnnamed(named)
        let lost = try lostDocuments(named)
        try mend(lost, numbers: numbers, at: now)
    }

    /// Documents that were arriving belong to nobody.
    private func removeIncoming() throws {
        for name in try disk.names(in: folders.incoming) { remove("\(folders.incoming)/\(name)") }
    }

    private func namedContainers() throws -> [Container: Named] {
        try pool.read { database in
            let connection = Connection(database: database)
            var named: [Container: Named] = [:]
            var last = Int64.min
            while let next = try connection.statement(.nextContainer).first(
                .integer(last), read: { $0.optionalInteger(0) }
            ).flatMap({ $0 }) {
                let container = Container(number: next)
                named[container] = try connection.statement(.documentsAtEnd).first(.integer(next), .integer(1)) {
                    Named(isSegment: $0.integer(2) == 2, end: $0.integer(1) + $0.integer(3))
                }
                last = next
            }
            return named
        }
    }

    /// Files whose rows were never committed, or have been removed.
    private func removeUnnamed(_ named: [Container: Named]) throws {
        for name in try disk.names(in: folders.segments) {
            guard let container = Folders.container(named: name) else { continue }
            if named[container]?.isSegment != true { remove("\(folders.segments)/\(name)") }
        }
        for run in try disk.names(in: folders.documents) {
            guard let epoch = Int64(run) else { continue }
            let folder = folders.documents(epoch: epoch)
            var isEmpty = true
            for name in try disk.names(in: folder) {
                let container = Int64(name).map { Container(epoch: epoch, serial: $0) }
                if let container, named[container]?.isSegment == false {
                    isEmpty = false
                } else {
                    remove("\(folder)/\(name)")
                }
            }
            if isEmpty { attempt(folder) { path throws(DiskError) in try disk.removeFolder(path) } }
        }
    }

    /// Documents whose file is gone or too short. Cannot happen; if it does, somebody removed files by hand or the
    /// disk lost what it had promised to keep.
    private func lostDocuments(_ named: [Container: Named]) throws -> [DocumentKey] {
        var lost: [DocumentKey] = []
        for (container, file) in named {
            let path = file.isSegment ? folders.segment(container) : folders.document(container)
            let octets = try disk.octets(of: path)
            if let octets, file.isSegment ? octets >= file.end : octets == file.end { continue }
            lost += try documents(of: container, beyond: file.isSegment ? octets ?? -1 : -1)
        }
        return lost
    }

    private func documents(of container: Container, beyond octets: Int64) throws -> [DocumentKey] {
        try pool.read { database in
            let rows = try Connection(database: database).statement(.documentsAtEnd).all(
                .integer(container.number), .integer(Int64.max)
            ) { (key: DocumentKey(rowID: $0.integer(0)), end: $0.integer(1) + $0.integer(3)) }
            return rows.filter { $0.end > octets }.map(\.key)
        }
    }

    /// Sets jobs aside that have lost a document, and cancels what the deletion of a printer had not come to yet.
    private func mend(_ lost: [DocumentKey], numbers: Numbers, at now: Moment) throws {
        try pool.writeWithoutTransaction { database in
            let connection = Connection(database: database)
            let deleted = try connection.statement(.deletedPrinters).all { PrinterID($0.int32(0)) }
            guard !lost.isEmpty || !deleted.isEmpty else { return }
            try connection.statement(.begin).run()
            do {
                let transaction = WriteTransaction(
                    connection: connection, epoch: epoch, numbers: numbers, turns: Turns(), memory: nil)
                for printer in deleted {
                    while try transaction.cancelJobs(ofDeleted: printer, limit: 1000, at: now) > 0 {}
                }
                for key in lost { try mend(key, in: transaction, at: now) }
                _ = try connection.statement(.keepNumbers).first(
                    .integer(transaction.numbers.lastJob), .integer(transaction.numbers.lastEvent), .integer(epoch)
                ) { _ in true }
                try connection.statement(.commit).run()
            } catch {
                try? connection.statement(.rollback).run()
                throw error
            }
        }
    }

    private func mend(_ key: DocumentKey, in transaction: WriteTransaction, at now: Moment) throws {
        let metadata: Logger.Metadata = ["job": "\(key.job)", "document": "\(key.number)"]
        condition.logger.error("a document is gone from the spool", metadata: metadata)
        try transaction.connection.statement(.forgetBytes).run(.integer(key.rowID), .integer(key.rowID))
        // Of a mended queue the job may be lost as well.
        guard let row = try? transaction.row(key.job) else { return }
        guard row.job.hasDocuments else { return }
        try transaction.abort(row, because: "Document \(key.number) is missing from the server's disk", at: now)
    }

    private func remove(_ path: String) {
        attempt(path) { path throws(DiskError) in try disk.remove(path) }
    }

    /// Garbage that cannot be removed does no harm: it is tried again at the next start.
    private func attempt(_ path: String, _ removal: (String) throws(DiskError) -> Void) {
        do {
            try removal(path)
        } catch {
            condition.logger.warning("cannot tidy the spool", metadata: ["error": "\(error)"])
        }
    }
}
