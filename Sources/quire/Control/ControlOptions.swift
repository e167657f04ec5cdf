import ArgumentParser

/// The options every verb of `quirectl` takes.
struct ControlOptions: ParsableArguments {
    @Option(name: .shortAndLong, help: "The server: host, host:port, /path/of/socket or a URI.")
    var server: String?

    @Option(
        name: [.customShort("U"), .long],
        help: "Ask as this user; before the noun it can be written --user, too.")
    var login: String?

    @Option(help: "Whether the connection is encrypted: required, always (from the first byte) or never.")
    var tls: Encryption?

    @Option(name: .shortAndLong, help: "How to show what is found.")
    var output: OutputFormat?

    @Flag(help: "The same as --output json.")
    var json = false

    @Option(help: "The columns of a table, such as job,user,title.")
    var columns: String?

    @Flag(help: "Leave out the titles of a table.")
    var noHeader = false

    @Option(help: "Whether to use colour.")
    var color: ColorChoice = .auto

    @Flag(name: .shortAndLong, help: "Say nothing when all goes well.")
    var quiet = false

    @Flag(name: .shortAndLong, help: "Say more: which server is asked, and of every change.")
    var verbose = false

    @Option(help: "How long to wait for an answer of the server: 5s, 2m.")
    var timeout: TimeLimit?

    /// The options that take a value, and those that do not: for those who write them before the noun.
    static let namesWithValue: Set<String> = [
        "-s", "--server", "-U", "--login", "--user", "--tls", "-o", "--output", "--columns", "--color", "--timeout",
    ]
    static let namesAlone: Set<String> = ["--json", "--no-header", "-q", "--quiet", "-v", "--verbose"]

    /// `-ojson`: a letter with its value in one word.
    static func isJoined(_ word: String) -> Bool {
        word.count > 2 && !word.hasPrefix("--") && namesWithValue.contains(String(word.prefix(2)))
    }
}

enum OutputFormat: String, ExpressibleByArgument, CaseIterable, Sendable {
    case table, wide, json, ndjson, csv, name
}

enum ColorChoice: String, ExpressibleByArgument, CaseIterable, Sendable {
    case auto, always, never
}

enum Encryption: String, ExpressibleByArgument, CaseIterable, Sendable {
    case required, always, never
}

/// The options of every verb that changes something.
struct ChangeOptions: ParsableArguments {
    @Flag(name: [.customShort("n"), .long], help: "Only say what would be done.")
    var dryRun = false

    @Flag(name: .shortAndLong, help: "Do it without asking.")
    var yes = false
}

/// The option of verbs after whose change something else still has to happen.
struct WaitOptions: ParsableArguments {
    @Option(help: "Wait until it has come to its end; with a length, such as --wait=30s, no longer than that.")
    var wait: TimeLimit?
}

/// A length of time somebody is ready to wait: `30s`, `500ms`, `2m`, or without an end.
enum TimeLimit: ExpressibleByArgument, Hashable, Sendable {
    case milliseconds(Int64)
    case forever

    init?(argument: String) {
        if argument == Self.word { self = .forever; return }
        if argument.hasSuffix("ms"), let count = Int64(argument.dropLast(2)), 0...1_000_000_000 ~= count {
            self = .milliseconds(count)
            return
        }
        // A number alone is in seconds.
        let text = argument.allSatisfy(\.isNumber) ? argument + "s" : argument
        guard let seconds = MomentText.duration(text[...]) else { return nil }
        self = .milliseconds(seconds * 1_000)
    }

    /// What `--wait` without a length stands for.
    static let word = "forever"

    var defaultValueDescription: String { text }

    var text: String {
        switch self {
        case .forever: Self.word
        case .milliseconds(let count): count % 1_000 == 0 ? MomentText.length(count / 1_000) : "\(count) ms"
        }
    }

    /// `nil` without an end.
    var duration: Duration? {
        switch self {
        case .forever: nil
        case .milliseconds(let count): .milliseconds(count)
        }
    }
}
