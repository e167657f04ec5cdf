import ArgumentParser

/// The options every verb of `quirectl` takes.
struct ControlOptions: ParsableArguments {
    @Option(name: .shortAndLong, help: "The server: host, host:port, /path/of/socket or a URI.")
    var server: String?

    @Option(name: [.customShort("U"), .long], help: "Ask as this user.")
    var login: String?

    @Option(name: .shortAndLong, help: "How to show what is found.")
    var output: OutputFormat?

    @Flag(help: "The same as --output json.")
    var json = false

    @Flag(help: "Leave out the titles of a table.")
    var noHeader = false

    @Option(help: "Whether to use colour.")
    var color: ColorChoice = .auto

    @Flag(name: .shortAndLong, help: "Say nothing when all goes well.")
    var quiet = false

    /// The options that take a value, and those that do not: for those who write them before the noun.
    static let namesWithValue: Set<String> = ["-s", "--server", "-U", "--login", "-o", "--output", "--color"]
    static let namesAlone: Set<String> = ["--json", "--no-header", "-q", "--quiet"]
}

enum OutputFormat: String, ExpressibleByArgument, CaseIterable, Sendable {
    case table, wide, json, ndjson, csv, name
}

enum ColorChoice: String, ExpressibleByArgument, CaseIterable, Sendable {
    case auto, always, never
}

/// The option of every verb that changes something.
struct ChangeOptions: ParsableArguments {
    @Flag(name: [.customShort("n"), .long], help: "Only say what would be done.")
    var dryRun = false
}
