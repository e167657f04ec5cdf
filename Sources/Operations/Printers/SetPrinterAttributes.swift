import IPP
import PrintModel

/// Set-Printer-Attributes: changes what describes a queue, and its defaults (RFC 3380 §4.1). All of it or nothing.
struct SetPrinterAttributes: Operation {
    static let id = OperationID.setPrinterAttributes
    static let access = Access.administration

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        let printer = try context.targetPrinter(of: request)
        guard var group = request.message[.printer], !group.attributes.isEmpty else {
            throw OperationError(.badRequest, "the request names no printer attribute to set")
        }
        let facts = context.facts.facts(of: printer)
        if let format = try request.mimeMediaType("document-format"), !facts.formats.dropFirst().contains(format) {
            throw OperationError(.documentFormatNotSupported, "\(format) cannot be printed here")
        }
        let now = context.clock.now()
        for attribute in group.attributes where PolicySetting.settable.contains(attribute.name) {
            _ = try PolicySetting.kept(attribute)
        }
        let redirect = try Redirection.wish(takenFrom: &group, for: printer, in: context)
        let edit = try PrinterEdit(group, on: facts, at: now, clock: context.clock)
        @Sendable func apply(_ printer: inout Printer) {
            edit.apply(to: &printer)
            if let redirect { printer.redirect = redirect }
        }
        try context.checkRestricted(printer, request, apply)
        try context.requireFreeRawPort(edit.rawPort, for: printer)
        _ = try await context.printers.update(printer.id, at: now, apply)
        return IPPResponse()
    }
}

/// What can be set of a queue: how it is described, a message, what lies in its trays, and of its Job Template attributes
/// the defaults and what is left of what it could do.
struct PrinterEdit: Sendable {
    private static let descriptions =
        [
            "job-account-id-default", "job-accounting-user-id-default", "job-release-action-default", "media-col-ready",
            "media-ready", "multiple-operation-time-out-action",
            "printer-contact-col", "printer-dns-sd-name", "printer-geo-location", "printer-info", "printer-is-shared",
            "printer-location", "printer-mandatory-job-attributes", "printer-message-from-operator",
            "printer-organization",
            "printer-organizational-unit", "quire-job-order", Printer.rawPortAttribute, Printer.lineAttribute,
            Printer.remoteAttribute,
            Redirection.attribute,
        ] + PolicySetting.settable

    private var info: String?
    private var location: String?
    private var isShared: Bool?
    private(set) var rawPort: Int32?
    private var kept: [Attribute] = []
    /// Kept attributes that others take the place of.
    private var removed: [String] = []

    /// Values of "printer-settable-attributes-supported".
    static func settable(on facts: PrinterFacts) -> [String] {
        (facts.template.names.filter { !LifeTemplate.withoutDefault.contains($0) }.map { $0 + "-default" }
            + descriptions + JobLimits.settable + SettableValues.names(on: facts)
            + (facts.printer.isPool ? ["quire-pool-policy"] : [DeliverySetting.errorPolicy, DeliverySetting.promise]))
            .sorted()
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
        try checkDefaults(of: group, on: facts)
    }

