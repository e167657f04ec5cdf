import IPP
import PrintModel

/// Set-Document-Attributes: changes what is asked of a document that still waits (PWG 5100.5 §6.3). All of it or nothing.
struct SetDocumentAttributes: Operation {
    static let id = OperationID.setDocumentAttributes
    static let access = Access.jobOwner

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        let (document, job) = try await context.ownDocument(of: request)
        guard let group = request.message[.document], !group.attributes.isEmpty else {
            throw OperationError(.badRequest, "the request names no document attribute to set")
        }
        guard let printer = context.printers.printer(job.printer) else {
            throw OperationError(.notPossible, "the printer of job \(job.id) is gone")
        }
        let edit = DocumentEdit(of: document, on: context.facts.facts(of: printer), clock: context.clock)
        try await context.jobs.change(
            document: document.number, of: job.id, try edit.change(by: group), by: try context.actor(of: request),
            at: context.clock.now())
        return IPPResponse()
    }
}

/// What can be set of a document: its name, and all Document Template attributes of its printer.
struct DocumentEdit {
    private let document: Document
    private let facts: PrinterFacts
    private let clock: any WallClock

    init(of document: Document, on facts: PrinterFacts, clock: any WallClock) {
        self.document = document
        self.facts = facts
        self.clock = clock
    }

    /// Values of "document-settable-attributes-supported".
    static func settable(on facts: PrinterFacts) -> [String] {
        (DocumentFacts.template(of: facts) + ["document-name"]).sorted()
    }

    func change(by group: AttributeGroup) throws -> DocumentChange {
        var change = DocumentChange()
        var attributes = document.attributes
        var refusals = SetRefusals()
        var template = AttributeGroup(.document)
        for attribute in group.attributes {
            let isTemplate = TemplateChecker.knowsInDocument(attribute.name, on: facts)
            switch attribute.name {
            case let name where attribute.values == [.outOfBand(.deleteAttribute)]:
                if isTemplate {
                    _ = attributes.remove(name)
                } else {
                    refusals.refuse(attribute, isKnown: Self.isKnown(name))
                }
            case "document-name":
                if attribute.values.count == 1, let name = attribute.values.first?.stringValue, !name.isEmpty {
                    change.name = name.truncated(toOctets: 255)
                } else {
                    refusals.refuse(values: attribute, because: "'document-name' must be a name of 1 character or more")
                }
            case _ where isTemplate: template.set(attribute)
            default: refusals.refuse(attribute, isKnown: Self.isKnown(attribute.name))
            }
        }
        try check(template, &attributes, &refusals)
        try refusals.check()
        if attributes != document.attributes { change.attributes = attributes }
        return change
    }

    /// As if the document were sent anew, with fidelity.
    private func check(
        _ template: AttributeGroup, _ attributes: inout AttributeGroup, _ refusals: inout SetRefusals
    ) throws {
        var checker = TemplateChecker(facts: facts, clock: clock, level: .document(number: document.number))
        try checker.check(template)
        for attribute in checker.unsupported {
            refusals.refuse(values: attribute, because: "'\(attribute.name)' cannot be as asked for")
        }
        for attribute in checker.kept {
            for other in TemplatePairs.alternatives(to: attribute.name) { _ = attributes.remove(other) }
            attributes.set(attribute)
        }
    }

    private static func isKnown(_ name: String) -> Bool {
        Registry.attribute(named: name, in: .documentStatus) != nil
            || Registry.attribute(named: name, in: .documentDescription) != nil
    }
}
