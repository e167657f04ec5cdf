import IPP
import PrintModel

/// Send-Document: adds a document to an open job, and closes it with the last (RFC 8011 §4.3.1).
struct SendDocument: Operation {
    static let id = OperationID.sendDocument
    static let access = Access.jobOwner

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        let job = try await context.ownJob(of: request)
        guard let isLast = try request.boolean("last-document") else {
            throw OperationError(.badRequest, "the request does not say last-document")
        }
        guard job.lifecycle.isOpen, !job.lifecycle.isFinished else {
            throw OperationError(.notPossible, "job \(job.id) takes no more documents")
        }
        guard job.documentCount < context.settings.documentsPerJobMax else {
            throw OperationError(
                .tooManyDocuments,
                "job \(job.id) has \(job.documentCount) documents, the most a job may have")
        }
        guard let printer = context.printers.printer(job.printer) else {
            throw OperationError(.notFound, "the printer of job \(job.id) is gone")
        }
        let intake = try DocumentIntake(request, facts: context.facts.facts(of: printer), in: context)
        let document = try await intake.receive()
        guard document != nil || isLast else {
            throw OperationError(.badRequest, "the request carries no document and is not the last")
        }
        let now = context.clock.now()
        do {
            let added = try await context.jobs.add(
                document, to: job.id, isLast: isLast, closesAt: context.closingTime(from: now), at: now)
            return IPPResponse(groups: [CreatedJob.group(added.job, for: request.caller)])
        } catch {
            if let document { await context.jobs.discard(document.received) }
            throw error
        }
    }
}
