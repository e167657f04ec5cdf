import IPP
import PrintModel

/// Release-Job: a held job may be printed (RFC 8011 §4.3.6). A job that is not held stays as it is.
struct ReleaseJob: Operation {
    static let id = OperationID.releaseJob
    static let access = Access.jobOwner

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        let job = try await context.ownJob(of: request)
        try await context.jobs.apply(
            .release, to: job.id, by: try context.actor(of: request), at: context.clock.now())
        return IPPResponse()
    }
}
