import IPP
import PrintModel

/// Cancel-Current-Job: cancels what a queue is printing, or the job it names if that is being printed or is suspended
/// (RFC 3998 §4.1). Where several are being printed, the one that would be listed first.
struct CancelCurrentJob: Operation {
    static let id = OperationID.cancelCurrentJob
    static let access = Access.jobOwner

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        let current = try await context.currentJobs(of: request, in: [.processing, .stopped])
        guard let job = current.first else { return IPPResponse(.notPossible) }
        let who: JobLifecycle.Canceller = try context.owns(request, job) ? .user : .operator_
        try await context.jobs.apply(
            .cancel(who), to: job.id, by: try context.actor(of: request), at: context.clock.now())
        try await context.leaveMessage(of: request, on: job)
        return IPPResponse()
    }
}
