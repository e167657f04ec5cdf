internal import GRDB

/// Copies the rows of one table that can be read: from its beginning to the first damaged page, from its end back to the
/// last one, and between them by halves.
struct TableCopy {
    let name: String
    private let hasRowID: Bool
    private let columns: Int
    /// Of a table without row ids, to read it backwards.
    private let key: [String]

    /// Looks a table may cost when it has damage: 40 for each of some hundred damaged pages.
    private static let looksMax = 5_000

    static func all(in database: Database) throws -> [TableCopy] {
        try GRDB.Row.fetchAll(
            database,
            sql: "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY rowid"
        ).map { row in
            let name: String = row["name"]
            let sql: String = row["sql"]
            let columns = try GRDB.Row.fetchAll(database, sql: "PRAGMA table_info(\(name))")
            let key = columns.filter { ($0["pk"] as Int) > 0 }.sorted { ($0["pk"] as Int) < $1["pk"] }
            return TableCopy(
                name: name, hasRowID: !sql.uppercased().contains("WITHOUT ROWID"), columns: columns.count,
                key: key.map { $0["name"] })
        }
    }

    /// - Returns: how many rows were kept, and whether all could be read.
    func copy(from source: Database, to target: Database) throws -> (kept: Int, isWhole: Bool) {
        let values = Array(repeating: "?", count: columns).joined(separator: ", ")
        let insert = try target.makeStatement(sql: "INSERT OR IGNORE INTO \(name) VALUES (\(values))")
        var work = Work(source: source, target: target, insert: insert, hasRowID: hasRowID)
        guard hasRowID else {
            let isWhole = work.take("SELECT * FROM \(name)", [])
            if !isWhole {
                let backwards = key.map { "\($0) DESC" }.joined(separator: ", ")
                _ = work.take("SELECT * FROM \(name) ORDER BY \(backwards)", [])
            }
            return (work.kept, isWhole)
        }
        let isWhole = salvage(0, Int64.max - 1, &work)
        return (work.kept, isWhole)
    }

    /// - Returns: whether all rows from `low` to `high` could be read.
    private func salvage(_ low: Int64, _ high: Int64, _ work: inout Work) -> Bool {
        guard low <= high else { return true }
        guard work.looks < Self.looksMax else { return false }
        let rows = "SELECT rowid, * FROM \(name) WHERE rowid BETWEEN ? AND ? ORDER BY rowid"
        work.last = nil
        if work.take(rows, [low, high]) { return true }
        let from = work.last.map { $0 + 1 } ?? low
        work.last = nil
        if work.take(rows + " DESC", [from, high]) { return false }
        let to = work.last.map { $0 - 1 } ?? high
        guard from < to else { return false }
        let middle = from + (to - from) / 2
        // Ranges of row ids are far wider than the rows in them: 64 halvings come down to one.
        _ = salvage(from, middle, &work)
        _ = salvage(middle + 1, to, &work)
        return false
    }

    private struct Work {
        let source: Database
        let target: Database
        let insert: GRDB.Statement
        /// Whether each row begins with its row id, which is not copied.
        let hasRowID: Bool
        var kept = 0
        var looks = 0
        /// The row id that was read last.
        var last: Int64?

        /// - Returns: whether it came to the end.
        mutating func take(_ sql: String, _ arguments: StatementArguments) -> Bool {
            looks += 1
            do {
                let cursor = try GRDB.Row.fetchCursor(source, sql: sql, arguments: arguments)
                while let row = try cursor.next() {
                    var values = Array(row.databaseValues)
                    if hasRowID { last = Int64.fromDatabaseValue(values.removeFirst()) }
                    // A row that the tables do not take is damaged, too.
                    guard (try? insert.execute(arguments: StatementArguments(values))) != nil else { continue }
                    kept += target.changesCount
                }
                return true
            } catch {
                return false
            }
        }
    }
}
