import IPP
import PrintModel

extension OperationContext {
    /// The document a request is about: that of its job with its "document-number" (PWG 5100.5 §4.1).
    func targetDocument(of request: IPPRequest) async throws -> (document: Document, job: Job) {
        let job = try await targetJob(of: request)
        return (try await document(of: job, named: request), job)
    }

    /// The document a request wants to change, if whoever asks may.
    func ownDocument(of request: IPPRequest) async throws -> (document: Document, job: Job) {
        let job = try await ownJob(of: request)
        return (try await document(of: job, named: request), job)
    }

    private func document(of job: Job, named request: IPPRequest) async throws -> Document {
        guard let number = try request.integer("document-number") else {
            throw OperationError(.badRequest, "the request names no document-number")
        }
        guard let document = try await jobs.documents(of: job.id).first(where: { $0.number == number }) else {
            throw OperationError.noSuchDocument(Int(number), of: job.id)
        }
        return document
    }
}

/// Describes the documents of a job to whoever asked.
struct DocumentLister {
    private let job: Job
    private let requested: RequestedAttributes
    private let context: OperationContext
    private let caller: Caller
    private let view: JobView

    init(
        _ request: IPPRequest, of job: Job, standard: [String], in context: OperationContext
    ) throws {
        self.job = job
        self.context = context
        caller = request.caller
        requested = try RequestedAttributes(request.operation, standard: standard)
        view = try context.view(
            on: context.printers.printer(job.printer), owns: context.owns(request, job),
            for: context.person(of: request))
    }

    func group(of document: Document) -> AttributeGroup {
        DocumentDescription(
            document: document, job: job, printer: context.printers.printer(job.printer), context: context,
            caller: caller, view: view, now: context.clock.now()
        ).group(requested)
    }
}
