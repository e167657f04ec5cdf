import IPP
import PrintModel

/// Cancel-My-Jobs: stops those jobs of a queue, or of those it names, that belong to whoever asks (PWG 5100.11 §4.2).
struct CancelMyJobs: Operation {
    static let id = OperationID.cancelMyJobs
    static let access = Access.printing

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        var sweep = try JobSweep(request, in: context, by: .user)
        let (requester, label) = (request.caller.requester, try request.userLabel())
        sweep.isMine = { job in context.owns(requester, label: label, job) }
        sweep.removesRecords = try request.boolean("purge-jobs") ?? false
        try await sweep.run(request)
        return IPPResponse()
    }
}
