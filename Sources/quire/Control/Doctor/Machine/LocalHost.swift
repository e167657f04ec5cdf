import Glibc

/// What a check may see of this machine. A test gives it a folder in place of the root, and answers in place of programs.
struct LocalHost: Sendable {
    /// Stands before every path; empty for the machine itself.
    var root = ""
    var userID: UInt32 = getuid()
    /// Runs a program to its end; `nil` when it is not there or takes too long.
    var run: @Sendable (_ program: String, _ arguments: [String]) -> ProgramResult? = ProgramResult.of

    var isRoot: Bool { userID == 0 }
    var name: String { text("/proc/sys/kernel/hostname")?.trimmed ?? "localhost" }

    private static let octetsMax = 4_194_304
    private static let entriesMax = 100_000

    func path(_ path: String) -> String { root + path }

    func exists(_ path: String) -> Bool { access(root + path, F_OK) == 0 }

    /// A text of at most 4 MiB; `nil` when it is not there or may not be read.
    func text(_ path: String) -> String? {
        bytes(path, at: 0, count: Self.octetsMax).map { String(decoding: $0, as: UTF8.self) }
    }

    func bytes(_ path: String, at offset: Int64, count: Int) -> [UInt8]? {
        let file = open(root + path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else { return nil }
        defer { close(file) }
        if offset > 0, lseek(file, off_t(offset), SEEK_SET) < 0 { return nil }
        var bytes: [UInt8] = []
        while bytes.count < count {
            let piece = [UInt8](unsafeUninitializedCapacity: min(65_536, count - bytes.count)) { buffer, length in
                length = max(0, read(file, buffer.baseAddress, buffer.count))
            }
            if piece.isEmpty { break }
            bytes += piece
        }
        return bytes
    }

    /// Names in a folder; none when it may not be read.
    func names(in folder: String) -> [String] { readableNames(in: folder) ?? [] }

    /// `nil` when it may not be read.
    func readableNames(in folder: String) -> [String]? {
        guard let directory = opendir(root + folder) else { return nil }
        defer { closedir(directory) }
        var names: [String] = []
        while names.count < Self.entriesMax, let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }

    func link(_ path: String) -> String? {
        var buffer = [CChar](repeating: 0, count: 4_096)
        let count = readlink(root + path, &buffer, buffer.count - 1)
        return count > 0 ? String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self) : nil
    }

    struct FileFacts: Sendable {
        let mode: UInt32
        let owner: UInt32
        let octets: Int64
        /// Seconds after 1970.
        let changedAt: Int64
        var permissions: UInt32 { mode & 0o7777 }
        var isFolder: Bool { mode & UInt32(S_IFMT) == UInt32(S_IFDIR) }
    }

    func facts(_ path: String) -> FileFacts? {
        var status = stat()
        guard lstat(root + path, &status) == 0 else { return nil }
        return FileFacts(
            mode: status.st_mode, owner: status.st_uid, octets: Int64(status.st_size),
            changedAt: Int64(status.st_mtim.tv_sec))
    }

    /// Octets that are free for anybody, and in all; the same of files that can still be made.
    func room(_ path: String) -> (free: UInt64, all: UInt64, filesFree: UInt64, files: UInt64)? {
        var room = statvfs()
        guard statvfs(root + path, &room) == 0 else { return nil }
        let block = UInt64(room.f_frsize)
        return (
            UInt64(room.f_bavail).multipliedReportingOverflow(by: block).partialValue,
            UInt64(room.f_blocks).multipliedReportingOverflow(by: block).partialValue, UInt64(room.f_favail),
            UInt64(room.f_files)
        )
    }

    /// Whether somebody listens at a Unix socket.
    func answers(socket path: String) -> Bool {
        var address = sockaddr_un()
        let bytes = Array((root + path).utf8)
        guard bytes.count < MemoryLayout.size(ofValue: address.sun_path) else { return false }
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        let descriptor = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
            }
        }
    }
}

extension String {
    var trimmed: String {
        var rest = self[...]
        while rest.first?.isWhitespace == true { rest.removeFirst() }
        while rest.last?.isWhitespace == true { rest.removeLast() }
        return String(rest)
    }
}
