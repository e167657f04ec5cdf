import ArgumentParser
import Glibc

/// All manual pages, made from the tables that the commands themselves read: `quire __man FOLDER` writes them.
enum ManualPages {
    static let word = "__man"

    /// Writes the pages into a folder. What `quired --experimental-dump-help` says is read from standard input, for the
    /// page of the daemon; without it there is none.
    static func run(_ arguments: ArraySlice<String>, _ session: Session) -> ExitStatus {
        guard let folder = arguments.first, arguments.count == 1 else {
            session.errors.print("usage: quired --experimental-dump-help | quire \(word) FOLDER")
            return .usage
        }
        let daemon = JSON(parsing: session.linesOfStandardInput().joined(separator: "\n"))?["command"]
        for page in all(daemon: daemon.map(CommandInfo.init)) {
            let path = "\(folder)/\(page.fileName)"
            guard write(page.text, to: path) else {
                session.errors.print("quire: cannot write \(path): \(String(cString: strerror(errno)))")
                return .failed
            }
        }
        return .done
    }

    private static func write(_ text: String, to path: String) -> Bool {
        guard let file = fopen(path, "w") else { return false }
        let isWritten = fputs(text, file) >= 0
        return fclose(file) == 0 && isWritten
    }

    static func all(daemon: CommandInfo? = nil) -> [ManualPage] {
        [multiCall] + CommandTable.all.compactMap(classic) + ControlManual.pages
            + [daemon.map(page(ofDaemon:))].compactMap { $0 }
    }

    /// Every page there is, for references between them.
    static var names: [(name: String, section: Int)] {
        [("quire", 1), ("quired", 8)] + CommandTable.all.map { ($0.name, section(of: $0.name)) }
    }

    /// Tools of administrators are in section 8.
    private static func section(of name: String) -> Int { [QuireCtl.name, "lpc", "lpmove"].contains(name) ? 8 : 1 }

    // MARK: quire(1)

    private static var multiCall: ManualPage {
        var page = ManualPage("quire", 1, "commands of the Quire print server")
        page.heading("SYNOPSIS")
        page.add(".Nm\n.Ar command\n.Op Ar argument ...")
        page.heading("DESCRIPTION")
        page.say("One program that goes by several names; each command can be called by its own name as well.")
        page.paragraph()
        page.list(
            CommandTable.all.map { ("Xr \($0.name) \(section(of: $0.name))", ManualPage.sentence($0.summary)) })
        page.environment()
        page.heading("EXIT STATUS")
        page.say("That of the command; 64 when there is no such command.")
        page.examples(ManualExamples.of("quire"))
        page.seeAlso(names)
        return page
    }

    // MARK: Commands with a classic name

    private static func classic(_ entry: CommandTable.Entry) -> ManualPage? {
        guard let options = entry.options?() else { return nil }
        var page = ManualPage(entry.name, section(of: entry.name), entry.summary)
        page.heading("SYNOPSIS")
        // The first line of the help: "Usage: lpr [options] [file(s)]".
        let usage = options.usage.first?.split(separator: " ").drop { $0 == "Usage:" || $0 == entry.name[...] } ?? []
        page.add(".Nm")
        page.add(ManualPage.line(usage.joined(separator: " ")))
        page.heading("DESCRIPTION")
        page.say(ManualPage.sentence(entry.summary))
        page.say("The options, which may stand before and behind other words:")
        page.list(items(options))
        for note in options.notes {
            page.paragraph()
            page.say(note)
        }
        page.environment()
        page.heading("FILES")
        page.list([
            ("Pa ~/.cups/lpoptions", "Your default printer, and the options of each."),
            ("Pa ~/.cups/client.conf", "Your print server."),
            ("Pa /etc/cups/lpoptions , /etc/cups/client.conf", "The same for everybody."),
        ])
        page.heading("EXIT STATUS")
        page.say("0 when all went well, 1 when something did not.")
        page.examples(ManualExamples.of(entry.name))
        page.seeAlso(names)
        return page
    }

