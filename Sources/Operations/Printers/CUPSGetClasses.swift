import IPP
import PrintModel

/// CUPS-Get-Classes: the queues that are pools of printers, by name (CUPS' IPP implementation, 0x4005), chosen as by
/// CUPS-Get-Printers.
///
/// An empty list where there are printers only, "client-error-not-found" where there are none, as cupsd answers: lpstat
/// prints the second as an error.
struct CUPSGetClasses: Operation {
    static let id = OperationID.cupsGetClasses
    static let access = Access.anyone
    static let isQuestion = true

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        try await PrinterListing(request, in: context).response { $0.isPool }
    }
}
