import IPP
import PrintModel

/// Get-Document-Attributes: one document of a job (PWG 5100.5 §6.1). Others than the job's owner see its number, state
/// and size.
struct GetDocumentAttributes: Operation {
    static let id = OperationID.getDocumentAttributes
    static let access = Access.anyone
    static let isQuestion = true

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        let (document, job) = try await context.targetDocument(of: request)
        let lister = try DocumentLister(request, of: job, standard: ["all"], in: context)
        return IPPResponse(groups: [lister.group(of: document)])
    }
}
