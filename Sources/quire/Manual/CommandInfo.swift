import ArgumentParser

/// What a command takes, read from the declarations that swift-argument-parser works with: help, manual pages and
/// completions all come from these.
struct CommandInfo: Sendable {
    let name: String
    let abstract: String
    let discussion: String
    let isShown: Bool
    let arguments: [ArgumentInfo]
    let subcommands: [CommandInfo]

    init<Kind: ParsableCommand>(_ command: Kind.Type) {
        // Written by the library from our own types: what cannot be read would be a mistake of either.
        self.init(JSON(parsing: Kind._dumpHelp())?["command"] ?? .null)
    }

    /// - Parameter json: `command` of what a program writes for `--experimental-dump-help`.
    init(_ json: JSON) {
        name = json["commandName"]?.string ?? ""
        abstract = json["abstract"]?.string ?? ""
        discussion = json["discussion"]?.string ?? ""
        isShown = json["shouldDisplay"]?.bool ?? true
        arguments = (json["arguments"]?.items ?? []).map(ArgumentInfo.init).filter(\.isShown)
        subcommands = (json["subcommands"]?.items ?? []).map(CommandInfo.init).filter {
            $0.isShown && $0.name != "help"
        }
    }

    var positionals: [ArgumentInfo] { arguments.filter { $0.kind == .positional } }
    var options: [ArgumentInfo] { arguments.filter { $0.kind != .positional } }

    func option(named name: String) -> ArgumentInfo? { options.first { $0.names.contains(name) } }
}

/// One option, flag or operand.
struct ArgumentInfo: Sendable {
    enum Kind: String, Sendable {
        case positional, option, flag
    }

    let kind: Kind
    /// With their dashes, the short one first.
    let names: [String]
    /// What stands for the value in a synopsis.
    let value: String
    let abstract: String
    let isOptional: Bool
    let isRepeating: Bool
    let isShown: Bool
    let isFile: Bool
    let values: [String]
    let standard: String?

    init(_ json: JSON) {
        kind = json["kind"]?.string.flatMap(Kind.init) ?? .flag
        let all = (json["names"]?.items ?? []).compactMap { name -> String? in
            guard let text = name["name"]?.string else { return nil }
            return (name["kind"]?.string == "long" ? "--" : "-") + text
        }
        names = all.filter { !$0.hasPrefix("--") } + all.filter { $0.hasPrefix("--") }
        value = json["valueName"]?.string ?? ""
        abstract = json["abstract"]?.string ?? ""
        isOptional = json["isOptional"]?.bool ?? false
        isRepeating = json["isRepeating"]?.bool ?? false
        isShown = json["shouldDisplay"]?.bool ?? true
        isFile = json["completionKind"]?["file"] != nil
        values = (json["allValues"]?.items ?? []).compactMap(\.string)
        standard = json["defaultValue"]?.string
    }

    var takesValue: Bool { kind == .option }
    var longName: String { names.first { $0.hasPrefix("--") } ?? names.first ?? "" }
}
