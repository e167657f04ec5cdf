/// The options of a command with a classic name: single letters, alone, in clusters, or with a value that is joined
/// (`-Pfloor2`) or stands behind (`-P floor2`). Options may stand behind operands.
///
/// Not swift-argument-parser: it takes `-osides=two-sided` for a long option, and knows no `-4`, `+5` and `-`.
struct OptionTable: Sendable {
    enum Kind: Hashable, Sendable {
        case flag
        /// Takes a value; the word says of what kind, for messages.
        case value(String)
        /// Takes a value if one is joined, or if the next argument is no option: `-p`, `-pfloor2`, `-p floor2`.
        case optional(String)
    }

    struct Entry: Sendable {
        let letter: Character
        let kind: Kind
        /// What `--help` says; `nil` for what is only taken because old scripts use it.
        let help: String?
        /// What a message calls the value that is missing, where `--help` calls it otherwise.
        var expected: String?

        static func flag(_ letter: Character, _ help: String?) -> Entry {
            Entry(letter: letter, kind: .flag, help: help)
        }

        static func value(
            _ letter: Character, _ what: String, _ help: String?, expected: String? = nil
        ) -> Entry {
            Entry(letter: letter, kind: .value(what), help: help, expected: expected)
        }

        static func optional(_ letter: Character, _ what: String, _ help: String?) -> Entry {
            Entry(letter: letter, kind: .optional(what), help: help)
        }

        // What nearly every command has.

        static let encryption = flag("E", "Encrypt the connection to the server")
        static let user = value("U", "username", "Specify the username to use for authentication")

        /// `-h`, except in `lpr`, where it has another meaning.
        static func server(_ letter: Character = "h") -> Entry {
            value(letter, "server[:port]", "Connect to the named server and port", expected: "hostname")
        }
    }

    enum Item: Hashable, Sendable {
        case flag(Character)
        case value(Character, String)
        /// `--name` or `--name=value`.
        case long(String, String?)
        case operand(String)
    }

    let usage: [String]
    let entries: [Entry]
    /// Long options this command has, without the dashes; `=` at the end says that it takes a value.
    var longNames: [(name: String, help: String)] = []
    /// Lines behind the options in `--help`.
    var notes: [String] = []
    /// What stands on standard output when the command line is wrong, for commands whose text there is known to
    /// scripts.
    var classicUsage: String?
    /// Whether all behind the first operand is left as it is, dashes or not.
    var endsAtOperand = false

    func parse(_ arguments: [String]) throws(Failure) -> [Item] {
        var items: [Item] = []
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            if argument == "--" {
                items += rest.map(Item.operand)
                break
            }
            if argument.hasPrefix("--") {
                items.append(try long(argument, &rest))
            } else if argument.hasPrefix("-"), argument.count > 1 {
                items += try cluster(argument.dropFirst(), &rest)
            } else {
                items.append(.operand(argument))
                if endsAtOperand {
                    items += rest.map(Item.operand)
                    break
                }
            }
        }
        return items
    }

    private func cluster(_ letters: Substring, _ rest: inout ArraySlice<String>) throws(Failure) -> [Item] {
        var items: [Item] = []
        var letters = letters
        while let letter = letters.popFirst() {
            guard let entry = entries.first(where: { $0.letter == letter }) else { throw unknown("-\(letter)") }
            switch entry.kind {
            case .flag:
                items.append(.flag(letter))
            case .value(let what):
                guard let value = letters.isEmpty ? rest.popFirst() : String(letters) else {
                    throw .usage("Error - expected \(entry.expected ?? what) after \"-\(letter)\" option.")
                }
                items.append(.value(letter, value))
                return items
            case .optional:
                if !letters.isEmpty {
                    items.append(.value(letter, String(letters)))
                } else if let next = rest.first, !next.hasPrefix("-") {
                    items.append(.value(letter, next))
                    rest = rest.dropFirst()
                } else {
                    items.append(.flag(letter))
                }
                return items
            }
        }
        return items
    }

    private func long(_ argument: String, _ rest: inout ArraySlice<String>) throws(Failure) -> Item {
        let word = argument.dropFirst(2)
        let name = String(word.prefix { $0 != "=" })
        var value = word.contains("=") ? String(word.drop { $0 != "=" }.dropFirst()) : nil
        if name == "help" || name == "version" { return .long(name, nil) }
        if longNames.contains(where: { $0.name == name + "=" }) {
            if value == nil { value = rest.popFirst() }
            guard value != nil else { throw .usage("Error - expected a value after \"--\(name)\".") }
            return .long(name, value)
        }
        guard longNames.contains(where: { $0.name == name }), value == nil else { throw unknown(argument) }
        return .long(name, nil)
    }

    private func unknown(_ option: String) -> Failure {
        if classicUsage != nil, !option.hasPrefix("--") {
            return .usage("Error - unknown option \"\(option.dropFirst())\".")
        }
        let letters = entries.compactMap { $0.help == nil ? nil : "-\($0.letter)" }
        let long = longNames.map { "--" + $0.name.filter { $0 != "=" } } + ["--help", "--version"]
        let shown = option.hasPrefix("--") ? option : String(option.dropFirst())
        let guess = Suggestion.nearest(to: option, in: long).map { " Did you mean \($0)?" } ?? ""
        return .usage(
            "Error - unknown option \"\(shown)\".\(option.hasPrefix("--") ? guess : "")",
            hint: "options are \((letters + long).joined(separator: " "))")
    }

    /// The text of `--help`.
    var help: String {
        let short = entries.compactMap { entry -> (String, String)? in
            guard let help = entry.help else { return nil }
            return switch entry.kind {
            case .flag: ("-\(entry.letter)", help)
            case .value(let what): ("-\(entry.letter) \(what)", help)
            case .optional(let what): ("-\(entry.letter) [\(what)]", help)
            }
        }
        let long = longNames.map { ("--\($0.name)" + ($0.name.hasSuffix("=") ? "VALUE" : ""), $0.help) }
        let last = [("--help", "Show this text"), ("--version", "Show the version")]
        let lines = (short + long + last).map { $0.0.padded(to: 23) + " " + $0.1 }
        return (usage + ["Options:"] + lines + notes).joined(separator: "\n")
    }
}
