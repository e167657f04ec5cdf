public import IPP

/// Where jobs live between the moment we accept them and the moment they are printed, and as history afterwards.
///
/// The receiving half of the server writes here, the delivering half reads here, and they never speak to each other
/// any other way.
///
/// **The promise**: when a changing call returns, the change survives `kill -9` and power loss; when it throws, it
/// has not happened (a client that resends creates no double). Every call throws ``StoreError``.
public protocol JobStore: Sendable {
    // MARK: Receiving

    /// Takes a document in while it arrives. Nothing is promised yet: a document that no job is made of is removed
    /// by ``discard(_:)``, or at the next start.
    ///
    /// - Parameter octetsMax: a longer document is refused with ``StoreError/tooLarge(octetsMax:)``.
    func receive(_ stream: DocumentStream, octetsMax: Int64) async throws -> any ReceivedDocument

    func discard(_ document: any ReceivedDocument) async

    /// Makes a job durable, with its documents, which then belong to the store. When it throws, the documents are
    /// still the caller's, to send again or to ``discard(_:)``.
    ///
    /// A ticket whose ``Ticket/idempotencyKey`` has already made a job for the same printer and user gives that job
    /// back, as it is now; the documents are discarded.
    ///
    /// A user who has used up what a queue's ``Printer/quota`` allows is refused with ``StoreError/quotaReached(_:)``. What
    /// the job needs counts from here on; at its end, in the same transaction, what was counted takes its place.
    ///
    /// - Parameter isOpen: more documents will come; `closesAt` is when it is closed if they do not.
    func submit(
        _ ticket: Ticket, documents: [NewDocument], isOpen: Bool, closesAt: Moment?, at now: Moment
    ) async throws -> Job

    /// Makes a job of the documents of a finished one, which stays as it is. They are shared, not copied, and go when the
    /// last job that has them lets go of them.
    ///
    /// Throws ``JobLifecycle/Refusal`` when `source` is not finished, and ``StoreError/notPossible(_:)`` when its documents
    /// are not kept any more.
    func submit(_ ticket: Ticket, documentsOf source: JobID, at now: Moment) async throws -> Job

    /// Adds a document to an open job, or only closes it when `document` is `nil` and `isLast`.
    func add(
        _ document: NewDocument?, to job: JobID, isLast: Bool, closesAt: Moment?, at now: Moment
    ) async throws -> (job: Job, number: Int?)

    // MARK: Looking

    /// The job with this id, or `nil` once it has been forgotten.
    func job(_ id: JobID) async throws -> Job?

    func jobs(_ query: JobQuery, after cursor: JobCursor?, limit: Int) async throws -> JobPage

    /// Where a list goes on behind its first `count` jobs, at least 1; `nil` when it has no more than that.
    ///
    /// Costs a step for each of them, and no more than that.
    func cursor(of query: JobQuery, behind count: Int) async throws -> JobCursor?

    func documents(of job: JobID) async throws -> [Document]

    /// What happened to a job, oldest first.
    func events(of job: JobID) async throws -> [JobEvent]

    /// What happened to any job, oldest first, from behind the event with that number on.
    ///
    /// Numbers grow with the order of the commits: who reads on from the last number it saw misses nothing.
    func events(after sequence: Int64, limit: Int) async throws -> [JobEvent]

    /// The number of the last event, 0 before the first; from memory.
    var lastEvent: Int64 { get }

    /// Unfinished jobs of a queue, and what it prints for pools; from memory, so it costs the same at any depth.
    func counts(of printer: PrinterID) -> QueueCounts

    /// Unfinished jobs of an owner, in all queues and on one; from memory as well.
    func waiting(of owner: Owner, on printer: PrinterID) -> WaitingJobs.Count

    /// How many jobs would be printed before this one on its queue (RFC 8011 §5.3.15), counted up to `max`.
    func jobsBefore(_ job: Job, max: Int) async throws -> Int

    /// The bytes of a document, checked against its digest as they are read: a stream that does not give back what
    /// was stored throws ``StoreError/damaged(_:)`` before its last piece.
    func read(document number: Int, of job: JobID) async throws -> DocumentStream

    // MARK: Changing

    /// Moves a job on in its life, as ``JobLifecycle`` allows; throws its ``JobLifecycle/Refusal`` where it does not.
    /// Claiming and ending an attempt are refused here: they need a ``Lease``.
    @discardableResult
    func apply(_ event: JobLifecycle.Event, to job: JobID, by actor: String?, at now: Moment) async throws -> Job

    /// Changes what a person may change about a waiting job.
    @discardableResult
    func change(_ job: JobID, _ change: JobChange, by actor: String?, at now: Moment) async throws -> Job

