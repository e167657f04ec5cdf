internal import Glibc

/// The disk of this machine.
public struct LinuxOutputDisk: OutputDisk {
    public init() {}

    public func openFolder(_ path: String) throws(OutputError) -> Descriptor {
        try opened("open", path, retrying { Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC) })
    }

    public func openFolder(_ name: String, in folder: Descriptor) throws(OutputError) -> Descriptor {
        let flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC
        return try opened("open", name, retrying { openat(folder.number, name, flags) })
    }

    public func makeFolder(_ name: String, in folder: Descriptor, mode: UInt32) throws(OutputError) {
        guard mkdirat(folder.number, name, mode) == 0 || errno == EEXIST else {
            throw OutputError("mkdir", name, errno: errno)
        }
    }

    /// Readable for all as far as the umask allows: who may enter the folder is what decides.
    public func create(_ name: String, in folder: Descriptor) throws(OutputError) -> Descriptor {
        let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
        return try opened("create", name, retrying { openat(folder.number, name, flags, 0o644) })
    }

    public func open(_ name: String, in folder: Descriptor) throws(OutputError) -> Descriptor {
        let flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC
        return try opened("open", name, retrying { openat(folder.number, name, flags) })
    }

    public func close(_ file: Descriptor) { _ = Glibc.close(file.number) }

    public func write(_ bytes: ArraySlice<UInt8>, to file: Descriptor) throws(OutputError) {
        var rest = bytes
        while !rest.isEmpty {
            let count = retrying { rest.withUnsafeBytes { Glibc.write(file.number, $0.baseAddress, $0.count) } }
            guard count > 0 else { throw OutputError("write", "", errno: count == 0 ? ENOSPC : errno) }
            rest = rest.dropFirst(count)
        }
    }

    public func read(_ octets: Int, from file: Descriptor) throws(OutputError) -> [UInt8] {
        var failure: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: octets) { buffer, filled in
            while filled < octets {
                let rest = UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[filled...])
                let count = retrying { Glibc.read(file.number, rest.baseAddress, rest.count) }
                if count < 0 { failure = errno }
                guard count > 0 else { break }
                filled += count
            }
        }
        guard failure == 0 else { throw OutputError("read", "", errno: failure) }
        return bytes
    }

    public func sync(_ file: Descriptor) throws(OutputError) {
        guard retrying({ Int(fdatasync(file.number)) }) == 0 else { throw OutputError("fdatasync", "", errno: errno) }
    }

    public func syncFolder(_ folder: Descriptor) throws(OutputError) {
        guard retrying({ Int(fsync(folder.number)) }) == 0 else { throw OutputError("fsync", "", errno: errno) }
    }

    /// POSIX promises it not, but the journals of these do: making a file and its first bytes is in one transaction, or
    /// in an earlier one (fs/ext4/fsync.c, xfs_file_fsync, btrfs_log_new_name). It halves what a delivery has to wait for.
    public func syncKeepsNames(in folder: Descriptor) -> Bool {
        // struct statfs: 120 bytes, its first word is the type (statfs(2)).
        withUnsafeTemporaryAllocation(byteCount: 512, alignment: 8) { status in
            guard let status = status.baseAddress, Self.fstatfs?(folder.number, status) == 0 else { return false }
            return Self.journaled.contains(UInt32(truncatingIfNeeded: status.load(as: Int.self)))
        }
    }

    /// Magic numbers of ext4, XFS and Btrfs in <linux/magic.h>.
    private static let journaled: Set<UInt32> = [0xEF53, 0x5846_5342, 0x9123_683E]

    public func rename(
        _ old: String, in oldFolder: Descriptor, to new: String, in newFolder: Descriptor
    ) throws(OutputError) {
        if let renameat2 = Self.renameat2 {
            if renameat2(oldFolder.number, old, newFolder.number, new, Self.noReplace) == 0 { return }
            // NFS and some FUSE file systems know no flags.
            guard errno == EINVAL || errno == ENOSYS else { throw OutputError("rename to", new, errno: errno) }
        }
        guard linkat(oldFolder.number, old, newFolder.number, new, 0) == 0 else {
            throw OutputError("link to", new, errno: errno)
        }
        try remove(old, in: oldFolder)
    }

    public func remove(_ name: String, in folder: Descriptor) throws(OutputError) {
        guard unlinkat(folder.number, name, 0) == 0 || errno == ENOENT else {
            throw OutputError("unlink", name, errno: errno)
        }
    }

    public func status(of name: String, in folder: Descriptor) throws(OutputError) -> FileStatus? {
        var status = stat()
        if fstatat(folder.number, name, &status, AT_SYMLINK_NOFOLLOW) == 0 { return FileStatus(status) }
        if errno == ENOENT { return nil }
        throw OutputError("stat", name, errno: errno)
    }

    public func status(of file: Descriptor) throws(OutputError) -> FileStatus {
        var status = stat()
        guard fstat(file.number, &status) == 0 else { throw OutputError("fstat", "", errno: errno) }
        return FileStatus(status)
    }

    public func status(at path: String) throws(OutputError) -> FileStatus? {
        var status = stat()
        if stat(path, &status) == 0 { return FileStatus(status) }
        if errno == ENOENT || errno == ENOTDIR { return nil }
        throw OutputError("stat", path, errno: errno)
    }

    public func resolved(_ path: String) throws(OutputError) -> String {
        guard let pointer = realpath(path, nil) else { throw OutputError("realpath", path, errno: errno) }
        defer { free(pointer) }
        return String(cString: pointer)
    }

    public func names(in folder: Descriptor) throws(OutputError) -> [String] {
        // Of its own, because reading a folder moves the place in it, which descriptors share.
        let own = openat(folder.number, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard own >= 0 else { throw OutputError("open", ".", errno: errno) }
        guard let listing = fdopendir(own) else {
            let reason = errno
            _ = Glibc.close(own)
            throw OutputError("opendir", ".", errno: reason)
        }
        defer { closedir(listing) }
        var names: [String] = []
        while let entry = readdir(listing) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }

    /// The kernel looks at the mounts before it looks for the file, so asking it to rename a file that is not there
    /// tells a bind mount from a folder, which device numbers do not. They tell subvolumes of btrfs.
    public func canRename(from folder: Descriptor, to other: Descriptor) throws(OutputError) -> Bool {
        guard try status(of: folder).identity.device == status(of: other).identity.device else { return false }
        let nobody = ".quire-is-not-here"
        _ = renameat(folder.number, nobody, other.number, nobody)
        return errno == ENOENT
    }

    /// RENAME_NOREPLACE of <linux/fs.h>.
    private static let noReplace: UInt32 = 1

    private typealias RenameAt2 =
        @convention(c) (Int32, UnsafePointer<CChar>, Int32, UnsafePointer<CChar>, UInt32) -> Int32

    private typealias FStatFS = @convention(c) (Int32, UnsafeMutableRawPointer) -> Int32

    // Looked up by name, because Swift's Glibc module leaves them out.
    private static let fstatfs: FStatFS? = dlsym(nil, "fstatfs").map { unsafeBitCast($0, to: FStatFS.self) }
    private static let renameat2: RenameAt2? = dlsym(nil, "renameat2").map { unsafeBitCast($0, to: RenameAt2.self) }

    private func opened(_ call: String, _ path: String, _ descriptor: Int) throws(OutputError) -> Descriptor {
        guard descriptor >= 0 else { throw OutputError(call, path, errno: errno) }
        return Descriptor(Int32(descriptor))
    }

    private func retrying<Count: FixedWidthInteger>(_ call: () -> Count) -> Int {
        while true {
            let result = Int(call())
            if result != -1 || errno != EINTR { return result }
        }
    }
}

extension FileStatus {
    fileprivate init(_ status: stat) {
        self.init(
            identity: Identity(device: UInt64(status.st_dev), inode: UInt64(status.st_ino)),
            octets: Int64(status.st_size), isFile: status.st_mode & S_IFMT == S_IFREG,
            isFolder: status.st_mode & S_IFMT == S_IFDIR)
    }
}

extension OutputError {
    /// The error in the words of the system.
    var errnoText: String {
        guard let text = strerror(errno) else { return "error \(errno)" }
        return String(cString: text)
    }
}
