import IPP
import PrintModel

/// Purge-Jobs: stops all jobs of a queue and removes their records and those of finished ones (RFC 8011 §4.2.9).
///
/// CUPS' tools use it to cancel, too: "purge-jobs" false keeps the records, "my-jobs" spares those of others.
struct PurgeJobs: Operation {
    static let id = OperationID.purgeJobs
    static let access = Access.operation

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        var sweep = try JobSweep(request, in: context, by: .operator_)
        sweep.removesRecords = try request.boolean("purge-jobs") ?? true
        if try request.boolean("my-jobs") ?? false {
            let user = sweep.actor
            sweep.isMine = { $0.owner.user == user }
        }
        try await sweep.run(request)
        return IPPResponse()
    }
}
