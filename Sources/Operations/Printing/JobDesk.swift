public import IPP
public import PrintModel

/// Where jobs are handed in that come over something older than IPP (LPD, raw ports).
///
/// Such a way in knows its documents before it knows whose they are, and its jobs are there as a whole or not at all. So
/// it hands in documents as they arrive, and the job once it is complete; both are judged by what judges Print-Job.
public protocol JobDesk: Sendable {
    /// Whether a job for that queue would be taken now, as far as can be told before it is there.
    ///
    /// - Parameter user: what the client calls its user; `nil` while it has not said.
    func admit(to queue: String, user: String?, from caller: Caller) async throws(DeskRefusal) -> DeskLimits

    /// Takes a document in, whole; `nil` where there were no octets at all. Whoever hands it in discards it, or makes a job
    /// of it.
    func receive(_ stream: DocumentStream, for queue: String, from caller: Caller) async throws(DeskRefusal)
        -> HeldDocument?

    func discard(_ document: HeldDocument) async

    /// Makes the job. When this returns it is as safe as one that a client of IPP was told of; when it throws there is none,
    /// and the documents are still to be discarded.
    func submit(_ slip: JobSlip, to queue: String, from caller: Caller) async throws(DeskRefusal) -> JobID
}

/// What one job of a queue may have.
public struct DeskLimits: Hashable, Sendable {
    /// Octets of its documents together.
    public var octetsMax: Int64
    public var documentsMax: Int

    public init(octetsMax: Int64, documentsMax: Int) {
        self.octetsMax = octetsMax
        self.documentsMax = documentsMax
    }
}

/// A document that no job has been made of.
public struct HeldDocument: Sendable {
    public var document: NewDocument
    public var octets: Int64 { document.received.octets }

    /// Lets it count among what its owner sends, for as long as it is held.
    private let share: IncomingShare?

    public init(_ document: NewDocument) { self.init(document, share: nil) }

    init(_ document: NewDocument, share: IncomingShare?) { (self.document, self.share) = (document, share) }
}

/// What a client says of its job.
public struct JobSlip: Sendable {
    public struct Part: Sendable {
        public var document: HeldDocument
        public var name: String?
        /// 1 or more.
        public var copies: Int

        public init(_ document: HeldDocument, name: String? = nil, copies: Int = 1) {
            self.document = document
            self.name = name
            self.copies = copies
        }
    }

    public var user: String?
    public var name: String?
    /// Job Template attributes.
    public var attributes: [Attribute]
    public var parts: [Part]

    public init(user: String?, name: String?, attributes: [Attribute] = [], parts: [Part]) {
        self.user = user
        self.name = name
        self.attributes = attributes
        self.parts = parts
    }
}

/// Why nothing was taken.
public struct DeskRefusal: Error, Hashable, Sendable, CustomStringConvertible {
    /// A sentence for whoever sent it.
    public var reason: String
    /// Whether the same may be taken later.
    public var isTemporary: Bool

    public init(_ reason: String, isTemporary: Bool = false) {
        self.reason = reason
        self.isTemporary = isTemporary
    }

    public var description: String { reason }
}
