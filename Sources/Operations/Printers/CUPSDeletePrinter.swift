import IPP
import PrintModel

/// CUPS-Delete-Printer: removes a queue and cancels its jobs; its history stays; classes it was in go on without it (CUPS 2.4, 0x4004).
struct CUPSDeletePrinter: Operation {
    static let id = OperationID.cupsDeletePrinter
    static let access = Access.administration

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        let printer = try context.targetPrinter(of: request)
        try await context.delete(printer, at: context.clock.now())
        return IPPResponse()
    }
}
