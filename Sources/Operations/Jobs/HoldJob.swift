import IPP
import PrintModel

/// Hold-Job: a waiting job waits until it is released, or until its time (RFC 8011 §4.3.5).
struct HoldJob: Operation {
    static let id = OperationID.holdJob
    static let access = Access.jobOwner

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        let job = try await context.ownJob(of: request)
        // A value that is not supported holds the job until it is released: its owner wanted it held.
        let (asked, unsupported) = HoldReader(clock: context.clock).hold(askedBy: request.operation)
        try await context.jobs.apply(
            .hold(asked ?? .indefinite), to: job.id, by: try context.actor(of: request), at: context.clock.now())
        try await context.leaveMessage(of: request, on: job)
        return IPPResponse(groups: [], ignoring: unsupported)
    }
}

extension IPPRequest {
    /// What whoever changes a job says about it: "job-message-from-operator" (RFC 3380 §6), or "message", which older
    /// clients send (RFC 8011 §4.3.5).
    func operatorMessage() throws -> String? {
        if operation["job-message-from-operator"]?.values == [.outOfBand(.noValue)] { return "" }
        return (try string("job-message-from-operator") ?? string("message"))?.truncated(toOctets: 127)
    }
}

extension OperationContext {
    /// Writes what whoever changed a job says about it to the job, if anything was said; an empty message takes an older
    /// one away (RFC 3380 §6).
    func leaveMessage(of request: IPPRequest, on job: Job) async throws {
        guard let message = try request.operatorMessage() else { return }
        try await jobs.change(
            job.id, JobChange(operatorMessage: message), by: try actor(of: request), at: clock.now())
    }
}
