import IPP
import PrintModel

/// Enable-Printer: a queue takes jobs again (RFC 3998 §3.1.1). What CUPS calls accepting; to print again is Resume-Printer.
struct EnablePrinter: Operation {
    static let id = OperationID.enablePrinter
    static let access = Access.operation

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        try await CUPSAcceptJobs().run(request, in: context)
    }
}
