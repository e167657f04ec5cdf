import IPP
import PrintModel

/// Disable-Printer: a queue takes no more jobs and prints those it has (RFC 3998 §3.1.1).
struct DisablePrinter: Operation {
    static let id = OperationID.disablePrinter
    static let access = Access.operation

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        try await CUPSRejectJobs().run(request, in: context)
    }
}
