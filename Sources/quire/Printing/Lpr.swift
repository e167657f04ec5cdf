import IPP
import IPPClient

/// `lpr`: sends files, or what comes on standard input, to a printer.
enum Lpr: ClassicCommand {
    static let name = "lpr"
    static let summary = "print files"

    static let options = OptionTable(
        usage: ["Usage: lpr [options] [file(s)]"],
        entries: [
            .value("#", "num-copies", "Specify the number of copies to print", expected: "copies"),
            .value("K", "num-copies", "The same", expected: "copies"),
            .encryption, .server("H"),
            .value("P", "destination", "Specify the destination: name, name/instance or name@server[:port]"),
            .user,
            .value("o", "option[=value]", "Specify a printer-specific option", expected: "option=value"),
            .value("Z", "option[,option]", "The same, several"),
            .flag("h", "Print no banner page with the job"),
            .flag("l", "Print the file as it is, without conversion"),
            .flag("b", "The same"),
            .flag("p", "Print text with a heading on each page"),
            .flag("m", "Send an email notification when the job completes"),
            .flag("q", "Specify the job should be held for printing"),
            .flag("r", "Remove the file(s) after submission"),
            .value("T", "title", "Specify the job title", expected: "name"),
            .value("J", "title", "The same", expected: "name"),
            .value("C", "title", "The same; with -o lprng-classes=true, one letter is a priority", expected: "name"),
            .value("R", "account", "Specify the account that pays for the job"),
            .flag("V", "Say what is done"),
            .flag("s", nil), .flag("c", nil), .flag("d", nil), .flag("f", nil), .flag("g", nil), .flag("n", nil),
            .flag("t", nil), .flag("v", nil), .value("1", "value", nil), .value("2", "value", nil),
            .value("3", "value", nil), .value("4", "value", nil), .value("i", "value", nil),
            .value("w", "value", nil), .flag("k", nil), .value("A", "value", nil), .value("D", "value", nil),
            .value("F", "value", nil), .flag("Y", nil), .value("X", "value", nil), .flag("B", nil), .flag("G", nil),
        ],
        longNames: PrintOrder.longNames,
        notes: [
            "With no files, or with -, one document is read from standard input.",
            "Options people look for: -o media=A4  -o sides=two-sided-long-edge  -o page-ranges=1-3,8",
            "  -o number-up=2  -o print-quality=high  -o orientation-requested=landscape  -o job-hold-until=18:00",
        ])

    static func run(_ items: [OptionTable.Item], _ session: Session) async throws -> Bool {
        try await Printing(try PrintOrder(lpr: items, session), session).run()
    }
}
