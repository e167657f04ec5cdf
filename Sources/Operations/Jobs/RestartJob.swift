import IPP
import PrintModel

/// Restart-Job: prints a finished job again, under its number, from the documents that are kept (RFC 8011 §4.3.7).
struct RestartJob: Operation {
    static let id = OperationID.restartJob
    static let access = Access.jobOwner

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        let job = try await context.ownJob(of: request)
        let (hold, unsupported) = Self.hold(asked: request.operation["job-hold-until"], clock: context.clock)
        try await context.jobs.apply(
            .restart(hold), to: job.id, by: try context.actor(of: request), at: context.clock.now())
        return IPPResponse(groups: [], ignoring: unsupported)
    }

    /// A value that is not supported holds the job until it is released.
    private static func hold(asked attribute: Attribute?, clock: any WallClock) -> (Hold, [Attribute]) {
        guard let attribute else { return (.none, []) }
        guard attribute.values.count == 1, let value = attribute.values.first,
            let hold = HoldReader(clock: clock).hold(until: value)
        else { return (.indefinite, [attribute]) }
        return (hold, [])
    }
}
