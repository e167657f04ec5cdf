import IPP
import PrintModel

/// What a request asks of one document of a job, checked as Send-Document and Validate-Document do (PWG 5100.5 §5.1,
/// PWG 5100.13 §4.3).
struct DocumentRequest {
    /// What the document keeps (``Document/attributes``).
    let attributes: AttributeGroup
    /// For the Unsupported Attributes group of a request that is accepted all the same.
    let unsupported: [Attribute]
    /// Values that were left out because they cannot be together with others.
    let conflicting: [Attribute]
    /// What opens it.
    let password: [UInt8]?

    /// - Parameters:
    ///   - number: the document's.
    ///   - fidelity: of the job.
    ///   - isPart: whether all documents of the job are printed as one: then none can be asked for something of its own.
    /// - Throws: "client-error-attributes-or-values-not-supported" where fidelity was asked for and cannot be given.
    init(
        _ request: IPPRequest, number: Int?, _ fidelity: Fidelity?, on facts: PrinterFacts,
        in context: OperationContext,
        isPart: Bool = false
    ) throws {
        var checker = TemplateChecker(facts: facts, clock: context.clock, level: .document(number: number))
        try checker.check(request.message[.document] ?? AttributeGroup(.document))
        let apart = checker.conflicting + (isPart ? checker.kept : [])
        let password = DocumentPassword(request, in: context)
        try fidelity?.enforce(against: checker.unsupported + password.refused, apart)
        attributes = AttributeGroup(
            .document, try Self.keptOperationAttributes(of: request) + (isPart ? [] : checker.kept))
        unsupported = checker.unsupported + password.refused
        conflicting = apart
        self.password = password.octets
    }

    /// The answer to a request that is accepted.
    ///
    /// - Parameter others: what of the job is not supported with this document.
    func response(groups: [AttributeGroup], besides others: [Attribute] = []) -> IPPResponse {
        IPPResponse(groups: groups, ignoring: unsupported + others, conflicting: conflicting)
    }

    /// Operation attributes that describe the document and stay with it (PWG 5100.5 §5.1.1). Its name and format are
    /// columns of their own.
    private static func keptOperationAttributes(of request: IPPRequest) throws -> [Attribute] {
        _ = try request.string("document-message")
        return request.operation.attributes.filter { attribute in
            switch attribute.name {
            case "compression": attribute.values.first?.stringValue != "none"
            case "document-charset", "document-message", "document-metadata", "document-natural-language": true
            default: false
            }
        }
    }
}
