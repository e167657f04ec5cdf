/// What could come next on the line of a command with a classic name, from the table of its options.
struct ClassicCompletion {
    let current: String
    private let name: String
    private let table: OptionTable
    private var operands = 0
    /// The letter whose value the current word is, and the values given so far.
    private var pending: Character?
    private var given: [Character: String] = [:]

    /// `nil` for what is no such command.
    init?(_ name: String, _ words: [String]) {
        guard let entry = CommandTable.command(named: name), let options = entry.options else { return nil }
        self.name = entry.name
        table = options()
        current = words.last ?? ""
        for word in words.dropLast() { read(word) }
    }

    private mutating func read(_ word: String) {
        if let letter = pending {
            given[letter] = word
            pending = nil
        } else if word.hasPrefix("-"), !word.hasPrefix("--"), word.utf8.count > 1 {
            readCluster(word.dropFirst())
        } else if !word.hasPrefix("-") || word == "-" {
            operands += 1
        }
    }

    private mutating func readCluster(_ letters: Substring) {
        var letters = letters
        while let letter = letters.popFirst() {
            guard let entry = table.entries.first(where: { $0.letter == letter }) else { return }
            if case .flag = entry.kind { continue }
            if letters.isEmpty { pending = letter } else { given[letter] = String(letters) }
            return
        }
    }

    private static let serverLetters: [String: Character] = ["lpr": "H"]
    /// Options that take a printer's name.
    private static let printerLetters: [String: Set<Character>] = [
        "lpr": ["P"], "lpq": ["P"], "lprm": ["P"], "lp": ["d"], "lpstat": ["a", "c", "o", "p", "v"],
        "lpoptions": ["d", "p", "x"],
    ]

    private var printers: Set<Character> { Self.printerLetters[name] ?? [] }

    func answer(in session: Session) async -> Completion.Answer {
        let source = CompletionSource(
            server: given[Self.serverLetters[name] ?? "h"], login: given["U"], in: session)
        let usual = PrinterChoice.local(nil, DefaultOptions(in: session), in: session)?.name
        let printer = given.first { printers.contains($0.key) }?.value ?? usual
        if let pending { return .words(await values(of: pending, current, printer, source)) }
        if current.hasPrefix("-"), let letter = current.dropFirst().first, letter != "-" {
            let before = String(current.prefix(2))
            let joined = await values(of: letter, String(current.dropFirst(2)), printer, source)
            let found = joined.map { Completion.Word(before + $0.text, $0.meaning) }
            return .words(current.utf8.count > 2 ? found : letters)
        }
        if current.hasPrefix("-") { return .words(current == "-" ? letters : longNames) }
        return await operand(source)
    }

    private func values(of letter: Character, _ typed: String, _ printer: String?, _ source: CompletionSource) async
        -> [Completion.Word]
    {
        if letter == "o", ["lp", "lpr", "lpoptions"].contains(name) {
            return await source.settings(typed, ofPrinter: printer)
        }
        if printers.contains(letter) { return await source.printers() }
        if letter == "U" || letter == "u" { return await source.users() }
        if letter == "i", name == "lp" { return await source.jobs(which: "not-completed") }
        return []
    }

    private var letters: [Completion.Word] {
        table.entries.compactMap { entry in entry.help.map { Completion.Word("-\(entry.letter)", $0) } } + longNames
    }

    private var longNames: [Completion.Word] {
        table.longNames.map { Completion.Word("--\($0.name)", $0.help) }
    }

    private func operand(_ source: CompletionSource) async -> Completion.Answer {
        switch name {
        case "lp", "lpr": .files
        case "lprm", "lpq": .words(await source.jobs(which: "not-completed"))
        case "cancel": .words(await source.jobs(which: "not-completed") + source.printers())
        case "lpmove":
            .words(
                operands == 0 ? await source.jobs(which: "not-completed") + source.printers() : await source.printers())
        case "lpc":
            operands == 0
                ? .words(LpcVerb.all.map { Completion.Word($0.name, $0.help) }) : .words(await source.printers())
        default: .words(await source.printers())
        }
    }
}
