internal import Glibc

/// A Unix socket's place in the file system.
///
/// It is bound under a name of its own and put in its place by rename, once it is listening: a client finds the old
/// socket or the new one, never none. Only sockets are ever replaced or removed, and no symbolic link is followed
/// in the last part of the path (CVE-2024-35235).
struct UnixSocketFile: Sendable {
    let path: String
    private let folder: String
    private let name: String
    private let temporaryName: String
    private let inode: ino_t

    /// Binds a socket for all local users; it is not in its place yet.
    ///
    /// - Returns: the file and a listening socket, which is the caller's to close.
    static func bind(path: String, backlog: Int32) throws(ListenError) -> (file: UnixSocketFile, descriptor: Int32) {
        let (folder, name) = try split(path)
        let directory = open(folder, Self.O_PATH | O_DIRECTORY | O_CLOEXEC)
        guard directory >= 0 else { throw ListenError(path, call: "open \(folder)") }
        defer { close(directory) }
        try refuseNonSocket(name, in: directory, path: path)
        let temporary = ".\(name).\(getpid())"
        unlinkat(directory, temporary, 0)  // A leftover of a process with our number; only ours have such names.
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | O_NONBLOCK | O_CLOEXEC, 0)
        guard descriptor >= 0 else { throw ListenError(path, call: "socket") }
        do throws(ListenError) {
            // Through the open folder: the path stays short (108 bytes are the limit) and cannot be swapped meanwhile.
            try bind(descriptor, to: "/proc/self/fd/\(directory)/\(temporary)", path: path)
            let inode = try openToAll(temporary, in: directory, path: path)
            guard listen(descriptor, backlog) == 0 else { throw ListenError(path, call: "listen") }
            return (
                UnixSocketFile(path: path, folder: folder, name: name, temporaryName: temporary, inode: inode),
                descriptor
            )
        } catch {
            unlinkat(directory, temporary, 0)
            close(descriptor)
            throw error
        }
    }

    /// Takes the path over, from a predecessor that is dead or is to be replaced.
    func putInPlace() throws(ListenError) {
        try withFolder { directory throws(ListenError) in
            try Self.refuseNonSocket(name, in: directory, path: path)
            guard renameat(directory, temporaryName, directory, name) == 0 else {
                throw ListenError(path, call: "rename")
            }
        }
    }

    /// Removes the file, unless a successor has taken the path over.
    func remove() {
        try? withFolder { directory throws(ListenError) in  // A folder that has gone has taken the socket with it.
            for name in [name, temporaryName] {
                var status = stat()
                guard fstatat(directory, name, &status, AT_SYMLINK_NOFOLLOW) == 0, status.st_ino == inode,
                    status.st_mode & S_IFMT == S_IFSOCK
                else { continue }
                unlinkat(directory, name, 0)
            }
        }
    }

    private func withFolder(_ body: (Int32) throws(ListenError) -> Void) throws(ListenError) {
        let directory = open(folder, Self.O_PATH | O_DIRECTORY | O_CLOEXEC)
        guard directory >= 0 else { throw ListenError(path, call: "open \(folder)") }
        defer { close(directory) }
        try body(directory)
    }

    private static func split(_ path: String) throws(ListenError) -> (folder: String, name: String) {
        let name = String(path.split(separator: "/", omittingEmptySubsequences: false).last ?? "")
        guard !name.isEmpty, name != ".", name != "..", name.utf8.count <= 60, !path.utf8.contains(0) else {
            throw ListenError(path, "not a path that a socket can have")
        }
        let folder = path.dropLast(name.count)
        return (folder.isEmpty ? "." : String(folder), name)
    }

    private static func refuseNonSocket(_ name: String, in directory: Int32, path: String) throws(ListenError) {
        var status = stat()
        guard fstatat(directory, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else { return }
        guard status.st_mode & S_IFMT == S_IFSOCK else {
            throw ListenError(path, "there is something that is not a socket; it is left alone")
        }
    }

    private static func bind(_ descriptor: Int32, to name: String, path: String) throws(ListenError) {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let fits = withUnsafeMutableBytes(of: &address.sun_path) { place in
            guard name.utf8.count < place.count else { return false }
            place.copyBytes(from: name.utf8)
            return true
        }
        guard fits else { throw ListenError(path, "the name is too long") }
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard result == 0 else { throw ListenError(path, call: "bind") }
    }

    /// Mode 0666, whatever the umask; through a descriptor of the very file that was made.
    ///
    /// - Returns: the file's number.
    private static func openToAll(_ name: String, in directory: Int32, path: String) throws(ListenError) -> ino_t {
        let file = openat(directory, name, Self.O_PATH | O_NOFOLLOW | O_CLOEXEC)
        guard file >= 0 else { throw ListenError(path, call: "open") }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFSOCK, status.st_uid == geteuid() else {
            throw ListenError(path, "the socket just made is not there")
        }
        guard chmod("/proc/self/fd/\(file)", 0o666) == 0 else { throw ListenError(path, call: "chmod") }
        return status.st_ino
    }

    /// `O_PATH`, which Glibc shows only to those who ask for GNU extensions.
    private static let O_PATH: Int32 = 0o10000000
}
