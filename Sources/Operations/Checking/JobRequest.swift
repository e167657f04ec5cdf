import IPP
import PrintModel

/// What a creation request asks for, checked: the ticket to be made, and what of the request is not supported
/// (RFC 8011 §4.2.1.2 and §4.1.7). Print-Job, Create-Job and Validate-Job share it.
struct JobRequest {
    private let draft: Ticket
    /// The job's password, of which nothing is in ``draft`` yet.
    private let password: GivenPassword?
    /// ``Requester/source``
    private let source: String
    /// For the Unsupported Attributes group of a request that is accepted all the same.
    let unsupported: [Attribute]
    /// Values that were left out because they cannot be together with others.
    let conflicting: [Attribute]
    let facts: PrinterFacts

    /// Throws "client-error-attributes-or-values-not-supported" where fidelity was asked for and cannot be given.
    ///
    /// - Parameter source: a job that is to be printed again: what the request does not ask for instead stays as it was.
    init(_ request: IPPRequest, on printer: Printer, again source: Job? = nil, in context: OperationContext) throws {
        facts = context.facts.facts(of: printer)
        self.source = request.caller.requester.source
        let (owner, bringer) = try Forwarding.owner(of: request, on: printer, again: source, in: context)
        try JobLimits(of: printer, octetsMax: context.settings.documentOctetsMax).check(request)
        var ticket = Ticket(printer: printer.id, name: try Self.name(of: request, again: source), owner: owner)
        ticket.priority = source?.priority ?? facts.standardPriority
        ticket.attributes.attributes = try Self.keptOperationAttributes(of: request)
        if let source { ticket.attributes = source.described(besides: ticket.attributes) }
        if let route = try RouteCheck.route(of: request, in: context) { ticket.attributes.set(route) }
        if let bringer { ticket.attributes.set(Forwarding.bringer, .name(bringer)) }
        ticket.takesTurns = printer.jobOrder == .fairTurns
        try Self.readUUID(of: request, into: &ticket)

        var asked = request.jobAttributes
        // What is given for the device is given by whoever asks.
        let giver = source == nil ? owner.user : try context.actor(of: request)
        let documentPassword = DocumentPassword(request, in: context)
        ticket.documentPassword = documentPassword.octets
        let refused =
            try Self.takeSecret(outOf: &asked, request, on: printer, giver, into: &ticket, in: context)
            + documentPassword.refused
        let checker = try Self.checked(source?.asked(besides: asked) ?? asked, on: facts, context.clock)
        try Fidelity(request).enforce(against: checker.unsupported + refused, checker.conflicting)

        ticket.attributes.attributes += checker.kept
        ticket.attributes.attributes += JobAccount.standard(of: printer, besides: ticket.attributes)
        if let priority = checker.priority { ticket.priority = priority }
        ticket.hold = checker.hold ?? Self.standardHold(facts, context)
        ticket.hold = ticket.hold.later(of: checker.delay ?? Self.standardDelay(facts, context))
        ticket.terms = JobTerms(
            cancelAfter: Self.cancelAfter(checker.kept, facts),
            retain: checker.retain ?? Self.standardRetain(facts, context))
        let (lock, given) = try JobRelease.lock(request, on: printer, in: context)
        // What was locked with a password is not printed again without one, nor with another one by whom that would let in.
        if let source, case let terms = source.terms, terms.lock == .password,
            try lock != .password || !context.opensWithoutPassword(source, request)
        {
            (ticket.terms.lock, ticket.terms.secret) = (terms.lock, terms.secret)
            password = nil
        } else {
            ticket.terms.lock = lock
            password = given
        }
        if ticket.hold == .none, printer.holdsNewJobs { ticket.hold = .onArrival }
        draft = ticket
        unsupported = checker.unsupported + refused
        conflicting = checker.conflicting
    }

    /// The ticket as the store is given it, with what is kept of the password if there is one. Those that only want to know
    /// whether a job would be taken do without: it costs more than all the rest.
    func ticket(in context: OperationContext) async throws -> Ticket {
        guard let password else { return draft }
        var ticket = draft
        ticket.terms.secret = try await context.secretDesk.secret(of: password, from: self.source)
        return ticket
    }

    /// Takes "auth-info" out: it must get into no job's attributes. What came over an open network is not used, and told
    /// without its values.
    private static func takeSecret(
        outOf asked: inout AttributeGroup, _ request: IPPRequest, on printer: Printer, _ giver: String,
        into ticket: inout Ticket, in context: OperationContext
    ) throws -> [Attribute] {
        guard let info = asked.remove(AuthInfo.attribute) else { return [] }
        guard context.isPrivate(request) else { return [Attribute(info.name, .outOfBand(.unsupported))] }
        ticket.deviceSecret = try AuthInfo.secret(info, as: printer.authInfoRequired, user: giver)
        return []
    }

