internal import Dispatch
internal import IPP
internal import LogFiles
public import Logging
internal import Synchronization

/// One line a request, as CUPS' access_log has it: the Common Log Format, the IPP operation and its status.
///
///     10.0.0.7 - anna [21/Nov/2026:22:33:44 +0000] "POST /printers/floor2 HTTP/1.1" 200 219 Print-Job successful-ok
///
/// No line has what a job is called, nor a query, nor a field of the request. What cannot be written in time is left out,
/// and it is said how much that was: a disk that is slow must not hold anybody up.
public final class AccessLog: Sendable {
    private static let waitingOctetsMax = 4 << 20
    private static let pathOctetsMax = 512
    private static let gatherTime = DispatchTimeInterval.milliseconds(200)

    private struct Waiting {
        var bytes: [UInt8] = []
        var isScheduled = false
        var leftOut = 0
    }

    private let log: Logger
    private let waiting = Mutex(Waiting())
    private let file: LogFile
    private let queue = DispatchQueue(label: "quire.access")

    public convenience init(path: String, log: Logger) throws {
        try self.init(path: path, fileOctetsMax: LogFile.octetsMax, log: log)
    }

    init(path: String, fileOctetsMax: Int, log: Logger) throws {
        self.log = log
        file = try LogFile(path: path, name: "access log", octetsMax: fileOctetsMax, log: log)
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
        var line = "\(Self.word(entry.host)) - \(entry.user.map(Self.word) ?? "-") [\(LogDate.now())] "
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

    // MARK: On the queue

    public func close() { queue.sync { write() } }

    private func write() {
        let (bytes, leftOut) = waiting.withLock { waiting in
            defer { waiting = Waiting() }
            return (waiting.bytes, waiting.leftOut)
        }
        if leftOut > 0 { log.warning("access log: \(leftOut) lines were left out") }
        if !bytes.isEmpty { file.append(bytes) }
    }
}
