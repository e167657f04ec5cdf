import ArgumentParser

/// The pages of `quirectl`: one of itself, and one of each noun.
enum ControlManual {
    static var pages: [ManualPage] {
        let root = CommandInfo(QuireCtl.Root.self)
        return [main(root)] + nouns(root).map(page(of:))
    }

    private static func nouns(_ root: CommandInfo) -> [CommandInfo] {
        root.subcommands.filter { !$0.subcommands.isEmpty }
    }

    private static func name(of noun: CommandInfo) -> String { "\(QuireCtl.name)-\(noun.name)" }

    /// What every verb takes; told once.
    private static let general = CommandInfo(GeneralOptions.self).options

    private struct GeneralOptions: ParsableCommand {
        static let configuration = CommandConfiguration(commandName: "general")
        @OptionGroup var control: ControlOptions
    }

    private static var generalNames: Set<String> { Set(general.flatMap(\.names)) }

    private static func main(_ root: CommandInfo) -> ManualPage {
        var page = ManualPage(QuireCtl.name, 8, QuireCtl.summary)
        page.heading("SYNOPSIS")
        page.add(".Nm\n.Op Ar option ...\n.Ar noun\n.Ar verb\n.Op Ar operand ...")
        page.heading("DESCRIPTION")
        page.say("Looks after the printers and jobs of a Quire server, or of any that speaks IPP as CUPS does.")
        page.say("The nouns, each with a page of its own:")
        page.list(nouns(root).map { ("Xr \(name(of: $0)) 8", $0.abstract) })
        page.paragraph()
        page.say("Options may stand before the noun or behind the verb:")
        page.list(general.filter { !$0.abstract.isEmpty }.map { (ManualPage.term(for: $0), $0.abstract) })
        for command in root.subcommands where command.subcommands.isEmpty {
            page.describe(command, as: command.name, without: generalNames)
        }
        page.subheading("Output")
        page.say(
            """
            On a terminal tables fit its width and states have colours; in a pipe nothing is cut, nothing coloured, and \
            a tab stands between cells. JSON is {"schema":"quire/v1","kind":...,"items":[...]} with the names of IPP and \
            times as RFC 3339 writes them; ndjson is one item a line, csv has the columns of the table. With JSON asked \
            for, errors are JSON on standard error.
            """)
        finish(&page)
        return page
    }

    private static func page(of noun: CommandInfo) -> ManualPage {
        var page = ManualPage(name(of: noun), 8, noun.abstract.withoutFullStop)
        page.heading("SYNOPSIS")
        page.add(".Nm quirectl \(ManualPage.word(noun.name))\n.Ar verb\n.Op Ar option ...\n.Op Ar operand ...")
        page.heading("DESCRIPTION")
        page.say("The verbs; options that all of them take are in the page of quirectl.")
        for verb in noun.subcommands {
            page.describe(verb, as: "\(QuireCtl.name) \(noun.name) \(verb.name)", without: generalNames)
        }
        finish(&page)
        return page
    }

    private static func finish(_ page: inout ManualPage) {
        page.environment()
        page.heading("EXIT STATUS")
        page.list(ExitStatus.meanings.map { ("\($0.code)", $0.long) })
        page.examples(ManualExamples.of(page.name))
        let root = CommandInfo(QuireCtl.Root.self)
        page.seeAlso(
            nouns(root).map { (name(of: $0), 8) } + [("quirectl", 8), ("quired", 8), ("lpr", 1), ("lpstat", 1)])
    }
}

extension String {
    fileprivate var withoutFullStop: String { hasSuffix(".") ? String(dropLast()) : self }
}
