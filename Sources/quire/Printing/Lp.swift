import IPP
import IPPClient

/// `lp`: sends files, or what comes on standard input, to a printer; with `-i`, changes a job that is there.
enum Lp: ClassicCommand {
    static let name = "lp"
    static let summary = "print files, or change a job"

    static let options = OptionTable(
        usage: ["Usage: lp [options] [--] [file(s)]", "       lp [options] -i id"],
        entries: [
            .flag("c", "Make a copy of the print file(s); always done"),
            .value("d", "destination", "Specify the destination: name, name/instance or name@server[:port]"),
            .encryption, .server(),
            .value(
                "H", "when", "Specify when to print: hold, immediate, 23:30 (local time), +2h, a date, a keyword",
                expected: "hold name"),
            .value("i", "id", "Specify an existing job ID to modify", expected: "job ID"),
            .flag("m", "Send an email notification when the job completes"),
            .value("n", "num-copies", "Specify the number of copies to print", expected: "copies"),
            .value("o", "option[=value]", "Specify a printer-specific option", expected: "option=value"),
            .value("P", "page-list", "Specify a list of pages to print", expected: "page list"),
            .value("q", "priority", "Specify the priority from low (1) to high (100)"),
            .flag("s", "Be silent"),
            .value("t", "title", "Specify the job title"),
            .user,
            .value("p", "priority", nil), .flag("w", nil), .value("f", "form", nil), .value("y", "mode", nil),
            .value("S", "character set", nil), .value("T", "content type", nil),
        ],
        longNames: PrintOrder.longNames,
        notes: [
            "-H restart -i id        Print a job again",
            "With no files, or with -, one document is read from standard input.",
            "Options people look for: -o media=A4  -o sides=two-sided-long-edge  -o number-up=2",
            "  -o print-quality=high  -o orientation-requested=landscape",
        ])

    static func run(_ items: [OptionTable.Item], _ session: Session) async throws -> Bool {
        var number: Int32?
        for case .value("i", let text) in items {
            // Whatever stands before the number is the printer, which the number does without.
            number = text.split(separator: "-").last.flatMap { Int32($0) }.flatMap { $0 > 0 ? $0 : nil }
            guard number != nil else { throw Failure.usage("\"\(text)\" is no job ID: expected 412, or floor2-412.") }
        }
        let isRestart = items.contains(.value("H", "restart"))
        if let number {
            let order = try PrintOrder(lp: items.filter { !isFile($0) && $0 != .value("H", "restart") }, session)
            try refuseFiles(items)
            return try await JobChange(number: number, order: order, isRestart: isRestart).make(session)
        }
        if isRestart { throw Failure.usage("Need job ID (\"-i jobid\") before \"-H restart\".") }
        let order = try PrintOrder(lp: items, session)
        if items.contains(.operand("-")), !order.files.isEmpty {
            throw Failure.usage("Error - cannot print from stdin if files or a job ID are provided.")
        }
        return try await Printing(order, session).run { receipt, printer in
            if !order.isSilent {
                let count = order.files.count
                session.output.print("request id is \(printer)-\(receipt.number) (\(count) file(s))")
            }
        }
    }

    private static func isFile(_ item: OptionTable.Item) -> Bool {
        if case .operand = item { return true }
        return false
    }

    private static func refuseFiles(_ items: [OptionTable.Item]) throws(Failure) {
        for case .operand(let file) in items {
            if file == "-" {
                throw .usage("Error - cannot print from stdin if files or a job ID are provided.")
            }
            throw .usage("Error - too many files - \"\(file)\".")
        }
    }
}
