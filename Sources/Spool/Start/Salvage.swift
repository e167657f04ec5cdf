internal import GRDB
internal import GRDBSQLite
internal import Logging
internal import PrintModel

/// Makes a new queue.db of what can still be read in a damaged one. Nothing is thrown away: the damaged file and documents
/// that no row names any more lie in `corrupt/` afterwards, for a person.
///
///     read queue.db ──▶ queue.db-mended, synced ──▶ rename queue.db to corrupt/queue-N.db ──▶ rename -mended to queue.db
///
/// Where its first pages are damaged, a copy of it is read with those that were kept (``FirstPages``).
///
/// A start finds either the damaged one, and begins again; or none and a mended one, which it puts in place.
struct Salvage {
    /// What became of the rows.
    struct Report: Hashable {
        var kept = 0
        /// Tables of which something could not be read.
        var damaged: [String] = []
    }

    let folders: Folders
    let disk: any Disk
    let condition: StoreCondition

    /// Whether an earlier run found damage, or a salvage was broken off.
    var isDue: Bool {
        get throws(DiskError) { try disk.octets(of: folders.damageNote) != nil }
    }

    /// Puts a mended file in place that a crash kept from its place, and removes what one has left behind.
    func finish() throws {
        if try disk.octets(of: folders.database) != nil {
            if try !isDue { try removeOwn() }
            return
        }
        guard try disk.octets(of: folders.mended) != nil else { return }
        try disk.rename(folders.mended, to: folders.database)
        try disk.syncFolder(folders.top)
    }

    func run() throws -> Report {
        try removeOwn()
        let source = try openSource()
        let report: Report
        do {
            defer { try? source.close() }
            report = try copy(from: source)
        }
        guard report.kept > 0 else {
            throw StoreError.failed("Nothing of queue.db in the spool folder can be read any more: put a copy back")
        }
        try putInPlace()
        // What is left is removed by the next start.
        try? removeOwn()
        condition.logger.critical(
            "queue.db was damaged: what could be read of it is kept, the damaged file lies in corrupt/",
            metadata: [
                "rows": "\(report.kept)", "incomplete": "\(report.damaged.sorted().joined(separator: " "))",
            ])
        return report
    }

    private func removeOwn() throws(DiskError) {
        for name in try disk.names(in: folders.top) where name.hasPrefix("queue.db-mended") {
            try disk.remove("\(folders.top)/\(name)")
        }
    }

    /// Whether pages are broken, perhaps the first.
    static func isDamage(_ error: any Error) -> Bool {
        let code = (error as? DatabaseError)?.resultCode.rawValue ?? (error as? SQLiteFailure)?.primaryCode
        return code == SQLITE_CORRUPT || code == SQLITE_NOTADB
    }

    private func openSource() throws -> DatabaseQueue {
        let first = try FirstPages(keptAt: folders.firstPages, on: disk)
        do {
            if let first, first.isHeaderDamaged(of: folders.database) { throw SQLiteFailure.damagedHeader }
            return try openSource(folders.database)
        } catch  where Self.isDamage(error) {
            guard let first else { throw error }
            try first.copy(folders.database, to: folders.readable, on: disk)
            let log = folders.database + "-wal"
            if try disk.octets(of: log) != nil { try disk.copy(log, to: folders.readable + "-wal") }
            return try openSource(folders.readable)
        }
    }