    /// Forgets finished jobs: their documents, their history, all there is of them. Those that are not finished, or
    /// not there, stay as they are.
    ///
    /// - Returns: how many are gone. When it throws, none of the call's last batch is; earlier ones may be.
    @discardableResult
    func forget(_ jobs: [JobID]) async throws -> Int

    // MARK: Documents

    /// Leaves a document of an unfinished job out, or stops printing it (``Document/cancel(by:in:at:)``); a restart of
    /// the job takes it back.
    @discardableResult
    func cancel(
        document number: Int, of job: JobID, _ canceller: JobLifecycle.Canceller, by actor: String?, at now: Moment
    ) async throws -> Document

    /// Changes what a person may change about a document that waits.
    @discardableResult
    func change(
        document number: Int, of job: JobID, _ change: DocumentChange, by actor: String?, at now: Moment
    ) async throws -> Document

    // MARK: Delivering

    /// Takes up to `limit` of the next jobs of a queue, in order. No two callers, in this run of the daemon or
    /// another, are ever given the same attempt.
    func claim(on printer: PrinterID, limit: Int, at now: Moment) async throws -> [Lease]

    /// Takes one job of a pool for the member that prints it, and remembers who that is; `nil` when it is not the pool's
    /// next to be printed any more: somebody else has it, or it waits for something.
    ///
    /// - Parameter member: `nil` for the queue's own device: then `pool` is any queue.
    func claim(_ job: JobID, of pool: PrinterID, for member: Printer?, at now: Moment) async throws -> Lease?

    /// Jobs that a run before this one left in the middle of being printed by this printer, its own and those of pools,
    /// taken over under this run's epoch. For a pool: those of it whose member is not there any more.
    func takeOver(on printer: PrinterID, at now: Moment) async throws -> [Lease]

    /// Remembers what the device calls the job, or with `nil` that it has nothing of it; durable before this returns, and
    /// called before its data is sent.
    func remember(deviceJob: String?, for lease: Lease) async throws

    /// Whether this lease still counts: throws ``StoreError/fenced`` when a later run has begun, and
    /// ``StoreError/notPossible(_:)`` when the attempt is over.
    func confirm(_ lease: Lease) async throws

    /// Ends a lease, recording how the delivery went.
    ///
    /// A job that was aborted meanwhile is given back as it is. What becomes of one that its device failed at is settled
    /// by its queue's ``DeliveryRules``, as they are then. A device that wants a name and a password
    /// makes its queue say so (``Printer/requireAuthInfo()``).
    ///
    /// - Parameters:
    ///   - report: what is known of its pages; kept with the job, and of a job with several documents with each of those.
    ///   - next: takes the next job of that queue in the same commit, as ``claim(on:limit:at:)`` would, so that a
    ///     printer that is always busy costs one commit a job.
    @discardableResult
    func finish(
        _ lease: Lease, with outcome: DeliveryOutcome, report: PrintReport, claiming next: NextClaim?,
        at now: Moment
    ) async throws -> FinishedDelivery

    // MARK: Time

    /// The earliest moment that a held or open job waits for.
    func nextDue() async throws -> Moment?

    /// Frees the jobs whose time has come, cancels those that take too long, and does with open jobs that were left what
    /// their queue says (``Printer/timeOutAction``), but aborts those no document ever came for; returns how many.
    @discardableResult
    func applyDue(at now: Moment) async throws -> Int

    /// What users have used of a queue in the period of its limits, waiting jobs included, in the order of their names'
    /// octets; nothing of a queue without limits.
    ///
    /// - Parameters:
    ///   - user: only this one's.
    ///   - last: only names behind this one.
    func usage(
        of printer: PrinterID, by user: String?, after last: String, limit: Int, at now: Moment
    ) async throws -> [UserUsage]

    /// Removes documents and history that are older, or more, than `retention` keeps; returns how many jobs it touched.
    ///
    /// Documents of a job with a moment of its own (``Job/retainUntil``) go at that moment, be it sooner or later. Where
    /// there are too many bytes the others go first, and then these, the one whose moment comes first before the others.
    @discardableResult
    func sweep(_ retention: Retention, at now: Moment) async throws -> Int

    var feed: ChangeFeed { get }

    /// How many octets of documents can be taken in before what is kept free is all that is left; `nil` where nothing bounds
    /// it. Cheap enough to be asked with every piece of one.
    var roomOctets: Int64? { get }

    /// What keeps it from taking anything new in, or from writing; `nil` while all is well. Cheap enough to be asked with
    /// every question about a job.
    var trouble: StoreTrouble? { get }
}

extension JobStore {
    /// Ends a lease and takes nothing further.
    @discardableResult
    public func finish(
        _ lease: Lease, with outcome: DeliveryOutcome, report: PrintReport = PrintReport(), at now: Moment
    ) async throws -> Job {
        try await finish(lease, with: outcome, report: report, claiming: nil, at: now).job
    }
}