    /// "preferred-attributes": what is taken in place of what is not supported or does not go together
    /// (PWG 5100.13 §5.1); `nil` where all is as asked for.
    var preferred: Attribute? {
        var members: [Attribute] = []
        for name in (conflicting + unsupported).map(\.name) where !members.contains(where: { $0.name == name }) {
            let values = draft.attributes[name]?.values ?? facts.template[name]?.standard ?? []
            if !values.isEmpty, values != [.outOfBand(.noValue)] { members.append(Attribute(name, values)) }
        }
        return members.isEmpty ? nil : Attribute("preferred-attributes", .collection(members))
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
    private static func name(of request: IPPRequest, again source: Job?) throws -> String {
        let given = try request.string("job-name") ?? source?.name ?? request.string("document-name")
        let name = given ?? "Untitled"
        return name.isEmpty ? "Untitled" : name.truncated(toOctets: 255)
    }

    /// A client that sends "job-uuid" again gets the job it has made, and reads the UUID back.
    private static func readUUID(of request: IPPRequest, into ticket: inout Ticket) throws {
        guard let uuid = try request.uri("job-uuid") else { return }
        ticket.idempotencyKey = uuid
        if UUIDText.isURN(uuid) { ticket.attributes.set("job-uuid", .uri(uuid)) }
    }

    private static func standardHold(_ facts: PrinterFacts, _ context: OperationContext) -> Hold {
        facts.template["job-hold-until"]?.standard.first
            .flatMap { HoldReader(clock: context.clock).hold(until: $0) } ?? Hold.none
    }

    private static func standardDelay(_ facts: PrinterFacts, _ context: OperationContext) -> Hold {
        facts.template["job-delay-output-until"]?.standard.first
            .flatMap { HoldReader(clock: context.clock).delay(until: $0) } ?? Hold.none
    }

    private static func standardRetain(_ facts: PrinterFacts, _ context: OperationContext) -> Retain? {
        facts.template["job-retain-until"]?.standard.first
            .flatMap { RetainReader(clock: context.clock).retain("job-retain-until", $0) }
    }

    private static func cancelAfter(_ kept: [Attribute], _ facts: PrinterFacts) -> Int? {
        let value = kept.first { $0.name == "job-cancel-after" }?.values ?? facts.template["job-cancel-after"]?.standard
        guard case .integer(let seconds)? = value?.first, seconds > 0 else { return nil }
        return Int(seconds)
    }

    /// Operation attributes that the job keeps.
    private static func keptOperationAttributes(of request: IPPRequest) throws -> [Attribute] {
        _ = try request.string("document-name")
        return request.operation.attributes.compactMap { attribute in
            switch attribute.name {
            case "attributes-charset", "attributes-natural-language", "client-info", "job-impressions",
                "job-media-sheets", "document-natural-language", "document-charset", "job-mandatory-attributes",
                "job-release-action":
                attribute
            case "compression": Attribute("compression-supplied", attribute.values)
            // Only where it is set: it counts for the documents that are sent later as well.
            case "ipp-attribute-fidelity": attribute.values.first?.boolValue == true ? attribute : nil
            default: nil
            }
        }
    }
}

// MARK: - Jobs that are printed again

extension Job {
    /// Its Job Template attributes, but for those that `new` has instead.
    fileprivate func asked(besides new: AttributeGroup) -> AttributeGroup {
        var old = attributes.attributes.filter { !KeptAttribute.isDescription($0.name) && new[$0.name] == nil }
        // One says the same as the other.
        if new["media"] != nil { old.removeAll { $0.name == "media-col" } }
        if new["media-col"] != nil { old.removeAll { $0.name == "media" } }
        return AttributeGroup(.job, old + new.attributes)
    }

    /// What it says of its documents, but for what `new` says instead.
    fileprivate func described(besides new: AttributeGroup) -> AttributeGroup {
        let old = attributes.attributes.filter { KeptAttribute.ofDocuments.contains($0.name) && new[$0.name] == nil }
        return AttributeGroup(.job, old + new.attributes)
    }
}

/// Attributes that jobs keep besides Job Template attributes.
enum KeptAttribute {
    static func isDescription(_ name: String) -> Bool {
        name.hasPrefix("attributes-") || name.hasPrefix("document-") || name.hasPrefix("compression-")
            || descriptions.contains(name)
    }

    private static let descriptions: Set<String> = [
        "client-info", "ipp-attribute-fidelity", "job-impressions", "job-mandatory-attributes", "job-media-sheets",
        "job-message-from-operator",
        "job-pages", "job-media-sheets-completed", "job-impressions-completed-col", "job-release-action", "job-uuid",
        "parent-job-id",
        "parent-job-uuid", "quire-plan", "quire-warnings", JobRoute.attribute,
        Forwarding.bringer,
    ]

    /// What holds for every job of the same documents.
    static let ofDocuments: Set<String> = [
        "client-info", "compression-supplied", "document-charset", "document-natural-language", "job-impressions",
        "job-media-sheets", "job-pages", Ticket.passwordAttribute,
    ]
}
