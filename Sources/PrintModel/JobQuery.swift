/// Which jobs, in which order, from where on: what Get-Jobs and the lists ask the store.
///
/// Answers come in pages, so that a list of 100,000 jobs is never in memory at once.
public struct JobQuery: Hashable, Sendable {
    public enum Which: Hashable, Sendable {
        /// Processing first, then the order of printing, then held (RFC 8011 §4.2.6.2).
        case notCompleted
        /// Newest end first.
        case completed
        /// Those not completed, then those completed, each in its order.
        case all
        /// Those whose proof is printed and that nobody has approved yet.
        case awaitingApproval
        /// Only these states, in the order of the lists they belong to.
        case states(Set<JobLifecycle.State>)
    }

    /// `nil` for the jobs of all printers.
    public var printer: PrinterID?
    public var which: Which
    /// Only jobs with this "job-originating-user-name".
    public var user: String?
    /// None of these queues.
    public var hidden: Set<PrinterID>

    public init(
        printer: PrinterID? = nil, which: Which = .notCompleted, user: String? = nil, hidden: Set<PrinterID> = []
    ) {
        self.printer = printer
        self.which = which
        self.user = user
        self.hidden = hidden
    }
}

/// A page of jobs, and where the next one begins.
public struct JobPage: Sendable {
    public var jobs: [Job]
    /// `nil` when there are no more.
    public var next: JobCursor?

    public init(jobs: [Job], next: JobCursor?) {
        self.jobs = jobs
        self.next = next
    }
}

/// A place in a list of jobs: the sort key of the last job seen, so that it stays right while jobs come and go.
public struct JobCursor: Hashable, Sendable {
    public var state: JobLifecycle.State
    public var priority: Int
    public var order: Int64
    public var finishedAt: Moment?
    public var id: JobID

    public init(of job: Job) {
        state = job.state
        priority = job.priority
        order = job.order
        finishedAt = job.finishedAt
        id = job.id
    }
}
