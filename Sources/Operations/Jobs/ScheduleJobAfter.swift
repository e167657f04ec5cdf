import IPP
import PrintModel

/// Schedule-Job-After: a pending job is printed right behind another one, whose priority it takes over; without
/// "predecessor-job-id", and behind one that is being printed, it is the next (RFC 3998 §4.4.2).
struct ScheduleJobAfter: Operation {
    static let id = OperationID.scheduleJobAfter
    static let access = Access.operation

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        let job = try await context.targetJob(of: request)
        try context.authorise(request, for: Self.access, on: job)
        let predecessor = try await Self.predecessor(of: request, in: context)
        guard job.state == .pending else {
            throw OperationError(.notPossible, "job \(job.id) is \(job.state); only a pending job can be scheduled")
        }
        let change: JobChange
        if let predecessor, predecessor.state == .pending {
            try Self.check(predecessor, before: job)
            change = JobChange(priority: predecessor.priority, place: .after(predecessor.id))
        } else {
            if let predecessor { try Self.check(predecessor, before: job) }
            change = try await Self.asNext(job, behind: predecessor, in: context)
        }
        try await context.jobs.change(
            job.id, change, by: try context.actor(of: request), at: context.clock.now())
        try await context.leaveMessage(of: request, on: job)
        return IPPResponse()
    }

    private static func predecessor(of request: IPPRequest, in context: OperationContext) async throws -> Job? {
        guard let number = try request.integer("predecessor-job-id") else { return nil }
        guard let job = try await context.jobs.job(JobID(number)) else {
            throw OperationError.noSuchJob(JobID(number))
        }
        return job
    }

    private static func check(_ predecessor: Job, before job: Job) throws {
        guard predecessor.id != job.id else {
            throw OperationError(.notPossible, "job \(job.id) cannot be printed after itself")
        }
        guard predecessor.printer == job.printer else {
            throw OperationError(.notPossible, "job \(predecessor.id) is in another queue")
        }
        guard [.pending, .processing, .stopped].contains(predecessor.state) else {
            throw OperationError(.notPossible, "job \(predecessor.id) is \(predecessor.state), not to be printed now")
        }
    }

    /// In front of all that wait: with the priority of the first of them, where that is more than the predecessor's.
    private static func asNext(
        _ job: Job, behind predecessor: Job?, in context: OperationContext
    ) async throws -> JobChange {
        let waiting = JobQuery(printer: job.printer, which: .states([.pending]))
        let first = try await context.jobs.jobs(waiting, after: nil, limit: 1).jobs.first
        let priority = max(first?.priority ?? 1, predecessor?.priority ?? job.priority)
        return JobChange(priority: priority, place: .first)
    }
}
