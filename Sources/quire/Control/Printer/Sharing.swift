import ArgumentParser
import IPP
import IPPClient

/// `quirectl share on NAME…`
struct ShareOn: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "on", abstract: "Tell the network of printers, so that phones and computers find them.",
        discussion: """
            What is shared is announced under one name for IPP (AirPrint, IPP Everywhere, Mopria, CUPS) and, where the server \
            was started with --lpd, for LPD. With --raw9100 the printer also takes whatever is sent to a port, as a job, \
            without asking who sends it.
            """)
    @OptionGroup(title: "General options") var control: ControlOptions
    @OptionGroup var change: ChangeOptions
    @Argument(help: "The printers.") var names: [String]
    @Flag(name: .customLong("raw9100"), help: "Also take raw data at a port: 9100, or that of --port.")
    var raw = false
    @Option(help: "The port for raw data.") var port: Int?

    func validate() throws {
        if let port, !(1...65_535).contains(port) { throw ValidationError("\(port) is no port; 1 to 65535 are.") }
        if raw || port != nil, names.count > 1 {
            throw ValidationError("A port for raw data is for one printer: say --raw9100 for one at a time.")
        }
    }

    func run(_ control: Control) async throws -> ExitStatus {
        var attributes = [Attribute("printer-is-shared", .boolean(true))]
        if raw || port != nil {
            attributes.append(Attribute("quire-raw-port", .integer(Int32(clamping: port ?? 9100))))
        }
        return try await control.setPrinters(
            names, attributes, done: "is shared", would: "share", isDryRun: change.dryRun)
    }
}

/// `quirectl share off NAME…`
struct ShareOff: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "off", abstract: "Tell the network of printers no more, and close their ports for raw data.")
    @OptionGroup(title: "General options") var control: ControlOptions
    @OptionGroup var change: ChangeOptions
    @Argument(help: "The printers.") var names: [String]

    func run(_ control: Control) async throws -> ExitStatus {
        try await control.setPrinters(
            names,
            [Attribute("printer-is-shared", .boolean(false)), Attribute("quire-raw-port", .outOfBand(.noValue))],
            done: "is not shared any more", would: "share no more", isDryRun: change.dryRun)
    }
}

/// `quirectl share list`
struct ShareList: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Which printers are shared, under what name, and whether the network is told.")
    @OptionGroup(title: "General options") var control: ControlOptions

    func run(_ control: Control) async throws -> ExitStatus {
        let wanted = ["printer-name", "printer-is-shared", "printer-dns-sd-name", "quire-raw-port"]
        let printers = try await control.server.printers(wanted).filter {
            $0["printer-is-shared"]?.values.first?.boolValue == true || $0["quire-raw-port"]?.integerValue != nil
        }
        let state = try await control.discovery()
        let facts: [Control.Fact] = printers.map { printer in
            let isShared = printer["printer-is-shared"]?.values.first?.boolValue == true
            let name = printer["printer-dns-sd-name"]?.stringValue ?? ""
            let raw = printer["quire-raw-port"]?.integerValue.map { "raw port \($0)" }
            let words = [isShared ? "'\(name)'" : "not announced", raw].compactMap { $0 }.joined(separator: ", ")
            return Control.Fact(printer["printer-name"]?.stringValue ?? "", Table.Cell(words))
        }
        let json = JSON.object([
            .init("discovery", .string(state)),
            .init(
                "printers",
                .array(
                    printers.map { printer in
                        .object([
                            .init("name", .string(printer["printer-name"]?.stringValue ?? "")),
                            .init("is-shared", .bool(printer["printer-is-shared"]?.values.first?.boolValue == true)),
                            .init("dns-sd-name", .string(printer["printer-dns-sd-name"]?.stringValue ?? "")),
                            .init(
                                "raw-port", printer["quire-raw-port"]?.integerValue.map { .number(Int64($0)) } ?? .null),
                        ])
                    })),
        ])
        control.show(facts + [Control.Fact("discovery", Table.Cell(state))], kind: "ShareList", json, name: "")
        return .done
    }
}

/// `quirectl share url NAME`
struct ShareURL: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "url", abstract: "Where a printer is reached, and how computers that do not find it are set up.")
    @OptionGroup(title: "General options") var control: ControlOptions
    @Argument(help: "The printer.") var name: String
    @Option(help: "The server as those computers call it, such as print.example.org or print.example.org:631.")
    var host: String?

    func run(_ control: Control) async throws -> ExitStatus {
        let printer = try await control.server.printer(name, ["printer-name", "quire-raw-port"])
        let own = printer["printer-name"]?.stringValue ?? name
        let place = host ?? control.server.address.description
        let bare = place.split(separator: ":").first.map { String($0) } ?? place
        var lines = [
            ("ipps", "ipps://\(place)/ipp/print/\(own)"), ("ipp", "ipp://\(place)/ipp/print/\(own)"),
            ("http", "http://\(place)/printers/\(own)"),
            ("Linux, macOS", "lpadmin -p \(own) -E -v ipp://\(place)/ipp/print/\(own) -m everywhere"),
            ("Windows", "Add-Printer -Name \(own) -IppURL http://\(place)/printers/\(own)"),
        ]
        if let port = printer["quire-raw-port"]?.integerValue { lines.append(("raw data", "socket://\(bare):\(port)")) }
        let facts: [Control.Fact] = lines.map { line in Control.Fact(line.0, Table.Cell(line.1)) }
        let json = JSON.object(lines.map { .init($0.0, .string($0.1)) })
        control.show(facts, kind: "ShareURL", json, name: own)
        return .done
    }
}

extension Control {
    /// Sets the same of each printer, and goes on where one cannot be changed.
    fileprivate func setPrinters(
        _ names: [String], _ attributes: [Attribute], done: String, would: String, isDryRun: Bool
    ) async throws -> ExitStatus {
        try await make(names.map(Change.printer)) { change in
            if isDryRun {
                _ = try await server.printer(change.target, ["printer-name"])
                return .planned("\(would) printer \(change.target)")
            }
            var request = server.request(.setPrinterAttributes, .printer(change.target))
            request.groups.append(AttributeGroup(.printer, attributes))
            let answer = try await server.client.send(request, to: "/admin/")
            if answer.status == .notFound { throw await server.unknownPrinter(change.target) }
            try answer.requireDone(.setPrinterAttributes)
            return .done(done)
        }
    }

    /// Whether the network is told of printers, or what is missing.
    func discovery() async throws -> String {
        try await server.system()["quire-discovery"]?.stringValue ?? "unknown"
    }
}
