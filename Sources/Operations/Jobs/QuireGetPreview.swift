import IPP
import PrintModel

/// Quire-Get-Preview: one page of a job as it will be printed, as a PNG behind the answer.
///
/// Operation attributes: "document-number" (1 without it), "quire-page" (1 or more), "quire-resolution" (18 to 300 dots
/// an inch, 75 without it).
struct QuireGetPreview: Operation {
    static let id = OperationID.quireGetPreview
    static let access = Access.documents
    static let isQuestion = true

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        let job = try await context.targetJob(of: request)
        try context.authorise(request, for: Self.access, on: job)
        let number = try request.integer("document-number") ?? 1
        let page = try request.integer("quire-page") ?? 1
        let resolution = try request.integer("quire-resolution") ?? 75
        guard page >= 1, (18...300).contains(resolution) else {
            throw OperationError(.attributesOrValuesNotSupported, "quire-page is from 1, quire-resolution 18 to 300")
        }
        guard let previewer = context.previewer, let printer = context.printers.printer(job.printer) else {
            throw OperationError(.notPossible, "nothing here draws pages")
        }
        guard let document = try await context.jobs.documents(of: job.id).first(where: { $0.number == number }) else {
            throw OperationError(.notFound, "job \(job.id) has no document \(number)")
        }
        guard job.hasDocuments else {
            throw OperationError(.notPossible, "the documents of job \(job.id) are no longer kept")
        }
        let jobs = context.jobs
        let wanted = PreviewRequest(
            job: context.secrets.opened(job), printer: printer, document: document, page: Int(page),
            resolution: Int(resolution),
            open: { try await jobs.read(document: document.number, of: job.id) })
        let picture: [UInt8]
        do {
            picture = try await previewer.preview(of: wanted, for: context.facts.facts(of: printer).capabilities)
        } catch let problem as ConversionProblem {
            throw OperationError(.notPossible, problem.text)
        }
        var response = IPPResponse(groups: [
            AttributeGroup(.job, [Attribute("document-format", .mimeMediaType("image/png"))])
        ])
        response.document = .bytes(picture)
        return response
    }
}
