/// One line of the log of what happened, written in the transaction that made it happen.
///
/// Timelines, notifications, web and audit read this one log.
public struct JobEvent: Hashable, Sendable {
    /// Raw values are stored: never reuse one.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        case created, documentAdded = "document-added", closed, held, released, claimed, handedOver = "handed-over"
        case completed, retrying, refused, cancelRequested = "cancel-requested", canceled, aborted, restarted
        case priorityChanged = "priority-changed", moved, changed, documentsRemoved = "documents-removed"
        case recovered, damaged, progress
        case suspendRequested = "suspend-requested", suspended, resumed
        case unlocked, passwordTried = "password-tried", proofPrinted = "proof-printed"
        case unconfirmed
        case documentCanceled = "document-canceled", documentChanged = "document-changed"
        /// One of several documents follows its job; no part of a job's history.
        case documentTurned = "document-turned"
    }

    /// Grows by at least 1 with every event of the store.
    public var sequence: Int64
    public var job: JobID
    public var printer: PrinterID
    public var at: Moment
    public var kind: Kind
    /// Who did it, when a person did.
    public var actor: String?
    /// A sentence for people; empty when the kind says it all.
    public var detail: String

    public init(
        sequence: Int64, job: JobID, printer: PrinterID, at: Moment, kind: Kind, actor: String?, detail: String
    ) {
        self.sequence = sequence
        self.job = job
        self.printer = printer
        self.at = at
        self.kind = kind
        self.actor = actor
        self.detail = detail
    }
}
