import IPP
import PrintModel

/// What a creation request asks for, checked: the ticket to be made, and what of the request is not supported
/// (RFC 8011 §4.2.1.2 and §4.1.7, SPEC-JOBS §2.5). Print-Job, Create-Job and Validate-Job share it.
struct JobRequest {
    let ticket: Ticket
    /// For the Unsupported Attributes group of a request that is accepted all the same.
    let unsupported: [Attribute]
    /// Values that were left out because they cannot be together with others.
    let conflicting: [Attribute]
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

        let checker = try Self.checked(request.jobAttributes, on: facts, context.clock)
        try Fidelity(request).enforce(against: checker.unsupported, checker.conflicting)

        ticket.attributes.attributes += checker.kept
        if let priority = checker.priority { ticket.priority = priority }
        ticket.hold = checker.hold ?? Self.standardHold(facts, context)
        if ticket.hold == .none, printer.holdsNewJobs { ticket.hold = .onArrival }
        self.ticket = ticket
        unsupported = checker.unsupported
        conflicting = checker.conflicting
    }

    /// The answer to a request that is accepted.
    func response(groups: [AttributeGroup]) -> IPPResponse {
        IPPResponse(groups: groups, ignoring: unsupported, conflicting: conflicting)
    }

    /// What the queue makes of it; for a pool, what the printer makes of it that can do most of it.
    private static func checked(
        _ attributes: AttributeGroup, on facts: PrinterFacts, _ clock: any WallClock
    ) throws -> TemplateChecker {
        var best = TemplateChecker(facts: facts.members.first ?? facts, clock: clock)
        try best.check(attributes)
        for member in facts.members.dropFirst() where !best.unsupported.isEmpty || !best.conflicting.isEmpty {
            var checker = TemplateChecker(facts: member, clock: clock)
            try checker.check(attributes)
            if checker.unsupported.count < best.unsupported.count { best = checker }
        }
        return best
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
            // Only where it is set: it counts for the documents that are sent later as well.
            case "ipp-attribute-fidelity": attribute.values.first?.boolValue == true ? attribute : nil
            default: nil
            }
        }
    }
}
