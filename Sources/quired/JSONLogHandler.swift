import ArgumentParser
import Glibc
import Logging
import Operations

/// How and where it is written what happens.
struct LogOptions: ParsableArguments {
    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json
    }

    @Option(help: "How lines of the log look: text, or json, one object a line.")
    var logFormat: Format = .text

    @Option(help: ArgumentHelp("Write a line for each request, as CUPS' access_log has it.", valueName: "file"))
    var accessLog: String?

    @Option(
        help: ArgumentHelp(
            "Write a line for each job that was printed, as CUPS' page_log has it, without its title.",
            valueName: "file"))
    var pageLog: String?

    /// Once, at the start.
    func begin(_ level: Logger.Level) {
        switch logFormat {
        case .text: LoggingSystem.bootstrap { LineLogHandler(label: $0, logLevel: level) }
        case .json: LoggingSystem.bootstrap { JSONLogHandler(label: $0, logLevel: level) }
        }
    }
}

/// One JSON object an event on standard error: `time`, `level`, `logger`, `message`, `request` where it is about one, and
/// what else there is to say.
struct JSONLogHandler: LogHandler {
    let label: String
    var logLevel: Logger.Level = .info
    var metadata: Logger.Metadata = [:]

    private static let valueCharactersMax = 2000

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        var line =
            "{\"time\":\"\(LineLogHandler.time())\",\"level\":\"\(event.level)\",\"logger\":\"\(Self.inside(label))\""
        line += ",\"message\":\"\(Self.inside("\(event.message)"))\""
        if let mark = RequestMark.current { line += ",\"request\":\"\(Self.inside(mark))\"" }
        let taken: Set<String> = ["time", "level", "logger", "message", "request"]
        let all = metadata.merging(event.metadata ?? [:]) { $1 }.sorted { $0.key < $1.key }
        for (key, value) in all where !taken.contains(key) {
            line += ",\"\(Self.inside(key))\":\"\(Self.inside("\(value)"))\""
        }
        let bytes = Array((line + "}\n").utf8)
        // Nothing can be done where even standard error is gone.
        _ = bytes.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }

    /// The inside of a JSON string (RFC 8259 §7); control characters become spaces.
    private static func inside(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars.prefix(valueCharactersMax) {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            default: result.unicodeScalars.append(scalar.value < 0x20 || scalar.value == 0x7F ? " " : scalar)
            }
        }
        return result
    }
}
