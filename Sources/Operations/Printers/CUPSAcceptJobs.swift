import IPP
import PrintModel

/// CUPS-Accept-Jobs: a queue takes jobs again (CUPS 2.4, 0x4008).
struct CUPSAcceptJobs: Operation {
    static let id = OperationID.cupsAcceptJobs
    static let access = Access.operation

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        let printer = try context.targetPrinter(of: request)
        _ = try await context.printers.update(printer.id, at: context.clock.now()) { printer in
            printer.acceptsJobs = true
            if !printer.isPaused { printer.stateMessage = "" }
        }
        return IPPResponse()
    }
}
