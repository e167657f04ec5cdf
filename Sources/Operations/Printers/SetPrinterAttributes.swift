import IPP
import PrintModel

/// Set-Printer-Attributes: changes what describes a queue, and its defaults (RFC 3380 §4.1). All of it or nothing.
struct SetPrinterAttributes: Operation {
    static let id = OperationID.setPrinterAttributes
    static let access = Access.administration

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        let printer = try context.targetPrinter(of: request)
        guard let group = request.message[.printer], !group.attributes.isEmpty else {
            throw OperationError(.badRequest, "the request names no printer attribute to set")
        }
        let facts = context.facts.facts(of: printer)
        if let format = try request.mimeMediaType("document-format"), !facts.formats.dropFirst().contains(format) {
            throw OperationError(.documentFormatNotSupported, "\(format) cannot be printed here")
        }
        let now = context.clock.now()
        let edit = try PrinterEdit(group, on: facts, at: now, clock: context.clock)
        _ = try await context.printers.update(printer.id, at: now) { edit.apply(to: &$0) }
        return IPPResponse()
    }
}

/// What can be set of a queue: how it is described, a message, and the defaults of its Job Template attributes.
struct PrinterEdit: Sendable {
    private static let descriptions = [
        "printer-contact-col", "printer-geo-location", "printer-info", "printer-is-shared", "printer-location",
        "printer-message-from-operator", "printer-organization", "printer-organizational-unit", "quire-job-order",
    ]

    private var info: String?
    private var location: String?
    private var isShared: Bool?
    private var kept: [Attribute] = []

    /// Values of "printer-settable-attributes-supported".
    static func settable(on facts: PrinterFacts) -> [String] {
        (facts.template.names.filter { $0 != "job-hold-until-time" }.map { $0 + "-default" } + descriptions).sorted()
    }

    init(_ group: AttributeGroup, on facts: PrinterFacts, at now: Moment, clock: any WallClock) throws {
        var refusals = SetRefusals()
        let settable = Set(Self.settable(on: facts))
        for attribute in group.attributes {
            if attribute.values.contains(where: \.isForJobsOnly) {
                throw OperationError(
                    .badRequest, "'\(attribute.name)' of a printer cannot be deleted", unsupported: [attribute])
            }
            guard settable.contains(attribute.name) else {
                refusals.refuse(attribute, isKnown: Self.isKnown(attribute.name))
                continue
            }
            if let problem = read(attribute, facts, now, clock) {
                refusals.refuse(values: problem, because: "'\(attribute.name)' cannot have that value")
            }
        }
        try refusals.check()
    }

    /// - Returns: the values that cannot be.
    private mutating func read(
        _ attribute: Attribute, _ facts: PrinterFacts, _ now: Moment, _ clock: any WallClock
    ) -> Attribute? {
        switch attribute.name {
        case "printer-info":
            info = Self.text(of: attribute)
            return info == nil ? attribute : nil
        case "printer-location":
            location = Self.text(of: attribute)
            return location == nil ? attribute : nil
        case "printer-is-shared":
            guard case .boolean(let flag)? = attribute.values.first, attribute.values.count == 1 else {
                return attribute
            }
            isShared = flag
        case "printer-geo-location":
            guard Self.isPlace(attribute) else { return attribute }
            kept.append(attribute)
        case "printer-organization", "printer-organizational-unit":
            guard let text = Self.text(of: attribute) else { return attribute }
            kept.append(Attribute(attribute.name, .text(text)))
        case "printer-contact-col":
            guard Contact.isFine(attribute) else { return attribute }
            kept.append(attribute)
        case "quire-job-order":
            guard let order = Self.text(of: attribute).flatMap({ Printer.JobOrder(rawValue: $0) }) else {
                return attribute
            }
            kept.append(Attribute(attribute.name, .keyword(order.rawValue)))
        case "printer-message-from-operator":
            guard let text = Self.text(of: attribute) else { return attribute }
            kept += Self.message(text.truncated(toOctets: 127), at: now)
        default: return readDefault(attribute, facts, clock)
        }
        return nil
    }

    /// "xxx-default" must be something that "xxx" can be asked for.
    private mutating func readDefault(_ attribute: Attribute, _ facts: PrinterFacts, _ clock: any WallClock)
        -> Attribute?
    {
        if attribute.values == [.outOfBand(.noValue)],
            facts.template[String(attribute.name.dropLast(8))]?.standard == attribute.values
        {
            kept.append(attribute)
            return nil
        }
        var checker = TemplateChecker(facts: facts, clock: clock)
        let asked = AttributeGroup(.job, [Attribute(String(attribute.name.dropLast(8)), attribute.values)])
        // One that is malformed is as bad as one that is not supported.
        guard (try? checker.check(asked)) != nil else { return attribute }
        if let bad = checker.unsupported.first { return Attribute(attribute.name, bad.values) }
        kept.append(attribute)
        return nil
    }

    func apply(to printer: inout Printer) {
        if let info { printer.info = info }
        if let location { printer.location = location }
        if let isShared { printer.isShared = isShared }
        for attribute in kept { printer.attributes.set(attribute) }
    }

    /// A message has the time it was given (RFC 3380 §7.4 to §7.6).
    private static func message(_ text: String, at now: Moment) -> [Attribute] {
        [
            Attribute("printer-message-from-operator", .text(text)),
            Attribute("printer-message-time", .integer(now.upTime)),
            Attribute("printer-message-date-time", .dateTime(now.ippDateTime)),
        ]
    }

    private static func isKnown(_ name: String) -> Bool {
        Registry.attribute(named: name, in: .printerStatus) != nil
            || Registry.attribute(named: name, in: .printerDescription) != nil
            || CUPSAttributes.ofPrinters.contains(name)
    }

    private static func isPlace(_ attribute: Attribute) -> Bool {
        guard attribute.values.count == 1 else { return false }
        switch attribute.values[0] {
        case .uri(let uri): return uri.hasPrefix("geo:")
        case .outOfBand(.unknown), .outOfBand(.noValue): return true
        default: return false
        }
    }

    private static func text(of attribute: Attribute) -> String? {
        guard attribute.values.count == 1, let value = attribute.values.first else { return nil }
        if case .outOfBand(.noValue) = value { return "" }
        return value.stringValue?.truncated(toOctets: 1023)
    }
}

/// Attributes of CUPS' printers that IANA's registry does not list.
enum CUPSAttributes {
    static let ofPrinters: Set<String> = [
        "auth-info-required", "cups-version", "device-uri", "marker-change-time", "member-names", "member-uris",
        "port-monitor", "port-monitor-supported", "printer-commands", "printer-dns-sd-name", "printer-error-policy",
        "printer-error-policy-supported", "printer-id", "printer-is-temporary", "printer-op-policy",
        "printer-op-policy-supported", "printer-type", "requesting-user-name-allowed", "requesting-user-name-denied",
        "server-is-sharing-printers",
    ]
}

extension AttributeValue {
    fileprivate var isForJobsOnly: Bool {
        switch self {
        case .outOfBand(.deleteAttribute), .outOfBand(.adminDefine), .outOfBand(.notSettable): true
        default: false
        }
    }
}
