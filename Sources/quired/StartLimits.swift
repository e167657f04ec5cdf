import Glibc
import Operations
import PrintModel
import Spool

/// The limits that hold for this run: what the file `limits.conf` in the instance's folder says, and `--limit`, which counts
/// more. A file and an option, nothing that a request could change: they guard the server against its clients.
enum StartLimits {
    static func read(_ serve: Serve, _ folder: String) throws -> Limits {
        var limits = Limits()
        let path = folder + "/limits.conf"
        if let text = try contents(of: path) {
            do {
                try limits.set(lines: text)
            } catch {
                throw StartProblem("\(path), \(error.reason)")
            }
        }
        for word in serve.limit {
            do {
                try limits.set(word)
            } catch {
                throw StartProblem("--limit \(word): \(error.reason)")
            }
        }
        if serve.policy == .open { limits.trustClients() }
        return limits
    }

    /// Octets; a list of limits with a line of words on each has a tenth of it.
    private static let fileOctetsMax = 65_536

    private static func contents(of path: String) throws -> String? {
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard file >= 0 else {
            guard errno != ENOENT else { return nil }
            throw StartProblem("cannot read \(path): \(String(cString: strerror(errno)))")
        }
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: fileOctetsMax + 1)
        var count = 0
        while count < bytes.count {
            let more = bytes.withUnsafeMutableBytes {
                Glibc.read(file, $0.baseAddress?.advanced(by: count), $0.count - count)
            }
            guard more >= 0 else { throw StartProblem("cannot read \(path): \(String(cString: strerror(errno)))") }
            guard more > 0 else { break }
            count += more
        }
        guard count <= fileOctetsMax else { throw StartProblem("\(path) is longer than \(fileOctetsMax) octets") }
        guard let text = String(validating: bytes[..<count], as: UTF8.self) else {
            throw StartProblem("\(path) is not text")
        }
        return text
    }
}

extension SpoolSettings {
    init(_ limits: Limits) {
        self.init()
        documentsPerJobMax = max(documentsPerJobMax, limits.count(.documentsPerJob))
        if limits[.diskReserveBytes] > 0 { reserveOctets = limits[.diskReserveBytes] }
    }
}
