import IPP
import PrintModel

/// Get-Documents: the documents of a job, in the order of their numbers (PWG 5100.5 §6.2). A job has so few that they
/// are one page.
struct GetDocuments: Operation {
    static let id = OperationID.getDocuments
    static let access = Access.anyone
    static let isQuestion = true

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        let job = try await context.targetJob(of: request)
        let limit = try Self.count(request, "limit") ?? .max
        let first = try Self.count(request, "first-index") ?? 1
        let lister = try DocumentLister(request, of: job, standard: ["document-number"], in: context)
        let documents = try await context.jobs.documents(of: job.id).dropFirst(first - 1).prefix(limit)
        return IPPResponse(groups: documents.map(lister.group))
    }

    private static func count(_ request: IPPRequest, _ name: String) throws -> Int? {
        guard let number = try request.integer(name) else { return nil }
        guard number > 0 else {
            throw OperationError(
                .attributesOrValuesNotSupported, "'\(name)' must be 1 or more",
                unsupported: [Attribute(name, .integer(number))])
        }
        return Int(number)
    }
}
