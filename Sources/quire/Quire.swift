import Glibc

/// The commands, one binary called by many names: `lpr` and `quire lpr` are the same.
@main
enum Quire {
    static func main() async {
        signal(SIGPIPE, SIG_IGN)
        let session = Session.ofThisProcess()
        let status = await run(session)
        session.output.flush()
        session.errors.flush()
        exit(status.code)
    }

    /// Finds the command by the name we were called by, or by the word behind `quire`.
    static func run(_ session: Session) async -> ExitStatus {
        if let command = CommandTable.command(named: session.name) {
            return await command.run(session)
        }
        guard let word = session.arguments.first else {
            session.errors.print(help)
            return .usage
        }
        switch word {
        case "--help", "-h", "help":
            session.output.print(help)
            return .done
        case ManualPages.word:
            return ManualPages.run(session.arguments.dropFirst(), session)
        case "--version", "version":
            session.output.print("quire \(version)")
            return .done
        // Not a name of its own: every system has another find.
        case "find":
            return await QuireCtl.run(session.called(QuireCtl.name, with: session.arguments))
        default:
            guard let command = CommandTable.command(named: word) else {
                session.errors.print(unknown(word))
                return .usage
            }
            return await command.run(session.called(word, with: Array(session.arguments.dropFirst())))
        }
    }

    static let version = "0.1.0"

    private static var help: String {
        let width = CommandTable.all.map(\.name.count).max() ?? 0
        let lines = CommandTable.all.map { "  \($0.name.padded(to: width))  \($0.summary)" }
        return """
            Usage: quire COMMAND [argument…]
            The commands of the Quire print server; each can also be called by its own name.

            \(lines.joined(separator: "\n"))

            quire find         printers in the network
            quire --version    the version
            COMMAND --help     what a command takes
            """
    }

    private static func unknown(_ word: String) -> String {
        let names = CommandTable.all.map(\.name)
        let guess = Suggestion.nearest(to: word, in: names).map { " Did you mean '\($0)'?" } ?? ""
        return "quire: no command '\(word)'.\(guess) There are: \(names.joined(separator: ", "))."
    }
}
