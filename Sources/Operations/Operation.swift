import IPP
import PrintModel

/// One IPP operation: what it is called, who may ask for it, and what it does.
protocol Operation: Sendable {
    /// The number on the wire (RFC 8011 §5.4.15; IANA "Operations").
    static var id: OperationID { get }
    static var access: Access { get }
    /// Whether it only asks, or tries, and leaves everything as it is.
    static var isQuestion: Bool { get }
    /// Whether this server does it at all, as it is set up.
    static func isOffered(in context: OperationContext) -> Bool

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse
}

extension Operation {
    static var isQuestion: Bool { false }
    static func isOffered(in context: OperationContext) -> Bool { true }
}

/// Every operation there is. "operations-supported", the access rules and the tests are made from this list, so none
/// of them can disagree with it.
enum OperationTable {
    static let all: [any Operation] =
        printing + documents + jobs + printers + power + subscriptions + system + resources + resourcesOfPrinters + cups
        + own + accounts

    private static let printing: [any Operation] = [
        CloseJob(), CreateJob(), PrintJob(), PrintURI(), SendDocument(), SendURI(), ValidateJob(),
    ]

    private static let documents: [any Operation] = [
        CancelDocument(), GetDocumentAttributes(), GetDocuments(), SetDocumentAttributes(), ValidateDocument(),
    ]

    private static let jobs: [any Operation] = [
        CancelCurrentJob(), CancelJob(), CancelJobs(), CancelMyJobs(), GetJobAttributes(), GetJobs(), HoldJob(),
        PromoteJob(), PurgeJobs(), ReleaseJob(), ReprocessJob(), RestartJob(), ResubmitJob(), ResumeJob(),
        ScheduleJobAfter(), SetJobAttributes(), SuspendCurrentJob(),
    ]

    private static let printers: [any Operation] = [
        DisablePrinter(), EnablePrinter(), GetPrinterAttributes(), GetPrinterSupportedValues(),
        GetUserPrinterAttributes(), HoldNewJobs(), IdentifyPrinter(), PausePrinter(),
        PausePrinterAfterCurrentJob(), ReleaseHeldNewJobs(), ResumePrinter(), SetPrinterAttributes(),
    ]

    private static let power: [any Operation] = [
        ActivatePrinter(), DeactivatePrinter(), RestartPrinter(), ShutdownPrinter(), StartupPrinter(),
    ]

    private static let subscriptions: [any Operation] = [
        CancelSubscription(), CreateJobSubscriptions(), CreatePrinterSubscriptions(), GetNotifications(),
        GetSubscriptionAttributes(), GetSubscriptions(), RenewSubscription(),
    ]

    /// Those on the System object, which belong to its "operations-supported" and to no printer's (PWG 5100.22).
    private static let system: [any Operation] = [
        CreatePrinter(), CreateResourceSubscriptions(), CreateSystemSubscriptions(), DeletePrinter(),
        DisableAllPrinters(), EnableAllPrinters(), GetPrinters(),
        GetSystemAttributes(), GetSystemSupportedValues(), PauseAllPrinters(), PauseAllPrintersAfterCurrentJob(),
        RestartOnePrinter(), RestartSystem(), ResumeAllPrinters(), SetSystemAttributes(), ShutdownAllPrinters(),
        ShutdownOnePrinter(), StartupAllPrinters(), StartupOnePrinter(),
    ]

    private static let resources: [any Operation] = [
        CancelResource(), CreateResource(), GetResourceAttributes(), GetResources(), InstallResource(),
        SendResourceData(), SetResourceAttributes(),
    ]

    private static let resourcesOfPrinters: [any Operation] = [
        AllocatePrinterResources(), DeallocatePrinterResources(), GetPrinterResources(),
    ]

    private static let cups: [any Operation] = [
        CUPSAcceptJobs(), CUPSAddModifyClass(), CUPSAddModifyPrinter(), CUPSAuthenticateJob(), CUPSCreateLocalPrinter(),
        CUPSDeleteClass(),
        CUPSDeletePrinter(), CUPSGetClasses(),
        CUPSGetDefault(), CUPSGetDevices(), CUPSGetDocument(), CUPSGetPPD(), CUPSGetPPDs(), CUPSGetPrinters(),
        CUPSMoveJob(), CUPSRejectJobs(), CUPSSetDefault(),
    ]

    private static let own: [any Operation] = [
        QuireAddDriver(), QuireApproveDriver(), QuireConfirmJob(), QuireDeleteDriver(), QuireGetAccounting(),
        QuireGetPreview(), QuireGetQuotas(),
        QuireFindPrinters(), QuireProbeDevice(), QuireCheckPolicy(), QuireGetAudit(), QuireVerifyAudit(),
        QuireUpdateRemotes(),
    ]

    private static let accounts: [any Operation] = [
        QuireCreateToken(), QuireGetAccounts(), QuireGetTokens(), QuirePutAccount(), QuireRemoveAccount(),
        QuireRevokeToken(),
    ]

    static let byID: [OperationID: any Operation] = Dictionary(
        all.map { (type(of: $0).id, $0) }, uniquingKeysWith: { first, _ in first })

    /// Values of a printer's "operations-supported", ascending.
    static func printerIDs(in context: OperationContext) -> [OperationID] {
        ascending(
            all.filter { !systemOnly.contains(type(of: $0).id) && type(of: $0).isOffered(in: context) })
    }

    /// Values of the System's "operations-supported", ascending. Get-Printer-Attributes asked of the System is about its
    /// default printer.
    static let systemIDs: [OperationID] = ascending(
        all.filter { systemOnly.contains(type(of: $0).id) || alsoOfSystem.contains(type(of: $0).id) })

    /// Subscriptions of all kinds can be looked after by way of the System.
    private static let alsoOfSystem: Set<OperationID> = [
        .cancelSubscription, .getNotifications, .getPrinterAttributes, .getSubscriptionAttributes, .getSubscriptions,
        .renewSubscription,
    ]

    private static let systemOnly: Set<OperationID> = Set((system + resources).map { type(of: $0).id })

    private static func ascending(_ operations: [any Operation]) -> [OperationID] {
        Set(operations.map { type(of: $0).id }).sorted { $0.rawValue < $1.rawValue }
    }
}
