import IPP
import PrintModel

/// Quire-Confirm-Job: somebody has looked, and the job was printed.
///
/// Only for jobs of which nobody could say so (``DeliveryOutcome/unknown(confirmedImpressions:because:)``): held ones, and
/// those that wait to be printed again. Who finds no paper releases the job instead (Release-Job).
struct QuireConfirmJob: Operation {
    static let id = OperationID.quireConfirmJob
    static let access = Access.jobOwner

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        let job = try await context.ownJob(of: request)
        try await context.jobs.apply(
            .confirm, to: job.id, by: try context.actor(of: request), at: context.clock.now())
        try await context.leaveMessage(of: request, on: job)
        return IPPResponse()
    }
}
