import IPP
import IPPClient

extension StatusReport {
    /// Jobs of the printers and users named, in the order of the server. A printer's name may be a job's, too:
    /// `floor2-412`.
    ///
    /// - Parameter checks: that each printer named is there.
    mutating func showJobs(_ list: String?, users: String? = nil, checks: Bool = true) async throws {
        for (rank, job) in try await jobs(list, users: users, checks: checks) {
            let lines = job.lines(
                rank: showsRanks ? rank : nil, isLong: detail != .short,
                time: which == "completed" ? "time-at-completed" : "time-at-creation")
            for line in lines { session.output.print(line) }
        }
    }

    /// With their places among all jobs of the server.
    mutating func jobs(
        _ list: String?, users: String?, checks: Bool, _ attributes: [String] = JobStatusText.requested
    ) async throws -> [(rank: Int, job: JobStatusText)] {
        let printers = NameList(list)
        let owners = NameList(users)
        let all = try await server.jobs(which: which, attributes).map(JobStatusText.init)
        if checks, !printers.isEverything, !all.contains(where: { printers.includes($0.name) }) {
            _ = try await self.printers(list)
        }
        return all.enumerated().filter { _, job in
            (printers.includes(job.printer) || printers.includes(job.name)) && owners.includes(job.owner)
        }.map { (rank: $0.offset, job: $0.element) }
    }
}
