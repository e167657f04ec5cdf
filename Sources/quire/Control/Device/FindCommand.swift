import ArgumentParser
import IPP
import IPPClient

/// `quirectl find`, `quire find`
struct FindCommand: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "find", abstract: "Printers in the network, found now.",
        discussion: """
            They are looked for by DNS-SD, by the server on this machine and its Avahi. lpr -P NAME and lp -d NAME print on one \
            that speaks IPP without anything being set up; quirectl printer add makes a queue of any of them.
            """)
    @OptionGroup(title: "General options") var control: ControlOptions
    @Option(help: "How long to look: 2s, at most 10s.") var wait: TimeLimit = .milliseconds(2_000)

    private static let columns: [Table.Column] = [
        .init("NAME", isFlexible: true), .init("MODEL", isFlexible: true), .init("LOCATION", isFlexible: true),
        .init("DEVICE", isFlexible: true), .init("TITLE", isFlexible: true, isWide: true),
        .init("UUID", isFlexible: true, isWide: true),
    ]

    func validate() throws {
        guard let limit = wait.duration, (Duration.milliseconds(1)...Duration.seconds(10)).contains(limit) else {
            throw ValidationError("--wait is at most 10s.")
        }
    }

    func run(_ control: Control) async throws -> ExitStatus {
        let found = try await control.server.findPrinters(within: wait.duration ?? .seconds(2))
        let items = found.map { printer in
            Control.Item(
                name: printer.name,
                cells: [
                    .init(printer.name), .init(printer.text("device-make-and-model")),
                    .init(printer.text("device-location")), .init(printer.uri), .init(printer.text("device-info")),
                    .init(printer.text("printer-uuid")),
                ],
                json: JSON(printer.attributes.attributes))
        }
        try control.show(
            items, kind: "FoundPrinterList", Self.columns, empty: "No printers were found in the network.")
        return .done
    }
}

/// A printer in the network, as the server has found it.
struct FoundDestination: Sendable {
    let attributes: AttributeGroup

    /// What CUPS calls a queue for it.
    var name: String { text("printer-name") }
    /// The best way to it.
    var uri: String { text("device-uri") }
    /// Whether it takes jobs without anything being set up for it.
    var speaksIPP: Bool { uri.hasPrefix("ipp:") || uri.hasPrefix("ipps:") }

    func text(_ name: String) -> String { (attributes[name]?.stringValue ?? "").harmless }
}

extension PrintServer {
    /// Printers that the server finds in its network; throws where it cannot look.
    func findPrinters(within limit: Duration) async throws -> [FoundDestination] {
        var request = request(.quireFindPrinters, .server)
        let seconds = limit.components.seconds + (limit.components.attoseconds > 0 ? 1 : 0)
        request.update(.operation) { group in
            group.remove("printer-uri")
            group.set("timeout", .integer(Int32(clamping: max(1, seconds))))
        }
        let answer = try await client.send(request, to: "/")
        try answer.requireDone(.quireFindPrinters)
        return answer.groups.filter { $0.tag == .printer }.map { FoundDestination(attributes: $0) }
    }

    /// Whether it runs on this machine: then what it finds is in our network, too.
    var isOnThisMachine: Bool { address.isLocal }

    /// A queue for a printer in the network that is called so; `nil` where none is found.
    ///
    /// As CUPS has it: the job goes by a temporary queue of the server on this machine (CUPS-Create-Local-Printer), which
    /// goes again five minutes after the last job. Sent straight to the printer, a job would be lost with the command when
    /// the printer is busy or off, nothing would be converted to what it takes, and no lpq would know of it.
    ///
    /// - Returns: the queue's name.
    func queue(forFound name: String) async throws -> String? {
        guard isOnThisMachine else { return nil }
        // Whoever cannot look has found nothing: that the name is not known is the better answer.
        let found = (try? await findPrinters(within: .seconds(2))) ?? []
        guard let printer = found.first(where: { $0.name.lowercased() == name.lowercased() }), printer.speaksIPP else {
            return nil
        }
        var request = request(.cupsCreateLocalPrinter, .server)
        request.groups.append(
            AttributeGroup(
                .printer,
                [
                    Attribute("printer-name", .name(printer.name)), Attribute("device-uri", .uri(printer.uri)),
                    Attribute("printer-info", .text(printer.text("device-info"))),
                    Attribute("printer-location", .text(printer.text("device-location"))),
                ]))
        let answer = try await client.send(request, to: "/")
        try answer.requireDone(.cupsCreateLocalPrinter)
        return answer[.printer]?["printer-name"]?.stringValue ?? printer.name
    }
}
