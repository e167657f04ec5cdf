import IPP
import PrintModel

/// Resume-Job: a suspended job takes its place among those that wait (RFC 3998 §4.3.2).
struct ResumeJob: Operation {
    static let id = OperationID.resumeJob
    static let access = Access.jobOwner

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        let job = try await context.ownJob(of: request)
        try await context.jobs.apply(
            .resume, to: job.id, by: try context.actor(of: request), at: context.clock.now())
        try await context.leaveMessage(of: request, on: job)
        return IPPResponse()
    }
}
