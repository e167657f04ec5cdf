/// What the `lpoptions` command wrote: the default printer, and options that go with a printer
/// (`Default floor2 sides=two-sided-long-edge`, `Dest floor2/draft print-quality=3`).
struct DefaultOptions: Hashable, Sendable {
    /// Options for a printer, or for an instance of it: a set of options with a name, behind a slash.
    struct Entry: Hashable, Sendable {
        var name: String
        var instance: String?
        var options: [PrintOption] = []

        var nameWithInstance: String { instance.map { "\(name)/\($0)" } ?? name }

        fileprivate func isFor(_ printer: String) -> Bool { nameWithInstance.lowercased() == printer.lowercased() }
    }

    /// The printer on the `Default` line, perhaps with an instance behind a slash.
    var printer: String?
    private(set) var entries: [Entry] = []

    init() {}

    /// Reads the user's file and the system's; what the user says wins.
    init(in session: Session) {
        for file in [Self.systemFile(in: session), Self.userFile(in: session)].compactMap({ $0 }) {
            if let text = session.settings(at: file) { read(text) }
        }
    }

    static func systemFile(in session: Session) -> String { session.configurationFolder + "/lpoptions" }

    static func userFile(in session: Session) -> String? { session.user.home.map { $0 + "/.cups/lpoptions" } }

    mutating func read(_ text: String) {
        for line in text.split(whereSeparator: \.isNewline) {
            let words = line.split(maxSplits: 2, whereSeparator: \.isWhitespace)
            guard words.count >= 2 else { continue }
            let name = String(words[1])
            switch words[0].lowercased() {
            case "default": printer = name
            case "dest": break
            default: continue
            }
            // Written by a program: a line that cannot be read is one we do not know, and gives no options.
            let options = words.count == 3 ? try? PrintOption.parse(String(words[2])) : nil
            change(name) { entry in
                for option in options ?? [] { entry.set(option) }
            }
        }
    }

    func has(_ printer: String) -> Bool { entries.contains { $0.isFor(printer) } }

    func options(for printer: String) -> [PrintOption] { entries.first { $0.isFor(printer) }?.options ?? [] }

    /// The names behind the slash, of sets saved for a printer.
    func instances(of printer: String) -> [String] {
        entries.filter { $0.name.lowercased() == printer.lowercased() }.compactMap(\.instance)
    }

    // MARK: Changing

    /// Changes the entry of a printer, made if there is none.
    mutating func change(_ printer: String, _ change: (inout Entry) -> Void) {
        if let index = entries.firstIndex(where: { $0.isFor(printer) }) {
            change(&entries[index])
            return
        }
        let choice = PrinterChoice(printer, from: .settings)
        var entry = Entry(name: choice.name, instance: choice.instance)
        change(&entry)
        entries.append(entry)
    }

    mutating func remove(_ printer: String) {
        entries.removeAll { $0.isFor(printer) }
        if self.printer?.lowercased() == printer.lowercased() { self.printer = nil }
    }
}

extension DefaultOptions.Entry {
    mutating func set(_ option: PrintOption) {
        remove(option.name)
        options.append(option)
    }

    mutating func remove(_ option: String) { options.removeAll { $0.name == option } }
}

/// The printer a command is for.
struct PrinterChoice: Hashable, Sendable {
    var name: String
    /// A set of saved options, behind a slash.
    var instance: String?
    /// What named it, for messages.
    var origin: Origin

    enum Origin: Hashable, Sendable {
        case option, variable(String), settings, server
    }

    init(_ text: String, from origin: Origin) {
        let parts = text.split(separator: "/", maxSplits: 1)
        name = parts.first.map(String.init) ?? text
        instance = parts.count == 2 ? String(parts[1]) : nil
        self.origin = origin
    }

    /// The first of: `-P`, `LPDEST`, `PRINTER`, the `lpoptions` files. `nil`: ask the server.
    static func local(_ option: String?, _ defaults: DefaultOptions, in session: Session) -> PrinterChoice? {
        if let option { return PrinterChoice(option, from: .option) }
        if let name = session.variable("LPDEST") { return PrinterChoice(name, from: .variable("LPDEST")) }
        // "lp" is what systems set that have no printer.
        if let name = session.variable("PRINTER"), name != "lp" {
            return PrinterChoice(name, from: .variable("PRINTER"))
        }
        return defaults.printer.map { PrinterChoice($0, from: .settings) }
    }

    var nameWithInstance: String { instance.map { "\(name)/\($0)" } ?? name }
}
