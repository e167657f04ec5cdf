internal import Dispatch
internal import Glibc
internal import IPP
public import Logging
internal import Synchronization

/// One line a request, as CUPS' access_log has it: the Common Log Format, the IPP operation and its status.
///
///     10.0.0.7 - anna [21/Nov/2026:22:33:44 +0000] "POST /printers/floor2 HTTP/1.1" 200 219 Print-Job successful-ok
///
/// No line has what a job is called, nor a query, nor a field of the request. What cannot be written in time is left out,
/// and it is said how much that was: a disk that is slow must not hold anybody up.
public final class AccessLog: Sendable {
    /// When a file is as long, it becomes FILE.O, and another begins (cupsd.conf's MaxLogSize does the same).
    static let fileOctetsMax = 64 << 20
    private static let waitingOctetsMax = 4 << 20
    private static let pathOctetsMax = 512
    private static let gatherTime = DispatchTimeInterval.milliseconds(200)

    private struct Waiting {
        var bytes: [UInt8] = []
        var isScheduled = false
        var leftOut = 0
    }

    private struct File {
        var descriptor: Int32
        var octets: Int
    }

    private let path: String
    private let fileOctetsMax: Int
    private let log: Logger
    private let waiting = Mutex(Waiting())
    private let file: Mutex<File>
    private let queue = DispatchQueue(label: "quire.access")

    public convenience init(path: String, log: Logger) throws {
        try self.init(path: path, fileOctetsMax: Self.fileOctetsMax, log: log)
    }

    init(path: String, fileOctetsMax: Int, log: Logger) throws {
        self.path = path
        self.fileOctetsMax = fileOctetsMax
        self.log = log
        let descriptor = Self.open(path)
        guard descriptor >= 0 else { throw FileError("open", path) }
        file = Mutex(File(descriptor: descriptor, octets: Self.octets(of: descriptor)))
    }

    deinit { file.withLock { _ = Glibc.close($0.descriptor) } }

    private static func open(_ path: String) -> Int32 {
        Glibc.open(path, O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
    }

    private static func octets(of descriptor: Int32) -> Int {
        var status = stat()
        return fstat(descriptor, &status) == 0 ? Int(status.st_size) : 0
    }

    // MARK: Lines

    struct Entry {
        var host: String
        var user: String?
        var method: String
        var path: String
        var isVersion1_0: Bool
        var status: Int
        var octets: Int
        /// The code of the IPP request, and of its answer.
        var operation: Int16?
        var answer: Int16?
    }

    func note(_ entry: Entry) {
        let version = entry.isVersion1_0 ? "1.0" : "1.1"
        var line = "\(Self.word(entry.host)) - \(entry.user.map(Self.word) ?? "-") [\(Self.time())] "
        line +=
            "\"\(Self.word(entry.method)) \(Self.word(entry.path)) HTTP/\(version)\" \(entry.status) \(entry.octets) "
        line += entry.operation.map { "\(OperationID(rawValue: $0))" } ?? "-"
        line += " " + (entry.answer.map { "\(StatusCode(rawValue: $0))" } ?? "-") + "\n"
        let isFirst = waiting.withLock { waiting in
            guard waiting.bytes.count < Self.waitingOctetsMax else {
                waiting.leftOut += 1
                return false
            }
            waiting.bytes += line.utf8
            defer { waiting.isScheduled = true }
            return !waiting.isScheduled
        }
        if isFirst { queue.asyncAfter(deadline: .now() + Self.gatherTime) { self.write() } }
    }

    /// Without what would begin another word or line.
    private static func word(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            guard result.utf8.count < pathOctetsMax else { break }
            let isPlain = scalar.value > 0x20 && scalar.value < 0x7F && scalar != "\""
            result += isPlain ? String(scalar) : "_"
        }
        return result.isEmpty ? "-" : result
    }

    /// `21/Nov/2026:22:33:44 +0000`, here.
    private static func time() -> String {
        var now = time_t()
        Glibc.time(&now)
        var parts = tm()
        localtime_r(&now, &parts)
        var text = [CChar](repeating: 0, count: 40)
        let length = strftime(&text, text.count, "%d/%b/%Y:%H:%M:%S %z", &parts)
        return String(decoding: text.prefix(length).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    // MARK: On the queue

    public func close() { queue.sync { write() } }

    private func write() {
        let (bytes, leftOut) = waiting.withLock { waiting in
            defer { waiting = Waiting() }
            return (waiting.bytes, waiting.leftOut)
        }
        if leftOut > 0 { log.warning("access log: \(leftOut) lines were left out") }
        file.withLock { file in
            if file.octets >= fileOctetsMax { begin(&file) }
            var written = 0
            while written < bytes.count {
                let count = bytes[written...].withUnsafeBytes { Glibc.write(file.descriptor, $0.baseAddress, $0.count) }
                if count < 0, errno == EINTR { continue }
                guard count > 0 else {
                    log.error("access log: \(FileError("write", path))")
                    break
                }
                written += count
            }
            file.octets += written
        }
    }

    private func begin(_ file: inout File) {
        guard rename(path, path + ".O") == 0 else { return log.error("access log: \(FileError("rename", path))") }
        let descriptor = Self.open(path)
        guard descriptor >= 0 else { return log.error("access log: \(FileError("open", path))") }
        _ = Glibc.close(file.descriptor)
        file = File(descriptor: descriptor, octets: 0)
    }
}
