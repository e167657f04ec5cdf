import ArgumentParser

/// The daemon's command line.
struct Quired: AsyncParsableCommand {
    static let version = "0.1.0"

    static let configuration = CommandConfiguration(
        commandName: "quired",
        abstract: "The print server.",
        version: version,
        subcommands: [Serve.self]
    )
}
