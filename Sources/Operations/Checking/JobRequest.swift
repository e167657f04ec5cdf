import IPP
import PrintModel

/// What a creation request asks for, checked: the ticket to be made, and what of the request is not supported
/// (RFC 8011 §4.2.1.2 and §4.1.7, SPEC-JOBS §2.5). Print-Job, Create-Job and Validate-Job share it.
struct JobRequest {
    let ticket: Ticket
    /// For the Unsupported Attributes group of a request that is accepted all the same.
    let unsupported: [Attribute]
    let facts: PrinterFacts

    /// Throws "client-error-attributes-or-values-not-supported" where fidelity was asked for and cannot be given.
    init(_ request: IPPRequest, on printer: Printer, in context: OperationContext) throws {
        facts = context.facts.facts(of: printer)
        let owner = context.policy.owner(request.caller.requester, label: try request.userLabel())
        var ticket = Ticket(printer: printer.id, name: try Self.name(of: request), owner: owner)
        ticket.priority = facts.standardPriority
        ticket.attributes.attributes = try Self.keptOperationAttributes(of: request)
        ticket.takesTurns = printer.jobOrder == .fairTurns
        ticket.idempotencyKey = try request.uri("job-uuid")

        var checker = TemplateChecker(facts: facts, clock: context.clock)
        checker.check(request.jobAttributes)
        try Self.enforceFidelity(of: request, against: checker.unsupported)

        ticket.attributes.attributes += checker.kept
        if let priority = checker.priority { ticket.priority = priority }
        ticket.hold = checker.hold ?? Self.standardHold(facts, context)
        if ticket.hold == .none, printer.holdsNewJobs { ticket.hold = .onArrival }
        self.ticket = ticket
        unsupported = checker.unsupported
    }

    /// "job-name", else the document's name, else a word that says there was none (RFC 8011 §5.3.5).
    private static func name(of request: IPPRequest) throws -> String {
        let given = try request.string("job-name") ?? request.string("document-name")
        let name = given ?? "Untitled"
        return name.isEmpty ? "Untitled" : name.truncated(toOctets: 255)
    }

    private static func standardHold(_ facts: PrinterFacts, _ context: OperationContext) -> Hold {
        facts.template["job-hold-until"]?.standard.first
            .flatMap { HoldReader(clock: context.clock).hold(until: $0) } ?? Hold.none
    }

    /// Operation attributes that the job keeps, as SPEC-JOBS §2.2 and §9.1 say.
    private static func keptOperationAttributes(of request: IPPRequest) throws -> [Attribute] {
        _ = try request.string("document-name")
        return request.operation.attributes.compactMap { attribute in
            switch attribute.name {
            case "attributes-charset", "attributes-natural-language", "client-info", "job-impressions",
                "job-media-sheets", "document-natural-language", "document-charset", "job-mandatory-attributes",
                Ticket.passwordAttribute:
                attribute
            case "compression": Attribute("compression-supplied", attribute.values)
            default: nil
            }
        }
    }

    /// "ipp-attribute-fidelity" makes every Job Template attribute binding, "job-mandatory-attributes" those it names.
    private static func enforceFidelity(of request: IPPRequest, against unsupported: [Attribute]) throws {
        let isBinding = try request.boolean("ipp-attribute-fidelity") ?? false
        let mandatory = (request.operation["job-mandatory-attributes"]?.values ?? []).compactMap(\.stringValue)
        let broken = unsupported.filter { isBinding || mandatory.contains($0.name) }
        guard !broken.isEmpty else { return }
        throw OperationError(
            .attributesOrValuesNotSupported,
            "'\(broken[0].name)' is not supported as asked for", unsupported: isBinding ? unsupported : broken)
    }
}
