import ArgumentParser

/// What is checked of a command line before swift-argument-parser reads it: its message for a wrong verb is
/// "2 unexpected arguments".
enum Grammar {
    /// The arguments with the general options behind the verb, where swift-argument-parser wants them.
    static func checked(_ arguments: [String]) throws(Failure) -> [String] {
        var rest = joiningWaits(arguments)[...]
        var general: [String] = []
        while let option = rest.first, option.hasPrefix("-") {
            let name = String(option.prefix { $0 != "=" })
            if ControlOptions.namesWithValue.contains(name) {
                let word = rest.removeFirst()
                // Behind the noun, --user chooses jobs.
                general.append(name == "--user" ? "--login" + word.dropFirst(name.count) : word)
                if !option.contains("="), let value = rest.popFirst() { general.append(value) }
            } else if ControlOptions.namesAlone.contains(name) || ControlOptions.isJoined(option) {
                general.append(rest.removeFirst())
            } else {
                break  // --help, --version, or a mistake that the library names.
            }
        }
        guard let noun = rest.first, !noun.hasPrefix("-"), noun != "help" else {
            return rest.isEmpty ? ["--help"] : Array(rest)
        }
        let nouns = subcommands(of: QuireCtl.Root.self)
        let verbs = subcommands(of: try find(noun, in: nouns, as: "noun", after: "quirectl"))
        // A noun without verbs does something itself, such as "status".
        if verbs.isEmpty { return [noun] + general + rest.dropFirst() }
        guard let verb = rest.dropFirst().first, !verb.hasPrefix("-"), verb != "help" else {
            return [noun, "--help"]
        }
        _ = try find(verb, in: verbs, as: "verb", after: "quirectl \(noun)")
        return [noun, verb] + general + (noun == "doc" ? forDocuments(rest.dropFirst(2)) : Array(rest.dropFirst(2)))
    }

    /// Behind "doc", -o is an option of lpr where it has a value in it, and --color the colours of what is made: as people
    /// know them from there, where neither has a second meaning.
    private static func forDocuments(_ words: ArraySlice<String>) -> [String] {
        let colors = Set(DocConvert.ColorWord.allCases.map(\.rawValue))
        var rest = Array(words)
        for place in rest.indices.dropLast() {
            if rest[place] == "-o", rest[place + 1].contains("=") { rest[place] = "--option" }
            if rest[place] == "--color", colors.contains(rest[place + 1]) { rest[place] = "--colors" }
        }
        return rest
    }

    /// `--wait`, `--wait 30s` and `--progress` as one word each: what stands behind them can be a job or a file as well.
    private static func joiningWaits(_ arguments: [String]) -> [String] {
        let alone = ["--wait": "--wait=\(TimeLimit.word)", "--progress": "--progress=auto"]
        var joined: [String] = []
        for (place, argument) in arguments.enumerated() {
            if argument == "--" { return joined + arguments[place...] }
            let isLength = TimeLimit(argument: argument) != nil && argument.last?.isLetter == true
            if joined.last == alone["--wait"], isLength, arguments[place - 1] == "--wait" {
                joined[joined.count - 1] = "--wait=\(argument)"
            } else {
                joined.append(alone[argument] ?? argument)
            }
        }
        return joined
    }

    /// Whether errors are to be JSON, too: known before the command line is, because that may be the error.
    static func wantsJSON(_ session: Session) -> Bool {
        let words = session.arguments.prefix { $0 != "--" }
        let formats = ["json", "ndjson"]
        for (word, next) in zip(words, words.dropFirst() + [""]) {
            let value: String? =
                switch word {
                case "--json": "json"
                case "-o", "--output": next
                case _ where word.hasPrefix("--output="): String(word.dropFirst(9))
                case _ where word.hasPrefix("-o"): String(word.dropFirst(2))
                default: nil
                }
            if let value { return formats.contains(value) }
        }
        return session.variable("QUIRE_OUTPUT").map(formats.contains) ?? false
    }

    private static func find(
        _ word: String, in commands: [any ParsableCommand.Type], as kind: String, after before: String
    ) throws(Failure) -> any ParsableCommand.Type {
        let names = commands.map { name(of: $0) }
        if let place = names.firstIndex(of: word) { return commands[place] }
        let shown = commands.filter { isShown($0) }.map { name(of: $0) }
        let guess = Suggestion.nearest(to: word, in: shown)
        let question = guess.map { "did you mean '\($0)'? " } ?? ""
        var failure = Failure.usage(
            "no \(kind) '\(word)'.", hint: "\(question)\(before) knows \(shown.sorted().joined(separator: ", ")).")
        failure.candidates = guess.map { [$0] } ?? []
        throw failure
    }

    static func isShown<Kind: ParsableCommand>(_ command: Kind.Type) -> Bool { command.configuration.shouldDisplay }

    static func name<Kind: ParsableCommand>(of command: Kind.Type) -> String {
        command.configuration.commandName ?? ""
    }

    static func abstract<Kind: ParsableCommand>(of command: Kind.Type) -> String { command.configuration.abstract }

    static func subcommands<Kind: ParsableCommand>(of command: Kind.Type) -> [any ParsableCommand.Type] {
        command.configuration.subcommands
    }
}
