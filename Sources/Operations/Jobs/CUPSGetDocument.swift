import IPP
import PrintModel

/// CUPS-Get-Document: the octets of a document, as they came (CUPS 2.4, 0x4027).
struct CUPSGetDocument: Operation {
    static let id = OperationID.cupsGetDocument
    static let access = Access.documents
    static let isQuestion = true

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        let job = try await context.targetJob(of: request)
        try context.authorise(request, for: Self.access, on: job)
        guard let number = try request.integer("document-number") else {
            throw OperationError(.badRequest, "the request names no document-number")
        }
        guard let document = try await context.jobs.documents(of: job.id).first(where: { $0.number == number }) else {
            throw OperationError(.notFound, "job \(job.id) has no document \(number)")
        }
        guard job.hasDocuments else {
            throw OperationError(.notPossible, "the documents of job \(job.id) are no longer kept")
        }
        var group = AttributeGroup(
            .job,
            [
                Attribute("document-format", .mimeMediaType(document.format)),
                Attribute("document-number", .integer(number)),
            ])
        if let name = document.name { group.attributes.append(Attribute("document-name", .name(name))) }
        var response = IPPResponse(groups: [group])
        response.document = try await context.jobs.read(document: document.number, of: job.id)
        return response
    }
}
