import IPP
import PrintModel

/// CUPS-Set-Default: makes a queue the one that jobs go to when nobody says where (CUPS 2.4, 0x400A).
struct CUPSSetDefault: Operation {
    static let id = OperationID.cupsSetDefault
    static let access = Access.administration

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        let printer = try context.targetPrinter(of: request)
        try await context.system.updateSystem(by: try context.actor(of: request), at: context.clock.now()) {
            $0.defaultPrinter = printer.id
        }
        return IPPResponse()
    }
}
