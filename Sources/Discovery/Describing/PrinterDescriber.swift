import IPP
import Operations
import PrintModel
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
            all[printer.id.rawValue] = Self.announcement(
                of: printer, attributes, named: name, port: port,
                linePort: place.linePort.flatMap { UInt16(exactly: $0) }, rawPort: raw)
        }
        if let system = await system(caller, port) { all[Self.server] = system }
        return all
    }

    /// `_printer` first: the service that all others take their name from (Bonjour Printing 1.2.1 §4.2), announced without a
    /// port where it is not there, so that no other printer gets the name.
    static func announcement(
        of printer: Printer, _ attributes: AttributeGroup, named name: String, port: UInt16, linePort: UInt16?,
        rawPort: UInt16?
    ) -> Announcement {
        let text = ServiceText(attributes)
        let path = uriPath(of: attributes) ?? "ipp/print/\(printer.name)"
        let ipp = text.ipp(path: path)
        var services = [
            Announcement.Service(
                type: "_printer._tcp", port: linePort ?? 0,
                text: linePort == nil ? [] : text.line(queue: printer.name.text)),
            .init(type: "_ipp._tcp", subtypes: subtypes, port: port, text: ipp),
            .init(type: "_ipps._tcp", subtypes: subtypes, port: port, text: ipp),
        ]
        if let rawPort { services.append(.init(type: "_pdl-datastream._tcp", port: rawPort, text: text.raw())) }
        services.append(
            .init(type: "_http._tcp", subtypes: ["_printer"], port: port, text: ["path=\(page(of: attributes))"]))
        return Announcement(name: name, services: services)
    }

    /// AirPrint, IPP Everywhere, CUPS.
    private static let subtypes = ["_universal", "_print", "_cups"]

    /// `ipp/print/NAME`, of "printer-uri-supported".
    private static func uriPath(of attributes: AttributeGroup) -> String? {
        path(of: attributes["printer-uri-supported"]?.values.first?.stringValue).map { String($0.dropFirst()) }
    }

    private static func page(of attributes: AttributeGroup) -> String {
        path(of: attributes["printer-more-info"]?.values.first?.stringValue) ?? "/"
    }

    private static func path(of uri: String?) -> String? {
        guard let uri, let separator = uri.firstRange(of: "://") else { return nil }
        let rest = uri[separator.upperBound...]
        return rest.firstIndex(of: "/").map { String(rest[$0...]) }
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
