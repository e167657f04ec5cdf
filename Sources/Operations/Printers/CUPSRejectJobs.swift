import IPP
import PrintModel

/// CUPS-Reject-Jobs: a queue takes no more jobs; those it has are printed (CUPS 2.4, 0x4009). The reason is
/// shown to everybody whose job is refused.
struct CUPSRejectJobs: Operation {
    static let id = OperationID.cupsRejectJobs
    static let access = Access.operation

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        let printer = try context.targetPrinter(of: request)
        let reason = try request.stateMessage()
        _ = try await context.printers.update(printer.id, at: context.clock.now()) { printer in
            printer.acceptsJobs = false
            printer.stateMessage = reason
        }
        return IPPResponse()
    }
}
