/// The places of new jobs in a queue whose users take turns: somebody with one job waits for one job of everybody
/// else, not for all of them.
///
/// A user's next job stands a step behind their last one, but never before the place that printing has reached; so the
/// first jobs of all users come before all second ones. The places are the ordinary ones (``Job/order``): lists,
/// moves and the number of jobs before one need to know nothing of turns.
public struct FairTurns: Sendable {
    /// Where printing has got to.
    private var front: Int64
    /// Where each user's last job stands.
    private var last: [String: Int64] = [:]

    /// More users than this, and those whose turn has passed are forgotten.
    private static let usersMax = 10_000

    /// - Parameter waiting: the jobs of the queue that are not finished, of one priority: whose, and where they stand.
    public init(waiting: some Sequence<(user: String, order: Int64)>) {
        var first: Int64?
        for job in waiting {
            first = min(first ?? job.order, job.order)
            last[job.user] = max(last[job.user] ?? job.order, job.order)
        }
        front = (first ?? Job.orderStep) - Job.orderStep
    }

    /// The place of a new job.
    public mutating func place(for user: String) -> Int64 {
        if last.count >= Self.usersMax { last = last.filter { $0.value > front } }
        let place = max(front, last[user] ?? front) + Job.orderStep
        last[user] = place
        return place
    }

    /// Tells that the job at that place is being printed.
    public mutating func advance(to order: Int64) { front = max(front, order) }
}

/// Which jobs take turns with each other.
public struct TurnQueue: Hashable, Sendable {
    public var printer: PrinterID
    public var priority: Int

    public init(printer: PrinterID, priority: Int) {
        self.printer = printer
        self.priority = priority
    }

    public init(of job: Job) { self.init(printer: job.printer, priority: job.priority) }
}
