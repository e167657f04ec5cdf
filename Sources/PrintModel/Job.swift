public import IPP

/// A job as the store knows it.
public struct Job: Hashable, Sendable {
    public var id: JobID
    public var printer: PrinterID
    public var name: String
    public var owner: Owner
    /// 1 (lowest) to 100 (highest) (RFC 8011 §5.2.1).
    public var priority: Int
    /// Place among jobs of the same priority, lower first; arrival order unless somebody moved it.
    public var order: Int64
    public var lifecycle: JobLifecycle
    /// What it keeps of the request that made it (``Ticket/attributes``).
    public var attributes: AttributeGroup
    public var terms: JobTerms
    public var createdAt: Moment
    /// When printing was last begun.
    public var processingAt: Moment?
    public var finishedAt: Moment?
    /// When it is cancelled because it takes too long (``JobTerms/cancelAfter``); `nil` before it is first begun.
    public var cancelAt: Moment?
    /// Until when its documents are kept, once it is over (``JobTerms/retain``).
    public var retainUntil: Moment?
    /// When an open job that gets no more documents is closed ("multiple-operation-time-out").
    public var closesAt: Moment?
    public var documentCount: Int
    public var octets: Int64
    /// Impressions the device is known to have made.
    public var impressionsCompleted: Int
    /// What the device calls this job, remembered before its data is sent.
    public var deviceJob: String?
    /// The member of a pool that prints it, or has printed it; `nil` for a job that its own printer prints, and while it
    /// waits for a member.
    public var member: PrinterID?
    /// What happened last, in a sentence ("job-state-message"); empty when there is nothing to say.
    public var message: String
    /// Whether the documents are still kept, so that it can be printed again.
    public var hasDocuments: Bool

    public init(
        id: JobID, printer: PrinterID, name: String, owner: Owner, priority: Int, order: Int64,
        lifecycle: JobLifecycle, attributes: AttributeGroup, terms: JobTerms = JobTerms(), createdAt: Moment,
        processingAt: Moment? = nil,
        finishedAt: Moment? = nil, closesAt: Moment? = nil, documentCount: Int = 0, octets: Int64 = 0,
        impressionsCompleted: Int = 0, deviceJob: String? = nil, message: String = "", hasDocuments: Bool = true
    ) {
        self.id = id
        self.printer = printer
        self.name = name
        self.owner = owner
        self.priority = priority
        self.order = order
        self.lifecycle = lifecycle
        self.attributes = attributes
        self.terms = terms
        self.createdAt = createdAt
        self.processingAt = processingAt
        self.finishedAt = finishedAt
        self.closesAt = closesAt
        self.documentCount = documentCount
        self.octets = octets
        self.impressionsCompleted = impressionsCompleted
        self.deviceJob = deviceJob
        self.message = message
        self.hasDocuments = hasDocuments
    }

    public var state: JobLifecycle.State { lifecycle.state }
}

/// The right to print one job, once: what every later word about it must carry.
public struct Lease: Hashable, Sendable {
    public var job: Job
    /// The run of the daemon that took it; a later run has a higher one, and words from an earlier one are refused.
    public var epoch: Int64
    /// 1 for the first try.
    public var attempt: Int
    /// The job's, where they were read together with it.
    public var documents: [Document]?

    public init(job: Job, epoch: Int64, attempt: Int, documents: [Document]? = nil) {
        self.job = job
        self.epoch = epoch
        self.attempt = attempt
        self.documents = documents
    }
}
