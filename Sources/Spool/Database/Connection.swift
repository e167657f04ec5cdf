internal import GRDB

/// A connection of the pool, for as long as the pool lends it.
struct Connection {
    let database: Database
    /// Where the writer keeps its statements; readers, of which there are several, use GRDB's own cache.
    var kept: KeptStatements?

    func statement(_ sql: SQL) throws(SQLiteFailure) -> Statement {
        if let statement = kept?.statements[sql] { return statement }
        let statement = try self.statement(text: sql.text)
        kept?.statements[sql] = statement
        return statement
    }

    func statement(text: String) throws(SQLiteFailure) -> Statement {
        do {
            return Statement(try database.cachedStatement(sql: text))
        } catch {
            throw SQLiteFailure(anyError: error)
        }
    }

    func execute(_ text: String) throws(SQLiteFailure) {
        do {
            try database.execute(sql: text)
        } catch {
            throw SQLiteFailure(anyError: error)
        }
    }
}

/// The writer's statements, found by a number instead of by their text. Used on the writer's queue only.
final class KeptStatements {
    var statements: [SQL: Statement] = [:]
}

extension SQLiteFailure {
    init(anyError error: any Error) {
        if let failure = error as? SQLiteFailure {
            self = failure
        } else if let error = error as? DatabaseError {
            self.init(error)
        } else {
            self.init(code: 1, of: nil)
            message = String(describing: error)
        }
    }
}
