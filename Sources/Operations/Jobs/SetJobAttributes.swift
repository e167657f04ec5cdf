import IPP
import PrintModel

/// Set-Job-Attributes: changes what a job that still waits was asked to be (RFC 3380 §4.2). All of it or nothing.
struct SetJobAttributes: Operation {
    static let id = OperationID.setJobAttributes
    static let access = Access.jobOwner

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        let job = try await context.ownJob(of: request)
        guard let group = request.message[.job], !group.attributes.isEmpty else {
            throw OperationError(.badRequest, "the request names no job attribute to set")
        }
        guard let printer = context.printers.printer(job.printer) else {
            throw OperationError(.notPossible, "the printer of job \(job.id) is gone")
        }
        let change = try JobEdit(of: job, on: context.facts.facts(of: printer), clock: context.clock).change(by: group)
        try await context.jobs.change(
            job.id, change, by: try context.actor(of: request), at: context.clock.now())
        return IPPResponse()
    }
}

/// What can be set of a job: its name, a message, and all Job Template attributes of its printer.
struct JobEdit {
    /// Settable besides the Job Template attributes.
    private static let descriptions = ["job-message-from-operator", "job-name"]

    private let job: Job
    private let facts: PrinterFacts
    private let clock: any WallClock

    init(of job: Job, on facts: PrinterFacts, clock: any WallClock) {
        self.job = job
        self.facts = facts
        self.clock = clock
    }

    /// Values of "job-settable-attributes-supported".
    static func settable(on facts: PrinterFacts) -> [String] {
        (facts.template.names + JobAccount.names + descriptions).sorted()
    }

    func change(by group: AttributeGroup) throws -> JobChange {
        var change = JobChange()
        var attributes = job.attributes
        var refusals = SetRefusals()
        var template = AttributeGroup(.job)
        for attribute in group.attributes {
            switch attribute.name {
            case _ where attribute.values == [.outOfBand(.deleteAttribute)]:
                remove(attribute, from: &attributes, &change, &refusals)
            case "job-name":
                if let name = Self.text(of: attribute), !name.isEmpty {
                    change.name = name.truncated(toOctets: 255)
                } else {
                    refusals.refuse(values: attribute, because: "'job-name' must be a name of 1 character or more")
                }
            case "job-message-from-operator":
                if let text = Self.text(of: attribute) {
                    attributes.set(attribute.name, .text(text.truncated(toOctets: 127)))
                } else {
                    refusals.refuse(values: attribute, because: "'\(attribute.name)' must be a text")
                }
            case let name where facts.template[name] != nil || JobAccount.names.contains(name): template.set(attribute)
            default: refusals.refuse(attribute, isKnown: Self.isKnown(attribute.name))
            }
        }
        try check(template, &attributes, &change, &refusals)
        try refusals.check()
        if attributes != job.attributes { change.attributes = attributes }
        return change
    }

    private func remove(
        _ attribute: Attribute, from attributes: inout AttributeGroup, _ change: inout JobChange,
        _ refusals: inout SetRefusals
    ) {
        switch attribute.name {
        case "job-hold-until", "job-hold-until-time", "job-delay-output-until", "job-delay-output-until-time":
            change.hold = Hold.none
        case "job-cancel-after", "job-retain-until", "job-retain-until-interval", "job-retain-until-time":
            if attributes.remove(attribute.name) == nil { break }
            var terms = change.terms ?? job.terms
            if attribute.name == "job-cancel-after" { terms.cancelAfter = nil } else { terms.retain = nil }
            change.terms = terms
        case "job-priority": change.priority = facts.standardPriority
        case let name
        where facts.template[name] != nil || JobAccount.names.contains(name) || name == "job-message-from-operator":
            _ = attributes.remove(name)
        default: refusals.refuse(attribute, isKnown: Self.isKnown(attribute.name))
        }
    }

    /// As if the job were made anew, with fidelity: a value that is not supported refuses it all.
    private func check(
        _ template: AttributeGroup, _ attributes: inout AttributeGroup, _ change: inout JobChange,
        _ refusals: inout SetRefusals
    ) throws {
        var checker = TemplateChecker(facts: facts, clock: clock)
        try checker.check(template)
        for attribute in checker.unsupported {
            let value = attribute.values.first?.stringValue.map { " \"\($0)\"" } ?? " as asked for"
            refusals.refuse(values: attribute, because: "'\(attribute.name)' cannot be\(value)")
        }
        for attribute in checker.conflicting {
            refusals.refuse(conflicting: attribute, because: "'\(attribute.name)' contradicts another attribute")
        }
        change.priority = checker.priority ?? change.priority
        change.hold = checker.hold ?? change.hold
        if let delay = checker.delay { change.hold = (change.hold ?? Hold.none).later(of: delay) }
        var terms = change.terms ?? job.terms
        if let retain = checker.retain {
            terms.retain = retain
            for name in LifeTemplate.alternatives.joined() where name.hasPrefix("job-retain") {
                attributes.remove(name)
            }
        }
        if let seconds = checker.kept.first(where: { $0.name == "job-cancel-after" })?.integerValue {
            terms.cancelAfter = Int(seconds)
        }
        if terms != job.terms { change.terms = terms }
        for attribute in checker.kept {
            // One says the same as the other, and the new one counts.
            for other in TemplatePairs.alternatives(to: attribute.name) { _ = attributes.remove(other) }
            attributes.set(attribute)
        }
    }

    /// What the registry lists as describing a job is there and only read; Job Template attributes of other printers are
    /// not there.
    private static func isKnown(_ name: String) -> Bool {
        Registry.attribute(named: name, in: .jobStatus) != nil
            || Registry.attribute(named: name, in: .jobDescription) != nil
    }

    private static func text(of attribute: Attribute) -> String? {
        guard attribute.values.count == 1, let value = attribute.values.first else { return nil }
        switch value {
        case .name(let text), .text(let text), .nameWithLanguage(let text, _), .textWithLanguage(let text, _):
            return text
        case .outOfBand(.noValue): return ""
        default: return nil
        }
    }
}
