import IPP
import PrintModel

/// Validate-Document: all the checks of Send-Document, and no document (PWG 5100.13 §4.3). With a job it is checked
/// against what that asks for, without one against the printer alone.
struct ValidateDocument: Operation {
    static let id = OperationID.validateDocument
    static let access = Access.printing
    static let isQuestion = true

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        let job = try await Self.namesJob(request) ? context.ownJob(of: request) : nil
        if let job { try SendDocument.checkOpen(job, in: context) }
        let printer = try job.map { try context.printer(of: $0) } ?? context.targetPrinter(of: request)
        let facts = context.facts.facts(of: printer)
        let asked = try DocumentRequest(
            request, number: job.map { $0.documentCount + 1 }, job.map(Fidelity.init(of:)) ?? Fidelity(request),
            on: facts, in: context, isPart: job.map { OneDocument.isAsked(of: $0, on: facts) } ?? false)
        _ = try DocumentIntake(request, facts: facts, in: context)
        return asked.response(groups: [])
    }

    private static func namesJob(_ request: IPPRequest) throws -> Bool {
        if case .job = try request.target() { return true }
        return request.operation["job-id"] != nil
    }
}
