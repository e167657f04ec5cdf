import ArgumentParser
import IPP
import IPPClient

/// `quirectl printer list`
struct PrinterList: ControlCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "The printers of the server.")
    @OptionGroup var control: ControlOptions

    private static let columns: [Table.Column] = [
        .init("PRINTER"), .init("STATE"), .init("JOBS", isNumber: true), .init("INFO", isFlexible: true),
        .init("LOCATION", isFlexible: true), .init("DEVICE", isFlexible: true, isWide: true),
        .init("MESSAGE", isFlexible: true, isWide: true),
    ]

    func run(_ control: Control) async throws -> ExitStatus {
        let printers = try await control.server.printers(PrinterDescription.requested)
            .map(PrinterDescription.init).sorted { $0.name < $1.name }
        let standard = printers.isEmpty ? nil : try await control.server.defaultPrinter()
        let items = printers.map { printer in
            // The mark is for people; a program finds the default by asking for it.
            let mark = printer.name == standard && control.session.output.isTerminal ? " *" : ""
            return Control.Item(
                name: printer.name,
                cells: [
                    .init(printer.name + mark), printer.state, .init(String(printer.jobCount)), .init(printer.info),
                    .init(printer.location), .init(printer.device), .init(printer.message),
                ],
                json: printer.json)
        }
        try control.show(
            items, kind: "PrinterList", Self.columns,
            empty: "This server has no printers yet. Add one: quirectl printer add NAME DEVICE")
        return .done
    }
}

/// `quirectl printer show NAME`
struct PrinterShow: ControlCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "All about one printer.")
    @OptionGroup var control: ControlOptions
    @Argument(help: "The printer.") var name: String
    @Flag(help: "Every attribute the server gives.") var attrs = false

    func run(_ control: Control) async throws -> ExitStatus {
        let attributes = try await control.server.printer(name, attrs ? ["all"] : PrinterDescription.requested)
        let printer = PrinterDescription(attributes: attributes)
        let isDefault = try await control.server.defaultPrinter() == printer.name
        let facts =
            attrs
            ? attributes.attributes.map { Control.Fact($0.name, .init(AttributeDisplay.text(of: $0))) }
            : printer.facts(isDefault: isDefault, now: control.session.now())
        control.show(facts, kind: "PrinterList", printer.json, name: printer.name)
        return .done
    }
}

/// `quirectl printer add NAME DEVICE`
struct PrinterAdd: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Add a printer.",
        discussion: """
            DEVICE says where its jobs go, such as ipp://floor2.local/ipp/print, socket://10.0.0.17, \
            file:///srv/out/ or pdf:paper.
            """)
    @OptionGroup var control: ControlOptions
    @OptionGroup var change: ChangeOptions
    @Argument(help: "A name without blanks, /, # and ?.") var name: String
    @Argument(help: "The URI of the device.") var device: String
    @Option(help: "What people are shown, such as \"Colour laser, 2nd floor\".") var info: String?
    @Option(help: "Where it stands.") var location: String?
    @Option(help: "everywhere (ask the device), raw (send as it is), or the name of a driver.") var driver: String?
    @Option(name: .customLong("option"), help: "A default for jobs, such as sides=two-sided-long-edge.")
    var options: [String] = []
    @Flag(inversion: .prefixedNo, help: "Whether other machines may use it.") var share = false
    @Flag(name: .customLong("default"), help: "Make it the server's default.") var isDefault = false
    @Flag(help: "Add it paused.") var paused = false

    func validate() throws {
        guard !name.isEmpty, name.utf8.count <= 127, !name.contains(where: { " /#?\\'\"\t\n".contains($0) }) else {
            throw ValidationError(
                "'\(name)' is no name for a printer: no blanks, quotes, /, \\, # and ?; 127 bytes at most.")
        }
        guard device.contains(":") else {
            throw ValidationError(
                "'\(device)' is no device: expected a URI such as ipp://host/ipp/print or socket://host.")
        }
    }

    func run(_ control: Control) async throws -> ExitStatus {
        let server = control.server
        let request = try request(server)
        do {
            _ = try await server.printer(name, ["printer-name"])
            throw Failure(
                .failed, code: "printer-exists", "there is a printer \"\(name)\" already.",
                hint: "see it: quirectl printer show \(name); delete it: quirectl printer delete \(name)")
        } catch let failure as Failure where failure.code == "printer-not-found" {
            // As it should be.
        }
        return try await control.make([.printer(name)]) { _ in
            if change.dryRun { return .planned("add printer \(name) for \(device)") }
            _ = try await server.perform(request, at: "/admin/")
            if isDefault {
                _ = try await server.perform(server.request(.cupsSetDefault, .printer(name)), at: "/admin/")
            }
            return .done("added\(isDefault ? ", and made the default" : ""): \(device)")
        }
    }

    private func request(_ server: PrintServer) throws -> IPPMessage {
        var printer = AttributeGroup(.printer)
        printer.set("device-uri", .uri(device))
        printer.set("printer-info", .text(info ?? name))
        if let location { printer.set("printer-location", .text(location)) }
        if let driver { printer.set("ppd-name", .name(driver)) }
        printer.set("printer-is-accepting-jobs", .boolean(true))
        printer.set("printer-is-shared", .boolean(share))
        printer.set("printer-state", .enum(paused ? PrinterState.stopped.rawValue : PrinterState.idle.rawValue))
        for option in try options.flatMap({ try PrintOption.parse($0) }) {
            var attribute = try AttributeText.attribute(option)
            attribute.name += "-default"
            printer.set(attribute)
        }
        var request = server.request(.cupsAddModifyPrinter, .printer(name))
        request.groups.append(printer)
        return request
    }
}