    /// With all that is in its log, which is emptied: it must not be taken for that of the new file.
    private func openSource(_ path: String) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.busyMode = .timeout(5)
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        do {
            try queue.inDatabase { database in
                let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
                guard version == Schema.version else {
                    throw StoreError.failed("queue.db is damaged, and older than what can be mended: put a copy back")
                }
                // Without it nothing is found, and nothing must be put in place of it.
                _ = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_master")
                _ = try database.checkpoint(.truncate)
            }
            return queue
        } catch {
            try? queue.close()
            throw error
        }
    }

    private func copy(from source: DatabaseQueue) throws -> Report {
        try disk.makeFile(folders.mended)
        let target = try DatabaseQueue(path: folders.mended)
        defer { try? target.close() }
        var report = Report()
        try target.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA synchronous = FULL")
            try database.inTransaction {
                for migration in Schema.migrations { try database.execute(sql: migration) }
                try database.execute(sql: "PRAGMA application_id = \(Schema.applicationID)")
                try database.execute(sql: "PRAGMA user_version = \(Schema.version)")
                try source.inDatabase { damaged in
                    for table in try TableCopy.all(in: database) {
                        let (kept, isWhole) = try table.copy(from: damaged, to: database)
                        report.kept += kept
                        if !isWhole { report.damaged.append(table.name) }
                    }
                }
                try source.inDatabase { try copySequences(from: $0, to: database) }
                try mendNumbers(database)
                return .commit
            }
            if report.kept > 0 { try keepUnnamed(database) }
        }
        return report
    }

    // MARK: Numbers

    /// No number is given out a second time: beyond all that are seen, with room for those that are not.
    private func mendNumbers(_ database: Database) throws {
        if try Int.fetchOne(database, sql: "SELECT count(*) FROM instance") == 1 { return }
        let epochs =
            try disk.names(in: folders.documents).compactMap { Int64($0) }
            + disk.names(in: folders.segments).compactMap { Folders.container(named: $0)?.epoch }
        let epoch = max(epochs.max() ?? 0, try Int64.fetchOne(database, sql: "SELECT max(epoch) FROM job") ?? 0)
        let job = try Int64.fetchOne(database, sql: "SELECT max(id) FROM job") ?? 0
        let event = try Int64.fetchOne(database, sql: "SELECT max(sequence) FROM event") ?? 0
        let uuid = UUIDBytes.random().map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        try database.execute(
            sql: """
                INSERT INTO instance (id, uuid, created_at, epoch, last_job, last_event, default_printer)
                VALUES (1, x'\(uuid)', 0, ?, ?, ?, NULL)
                """,
            arguments: [
                epoch + 1, min(job + Self.numbersSkipped, Int64(Int32.max / 2)), event + Self.numbersSkipped,
            ])
    }

    /// What AUTOINCREMENT has given out, beyond the rows that are there.
    private func copySequences(from source: Database, to target: Database) throws {
        // Where it cannot be read, the rows that could be say enough.
        let rows = (try? GRDB.Row.fetchAll(source, sql: "SELECT name, seq FROM sqlite_sequence")) ?? []
        for row in rows {
            let (name, last): (String?, Int64?) = (row[0], row[1])
            guard let name, let last else { continue }
            try target.execute(
                sql: "UPDATE sqlite_sequence SET seq = max(seq, ?1) WHERE name = ?2", arguments: [last, name])
            guard target.changesCount == 0 else { continue }
            try target.execute(sql: "INSERT INTO sqlite_sequence (name, seq) VALUES (?2, ?1)", arguments: [last, name])
        }
    }

    /// More jobs than can have been lost with a page or two of the tables.
    private static let numbersSkipped: Int64 = 10_000

    // MARK: Files

    /// Documents whose rows are lost are kept aside: the start would remove them as those of a job that was never promised.
    private func keepUnnamed(_ database: Database) throws {
        let numbers = try Int64.fetchAll(
            database, sql: "SELECT DISTINCT container FROM document WHERE container IS NOT NULL")
        let named = Set(numbers.map { Container(number: $0) })
        for name in try disk.names(in: folders.segments) {
            guard let container = Folders.container(named: name), !named.contains(container) else { continue }
            try disk.rename("\(folders.segments)/\(name)", to: "\(folders.corrupt)/segment-\(name)")
        }
        for run in try disk.names(in: folders.documents) {
            guard let epoch = Int64(run) else { continue }
            for name in try disk.names(in: folders.documents(epoch: epoch)) {
                guard let serial = Int64(name), !named.contains(Container(epoch: epoch, serial: serial)) else {
                    continue
                }
                try disk.rename(
                    "\(folders.documents(epoch: epoch))/\(name)", to: "\(folders.corrupt)/document-\(run)-\(name)")
            }
        }
        let resources = Set(try Int64.fetchAll(database, sql: "SELECT id FROM resource").map { String($0) })
        for name in try disk.names(in: folders.resources) where !resources.contains(name) && !name.hasPrefix(".") {
            try disk.rename("\(folders.resources)/\(name)", to: "\(folders.corrupt)/resource-\(name)")
        }
        try disk.syncFolder(folders.corrupt)
    }

    private func putInPlace() throws {
        let mended = try disk.open(folders.mended)
        defer { disk.close(mended) }
        try disk.sync(mended)
        let taken = Set(try disk.names(in: folders.corrupt))
        let number = (1...).first { !taken.contains("queue-\($0).db") } ?? 1
        try disk.rename(folders.database, to: "\(folders.corrupt)/queue-\(number).db")
        for end in ["-wal", "-shm"] { try disk.remove(folders.database + end) }
        try disk.rename(folders.mended, to: folders.database)
        try disk.syncFolder(folders.corrupt)
        try disk.remove(folders.damageNote)
        try disk.syncFolder(folders.top)
    }
}