/// The wish for the next job of a queue.
public struct NextClaim: Hashable, Sendable {
    public var printer: PrinterID
    /// Remembered of the job with its claim, as ``JobStore/remember(deviceJob:for:)`` would; see ``Backend/beginning``.
    public var deviceJob: String?

    public init(on printer: PrinterID, deviceJob: String? = nil) {
        self.printer = printer
        self.deviceJob = deviceJob
    }
}

/// What became of a job whose lease has ended, and what is to be printed now.
public struct FinishedDelivery: Sendable {
    public var job: Job
    public var next: Lease?

    public init(job: Job, next: Lease? = nil) {
        self.job = job
        self.next = next
    }
}

/// A document that has been taken in but belongs to no job yet.
public protocol ReceivedDocument: Sendable {
    var octets: Int64 { get }
    /// SHA-256 of the bytes.
    var digest: [UInt8] { get }
}

/// A received document with what is known about it.
public struct NewDocument: Sendable {
    public var received: any ReceivedDocument
    public var format: String
    public var formatSupplied: String?
    public var name: String?
    /// How many pages it has; `nil` where only a conversion can tell.
    public var pages: Int?
    /// ``Document/attributes``
    public var attributes = AttributeGroup(.document)
    /// Opens it where it is encrypted ("document-password"); kept sealed with the job until that is finished.
    public var password: [UInt8]?

    public init(
        received: any ReceivedDocument, format: String, formatSupplied: String? = nil, name: String? = nil,
        pages: Int? = nil
    ) {
        self.received = received
        self.format = format
        self.formatSupplied = formatSupplied
        self.name = name
        self.pages = pages
    }
}

/// What a person changes about a job that waits.
public struct JobChange: Hashable, Sendable {
    public var priority: Int?
    public var name: String?
    public var hold: Hold?
    /// The whole set of kept attributes, new.
    public var attributes: AttributeGroup?
    /// All terms, new; a lock that is shut stays shut.
    public var terms: JobTerms?
    /// Another queue (CUPS-Move-Job); it keeps its priority and its place.
    public var printer: PrinterID?
    /// Another place among the jobs of its priority (Promote-Job, Schedule-Job-After).
    public var place: Place?

    /// What whoever changes it says about it, empty for nothing any more: the one thing that can be changed in every state
    /// ("job-message-from-operator").
    public var operatorMessage: String?

    public enum Place: Hashable, Sendable {
        case first
        /// Behind that job, which must wait on the same queue with the same priority.
        case after(JobID)
    }

    public init(
        priority: Int? = nil, name: String? = nil, hold: Hold? = nil, attributes: AttributeGroup? = nil,
        terms: JobTerms? = nil, printer: PrinterID? = nil, place: Place? = nil, operatorMessage: String? = nil
    ) {
        self.priority = priority
        self.name = name
        self.hold = hold
        self.attributes = attributes
        self.terms = terms
        self.printer = printer
        self.place = place
        self.operatorMessage = operatorMessage
    }
}

/// How long, and how much, is kept after a job has finished.
public struct Retention: Hashable, Sendable {
    /// Documents of finished jobs, for reprints.
    public var documents: Duration = .seconds(24 * 3600)
    /// Bytes of finished jobs' documents: beyond, the oldest go first.
    public var documentOctetsMax: Int64 = 10 << 30
    /// Finished jobs without their documents.
    public var history: Duration = .seconds(400 * 24 * 3600)
    /// Finished jobs in all: beyond, the oldest go first.
    public var historyJobsMax: Int = 1_000_000
    /// How many jobs one sweep touches, so that it never holds the store up.
    public var batchMax: Int = 1000

    public init() {}
}

/// What can go wrong with a store. Say what to do about it in words the client may read; paths and errno go to the log.
public enum StoreError: Error, Hashable, Sendable {
    case noSuchJob(JobID)
    case noSuchPrinter(String)
    case nameTaken(String)
    /// No room: the disk, or its reserve. Trying again later may help.
    case full(String)
    case tooLarge(octetsMax: Int64)
    case tooManyDocuments(max: Int)
    /// The job is not open for documents, or not in a state for this.
    case notPossible(String)
    case noSuchDocument(Int, of: JobID)
    /// Its user has printed all he may on that queue (``Printer/quota``).
    case quotaReached(String)
    /// A later run of the daemon has taken over; this one must end.
    case fenced
    /// Stored bytes are not what was stored. The job is set aside for a person.
    case damaged(String)
    /// The disk or the database failed; nothing was acknowledged. Trying again may help.
    case failed(String)
}
