import IPP
import PrintModel

/// CUPS-Get-Classes: there are none yet (SPEC-SYSTEM §3.2, 0x4005).
///
/// An empty list where there are printers, "client-error-not-found" where there are none, as cupsd answers: lpstat
/// prints the second as an error.
struct CUPSGetClasses: Operation {
    static let id = OperationID.cupsGetClasses
    static let access = Access.anyone

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        guard !context.printers.printers().isEmpty else {
            throw OperationError(.notFound, "No destinations added.")
        }
        return IPPResponse()
    }
}
