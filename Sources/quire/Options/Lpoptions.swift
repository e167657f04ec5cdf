import IPP
import IPPClient

/// `lpoptions`: shows and saves what a user wants with every job, and which printer is the user's default.
enum Lpoptions: ClassicCommand {
    static let name = "lpoptions"
    static let summary = "show and save options for printers"

    static let options = OptionTable(
        usage: [
            "Usage: lpoptions [options] -d destination", "       lpoptions [options] [-p destination] [-l]",
            "       lpoptions [options] [-p destination] -o option[=value]",
            "       lpoptions [options] -x destination",
        ],
        entries: [
            .value("d", "destination", "Set default destination"), .encryption, .server(),
            .flag("l", "Show supported options and values"),
            .value("o", "name[=value]", "Set default option and value"),
            .value("p", "destination", "Specify a destination: name or name/instance"),
            .value("r", "name", "Remove default option"), .user,
            .value("x", "destination", "Remove default options for destination"),
        ])

    private struct Order {
        var wishes = ServerChoice.Wishes()
        /// `-d`
        var standard: String?
        var printer: String?
        var listsSupported = false
        var options: [PrintOption] = []
        var removed: [String] = []
        var forgotten: [String] = []

        var isChange: Bool { !options.isEmpty || !removed.isEmpty || !forgotten.isEmpty }
    }

    private static func order(_ items: [OptionTable.Item]) throws(Failure) -> Order {
        var order = Order()
        for item in items {
            switch item {
            case .flag("l"): order.listsSupported = true
            case .flag: order.wishes.isEncrypted = true
            case .value("d", let name): (order.standard, order.printer) = (name, name)
            case .value("h", let server): order.wishes.server = server
            case .value("o", let text): order.options += try PrintOption.parse(text)
            case .value("p", let name): order.printer = name
            case .value("r", let name): order.removed.append(name)
            case .value("U", let user): order.wishes.user = user
            case .value(_, let name): order.forgotten.append(name)
            case .operand(let text): throw .usage("Error - \"\(text)\" is no option.", hint: "see lpoptions --help")
            case .long: continue
            }
        }
        return order
    }

    static func run(_ items: [OptionTable.Item], _ session: Session) async throws -> Bool {
        let order = try order(items)
        let server = PrintServer(try ServerChoice(order.wishes, in: session), in: session)
        let printer = try await printer(order, server, session)
        try change(order, printer, session)
        guard let printer else { return true }
        if order.listsSupported {
            try await SupportedOptions(server: server, session: session).show(printer)
        } else if !order.isChange {
            try await OptionListing(server: server, session: session).show(printer)
        }
        return true
    }

    /// The printer it is about, known to be there; `nil` where only sets of options are taken out.
    private static func printer(
        _ order: Order, _ server: PrintServer, _ session: Session
    ) async throws -> PrinterChoice? {
        if !order.forgotten.isEmpty, order.printer == nil, order.options.isEmpty, order.removed.isEmpty { return nil }
        guard var choice = PrinterChoice.local(order.printer, DefaultOptions(in: session), in: session) else {
            if let name = try await server.defaultPrinter() { return PrinterChoice(name, from: .server) }
            throw Failure(.notFound, code: "no-default-printer", "Error - no default destination available.")
        }
        do {
            // Kept as the server writes it.
            let printer = try await server.printer(choice.name, ["printer-name"])
            choice.name = printer["printer-name"]?.stringValue ?? choice.name
            return choice
        } catch let failure as Failure where failure.code == "printer-not-found" {
            throw Failure(
                .notFound, code: failure.code, "Unknown printer or class.",
                hint: session.hint("\(failure.message) \(failure.hint ?? "")"), candidates: failure.candidates)
        }
    }

    private static func change(_ order: Order, _ printer: PrinterChoice?, _ session: Session) throws(Failure) {
        guard order.isChange || order.standard != nil else { return }
        var saved = DefaultOptions(ofUserIn: session)
        if let printer, order.standard != nil { saved.printer = printer.nameWithInstance }
        for name in order.forgotten { saved.remove(name) }
        if let printer, !order.options.isEmpty || !order.removed.isEmpty {
            saved.change(printer.nameWithInstance) { entry in
                for option in order.options { entry.set(option) }
                for name in order.removed { entry.remove(name) }
            }
        }
        try saved.write(in: session)
    }
}
