import IPP
import PrintModel

/// Promote-Job: a waiting job is printed next, before whatever was promoted earlier (RFC 3998 §4.4.1). Its priority
/// becomes the highest there is.
struct PromoteJob: Operation {
    static let id = OperationID.promoteJob
    static let access = Access.operation

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        let job = try await context.targetJob(of: request)
        try context.authorise(request, for: Self.access, on: job)
        guard job.state == .pending else {
            throw OperationError(.notPossible, "job \(job.id) is \(job.state); only a pending job can be promoted")
        }
        try await context.jobs.change(
            job.id, JobChange(priority: 100, place: .first), by: try context.actor(of: request),
            at: context.clock.now())
        try await context.leaveMessage(of: request, on: job)
        return IPPResponse()
    }
}
