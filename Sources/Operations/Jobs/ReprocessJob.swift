import IPP
import PrintModel

/// Reprocess-Job: prints a finished job again as a new one, as it was asked for, from the documents that are kept
/// (RFC 3998 §4.2). "job-hold-until" says when.
struct ReprocessJob: Operation {
    static let id = OperationID.reprocessJob
    static let access = Access.jobOwner

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        let source = try await context.jobToPrintAgain(of: request)
        var again = try await JobAgain(source, for: request, in: context)
        let (hold, unsupported) = HoldReader(clock: context.clock).hold(askedBy: request.operation)
        if let hold { again.ticket.hold = hold }
        return try await again.submit(ignoring: unsupported)
    }
}
