import IPP
import PrintModel

/// Restart-Job: prints a finished job again, under its number, from the documents that are kept (RFC 8011 §4.3.7).
struct RestartJob: Operation {
    static let id = OperationID.restartJob
    static let access = Access.jobOwner

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        let job = try await context.jobToPrintAgain(of: request)
        if let printer = context.printers.printer(job.printer) {
            try context.admitJob(of: request, on: printer, again: job)
        }
        let (hold, unsupported) = HoldReader(clock: context.clock).hold(askedBy: request.operation)
        try await context.jobs.apply(
            .restart(hold ?? .none), to: job.id, by: try context.actor(of: request), at: context.clock.now())
        try await context.leaveMessage(of: request, on: job)
        return IPPResponse(groups: [], ignoring: unsupported)
    }
}
