internal import Glibc
public import Logging

/// A file that lines are added to, as CUPS' logs are: its owner's alone, and never longer than it may be.
///
/// It is opened for each piece: a file that somebody has moved away is begun anew, and nothing is kept that would have to be
/// closed.
public struct LogFile: Sendable {
    /// When a file is as long, it becomes FILE.O, and another begins (cupsd.conf's MaxLogSize does the same).
    public static let octetsMax = 64 << 20

    private let path: String
    private let name: String
    private let octetsMax: Int
    private let log: Logger

    /// - Parameters:
    ///   - name: what the server's log calls it.
    ///   - log: where it is said what went wrong later; only a file that cannot be written now is an error.
    public init(path: String, name: String, octetsMax: Int = LogFile.octetsMax, log: Logger) throws(LogFileProblem) {
        self.path = path
        self.name = name
        self.octetsMax = octetsMax
        self.log = log
        guard let descriptor = open() else { throw LogFileProblem("open", path) }
        _ = close(descriptor)
    }

    private func open() -> Int32? {
        let descriptor = Glibc.open(path, O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
        return descriptor < 0 ? nil : descriptor
    }

    /// Adds whole lines. One caller at a time: two could both set the file aside.
    public func append(_ lines: some Collection<UInt8>) {
        turn()
        guard let descriptor = open() else { return complain("open") }
        defer { _ = close(descriptor) }
        var rest = Array(lines)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return complain("write") }
            rest = rest.dropFirst(count)
        }
    }

    /// A file that cannot be set aside grows on.
    private func turn() {
        var status = stat()
        guard stat(path, &status) == 0, status.st_size >= octetsMax else { return }
        if rename(path, path + ".O") != 0 { complain("rename") }
    }

    private func complain(_ call: String) { log.error("\(name): \(LogFileProblem(call, path))") }
}

/// Why a log cannot be written.
public struct LogFileProblem: Error, CustomStringConvertible {
    public let description: String

    /// - Parameter call: the system call that has just failed.
    init(_ call: String, _ path: String) {
        let code = errno
        description = "\(call) \(path): \(String(cString: strerror(code))) (errno \(code))"
    }
}
