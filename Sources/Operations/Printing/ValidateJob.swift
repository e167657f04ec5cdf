import IPP
import PrintModel

/// Validate-Job: all the checks of Print-Job, and no job (RFC 8011 §4.2.3). A queue that accepts no jobs still answers.
struct ValidateJob: Operation {
    static let id = OperationID.validateJob
    static let access = Access.printing
    static let isQuestion = true

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        let printer = try await context.taker(of: context.targetPrinter(of: request), request)
        let asked = try JobRequest(request, on: printer, in: context)
        _ = try DocumentIntake(request, facts: asked.facts, in: context)
        var response = asked.response(groups: [])
        if let preferred = asked.preferred { response.operationAttributes.append(preferred) }
        try SubscriptionRequest(request, in: context).validate(for: .job(JobID(0), on: printer.id), into: &response)
        return response
    }
}
