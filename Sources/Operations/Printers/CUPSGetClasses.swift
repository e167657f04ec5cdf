import IPP
import PrintModel

/// CUPS-Get-Classes: there are none yet, which is what "client-error-not-found" says here (SPEC-SYSTEM §3.2, 0x4005).
struct CUPSGetClasses: Operation {
    static let id = OperationID.cupsGetClasses
    static let access = Access.anyone

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        throw OperationError(.notFound, "No destinations added.")
    }
}