    /// "xxx-default" must be among "xxx-supported" when all is done (RFC 3380 §4.1.3).
    private func checkDefaults(of group: AttributeGroup, on facts: PrinterFacts) throws {
        var conflicts: [Attribute] = []
        for supported in group.attributes where supported.name.hasSuffix("-supported") {
            let name = String(supported.name.dropLast("-supported".count))
            guard let entry = facts.template[name] else { continue }
            let given = group["\(name)-default"]
            let standard = (given?.values ?? entry.standard).filter { $0 != .outOfBand(.noValue) }
            let bad = standard.filter { value in !supported.values.contains { $0.admits(value) } }
            guard !bad.isEmpty else { continue }
            conflicts += [supported, Attribute("\(name)-default", bad)]
        }
        guard let first = conflicts.first else { return }
        throw OperationError(
            .conflictingAttributes,
            "'\(first.name)' would not have the default; set '\(conflicts[1].name)' as well", unsupported: conflicts)
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
        case Printer.rawPortAttribute:
            if attribute.values == [.outOfBand(.noValue)] {
                removed.append(attribute.name)
            } else {
                guard attribute.values.count == 1, case .integer(let port)? = attribute.values.first,
                    (1...65_535).contains(port)
                else { return attribute }
                rawPort = port
                kept.append(attribute)
            }
        case Printer.remoteAttribute:
            if attribute.values == [.outOfBand(.noValue)] {
                removed += [
                    Printer.remoteAttribute, Printer.remoteInfoAttribute, Printer.remoteLocationAttribute,
                    Printer.remoteGoneAttribute,
                ]
            } else {
                guard let setting = RemoteSetting.kept(attribute) else { return attribute }
                kept.append(setting)
            }
        case Printer.lineAttribute:
            if attribute.values == [.outOfBand(.noValue)] {
                removed.append(attribute.name)
            } else {
                guard case .boolean? = attribute.values.first, attribute.values.count == 1 else { return attribute }
                kept.append(attribute)
            }
        case "printer-dns-sd-name":
            guard let name = Self.text(of: attribute), (1...63).contains(name.utf8.count) else { return attribute }
            kept.append(Attribute(attribute.name, .name(name)))
        case "media-ready", "media-col-ready":
            if let bad = Self.unknownMedia(in: attribute, on: facts) { return bad }
            removed.append(attribute.name == "media-ready" ? "media-col-ready" : "media-ready")
            kept.append(attribute)
        case "job-account-id-default", "job-accounting-user-id-default":
            if attribute.values == [.outOfBand(.noValue)] {
                removed.append(attribute.name)
            } else {
                guard let account = JobAccount.kept(attribute) else { return attribute }
                kept.append(account)
            }
        case "job-release-action-default":
            guard let word = Self.text(of: attribute), JobRelease.defaults.contains(word) else { return attribute }
            kept.append(Attribute(attribute.name, .keyword(word)))
        case "multiple-operation-time-out-action":
            guard let action = Self.text(of: attribute).flatMap({ TimeOutAction(rawValue: $0) }) else {
                return attribute
            }
            kept.append(Attribute(attribute.name, .keyword(action.rawValue)))
        case "printer-mandatory-job-attributes":
            let names = attribute.stringValues
            let isNone = attribute.values == [.outOfBand(.noValue)]
            guard isNone || names.count == attribute.values.count && names.count <= 100 else { return attribute }
            if isNone { removed.append(attribute.name) } else { kept.append(attribute) }
        case let name where JobLimits.settable.contains(name):
            guard case .rangeOfInteger(let range)? = attribute.values.first, attribute.values.count == 1,
                range.lower >= 0, !range.isBackwards
            else { return attribute }
            kept.append(attribute)
        case let name where name.hasSuffix("-supported"):
            let bad = SettableValues(of: facts).fault(of: attribute)
            guard bad.isEmpty else { return Attribute(name, bad) }
            kept.append(attribute)
        case let name where PolicySetting.settable.contains(name):
            // Why it cannot be was said before, where there is a queue for it.
            guard let setting = try? PolicySetting.kept(attribute) else { return attribute }
            if setting.values.isEmpty { removed.append(name) } else { kept.append(setting) }
        // Taken out before where there is a queue for it; a new one has no jobs yet that another could take.
        case Redirection.attribute: return attribute
        case DeliverySetting.errorPolicy, DeliverySetting.promise:
            guard let setting = DeliverySetting.kept(attribute) else { return attribute }
            kept.append(setting)
        case "quire-pool-policy":
            guard let policy = Self.text(of: attribute).flatMap({ Pool.Policy(rawValue: $0) }) else { return attribute }
            kept.append(Attribute(attribute.name, .keyword(policy.rawValue)))
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
        if attribute.values == [.outOfBand(.noValue)], LifeTemplate.clearable.contains(attribute.name) {
            removed.append(attribute.name)
            return nil
        }
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
        keepMedia(beside: attribute)
        return nil
    }

    /// "media-default" and "media-col-default" say the same in two ways.
    private mutating func keepMedia(beside attribute: Attribute) {
        if attribute.name == "media-default" { removed.append("media-col-default") }
        guard attribute.name == "media-col-default", case .collection(let members)? = attribute.values.first else {
            return
        }
        let wish = MediaWish(members)
        if let name = wish.name { kept.append(Attribute("media-default", .keyword(name))) }
    }

    /// The trays that are not there, or the paper that cannot lie in them.
    private static func unknownMedia(in attribute: Attribute, on facts: PrinterFacts) -> Attribute? {
        if attribute.values == [.outOfBand(.noValue)] { return nil }
        let bad = attribute.values.filter { value in
            guard case .collection(let members) = value else {
                return attribute.name == "media-col-ready" || !(value.stringValue.map(facts.media.has(named:)) ?? false)
            }
            let wish = MediaWish(members)
            let isTray = facts.media.trays.contains { $0.source == wish.source ?? "main" }
            return attribute.name == "media-ready" || !isTray || !facts.media.sizes.contains(where: wish.names)
                || wish.type.map { !facts.media.types.contains($0) } ?? false
        }
        let tooMany = attribute.values.count > facts.media.trays.count
        return bad.isEmpty ? (tooMany ? attribute : nil) : Attribute(attribute.name, bad)
    }

    func apply(to printer: inout Printer) {
        for name in removed { printer.attributes.remove(name) }
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
