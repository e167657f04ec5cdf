/// What the `lpoptions` command wrote: the default printer, and options that go with a printer
/// (`Default floor2 sides=two-sided-long-edge`, `Dest floor2/draft print-quality=3`).
struct DefaultOptions: Hashable, Sendable {
    /// The printer on the `Default` line, perhaps with an instance behind a slash.
    var printer: String?
    private var byPrinter: [String: [PrintOption]] = [:]

    init() {}

    /// Reads the user's file and the system's; what the user says wins.
    init(in session: Session) {
        let files = [session.configurationFolder + "/lpoptions", session.user.home.map { $0 + "/.cups/lpoptions" }]
        for file in files.compactMap({ $0 }) {
            if let text = session.settings(at: file) { read(text) }
        }
    }

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
            byPrinter[name.lowercased(), default: []] += options ?? []
        }
    }

    func options(for printer: String) -> [PrintOption] { byPrinter[printer.lowercased()] ?? [] }
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
