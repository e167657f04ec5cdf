/// The file system, as far as documents need it: what a test replaces to make any one call fail or to pull the plug.
///
/// Every call may block. Offsets and lengths are in bytes.
public protocol Disk: Sendable {
    /// Makes a folder that only we may enter; fine when it is there.
    func makeFolder(_ path: String) throws(DiskError)
    /// Makes a new file that only we may read, for writing; fails when it is there.
    func create(_ path: String) throws(DiskError) -> DiskFile
    /// Makes an empty file that only we may read, for SQLite to fill; fine when it is there.
    func makeFile(_ path: String) throws(DiskError)
    /// Opens for reading.
    func open(_ path: String) throws(DiskError) -> DiskFile
    func close(_ file: DiskFile)
    /// Writes all of `bytes` or throws.
    func write(_ bytes: UnsafeRawBufferPointer, to file: DiskFile, at offset: Int64) throws(DiskError)
    /// Reads until `buffer` is full or the file ends; gives back how many bytes it read.
    func read(into buffer: UnsafeMutableRawBufferPointer, from file: DiskFile, at offset: Int64) throws(DiskError)
        -> Int
    /// Asks for a range to be written soon, without waiting and without promising anything.
    func startWriting(_ file: DiskFile, from offset: Int64, octets: Int64)
    /// Returns when the file's bytes and length are on stable storage. A failure is final: the kernel may have
    /// dropped what it could not write, and a second call would not know.
    func sync(_ file: DiskFile) throws(DiskError)
    /// Returns when the names in the folder are on stable storage.
    func syncFolder(_ path: String) throws(DiskError)
    /// Replaces what is at `new`.
    func rename(_ old: String, to new: String) throws(DiskError)
    /// Fine when it is not there.
    func remove(_ path: String) throws(DiskError)
    /// Fine when it is not there; fails when it is not empty.
    func removeFolder(_ path: String) throws(DiskError)
    /// Gives the space of a range back to the file system; a file system that cannot leaves it.
    func punch(_ path: String, from offset: Int64, octets: Int64) throws(DiskError)
    /// The length of a file, `nil` when there is none.
    func octets(of path: String) throws(DiskError) -> Int64?
    /// Names in a folder, without `.` and `..`, in no order; none when there is no folder.
    func names(in path: String) throws(DiskError) -> [String]
    func space(at path: String) throws(DiskError) -> DiskSpace
}

/// An open file.
public struct DiskFile: Hashable, Sendable {
    public var descriptor: Int32
    public init(descriptor: Int32) { self.descriptor = descriptor }
}

/// What a file system has left for us, in bytes and files.
public struct DiskSpace: Hashable, Sendable {
    public var free: Int64
    public var size: Int64
    /// `nil` on a file system that does not count files.
    public var freeFiles: Int64?

    public init(free: Int64, size: Int64, freeFiles: Int64? = nil) {
        self.free = free
        self.size = size
        self.freeFiles = freeFiles
    }
}

/// A call that failed, for the log.
public struct DiskError: Error, Hashable, Sendable, CustomStringConvertible {
    public var call: String
    public var path: String
    public var errno: Int32

    public init(_ call: String, _ path: String, errno: Int32) {
        self.call = call
        self.path = path
        self.errno = errno
    }

    public var description: String { "\(call) \(path): error \(errno)" }
}
