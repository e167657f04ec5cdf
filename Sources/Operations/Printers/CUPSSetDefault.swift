import IPP
import PrintModel

/// CUPS-Set-Default: makes a queue the one that jobs go to when nobody says where (CUPS 2.4, 0x400A).
struct CUPSSetDefault: Operation {
    static let id = OperationID.cupsSetDefault
    static let access = Access.administration

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        try await context.printers.setDefault(try context.targetPrinter(of: request).id)
        return IPPResponse()
    }
}
