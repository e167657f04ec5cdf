import IPP
import PrintModel
import Synchronization

/// What jobs are called and whose they are, for notifications: looked up once a job, not once a notification.
final class JobNames: Sendable {
    struct Entry: Sendable {
        var name: String
        var owner: Owner
        /// ``Forwarding/bringer``
        var bringer: String?
        var createdAt: Moment
    }

    /// Some 200 octets each.
    private static let jobsMax = 8192

    private let entries = Mutex<[JobID: Entry]>([:])

    subscript(job: JobID) -> Entry? { entries.withLock { $0[job] } }

    /// Looks those up that are not known; those that are gone have no name any more.
    func learn(_ jobs: Set<JobID>, from store: any JobStore) async throws {
        let unknown = entries.withLock { entries in
            if entries.count > Self.jobsMax { entries = [:] }
            return jobs.filter { entries[$0] == nil }
        }
        for id in unknown {
            guard let job = try await store.job(id) else { continue }
            let entry = Entry(
                name: job.name, owner: job.owner, bringer: job.attributes[Forwarding.bringer]?.stringValue,
                createdAt: job.createdAt)
            entries.withLock { $0[id] = entry }
        }
    }

    /// A job that is called otherwise now.
    func forget(_ job: JobID) { entries.withLock { $0[job] = nil } }
}
