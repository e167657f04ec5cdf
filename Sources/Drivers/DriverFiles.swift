internal import Glibc
import PrintModel

/// The folder of drivers: `HASH.ppd` and `HASH.json`, each wholly there or not at all.
///
/// A PPD without its JSON is one whose adding was cut short; nobody was told that it had been added, and it is described
/// again when it is next looked at.
struct DriverFiles: Sendable {
    let folder: String

    /// Makes the folder if it is not there.
    init(_ folder: String) throws {
        self.folder = folder
        guard mkdir(folder, 0o700) == 0 || errno == EEXIST else { throw Self.problem("make", folder) }
    }

    /// Numbers of the PPDs that are there.
    func ids() throws -> [DriverID] {
        guard let listing = opendir(folder) else { throw Self.problem("read", folder) }
        defer { closedir(listing) }
        var found: [DriverID] = []
        while let entry = readdir(listing) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name.hasSuffix(".ppd"), let id = DriverID(String(name.dropLast(4))) { found.append(id) }
        }
        return found.sorted { $0.text < $1.text }
    }

    /// `nil` when it is not there.
    func read(_ name: String, octetsMax: Int) throws -> [UInt8]? {
        let path = "\(folder)/\(name)"
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard file >= 0 else {
            if errno == ENOENT { return nil }
            throw Self.problem("open", path)
        }
        defer { close(file) }
        return try Self.contents(of: file, path, octetsMax)
    }

    /// A file from anywhere, such as one that came with the server.
    static func contents(at path: String, octetsMax: Int) throws -> [UInt8] {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw problem("open", path) }
        defer { close(file) }
        return try contents(of: file, path, octetsMax)
    }

    private static func contents(of file: Int32, _ path: String, _ octetsMax: Int) throws -> [UInt8] {
        var bytes: [UInt8] = []
        while true {
            var piece = [UInt8](repeating: 0, count: 64 << 10)
            let count = Glibc.read(file, &piece, piece.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw problem("read", path) }
            if count == 0 { return bytes }
            bytes += piece[..<count]
            guard bytes.count <= octetsMax else { throw DriverProblem(.unusable, "\(path) is too large") }
        }
    }

    /// Writes aside, syncs, renames, syncs the folder.
    func write(_ bytes: [UInt8], named name: String) throws {
        let (aside, final) = ("\(folder)/.\(name)", "\(folder)/\(name)")
        unlink(aside)  // Of an earlier try that was cut short.
        let file = open(aside, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw Self.problem("make", aside) }
        do {
            defer { close(file) }
            var rest = bytes[...]
            while !rest.isEmpty {
                let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { throw Self.problem("write", aside) }
                rest = rest.dropFirst(count)
            }
            guard fsync(file) == 0 else { throw Self.problem("sync", aside) }
            guard rename(aside, final) == 0 else { throw Self.problem("rename", final) }
        } catch {
            unlink(aside)
            throw error
        }
        try syncFolder()
    }

    func remove(_ names: [String]) throws {
        for name in names {
            guard unlink("\(folder)/\(name)") == 0 || errno == ENOENT else { throw Self.problem("remove", name) }
        }
        try syncFolder()
    }

    private func syncFolder() throws {
        let directory = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard directory >= 0 else { throw Self.problem("open", folder) }
        defer { close(directory) }
        guard fsync(directory) == 0 else { throw Self.problem("sync", folder) }
    }

    private static func problem(_ deed: String, _ path: String) -> DriverProblem {
        let code = errno
        return DriverProblem(.failed, "cannot \(deed) \(path): \(String(cString: strerror(code)))")
    }
}
