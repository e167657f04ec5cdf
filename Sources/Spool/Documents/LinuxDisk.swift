internal import Glibc

/// The disk of this machine.
public struct LinuxDisk: Disk {
    public init() {}

    public func makeFolder(_ path: String) throws(DiskError) {
        guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw DiskError("mkdir", path, errno: errno) }
    }

    public func create(_ path: String) throws(DiskError) -> DiskFile {
        let descriptor = retrying { Glibc.open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600) }
        guard descriptor >= 0 else { throw DiskError("create", path, errno: errno) }
        return DiskFile(descriptor: Int32(descriptor))
    }

    public func makeFile(_ path: String) throws(DiskError) {
        do {
            close(try create(path))
        } catch {
            guard error.errno == EEXIST else { throw error }
        }
    }

    public func open(_ path: String) throws(DiskError) -> DiskFile {
        let descriptor = retrying { Glibc.open(path, O_RDONLY | O_CLOEXEC) }
        guard descriptor >= 0 else { throw DiskError("open", path, errno: errno) }
        return DiskFile(descriptor: Int32(descriptor))
    }

    public func close(_ file: DiskFile) { _ = Glibc.close(file.descriptor) }

    public func write(_ bytes: UnsafeRawBufferPointer, to file: DiskFile, at offset: Int64) throws(DiskError) {
        var done = 0
        while done < bytes.count {
            let rest = UnsafeRawBufferPointer(rebasing: bytes[done...])
            let count = retrying { pwrite(file.descriptor, rest.baseAddress, rest.count, Int(offset) + done) }
            guard count > 0 else { throw DiskError("write", "", errno: count == 0 ? ENOSPC : errno) }
            done += count
        }
    }

    public func read(
        into buffer: UnsafeMutableRawBufferPointer, from file: DiskFile, at offset: Int64
    ) throws(DiskError) -> Int {
        var done = 0
        while done < buffer.count {
            let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[done...])
            let count = retrying { pread(file.descriptor, rest.baseAddress, rest.count, Int(offset) + done) }
            guard count >= 0 else { throw DiskError("read", "", errno: errno) }
            if count == 0 { break }
            done += count
        }
        return done
    }

    public func startWriting(_ file: DiskFile, from offset: Int64, octets: Int64) {
        // 2 is SYNC_FILE_RANGE_WRITE. A failure is found by sync(_:).
        _ = GNUCalls.syncFileRange?(file.descriptor, offset, octets, 2)
    }

    public func sync(_ file: DiskFile) throws(DiskError) {
        guard retrying({ Int(fdatasync(file.descriptor)) }) == 0 else {
            throw DiskError("fdatasync", "", errno: errno)
        }
    }

    public func syncFolder(_ path: String) throws(DiskError) {
        let descriptor = retrying { Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
        guard descriptor >= 0 else { throw DiskError("open", path, errno: errno) }
        defer { _ = Glibc.close(Int32(descriptor)) }
        guard fsync(Int32(descriptor)) == 0 else { throw DiskError("fsync", path, errno: errno) }
    }

    public func rename(_ old: String, to new: String) throws(DiskError) {
        guard Glibc.rename(old, new) == 0 else { throw DiskError("rename", old, errno: errno) }
    }

    public func remove(_ path: String) throws(DiskError) {
        guard unlink(path) == 0 || errno == ENOENT else { throw DiskError("unlink", path, errno: errno) }
    }

    public func removeFolder(_ path: String) throws(DiskError) {
        guard rmdir(path) == 0 || errno == ENOENT else { throw DiskError("rmdir", path, errno: errno) }
    }

    public func punch(_ path: String, from offset: Int64, octets: Int64) throws(DiskError) {
        let descriptor = retrying { Glibc.open(path, O_WRONLY | O_CLOEXEC) }
        guard descriptor >= 0 else { throw DiskError("open", path, errno: errno) }
        defer { _ = Glibc.close(Int32(descriptor)) }
        // 3 is FALLOC_FL_KEEP_SIZE | FALLOC_FL_PUNCH_HOLE.
        guard let fallocate = GNUCalls.fallocate else { return }
        guard fallocate(Int32(descriptor), 3, offset, octets) == 0 || errno == EOPNOTSUPP else {
            throw DiskError("fallocate", path, errno: errno)
        }
    }

    public func octets(of path: String) throws(DiskError) -> Int64? {
        var status = stat()
        guard stat(path, &status) == 0 else {
            if errno == ENOENT { return nil }
            throw DiskError("stat", path, errno: errno)
        }
        return Int64(status.st_size)
    }

    public func names(in path: String) throws(DiskError) -> [String] {
        guard let folder = opendir(path) else {
            if errno == ENOENT { return [] }
            throw DiskError("opendir", path, errno: errno)
        }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }

    public func space(at path: String) throws(DiskError) -> DiskSpace {
        var status = statvfs()
        guard statvfs(path, &status) == 0 else { throw DiskError("statvfs", path, errno: errno) }
        return DiskSpace(
            free: Int64(clamping: status.f_bavail) * Int64(status.f_frsize),
            size: Int64(clamping: status.f_blocks) * Int64(status.f_frsize),
            freeFiles: status.f_files == 0 ? nil : Int64(clamping: status.f_favail))
    }

    private func retrying<Count: FixedWidthInteger>(_ call: () -> Count) -> Int {
        while true {
            let result = Int(call())
            if result != -1 || errno != EINTR { return result }
        }
    }
}

/// Calls that Swift's Glibc module leaves out because they are GNU's own.
private enum GNUCalls {
    typealias SyncFileRange = @convention(c) (Int32, Int64, Int64, UInt32) -> Int32
    typealias FAllocate = @convention(c) (Int32, Int32, Int64, Int64) -> Int32

    static let syncFileRange = dlsym(nil, "sync_file_range").map { unsafeBitCast($0, to: SyncFileRange.self) }
    static let fallocate = dlsym(nil, "fallocate").map { unsafeBitCast($0, to: FAllocate.self) }
}
