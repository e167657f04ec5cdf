/// One line of the log of everything that happens: to a job, a printer, a resource or the server.
///
/// It has the state right after it, so that whoever is told later hears what was and not what is.
public struct LoggedEvent: Hashable, Sendable {
    /// Grows by at least 1 with every line of the store, in the order of the commits.
    public var sequence: Int64
    public var at: Moment
    /// What it is to subscribers; may be several at once: a job that is begun makes its printer busy too.
    public var kinds: EventKinds
    /// The raw value of ``JobEvent/Kind`` or ``ServerNews/Kind``.
    public var what: String
    /// Who did it, when a person did.
    public var actor: String?
    /// A sentence for people; empty when the kind says it all.
    public var detail: String
    /// The job it happened to; `nil` where it happened to no job.
    public var job: JobID?
    /// The printer it happened to, or the job's; `nil` for resources and the server.
    public var printer: PrinterID?
    public var resource: ResourceID?
    /// The number of the document it happened to; `nil` where it happened to no document, or to all of a job at once.
    public var document: Int?
    /// Of the job, the resource or the server; of printers there is ``printerStatus``.
    public var state: StateAfter?
    /// "job-impressions-completed", of jobs.
    public var impressions: Int?
    /// The printer, where this line is about it.
    public var printerStatus: PrinterGlance?

    public init(
        sequence: Int64, at: Moment, kinds: EventKinds, what: String, actor: String? = nil, detail: String = "",
        job: JobID? = nil, printer: PrinterID? = nil, resource: ResourceID? = nil, document: Int? = nil,
        state: StateAfter? = nil, impressions: Int? = nil, printerStatus: PrinterGlance? = nil
    ) {
        self.sequence = sequence
        self.at = at
        self.kinds = kinds
        self.what = what
        self.actor = actor
        self.detail = detail
        self.job = job
        self.printer = printer
        self.resource = resource
        self.document = document
        self.state = state
        self.impressions = impressions
        self.printerStatus = printerStatus
    }
}

/// "job-state", "resource-state" or "system-state" with its reasons.
public struct StateAfter: Hashable, Sendable {
    public var state: Int32
    /// Keywords; never empty.
    public var reasons: [String]

    public init(state: Int32, reasons: [String]) {
        self.state = state
        self.reasons = reasons.isEmpty ? ["none"] : reasons
    }
}

extension LoggedEvent {
    /// A line about a job as it is after `news`.
    public init(
        _ news: JobNews, of job: Job, isPaused: Bool, sequence: Int64, by actor: String?, at now: Moment
    ) {
        self.init(
            sequence: sequence, at: now, kinds: news.events, what: news.kind.rawValue, actor: actor,
            detail: news.detail, job: job.id, printer: job.printer, document: news.document,
            state: StateAfter(state: job.state.rawValue, reasons: job.stateReasons(printerIsPaused: isPaused)),
            impressions: job.impressionsCompleted)
    }

    /// A line about something else; ``printerStatus`` is the store's to add.
    public init(_ news: ServerNews, sequence: Int64, by actor: String?, at now: Moment) {
        self.init(
            sequence: sequence, at: now, kinds: news.kind.events, what: news.kind.rawValue, actor: actor,
            detail: news.detail)
        switch news.subject {
        case .printer(let id): printer = id
        case .resource(let id): resource = id
        case .system: break
        }
        if printer == nil { state = news.state.map { StateAfter(state: $0, reasons: news.reasons ?? []) } }
    }

    /// Adds what the line says of its printer, where that is another state than before.
    public mutating func turn(_ before: PrinterGlance, into after: PrinterGlance) {
        guard before != after else { return }
        printerStatus = after
        kinds.formUnion(after.isStopped && !before.isStopped ? .printerStopped : .printerStateChanged)
    }
}
