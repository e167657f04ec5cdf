import Glibc
import Logging
import Operations

/// One line an event on standard error: time, level, what, where. systemd and people read it as it is.
struct LineLogHandler: LogHandler {
    let label: String
    var logLevel: Logger.Level = .info
    var metadata: Logger.Metadata = [:]

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        var all = metadata.merging(event.metadata ?? [:]) { $1 }
        if let mark = RequestMark.current { all["request"] = "\(mark)" }
        let details = all.sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value)" }.joined()
        let line = "\(Self.time()) \(event.level) \(label): \(event.message)\(details)"
        // A log line holds no line breaks and no control characters, whatever a client called its job.
        let clean = line.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? " " : Character($0) }
        var bytes = Array(String(clean.prefix(Self.lineCharactersMax)).utf8)
        bytes.append(UInt8(ascii: "\n"))
        // Nothing can be done where even standard error is gone.
        _ = bytes.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }

    private static let lineCharactersMax = 2000

    static func time() -> String {
        var now = time_t()
        Glibc.time(&now)
        var parts = tm()
        localtime_r(&now, &parts)
        var text = [CChar](repeating: 0, count: 32)
        let length = strftime(&text, text.count, "%Y-%m-%dT%H:%M:%S%z", &parts)
        return String(decoding: text.prefix(length).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
