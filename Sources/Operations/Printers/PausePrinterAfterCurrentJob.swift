import IPP
import PrintModel

/// Pause-Printer-After-Current-Job: as Pause-Printer, which here never cuts a job in hand off (RFC 3998 §3.2.1).
struct PausePrinterAfterCurrentJob: Operation {
    static let id = OperationID.pausePrinterAfterCurrentJob
    static let access = Access.operation

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        try await PausePrinter().run(request, in: context)
    }
}
