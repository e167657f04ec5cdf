import IPP
import PrintModel

/// Cancel-Job: stops a job that has not finished (RFC 8011 §4.3.3).
struct CancelJob: Operation {
    static let id = OperationID.cancelJob
    static let access = Access.jobOwner

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        let job = try await context.ownJob(of: request)
        let who: JobLifecycle.Canceller = try context.owns(request, job) ? .user : .operator_
        try await context.jobs.apply(
            .cancel(who), to: job.id, by: try context.actor(of: request), at: context.clock.now())
        return IPPResponse()
    }
}
