/// The file system, as far as output needs it: what a test replaces to make any one call fail or to pull the plug.
///
/// Every call may block. A file is named by its folder's descriptor and one name, never by a path with folders in it,
/// so that nobody can put a symbolic link in the way: none is ever followed below a folder that was opened.
public protocol OutputDisk: Sendable {
    /// Opens a folder by its absolute path.
    func openFolder(_ path: String) throws(OutputError) -> Descriptor
    /// Opens a folder in a folder; fails when it is a symbolic link.
    func openFolder(_ name: String, in folder: Descriptor) throws(OutputError) -> Descriptor
    /// Makes a folder in a folder; fine when it is there.
    func makeFolder(_ name: String, in folder: Descriptor, mode: UInt32) throws(OutputError)
    /// Makes a new file for writing; fails when anything has that name.
    func create(_ name: String, in folder: Descriptor) throws(OutputError) -> Descriptor
    /// Opens a file for reading; fails when it is a symbolic link, and never waits for what is no file.
    func open(_ name: String, in folder: Descriptor) throws(OutputError) -> Descriptor
    func close(_ file: Descriptor)
    /// Writes all of `bytes` at the end or throws.
    func write(_ bytes: ArraySlice<UInt8>, to file: Descriptor) throws(OutputError)
    /// Reads up to `octets` from where the last read ended; fewer, or none, only at the end of the file.
    func read(_ octets: Int, from file: Descriptor) throws(OutputError) -> [UInt8]
    /// Returns when the file's bytes and length are on stable storage.
    func sync(_ file: Descriptor) throws(OutputError)
    /// Returns when the names in the folder are on stable storage.
    func syncFolder(_ folder: Descriptor) throws(OutputError)
    /// Whether ``sync(_:)`` of a file that was just made in the folder makes its name durable too.
    func syncKeepsNames(in folder: Descriptor) -> Bool
    /// Gives a file a new name, in another folder if need be, in one step; throws `EEXIST` when anything has it.
    func rename(
        _ old: String, in oldFolder: Descriptor, to new: String, in newFolder: Descriptor
    ) throws(OutputError)
    /// Fine when it is not there.
    func remove(_ name: String, in folder: Descriptor) throws(OutputError)
    /// What has that name; `nil` when nothing has.
    func status(of name: String, in folder: Descriptor) throws(OutputError) -> FileStatus?
    func status(of file: Descriptor) throws(OutputError) -> FileStatus
    /// What a path leads to, through symbolic links; `nil` when nothing is there.
    func status(at path: String) throws(OutputError) -> FileStatus?
    /// An absolute path without symbolic links; everything in `path` must be there.
    func resolved(_ path: String) throws(OutputError) -> String
    /// Names in a folder, without `.` and `..`, in no order.
    func names(in folder: Descriptor) throws(OutputError) -> [String]
    /// Whether a file can be renamed from one folder to the other: both are of one file system and one mount.
    func canRename(from folder: Descriptor, to other: Descriptor) throws(OutputError) -> Bool
}

/// An open file or folder.
public struct Descriptor: Hashable, Sendable {
    public var number: Int32
    public init(_ number: Int32) { self.number = number }
}

/// What is known of a file without opening it.
public struct FileStatus: Hashable, Sendable {
    /// Which file it is, as long as it lives.
    public struct Identity: Hashable, Sendable {
        public var device: UInt64
        public var inode: UInt64

        public init(device: UInt64, inode: UInt64) {
            self.device = device
            self.inode = inode
        }
    }

    public var identity: Identity
    public var octets: Int64
    public var isFile: Bool
    public var isFolder: Bool

    public init(identity: Identity, octets: Int64, isFile: Bool, isFolder: Bool) {
        self.identity = identity
        self.octets = octets
        self.isFile = isFile
        self.isFolder = isFolder
    }
}

/// A system call that failed.
public struct OutputError: Error, Hashable, Sendable, CustomStringConvertible {
    public var call: String
    /// The path, or the name in its folder.
    public var path: String
    public var errno: Int32

    public init(_ call: String, _ path: String, errno: Int32) {
        self.call = call
        self.path = path
        self.errno = errno
    }

    public var description: String { "\(call) \(path): \(errnoText)" }
}
