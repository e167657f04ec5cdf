import IPP
import PrintModel

/// One IPP operation: what it is called, who may ask for it, and what it does.
protocol Operation: Sendable {
    /// The number on the wire (RFC 8011 §5.4.15; IANA "Operations").
    static var id: OperationID { get }
    static var access: Access { get }

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse
}

/// What an operation needs of whoever asks for it. ``AccessPolicy`` decides; see it for who has what.
enum Access: String, Sendable, CaseIterable {
    /// Looking at printers and at what of jobs everybody may see.
    case anyone
    /// Making jobs.
    case printing
    /// Changing a job: its owner, or an administrator.
    case jobOwner
    /// Reading documents back: a proved owner, or an administrator.
    case documents
    /// Managing queues and everybody's jobs.
    case administration
}

/// Every operation there is. "operations-supported", the access rules and the tests are made from this list, so none
/// of them can disagree with it.
enum OperationTable {
    static let all: [any Operation] = [
        PrintJob(), ValidateJob(), CreateJob(), SendDocument(), CloseJob(), CancelJob(),
        GetJobAttributes(), GetJobs(), HoldJob(), ReleaseJob(), RestartJob(), SetJobAttributes(), PromoteJob(),
        CancelJobs(), CancelMyJobs(), PurgeJobs(),
        GetPrinterAttributes(), SetPrinterAttributes(), PausePrinter(), PausePrinterAfterCurrentJob(), ResumePrinter(),
        EnablePrinter(),
        DisablePrinter(), HoldNewJobs(), ReleaseHeldNewJobs(), IdentifyPrinter(),
        CUPSGetDefault(), CUPSGetPrinters(), CUPSAddModifyPrinter(), CUPSDeletePrinter(), CUPSGetClasses(),
        CUPSAcceptJobs(), CUPSRejectJobs(), CUPSGetDocument(), CUPSSetDefault(), QuireGetPreview(),
        CUPSMoveJob(), CUPSAuthenticateJob(), CUPSGetDevices(), CUPSGetPPDs(), CUPSGetPPD(),
        QuireAddDriver(), QuireApproveDriver(), QuireDeleteDriver(),
    ]

    static let byID: [OperationID: any Operation] = Dictionary(
        all.map { (type(of: $0).id, $0) }, uniquingKeysWith: { first, _ in first })

    /// Values of "operations-supported", ascending.
    static let supportedIDs: [OperationID] = byID.keys.sorted { $0.rawValue < $1.rawValue }
}
