import IPP
import PrintModel

/// Resume-Printer: a paused queue prints again (RFC 8011 §4.2.8).
struct ResumePrinter: Operation {
    static let id = OperationID.resumePrinter
    static let access = Access.operation

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        let printer = try context.targetPrinter(of: request)
        _ = try await context.printers.update(printer.id, at: context.clock.now()) { printer in
            printer.isPaused = false
            if printer.acceptsJobs { printer.stateMessage = "" }
        }
        return IPPResponse()
    }
}
