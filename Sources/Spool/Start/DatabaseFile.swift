internal import GRDBSQLite

/// The bytes of queue.db, past what SQLite makes of them, but by SQLite's own descriptor: to close another one of the same
/// file would drop the locks of every connection in this process, and then another program, such as `sqlite3`, would take
/// itself for the last one and remove the log under us (https://sqlite.org/howtocorrupt.html, 2.2).
struct DatabaseFile {
    private let file: UnsafeMutablePointer<sqlite3_file>
    private let methods: sqlite3_io_methods

    /// - Parameter connection: must outlive this.
    init?(_ connection: OpaquePointer?) {
        var pointer: UnsafeMutablePointer<sqlite3_file>?
        guard let connection,
            sqlite3_file_control(connection, "main", SQLITE_FCNTL_FILE_POINTER, &pointer) == SQLITE_OK,
            let file = pointer, let methods = file.pointee.pMethods
        else { return nil }
        (self.file, self.methods) = (file, methods.pointee)
    }

    /// `nil` where the file is shorter, or cannot be read.
    func octets(at offset: Int64, count: Int) -> [UInt8]? {
        guard let read = methods.xRead, let size = Int32(exactly: count) else { return nil }
        var bytes = [UInt8](repeating: 0, count: count)
        return read(file, &bytes, size, offset) == SQLITE_OK ? bytes : nil
    }

    /// Whether there is one: to open a missing one in another way would make it.
    static func exists(_ path: String) -> Bool { read(path) { _ in } != nil }

    /// Reads the one at `path`, whatever is in it, while nobody else here has it open; `nil` where there is none.
    static func read<Value>(_ path: String, _ body: (DatabaseFile?) throws -> Value) rethrows -> Value? {
        var handle: OpaquePointer?
        let code = sqlite3_open_v2(path, &handle, SQLITE_OPEN_READONLY, nil)
        defer { sqlite3_close(handle) }
        guard code != SQLITE_CANTOPEN else { return nil }
        return try body(DatabaseFile(handle))
    }
}