    private static func items(_ options: OptionTable) -> [(String, String)] {
        let letters = options.entries.compactMap { entry -> (String, String)? in
            guard let help = entry.help else { return nil }
            let flag = "Fl " + (entry.letter == "#" ? "#" : String(entry.letter))
            return switch entry.kind {
            case .flag: (flag, ManualPage.sentence(help))
            case .value(let what): ("\(flag) Ar \(ManualPage.word(what))", ManualPage.sentence(help))
            case .optional(let what): ("\(flag) Op Ar \(ManualPage.word(what))", ManualPage.sentence(help))
            }
        }
        let long = options.longNames.map { name, help in
            let flag = "Fl -\(name.filter { $0 != "=" })"
            return (name.hasSuffix("=") ? "\(flag) Ar value" : flag, ManualPage.sentence(help))
        }
        return letters + long + [("Fl -help", "Show what it takes."), ("Fl -version", "Show the version.")]
    }

    // MARK: quired(8)

    private static func page(ofDaemon daemon: CommandInfo) -> ManualPage {
        var page = ManualPage("quired", 8, "the print server")
        page.heading("SYNOPSIS")
        page.add(".Nm\n.Ar command\n.Op Ar option ...")
        page.heading("DESCRIPTION")
        page.say(daemon.abstract)
        page.say(daemon.discussion)
        for command in daemon.subcommands { page.describe(command, as: command.name) }
        page.heading("EXIT STATUS")
        page.say("0 when it was stopped as it should be, 1 when it could not start or failed, 64 for wrong usage.")
        page.examples(ManualExamples.of("quired"))
        page.seeAlso(names)
        return page
    }
}

extension ManualPage {
    /// What everything that asks a server looks at.
    mutating func environment() {
        heading("ENVIRONMENT")
        list([
            ("Ev QUIRE_SERVER , CUPS_SERVER", "The server, where no option names one."),
            ("Ev CUPS_USER", "Whose jobs they are, where no option says it."),
            ("Ev CUPS_ENCRYPTION", "Always, Required, IfRequested or Never."),
            ("Ev IPP_PORT", "The port, where the server's name has none."),
            ("Ev LPDEST , PRINTER", "Your printer, where no option names one."),
            ("Ev QUIRE_OUTPUT", "How quirectl shows what it finds, as --output says it."),
            ("Ev NO_COLOR , CLICOLOR_FORCE", "Never colour, or colour although no terminal reads it."),
        ])
    }

    /// A verb: how it is called, what it does, what it takes.
    mutating func describe(_ command: CommandInfo, as words: String, without general: Set<String> = []) {
        subheading(words)
        add(".Nm \(Self.word(words))")
        add(".Op Ar option ...")
        for operand in command.positionals {
            let name = "Ar \(Self.word(operand.value))\(operand.isRepeating ? " ..." : "")"
            add(operand.isOptional ? ".Op \(name)" : ".\(name)")
        }
        paragraph()
        say(Self.sentence(command.abstract))
        say(command.discussion)
        let shown = command.arguments.filter { argument in
            !argument.abstract.isEmpty
                && !argument.names.contains { general.contains($0) || Self.everywhere.contains($0) }
        }
        guard !shown.isEmpty else { return }
        paragraph()
        list(shown.map { (Self.term(for: $0), $0.abstract + Self.standard(of: $0)) })
    }

    /// What the library adds to each command.
    private static let everywhere: Set<String> = ["--help", "--version"]

    static func term(for argument: ArgumentInfo) -> String {
        guard argument.kind != .positional else { return "Ar \(word(argument.value))" }
        let names = argument.names.map { "Fl " + $0.dropFirst() }.joined(separator: " , ")
        return argument.takesValue ? "\(names) Ar \(word(argument.value))" : names
    }

    private static func standard(of argument: ArgumentInfo) -> String {
        var text = ""
        if !argument.values.isEmpty { text += " One of: \(argument.values.joined(separator: ", "))." }
        if let standard = argument.standard, !standard.isEmpty { text += " Without it: \(standard)." }
        return text
    }

    /// With a capital at its start and a full stop.
    static func sentence(_ text: String) -> String {
        guard let first = text.first, let last = text.last else { return "" }
        let start = first.isLowercase ? first.uppercased() + text.dropFirst() : text
        return ".!?:".contains(last) ? start : start + "."
    }
}
