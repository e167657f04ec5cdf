import IPP
import PrintModel

/// Delete-Printer: removes a printer; its jobs are cancelled, what was printed on it stays in the history
/// (PWG 5100.22 §6.3.2).
struct DeletePrinter: Operation {
    static let id = OperationID.deletePrinter
    static let access = Access.administration

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        let printer = try context.requiredPrinter(of: request)
        try await context.delete(printer, at: context.clock.now())
        return IPPResponse()
    }
}
