import IPP
import PrintModel

/// Cancel-Jobs: stops all jobs of a queue, or those it names (PWG 5100.11 §4.1). At `/` it means every queue, which is
/// what CUPS' `cancel -a` asks for.
struct CancelJobs: Operation {
    static let id = OperationID.cancelJobs
    static let access = Access.operation

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        var sweep = try JobSweep(request, in: context, by: .operator_)
        sweep.removesRecords = try request.boolean("purge-jobs") ?? false
        try await sweep.run(request)
        return IPPResponse()
    }
}
