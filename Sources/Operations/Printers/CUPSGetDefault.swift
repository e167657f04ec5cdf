import IPP
import PrintModel

/// CUPS-Get-Default: the queue that jobs go to when nobody says where (CUPS 2.4, 0x4001).
struct CUPSGetDefault: Operation {
    static let id = OperationID.cupsGetDefault
    static let access = Access.anyone
    static let isQuestion = true

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        guard let printer = context.printers.defaultPrinter() else {
            throw OperationError(.notFound, "No default printer.")
        }
        let look = context.decision(.anyone, try context.person(of: request), on: printer)
        guard look.isAllowed else { throw OperationContext.refusal(of: .anyone, look) }
        let requested = try RequestedAttributes(request.operation, standard: ["all"])
        let description = PrinterDescription(of: printer, in: context, for: request.caller, usesCUPSPaths: true)
        return IPPResponse(groups: [description.group(requested)])
    }
}
