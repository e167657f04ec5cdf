import IPP
import PrintModel

/// Cancel-Job: stops a job that has not finished (RFC 8011 §4.3.3). CUPS' "purge-job" removes its record as well, that
/// of a finished job too.
struct CancelJob: Operation {
    static let id = OperationID.cancelJob
    static let access = Access.jobOwner

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        let job = try await context.ownJob(of: request)
        let who: JobLifecycle.Canceller = try context.owns(request, job) ? .user : .operator_
        // CUPS' own `cancel -x` says "purge-jobs" for one job as well.
        let removesRecord = try request.boolean("purge-job") ?? request.boolean("purge-jobs") ?? false
        if !removesRecord || !job.lifecycle.isFinished {
            try await context.jobs.apply(
                .cancel(who), to: job.id, by: try context.actor(of: request), at: context.clock.now())
        }
        try await context.leaveMessage(of: request, on: job)
        if removesRecord { try await JobSweep.forget([job.id], in: context) }
        return IPPResponse()
    }
}
