/// Something that happened to a printer, a resource or the server itself, and to no job: a line for the same log that has
/// the jobs' (``JobEvent``).
public struct ServerNews: Hashable, Sendable {
    public enum Subject: Hashable, Sendable {
        case printer(PrinterID)
        case resource(ResourceID)
        case system
    }

    /// Raw values are stored, and are the keywords of "notify-events" (RFC 3995 §5.3.3, PWG 5100.22).
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        case printerCreated = "printer-created"
        case printerDeleted = "printer-deleted"
        case printerStateChanged = "printer-state-changed"
        case printerConfigChanged = "printer-config-changed"
        case printerMediaChanged = "printer-media-changed"
        case printerFinishingsChanged = "printer-finishings-changed"
        case printerQueueOrderChanged = "printer-queue-order-changed"
        case printerRestarted = "printer-restarted"
        case printerShutDown = "printer-shutdown"
        case resourceCreated = "resource-created"
        case resourceInstalled = "resource-installed"
        case resourceCanceled = "resource-canceled"
        case resourceStateChanged = "resource-state-changed"
        case resourceConfigChanged = "resource-config-changed"
        case systemConfigChanged = "system-config-changed"
        case systemStateChanged = "system-state-changed"
        case systemRestarted = "system-restarted"
        case systemShutDown = "system-shutdown"
        case systemStopped = "system-stopped"
    }

    public var subject: Subject
    public var kind: Kind
    /// A sentence for people; empty when the kind says it all.
    public var detail: String
    /// "resource-state" or "system-state" right after it; the store itself knows that of a printer.
    public var state: Int32?
    /// The reasons that go with ``state``. Of a printer's changed state: what its device says keeps it from printing, now;
    /// empty when nothing does any more, `nil` when the device has not said anything new.
    public var reasons: [String]?

    public init(
        _ kind: Kind, of subject: Subject, _ detail: String = "", state: Int32? = nil, reasons: [String]? = nil
    ) {
        self.subject = subject
        self.kind = kind
        self.detail = detail
        self.state = state
        self.reasons = reasons
    }
}
