import IPP
import PrintModel

/// Create-Job: a job whose documents come later (RFC 8011 §4.2.4).
struct CreateJob: Operation {
    static let id = OperationID.createJob
    static let access = Access.printing

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        let printer = try await context.acceptingPrinter(of: request)
        try context.admitJob(of: request, on: printer)
        let asked = try JobRequest(request, on: printer, in: context)
        let subscriptions = try SubscriptionRequest(request, in: context)
        let now = context.clock.now()
        let job = try await context.jobs.submit(
            asked.ticket(in: context), documents: [], isOpen: true, closesAt: context.closingTime(from: now), at: now)
        var response = asked.response(groups: [CreatedJob.group(job, for: request.caller)])
        await subscriptions.make(for: .job(job.id, on: job.printer), into: &response)
        return response
    }
}

extension OperationContext {
    /// When an open job that gets no further document is closed ("multiple-operation-time-out").
    func closingTime(from now: Moment) -> Moment { now + .seconds(settings.multipleOperationTimeOutSeconds) }
}
