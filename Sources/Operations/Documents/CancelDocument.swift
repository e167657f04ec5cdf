import IPP
import PrintModel

/// Cancel-Document: leaves one document of a job out; the others are printed (PWG 5100.5 §5.2). Its bytes are kept, and
/// Restart-Job prints it again with the rest.
struct CancelDocument: Operation {
    static let id = OperationID.cancelDocument
    static let access = Access.jobOwner

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        let (document, job) = try await context.ownDocument(of: request)
        let who: JobLifecycle.Canceller = try context.owns(request, job) ? .user : .operator_
        try await context.jobs.cancel(
            document: document.number, of: job.id, who, by: try context.actor(of: request), at: context.clock.now())
        return IPPResponse()
    }
}
