import IPP
import PrintModel

/// What Cancel-Jobs, Cancel-My-Jobs and Purge-Jobs have in common: which jobs, whose, and whether their records go too
/// (PWG 5100.11, RFC 8011 §4.2.9).
struct JobSweep {
    /// How long a purge waits for jobs in hand to stop; what takes longer stays, cancelled, in the history.
    private static let stopTime: Duration = .seconds(5)
    /// How often it looks.
    private static let lookTime: Duration = .milliseconds(50)

    let context: OperationContext
    let actor: String
    let canceller: JobLifecycle.Canceller
    /// `nil` for those of all printers.
    let printer: PrinterID?
    /// Only jobs that are that person's.
    var isMine: (@Sendable (Job) -> Bool)?
    var removesRecords = false

    init(_ request: IPPRequest, in context: OperationContext, by canceller: JobLifecycle.Canceller) throws {
        self.context = context
        self.canceller = canceller
        actor = try context.actor(of: request)
        if case .server = try request.target() {
            printer = nil
        } else {
            printer = try context.targetPrinter(of: request).id
        }
    }

    /// "job-ids" names them; without it, all that are not completed, and for a purge those that are, too.
    func run(_ request: IPPRequest) async throws {
        if let jobs = try await named(by: request) {
            try await cancel(jobs)
            if removesRecords { try await Self.forget(jobs.map(\.id), in: context) }
            return
        }
        _ = try await ManyJobs(context: context).forEach(query(.notCompleted)) { job in
            if let isMine, !isMine(job) { throw JobLifecycle.Refusal(state: job.state, reason: "is somebody else's") }
            try await cancel(job)
        }
        if removesRecords { try await forgetAll() }
    }

    private func query(_ which: JobQuery.Which) -> JobQuery {
        JobQuery(printer: printer, which: which, user: isMine == nil ? nil : actor)
    }

    private func cancel(_ job: Job) async throws {
        try await context.jobs.apply(.cancel(canceller), to: job.id, by: actor, at: context.clock.now())
    }

    // MARK: By number

    /// All or nothing: every number is looked at before anything is done.
    private func named(by request: IPPRequest) async throws -> [Job]? {
        guard let attribute = request.operation["job-ids"] else { return nil }
        var jobs: [Job] = []
        var bad: [AttributeValue] = []
        for value in attribute.values {
            guard case .integer(let number) = value, number > 0 else {
                throw OperationError(.badRequest, "'job-ids' must be job numbers", unsupported: [attribute])
            }
            if let job = try await context.jobs.job(JobID(number)), printer == nil || job.printer == printer {
                jobs.append(job)
            } else {
                bad.append(value)
            }
        }
        try Self.refuse(bad, .notFound, "are not there")
        let others = isMine.map { isMine in jobs.filter { !isMine($0) } } ?? []
        try Self.refuse(others.map { .integer($0.id.rawValue) }, .notAuthorized, "belong to somebody else")
        let finished = removesRecords ? [] : jobs.filter(\.lifecycle.isFinished)
        try Self.refuse(finished.map { .integer($0.id.rawValue) }, .notPossible, "are finished")
        return jobs
    }

    private static func refuse(_ ids: [AttributeValue], _ status: StatusCode, _ what: String) throws {
        guard !ids.isEmpty else { return }
        let numbers = ids.prefix(10).compactMap(\.integerValue).map { String($0) }.joined(separator: ", ")
        throw OperationError(
            status, "nothing was canceled: jobs \(numbers)\(ids.count > 10 ? " and others" : "") \(what)",
            unsupported: [Attribute("job-ids", ids)])
    }

    private func cancel(_ jobs: [Job]) async throws {
        _ = try await ManyJobs(context: context).forEach(jobs.filter { !$0.lifecycle.isFinished }) { job in
            try await cancel(job)
        }
    }

    // MARK: Records

    /// Removes the records of jobs that were cancelled, when those in hand have stopped.
    static func forget(_ ids: [JobID], in context: OperationContext) async throws {
        try await waitForStops(in: context) { jobs in
            var left: [Job] = []
            for id in ids { if let job = try await jobs.job(id), !job.lifecycle.isFinished { left.append(job) } }
            return left.isEmpty
        }
        _ = try await context.jobs.forget(ids)
    }

    private func forgetAll() async throws {
        // Those of others are not waited for.
        let active = query(.states([.processing]))
        try await Self.waitForStops(in: context) { jobs in
            try await jobs.jobs(active, after: nil, limit: 1).jobs.isEmpty
        }
        let done = query(.completed)
        var cursor: JobCursor?
        repeat {
            let page = try await context.jobs.jobs(done, after: cursor, limit: 1000)
            _ = try await context.jobs.forget(page.jobs.filter { isMine?($0) ?? true }.map(\.id))
            cursor = page.next
        } while cursor != nil
    }

    private static func waitForStops(
        in context: OperationContext, until isDone: (any JobStore) async throws -> Bool
    ) async throws {
        for _ in 0..<(stopTime.wholeMilliseconds / lookTime.wholeMilliseconds) {
            if try await isDone(context.jobs) { return }
            try await context.clock.sleep(for: lookTime)
        }
    }
}
