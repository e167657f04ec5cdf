import IPP
import PrintModel

extension OperationContext {
    /// What Cancel-Current-Job and Suspend-Current-Job are about (RFC 3998 §4.1 and §4.3): the job that is named, which
    /// guards against its end just before the request comes; without a name, those of the queue that are in `states`.
    ///
    /// Throws "client-error-not-possible" when there is none, and when whoever asks may not change one of them.
    func currentJobs(of request: IPPRequest, in states: Set<JobLifecycle.State>) async throws -> [Job] {
        let printer: Printer?
        var named: Job?
        if case .job = try request.target() {
            named = try await targetJob(of: request)
            printer = nil
        } else {
            printer = try targetPrinter(of: request)
            if request.operation["job-id"] != nil { named = try await targetJob(of: request) }
        }
        guard let job = named else { return try await jobsInHand(on: printer, in: states, for: request) }
        guard printer == nil || job.printer == printer?.id else { throw OperationError.noSuchJob(job.id) }
        try authorise(request, for: .jobOwner, on: job)
        guard states.contains(job.state) else {
            throw OperationError(.notPossible, "job \(job.id) is \(job.state), not being printed")
        }
        return [job]
    }

    private func jobsInHand(
        on printer: Printer?, in states: Set<JobLifecycle.State>, for request: IPPRequest
    ) async throws -> [Job] {
        let query = JobQuery(printer: printer?.id, which: .states(states))
        let jobs = try await jobs.jobs(query, after: nil, limit: Self.jobsInHandMax).jobs.filter {
            $0.lifecycle.cancelRequested == nil
        }
        guard !jobs.isEmpty else {
            throw OperationError(.notPossible, "\(printer?.name.text ?? "the printer") is printing no job")
        }
        for job in jobs { try authorise(request, for: .jobOwner, on: job) }
        return jobs
    }

    /// More than any device prints at once.
    private static let jobsInHandMax = 100
}
