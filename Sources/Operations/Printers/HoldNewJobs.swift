import IPP
import PrintModel

/// Hold-New-Jobs: jobs that come from now on wait for a release; those that are there are printed (RFC 3998 §3.3.1).
struct HoldNewJobs: Operation {
    static let id = OperationID.holdNewJobs
    static let access = Access.operation

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        let printer = try context.targetPrinter(of: request)
        let reason = try request.stateMessage()
        _ = try await context.printers.update(printer.id, at: context.clock.now()) { printer in
            printer.holdsNewJobs = true
            if !reason.isEmpty { printer.stateMessage = reason }
        }
        return IPPResponse()
    }
}
