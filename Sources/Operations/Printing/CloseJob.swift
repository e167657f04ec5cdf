import IPP
import PrintModel

/// Close-Job: no more documents will come (PWG 5100.7 §4.1). Closing a closed job that waits changes nothing.
struct CloseJob: Operation {
    static let id = OperationID.closeJob
    static let access = Access.jobOwner

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        let job = try await context.ownJob(of: request)
        let closed = try await context.jobs.apply(
            .close, to: job.id, by: try context.actor(of: request), at: context.clock.now())
        return IPPResponse(groups: [CreatedJob.group(closed, for: request.caller)])
    }
}
