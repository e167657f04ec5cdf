import IPP
import PrintModel

/// What can be set of the System (PWG 5100.22 §6.3.9 Set-System-Attributes): all of a request or nothing.
struct SystemEdit: Sendable {
    /// Values of "system-settable-attributes-supported".
    static let settable = [
        "system-asset-tag", "system-contact-col", "system-default-printer-id", "system-dns-sd-name",
        "system-geo-location", "system-info", "system-location", "system-make-and-model",
        "system-message-from-operator", "system-name", "system-service-contact-col", PolicyRules.attribute,
        SystemRecord.sharingAttribute,
    ]

    /// What is answered where nothing was set.
    static func standards(_ context: OperationContext) -> [(name: String, value: AttributeValue)] {
        [
            ("system-asset-tag", .octetString([])), ("system-contact-col", .outOfBand(.unknown)),
            ("system-default-printer-id", .outOfBand(.noValue)), ("system-dns-sd-name", .name("Quire")),
            ("system-geo-location", .outOfBand(.unknown)), ("system-info", .text("Quire print server")),
            ("system-location", .text("")),
            ("system-make-and-model", .text("Quire \(context.settings.softwareVersion)".truncated(toOctets: 127))),
            ("system-message-from-operator", .text("")), ("system-name", .name("Quire")),
            ("system-service-contact-col", .outOfBand(.unknown)),
        ]
    }

    private var attributes: [Attribute] = []
    private var defaultPrinter: PrinterID??
    /// Without values where there are to be none.
    private var rules: Attribute?

    init(_ group: AttributeGroup, in context: OperationContext) throws {
        var refusals = SetRefusals()
        for attribute in group.attributes {
            guard Self.settable.contains(attribute.name) else {
                refusals.refuse(attribute, isKnown: Self.isKnown(attribute.name))
                continue
            }
            if attribute.name == PolicyRules.attribute {
                rules = try Self.rules(attribute)
                continue
            }
            if attribute.name == SystemRecord.sharingAttribute {
                if case .boolean? = attribute.values.first, attribute.values.count == 1 {
                    attributes.append(attribute)
                } else {
                    refusals.refuse(values: attribute, because: "'\(attribute.name)' is true or false")
                }
                continue
            }
            guard Self.isFine(attribute, in: context) else {
                refusals.refuse(values: attribute, because: "'\(attribute.name)' cannot have that value")
                continue
            }
            if attribute.name == "system-default-printer-id" {
                defaultPrinter = .some(attribute.values.first?.integerValue.map { PrinterID($0) })
            } else {
                attributes.append(attribute)
            }
        }
        try refusals.check()
    }

    func apply(to record: inout SystemRecord) {
        for attribute in attributes { record.attributes.set(attribute) }
        if let defaultPrinter { record.defaultPrinter = defaultPrinter }
        if let rules {
            record.attributes.remove(rules.name)
            if !rules.values.isEmpty { record.attributes.set(rules) }
        }
    }

    private static func rules(_ attribute: Attribute) throws -> Attribute {
        if attribute.values == [.outOfBand(.noValue)] { return Attribute(attribute.name, []) }
        guard attribute.stringValues.count == attribute.values.count else {
            throw OperationError(.badRequest, "'\(attribute.name)' must be texts", unsupported: [attribute])
        }
        return try PolicySetting.rules(attribute, attribute.stringValues)
    }

    private static func isKnown(_ name: String) -> Bool {
        Registry.attribute(named: name, in: .systemDescription) != nil
            || Registry.attribute(named: name, in: .systemStatus) != nil
    }

    private static func isFine(_ attribute: Attribute, in context: OperationContext) -> Bool {
        guard let registered = Registry.attribute(named: attribute.name, in: .systemDescription),
            registered.fault(in: attribute.values) == nil
        else { return false }
        switch attribute.name {
        case "system-default-printer-id":
            guard let number = attribute.values.first?.integerValue else { return true }
            return context.printers.printer(PrinterID(number)) != nil
        case "system-geo-location":
            guard case .uri(let uri)? = attribute.values.first else { return true }
            return GeoLocation(uri) != nil
        case "system-contact-col", "system-service-contact-col": return Contact.isFine(attribute)
        case "system-asset-tag":
            if case .octetString(let octets)? = attribute.values.first { return octets.count <= 1023 }
            return false
        default: return true
        }
    }
}

/// "system-contact-col", "printer-contact-col" and their like: whom to ask (PWG 5100.22 §7.1.24).
enum Contact {
    /// `unknown`, or a name, a URI or lines of a vCard, each in its syntax, and nothing else.
    static func isFine(_ attribute: Attribute) -> Bool {
        guard attribute.values.count == 1 else { return false }
        guard case .collection(let members)? = attribute.values.first else {
            return attribute.values == [.outOfBand(.unknown)]
        }
        return !members.isEmpty && Set(members.map(\.name)).count == members.count
            && members.allSatisfy { member in
                Registry.member(member.name, of: "system-contact-col")?.fault(in: member.values) == nil
                    && ["contact-name", "contact-uri", "contact-vcard"].contains(member.name)
            }
    }
}