/// `quirectl printer delete NAME…`
struct PrinterDelete: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete", abstract: "Delete printers; what waits for them is cancelled.")
    @OptionGroup var control: ControlOptions
    @OptionGroup var change: ChangeOptions
    @Argument(help: "The printers.") var names: [String]

    func run(_ control: Control) async throws -> ExitStatus {
        try await control.changePrinters(
            names, .cupsDeletePrinter, done: "deleted", would: "delete", isDryRun: change.dryRun)
    }
}

/// `quirectl printer pause NAME…`
struct PrinterPause: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "pause", abstract: "Stop printing; jobs are still accepted, and wait.")
    @OptionGroup var control: ControlOptions
    @OptionGroup var change: ChangeOptions
    @Argument(help: "The printers.") var names: [String]
    @Option(help: "Why: shown to everybody whose job waits.") var reason: String?

    func run(_ control: Control) async throws -> ExitStatus {
        try await control.changePrinters(
            names, .pausePrinter, reason: reason, done: "paused", would: "pause", isDryRun: change.dryRun)
    }
}

/// `quirectl printer resume NAME…`
struct PrinterResume: ControlCommand {
    static let configuration = CommandConfiguration(commandName: "resume", abstract: "Print again.")
    @OptionGroup var control: ControlOptions
    @OptionGroup var change: ChangeOptions
    @Argument(help: "The printers.") var names: [String]

    func run(_ control: Control) async throws -> ExitStatus {
        try await control.changePrinters(
            names, .resumePrinter, done: "resumed", would: "resume", isDryRun: change.dryRun)
    }
}

/// `quirectl printer accept NAME…`
struct PrinterAccept: ControlCommand {
    static let configuration = CommandConfiguration(commandName: "accept", abstract: "Take new jobs again.")
    @OptionGroup var control: ControlOptions
    @OptionGroup var change: ChangeOptions
    @Argument(help: "The printers.") var names: [String]

    func run(_ control: Control) async throws -> ExitStatus {
        try await control.changePrinters(
            names, .cupsAcceptJobs, done: "accepts jobs", would: "accept jobs on", isDryRun: change.dryRun)
    }
}

/// `quirectl printer reject NAME…`
struct PrinterReject: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "reject", abstract: "Refuse new jobs; those that wait are printed.")
    @OptionGroup var control: ControlOptions
    @OptionGroup var change: ChangeOptions
    @Argument(help: "The printers.") var names: [String]
    @Option(help: "Why: shown to everybody whose job is refused.") var reason: String?

    func run(_ control: Control) async throws -> ExitStatus {
        try await control.changePrinters(
            names, .cupsRejectJobs, reason: reason, done: "rejects jobs", would: "reject jobs on",
            isDryRun: change.dryRun)
    }
}

/// `quirectl printer default [NAME]`
struct PrinterDefault: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "default", abstract: "Show the server's default printer, or set it.")
    @OptionGroup var control: ControlOptions
    @OptionGroup var change: ChangeOptions
    @Argument(help: "The printer to make the default.") var name: String?

    func run(_ control: Control) async throws -> ExitStatus {
        if let name {
            return try await control.changePrinters(
                [name], .cupsSetDefault, done: "is the default", would: "make the default:", isDryRun: change.dryRun)
        }
        guard let standard = try await control.server.defaultPrinter() else {
            throw Failure(
                .notFound, code: "no-default-printer", "this server has no default printer.",
                hint: "set it: quirectl printer default NAME")
        }
        let json = JSON.object([.init("printer-name", .string(standard))])
        if control.isForPrograms {
            control.show([], kind: "PrinterList", json, name: standard)
        } else {
            control.session.output.print(standard)
        }
        return .done
    }
}

extension Control {
    /// Does the same to each printer, and goes on where one cannot be changed.
    func changePrinters(
        _ names: [String], _ operation: OperationID, reason: String? = nil, done: String, would: String, isDryRun: Bool
    ) async throws -> ExitStatus {
        let changes = names.map(Change.printer)
        return try await make(changes) { change in
            if isDryRun {
                _ = try await server.printer(change.target, ["printer-name"])
                return .planned("\(would) printer \(change.target)")
            }
            var request = server.request(operation, .printer(change.target))
            if let reason { request.update(.operation) { $0.set("printer-state-message", .text(reason)) } }
            let answer = try await server.client.send(request, to: "/admin/")
            if answer.status == .notFound { throw await server.unknownPrinter(change.target) }
            try answer.requireSuccess()
            return .done("\(done)\(reason.map { " (\($0))" } ?? "")")
        }
    }
}
