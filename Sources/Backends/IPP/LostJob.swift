internal import IPP
internal import IPPClient
internal import PrintModel

/// A job that a printer may have made, and whose number was lost with its answer to Create-Job. Nothing of it is remembered
/// here, so it would lie there, empty, until the printer gives it up; many print nothing else meanwhile.
struct LostJob: Sendable {
    let name: String
    let user: String
    /// Before it was asked for.
    let since = ContinuousClock.now

    static let requested = [
        "job-id", "job-uri", "job-name", "job-originating-user-name", "job-state", "job-state-reasons",
        "number-of-documents", "job-k-octets", "time-at-creation", "job-printer-up-time",
    ]

    /// Whether it can only be that one: it has our name and user, has no document yet, and was made since it was asked
    /// for. A printer that does not say when says too little (RFC 8011 §5.3.14.1: it is REQUIRED).
    func isThis(_ job: AttributeGroup, age most: Duration) -> Bool {
        guard job["job-name"]?.stringValue == name,
            job["job-originating-user-name"].map({ $0.stringValue == user }) ?? true,
            (job["number-of-documents"]?.integerValue ?? 0) == 0, (job["job-k-octets"]?.integerValue ?? 0) == 0,
            let made = job["time-at-creation"]?.integerValue, let now = job["job-printer-up-time"]?.integerValue
        else { return false }
        let sight = JobSight(job)
        guard !sight.isOver, sight.state != 5 || sight.isIncomplete else { return false }
        // Both are whole seconds.
        return Int64(now) - Int64(made) <= most.components.seconds + 2
    }
}

extension IPPDelivery {
    /// Looks for it (Get-Jobs): at once, and a little later, for the printer may still be at it. `nil` where it is not
    /// there, or where it could be more than one.
    func find(_ lost: LostJob) async -> RemoteJob? {
        link.rest()
        for look in 0..<2 {
            // Cut off when the job is cancelled, which is seen by whoever asks.
            if look > 0 { try? await clock.sleep(for: pace.jobFirst * 5) }
            // A printer that does not answer this either is away: then there is nothing to be done about it.
            guard let reply = try? await jobsInWork(), reply.status.isSuccessful else { return nil }
            let age = ContinuousClock.now - lost.since
            let found = reply.groups.filter { $0.tag == .job && lost.isThis($0, age: age) }
            if found.count > 1 { return nil }
            if let group = found.first { return remoteJob(group) }
        }
        return nil
    }

    private func jobsInWork() async throws(IPPClientError) -> IPPMessage {
        try await link.ask(.getJobs, user: user) { request in
            request.update(.operation) { operation in
                operation.set("which-jobs", .keyword("not-completed"))
                operation.set(Attribute("requested-attributes", LostJob.requested.map { .keyword($0) }))
            }
        }
    }
}

extension IPPClientError {
    /// Whether the printer may have done what it was asked, although no answer came.
    var mayHaveBeenCarriedOut: Bool {
        switch self {
        case .closedEarly, .timedOut: true
        default: false
        }
    }
}
