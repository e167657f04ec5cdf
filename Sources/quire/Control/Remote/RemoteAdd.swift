import ArgumentParser
import IPP
import IPPClient

/// `quirectl remote add SERVER [PRINTER…]`
struct RemoteAdd: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Make queues here of printers that another server shares.",
        discussion: """
            Without printers and --all they are only listed. A queue is called as it is there; where there is one of that name \
            already, -SERVER is added. Jobs wait here while the other server is away. What is adopted is not shared by this \
            server until you say so.
            """)
    @OptionGroup(title: "General options") var control: ControlOptions
    @OptionGroup var change: ChangeOptions
    @Argument(help: "The server: host, host:port, or a URI such as ipps://host.") var remote: String
    @Argument(help: "Its printers, by their names there.") var names: [String] = []
    @Flag(help: "Adopt all it shares.") var all = false

    private static let columns: [Table.Column] = [
        .init("NAME"), .init("INFO", isFlexible: true), .init("LOCATION", isFlexible: true),
        .init("MODEL", isFlexible: true), .init("HERE"), .init("DEVICE", isFlexible: true, isWide: true),
    ]

    func validate() throws {
        if all, !names.isEmpty { throw ValidationError("Say printers or --all, not both.") }
    }

    func run(_ control: Control) async throws -> ExitStatus {
        let server = try RemoteServer(remote, control.session)
        let there = try await server.printers()
        let here = try await control.server.printers(AdoptedPrinter.requested).map { AdoptedPrinter(attributes: $0) }
        guard all || !names.isEmpty else { return try list(there, here, control) }
        let wanted = try all ? there : names.map { name in try Self.find(name, in: there, of: remote) }
        guard !wanted.isEmpty else {
            throw Failure(.notFound, code: "nothing-shared", "\(remote) shares no printers.")
        }
        let plans = Self.plans(wanted, here, server)
        return try await control.make(plans.map { .printer($0.name) }) { target in
            guard let plan = plans.first(where: { $0.name == target.target }) else { return .skipped("not asked for") }
            if plan.isThere { return .skipped("is there already: \(plan.printer.uri)") }
            if change.dryRun { return .planned("adopt \(plan.printer.uri) as \(plan.name)") }
            try await Self.adopt(plan, from: server, control.server)
            return .done("adopted: \(plan.printer.uri)")
        }
    }

    private func list(_ there: [RemotePrinter], _ here: [AdoptedPrinter], _ control: Control) throws -> ExitStatus {
        let items = there.map { printer in
            let own = here.first { $0.deviceURI == printer.uri }?.name ?? ""
            return Control.Item(
                name: printer.name,
                cells: [
                    .init(printer.name), .init(printer.info), .init(printer.location), .init(printer.model), .init(own),
                    .init(printer.uri),
                ],
                json: .object([
                    .init("name", .string(printer.name)), .init("info", .string(printer.info)),
                    .init("location", .string(printer.location)), .init("model", .string(printer.model)),
                    .init("device-uri", .string(printer.uri)), .init("here", own.isEmpty ? .null : .string(own)),
                ]))
        }
        try control.show(
            items, kind: "RemotePrinterList", Self.columns, empty: "\(remote) shares no printers.")
        if control.format == .table, control.session.output.isTerminal, !there.isEmpty {
            control.session.output.print("Adopt them: quirectl remote add \(remote) NAME…, or --all.")
        }
        return .done
    }

    private static func find(_ name: String, in there: [RemotePrinter], of remote: String) throws(Failure)
        -> RemotePrinter
    {
        if let found = there.first(where: { $0.name.lowercased() == name.lowercased() }) { return found }
        throw Failure(
            .notFound, code: "printer-not-found", "\(remote) shares no printer \"\(name)\".",
            hint: Suggestion.forPrinter(name, among: there.map(\.name)))
    }

    /// What is to be made, under which name.
    struct Plan: Hashable, Sendable {
        let name: String
        let printer: RemotePrinter
        let isThere: Bool

        static func == (left: Plan, right: Plan) -> Bool { left.name == right.name && left.isThere == right.isThere }
        func hash(into hasher: inout Hasher) { hasher.combine(name) }
    }

    /// `office`; where that is taken `office-server`, `office-server-2` and so on.
    static func plans(_ wanted: [RemotePrinter], _ here: [AdoptedPrinter], _ server: RemoteServer) -> [Plan] {
        var taken = Set(here.map { $0.name.lowercased() })
        return wanted.map { printer in
            if let known = here.first(where: { $0.deviceURI == printer.uri }) {
                return Plan(name: known.name, printer: printer, isThere: true)
            }
            let long = "\(printer.name)-\(server.shortName)"
            let others = (2...1_000).lazy.map { "\(long)-\($0)" }
            let name =
                [printer.name, long].first { !taken.contains($0.lowercased()) }
                ?? others.first { !taken.contains($0.lowercased()) } ?? long
            taken.insert(name.lowercased())
            return Plan(name: name, printer: printer, isThere: false)
        }
    }

    private static func adopt(_ plan: Plan, from remote: RemoteServer, _ server: PrintServer) async throws {
        try PrinterName.check(plan.name)
        var request = server.request(.cupsAddModifyPrinter, .printer(plan.name))
        request.groups.append(
            AttributeGroup(
                .printer,
                [
                    Attribute("device-uri", .uri(plan.printer.uri)),
                    Attribute(
                        "printer-info",
                        .text((plan.printer.info.isEmpty ? plan.name : plan.printer.info).prefix(octets: 127))),
                    Attribute("printer-location", .text(plan.printer.location.prefix(octets: 127))),
                    Attribute("printer-is-accepting-jobs", .boolean(true)),
                    Attribute("printer-is-shared", .boolean(false)),
                    Attribute("printer-state", .enum(PrinterState.idle.rawValue)),
                    Attribute("quire-remote", .uri(remote.uri)),
                ]))
        try await server.client.send(request, to: "/admin/").requireDone(.cupsAddModifyPrinter)
    }
}
