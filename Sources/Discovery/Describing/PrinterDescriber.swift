import IPP
import Operations
import PrintModel
import ServiceRecords
import Synchronization

/// Makes announcements of what Get-Printer-Attributes answers, so that both say the same.
final class PrinterDescriber: Sendable {
    /// The number of what stands for the server itself.
    static let server: Int32 = 0

    private let service: any PrintService
    private let place: Announcer.Place
    /// What printers were last told to be called.
    private let names = Mutex<[PrinterID: String]>([:])

    init(service: any PrintService, place: Announcer.Place) {
        self.service = service
        self.place = place
    }

    /// The name that was last wanted for it.
    func name(of printer: Printer) -> String? { names.withLock { $0[printer.id] } }

    /// - Parameter host: how others reach this machine.
    func announcements(of printers: [Printer], host: String) async -> [Int32: Announcement] {
        guard let port = place.port.flatMap({ UInt16(exactly: $0) }) else { return [:] }
        let caller = Caller(
            requester: Requester(origin: .network(address: "announcer", isLoopback: false), isPrivate: false),
            authority: port == 631 ? host : "\(host):\(port)", path: "/")
        var all: [Int32: Announcement] = [:]
        let open = place.rawPorts()
        for printer in printers {
            guard let attributes = await describe(printer, caller),
                let name = attributes["printer-dns-sd-name"]?.values.first?.stringValue
            else { continue }
            names.withLock { $0[printer.id] = name }
            let raw = printer.rawPort.flatMap { open.contains($0) ? UInt16(exactly: $0) : nil }
            all[printer.id.rawValue] = Announcement(
                of: attributes, queue: printer.name.text, named: name, port: port,
                linePort: printer.takesLineJobs ? place.linePort.flatMap { UInt16(exactly: $0) } : nil, rawPort: raw)
        }
        if let system = await system(caller, port) { all[Self.server] = system }
        return all
    }

    private func system(_ caller: Caller, _ port: UInt16) async -> Announcement? {
        let uri = Attribute("system-uri", .uri("ipp://localhost/ipp/system"))
        guard let system = await ask(.getSystemAttributes, [uri], caller)?[.system] else { return nil }
        func string(_ name: String) -> String { system[name]?.values.first?.stringValue ?? "" }
        let host = (caller.authority ?? "").prefix { $0 != "." && $0 != ":" }
        let name = string("system-dns-sd-name")
        let text = [
            ("txtvers", "1"), ("rp", "ipp/system"), ("ty", string("system-make-and-model")),
            ("note", string("system-location")), ("UUID", String(string("system-uuid").dropFirst("urn:uuid:".count))),
            ("TLS", "1.3"),
        ]
        return Announcement(
            name: name.contains("@") ? name : String("\(name.isEmpty ? "Quire" : name) @ \(host)".prefix(63)),
            services: [.init(type: "_ipps-system._tcp", port: port, text: ServiceText.fitting(text))])
    }

    private func describe(_ printer: Printer, _ caller: Caller) async -> AttributeGroup? {
        let uri = Attribute("printer-uri", .uri("ipp://localhost/ipp/print/\(printer.name)"))
        return await ask(.getPrinterAttributes, [uri], caller)?[.printer]
    }

    private func ask(_ operation: OperationID, _ attributes: [Attribute], _ caller: Caller) async -> IPPMessage? {
        let group = AttributeGroup(
            .operation,
            [
                Attribute("attributes-charset", .charset("utf-8")),
                Attribute("attributes-natural-language", .naturalLanguage("en")),
            ] + attributes)
        let message = IPPMessage(code: operation.rawValue, requestID: 1, groups: [group])
        let answer = await service.answer(to: message.encoded(), document: DocumentStream { nil }, from: caller)
        // A printer that is gone meanwhile is left out; there is nothing else that could be wrong with our own words.
        return try? IPPMessage.decode(answer.bytes, limits: .client).0
    }
}
