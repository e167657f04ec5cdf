import ArgumentParser

/// A command line that is not finished, understood as far as it goes.
struct CompletionLine {
    let current: String
    private(set) var noun = ""
    private(set) var verb = ""
    /// Operands before the current word.
    private(set) var operands: [String] = []
    /// Options that have been given with a value, by their long names.
    private(set) var given: [String: String] = [:]
    /// The option whose value the current word is.
    private var pending: ArgumentInfo?
    /// What the verb takes; before there is one, what all take.
    private var command = CommandInfo(ServerStatus.self)
    private var isAfterDashes = false

    init(_ words: [String]) {
        current = words.last ?? ""
        for word in words.dropLast() { read(word) }
    }

    private mutating func read(_ word: String) {
        if let option = pending {
            given[option.longName] = word
            pending = nil
        } else if !isAfterDashes, word == "--" {
            isAfterDashes = true
        } else if !isAfterDashes, word.hasPrefix("-"), word.utf8.count > 1 {
            readOption(word)
        } else if noun.isEmpty {
            noun = word
            if let type = Self.type(word, in: QuireCtl.Root.self), Grammar.subcommands(of: type).isEmpty {
                command = CommandInfo(dumping: type)
            }
        } else if verb.isEmpty, let type = Self.type(noun, in: QuireCtl.Root.self),
            !Grammar.subcommands(of: type).isEmpty
        {
            verb = word
            if let type = Self.type(word, in: type) { command = CommandInfo(dumping: type) }
        } else {
            operands.append(word)
        }
    }

    private mutating func readOption(_ word: String) {
        let typed = String(word.prefix { $0 != "=" })
        let name = noun.isEmpty && typed == "--user" ? "--login" : typed
        guard let option = command.option(named: name), option.takesValue else { return }
        if typed.utf8.count < word.utf8.count {
            given[option.longName] = String(word.dropFirst(typed.count + 1))
        } else if !["--wait", "--progress"].contains(name) || noun != "job" && noun != "printer" {
            // Those two go without a value as well.
            pending = option
        }
    }

    private static func type(_ name: String, in parent: any ParsableCommand.Type) -> (any ParsableCommand.Type)? {
        Grammar.subcommands(of: parent).first { Grammar.name(of: $0) == name }
    }

    // MARK: What could come

    func answer(in session: Session) async -> Completion.Answer {
        if let pending { return await values(of: pending, typed: current, before: "", in: session) }
        if !isAfterDashes, current.hasPrefix("--"), let equals = current.firstIndex(of: "="),
            let option = command.option(named: String(current[..<equals]))
        {
            let end = current.index(after: equals)
            return await values(
                of: option, typed: String(current[end...]), before: String(current[..<end]), in: session)
        }
        if !isAfterDashes, current.hasPrefix("-") { return .words(optionNames) }
        if noun.isEmpty { return .words(Self.words(for: QuireCtl.Root.self)) }
        guard let type = Self.type(noun, in: QuireCtl.Root.self) else { return .words([]) }
        if verb.isEmpty, !Grammar.subcommands(of: type).isEmpty { return .words(Self.words(for: type)) }
        return await operand(in: session)
    }

    private static func words(for parent: any ParsableCommand.Type) -> [Completion.Word] {
        Grammar.subcommands(of: parent).filter { Grammar.isShown($0) }.map { type in
            Completion.Word(Grammar.name(of: type), Grammar.abstract(of: type))
        }
    }

    private var optionNames: [Completion.Word] {
        command.options.flatMap { option in
            option.names.filter { current == "-" || $0.hasPrefix("--") }.map { Completion.Word($0, option.abstract) }
        }
    }

    private func values(
        of option: ArgumentInfo, typed: String, before: String, in session: Session
    ) async -> Completion.Answer {
        if option.isFile || option.longName == "--to" && verb == "download" { return .files }
        var words = option.values.map { Completion.Word($0) }
        let source = CompletionSource(self, session)
        switch option.longName {
        case "--printer", "--to": words += await source.printers()
        case "--user", "--login": words += await source.users()
        case "--state": words += JobSelection.states.map { Completion.Word($0) }
        case "--driver": words += await source.drivers()
        case "--jobs":
            words += ["cancel", "fail"].map { Completion.Word($0) }
            words += await source.printers().map { Completion.Word("move=" + $0.text) }
        case "--option": words += await source.settings(typed, ofPrinter: printerMeant)
        case "--unset": words += await source.settingNames(ofPrinter: printerMeant)
        default: break
        }
        return .words(words.map { Completion.Word(before + $0.text, $0.meaning) })
    }

    /// The printer that the values of an option are those of.
    private var printerMeant: String? {
        given["--printer"] ?? given["--to"] ?? (noun == "printer" && verb != "add" ? operands.first : nil)
    }

    private func operand(in session: Session) async -> Completion.Answer {
        let source = CompletionSource(self, session)
        switch (noun, verb) {
        case ("doctor", _) where !operands.isEmpty: return .words(await source.printers())
        case ("completion", _), ("doctor", _):
            return .words(command.positionals.flatMap(\.values).map { Completion.Word($0) })
        case ("job", "submit"): return .files
        case ("job", "priority") where operands.isEmpty: return .words([])
        case ("job", "move"): return .words(await source.jobs(which: "not-completed") + source.printers())
        case ("job", "edit") where !operands.isEmpty:
            return .words(await source.settings(current, ofJob: operands.first ?? ""))
        case ("job", "reprint"): return .words(await source.jobs(which: "completed"))
        case ("job", "show"), ("job", "download"), ("job", "list"), ("job", "explain"):
            return .words(await source.jobs(which: "all"))
        case ("job", _): return .words(await source.jobs(which: "not-completed"))
        case ("user", _), ("token", _): return .words([])
        case ("driver", "add"), ("driver", "check"): return .files
        case ("driver", "approve") where !operands.isEmpty: return .words([])
        case ("driver", _): return .words(await source.drivers())
        case ("printer", "add"): return .words(operands.count == 1 ? await source.devices() : [])
        case ("printer", "set") where !operands.isEmpty:
            return .words(await source.printerSettings(current, of: operands.first ?? ""))
        case ("printer", "copy"), ("printer", "show"), ("printer", "capabilities"), ("printer", "drain"),
            ("printer", "default"):
            return .words(operands.isEmpty ? await source.printers() : [])
        case ("printer", _):
            let named = Set(operands)
            return .words(await source.printers().filter { !named.contains($0.text) })
        default: return .words([])
        }
    }
}

extension CommandInfo {
    fileprivate init(dumping type: any ParsableCommand.Type) { self = Self.dump(type) }

    private static func dump<Kind: ParsableCommand>(_ type: Kind.Type) -> CommandInfo { CommandInfo(type) }
}
