import IPP
import PrintModel

/// Suspend-Current-Job: takes off the device what it is printing, so that others are printed, until Resume-Job
/// (RFC 3998 §4.3.1). Without a job it is about all that the queue is printing.
///
/// The job is `processing` with "job-suspending" until the device has let go of it, and `processing-stopped` with
/// "job-suspended" from then on. What a device had completely by then has been printed: that job is completed.
struct SuspendCurrentJob: Operation {
    static let id = OperationID.suspendCurrentJob
    static let access = Access.jobOwner

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        let current = try await context.currentJobs(of: request, in: [.processing])
        let actor = try context.actor(of: request)
        var suspended = 0
        var refusal: JobLifecycle.Refusal?
        for job in current {
            let who: JobLifecycle.Canceller = try context.owns(request, job) ? .user : .operator_
            do {
                try await context.jobs.apply(.suspend(who), to: job.id, by: actor, at: context.clock.now())
                try await context.leaveMessage(of: request, on: job)
                suspended += 1
            } catch let problem as JobLifecycle.Refusal {
                // It has ended, or was suspended, since it was looked up: the others are suspended all the same.
                refusal = problem
            }
        }
        if suspended == 0, let refusal { throw refusal }
        return IPPResponse()
    }
}
