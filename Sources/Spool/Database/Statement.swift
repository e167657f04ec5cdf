internal import GRDB
internal import GRDBSQLite

/// A prepared statement, bound and stepped through SQLite's own interface.
///
/// GRDB opens, shares and closes the connections and keeps the statements; values do not go through its
/// `DatabaseValue`, which costs as much as SQLite itself in a transaction of many small rows (docs/SPOOL.md, figures).
struct Statement {
    private let statement: GRDB.Statement
    private var handle: OpaquePointer { statement.sqliteStatement }

    init(_ statement: GRDB.Statement) { self.statement = statement }

    /// Runs it to its end, for what it changes.
    func run(_ values: SQLValue...) throws(SQLiteFailure) {
        defer { reset() }
        try bind(values)
        while try step() {}
    }

    func first<Result>(_ values: SQLValue..., read: (Row) -> Result) throws(SQLiteFailure) -> Result? {
        defer { reset() }
        try bind(values)
        return try step() ? read(Row(handle: handle)) : nil
    }

    func all<Result>(_ values: SQLValue..., read: (Row) -> Result) throws(SQLiteFailure) -> [Result] {
        try all(values, read: read)
    }

    func all<Result>(_ values: [SQLValue], read: (Row) -> Result) throws(SQLiteFailure) -> [Result] {
        defer { reset() }
        try bind(values)
        var results: [Result] = []
        while try step() { results.append(read(Row(handle: handle))) }
        return results
    }

    private func step() throws(SQLiteFailure) -> Bool {
        switch sqlite3_step(handle) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        case let code: throw SQLiteFailure(code: code, of: sqlite3_db_handle(handle))
        }
    }

    /// Bound values stay until the next run overwrites them, all of them: a statement is always given every value.
    private func reset() { _ = sqlite3_reset(handle) }

    private func bind(_ values: [SQLValue]) throws(SQLiteFailure) {
        precondition(values.count == Int(sqlite3_bind_parameter_count(handle)), "a statement is given every value")
        for (index, value) in values.enumerated() {
            let code = bind(value, at: Int32(truncatingIfNeeded: index + 1))
            guard code == SQLITE_OK else { throw SQLiteFailure(code: code, of: sqlite3_db_handle(handle)) }
        }
    }

    private func bind(_ value: SQLValue, at position: Int32) -> Int32 {
        switch value {
        case .null: return sqlite3_bind_null(handle, position)
        case .integer(let integer): return sqlite3_bind_int64(handle, position, integer)
        case .text(var text):
            return text.withUTF8 { utf8 in
                utf8.withMemoryRebound(to: CChar.self) {
                    // An empty buffer may have no address, and no address means NULL to SQLite.
                    sqlite3_bind_text(handle, position, $0.baseAddress ?? Self.nothing, Int32($0.count), Self.copied)
                }
            }
        case .blob(let bytes):
            return bytes.withUnsafeBytes {
                $0.isEmpty
                    ? sqlite3_bind_zeroblob(handle, position, 0)
                    : sqlite3_bind_blob(handle, position, $0.baseAddress, Int32($0.count), Self.copied)
            }
        }
    }

    private static let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    nonisolated(unsafe) private static let nothing = UnsafePointer(UnsafeMutablePointer<CChar>.allocate(capacity: 1))
}

/// A value on its way into a statement.
enum SQLValue {
    case null
    case integer(Int64)
    case text(String)
    case blob([UInt8])

    static func integer(_ value: Int64?) -> SQLValue { value.map { .integer($0) } ?? .null }
    static func integer(_ value: Int) -> SQLValue { .integer(Int64(value)) }
    static func integer(_ value: Int32) -> SQLValue { .integer(Int64(value)) }
    static func flag(_ value: Bool) -> SQLValue { .integer(value ? 1 : 0) }
    static func text(_ value: String?) -> SQLValue { value.map { .text($0) } ?? .null }
}

/// The row a statement stands at, good until its next step.
struct Row {
    fileprivate let handle: OpaquePointer

    func integer(_ column: Int32) -> Int64 { sqlite3_column_int64(handle, column) }
    func isNull(_ column: Int32) -> Bool { sqlite3_column_type(handle, column) == SQLITE_NULL }
    func optionalInteger(_ column: Int32) -> Int64? { isNull(column) ? nil : integer(column) }
    func int32(_ column: Int32) -> Int32 { Int32(truncatingIfNeeded: integer(column)) }
    func flag(_ column: Int32) -> Bool { integer(column) != 0 }

    func text(_ column: Int32) -> String {
        guard let start = sqlite3_column_text(handle, column) else { return "" }
        let utf8 = UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column)))
        return String(decoding: utf8, as: UTF8.self)
    }

    func optionalText(_ column: Int32) -> String? { isNull(column) ? nil : text(column) }

    func blob(_ column: Int32) -> [UInt8] {
        guard let start = sqlite3_column_blob(handle, column) else { return [] }
        return Array(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column))))
    }
}

/// What SQLite said.
struct SQLiteFailure: Error {
    /// The extended result code.
    var code: Int32
    var message: String
    /// What the operating system said, 0 when it was not asked.
    var errno: Int32 = 0

    init(code: Int32, of connection: OpaquePointer?) {
        let extended = connection.map { sqlite3_extended_errcode($0) } ?? code
        // The connection tells of its last call; if that was another one, the code in hand is right.
        self.code = extended & 0xFF == code & 0xFF ? extended : code
        message = connection.flatMap { sqlite3_errmsg($0) }.map { String(cString: $0) } ?? "SQLite error \(code)"
        errno = connection.map { sqlite3_system_errno($0) } ?? 0
    }

    init(_ error: DatabaseError) {
        code = error.extendedResultCode.rawValue
        message = error.message ?? error.description
    }

    private init(code: Int32, message: String) { (self.code, self.message) = (code, message) }

    /// Said by ourselves: SQLite does not look at all of a header.
    static var damagedHeader: SQLiteFailure {
        SQLiteFailure(code: SQLITE_CORRUPT, message: "its header is damaged")
    }

    var primaryCode: Int32 { code & 0xFF }
}
