import PrintModel

extension PrinterWorker {
    /// Takes jobs of the printer's own queue and of pools it serves, whichever is due first.
    ///
    /// A printer in no pool, and one whose pools have nothing to do, takes several jobs of its own in one transaction.
    func take(_ free: Int, for printer: Printer, at now: Moment) async throws -> [Lease] {
        guard desk.servesPools(id) else { return try await jobs.claim(on: id, limit: free, at: now) }
        var leases: [Lease] = []
        func standUp() { desk.stand(id, free: free - leases.count, inHand: hand.jobs.count + leases.count) }
        defer { standUp() }
        // Somebody else may be faster, again and again: then that job is printed, and the next store change wakes us.
        var triesLeft = 2 * free + Self.lostRacesMax
        do {
            while leases.count < free, triesLeft > 0 {
                triesLeft -= 1
                standUp()
                let pools = desk.waitingPools(of: id)
                guard !pools.isEmpty else {
                    leases += try await jobs.claim(on: id, limit: free - leases.count, at: now)
                    break
                }
                guard let (job, pool) = try await next(of: pools, at: now) else { break }
                guard let pool else {
                    leases += try await jobs.claim(on: id, limit: 1, at: now)
                    continue
                }
                guard let lease = try await jobs.claim(job.id, of: pool, for: printer, at: now) else { continue }
                desk.took(pool, id)
                leases.append(lease)
            }
        } catch {
            // What was taken is ours to print, whatever came then; the next look meets it again.
            guard !leases.isEmpty else { throw error }
        }
        return leases
    }

    private static let lostRacesMax = 8

    /// The job that is due first, and the pool it waits on; `nil` for the printer's own queue.
    private func next(of pools: [Printer], at now: Moment) async throws -> (job: Job, pool: PrinterID?)? {
        var best = try await desk.ownJob(of: id).map { (job: $0, pool: PrinterID?.none) }
        for pool in pools {
            guard let job = try await desk.job(of: pool, for: id, at: now) else { continue }
            if best.map({ job.isDue(before: $0.job) }) ?? true { best = (job, pool.id) }
        }
        return best
    }
}

extension Job {
    /// Whether it is printed first although it waits on another queue: the more urgent, then the older.
    fileprivate func isDue(before other: Job) -> Bool {
        (-priority, order, id) < (-other.priority, other.order, other.id)
    }
}

extension JobStore {
    /// Settles the jobs of a pool whose member was deleted while it printed them: nobody can be asked any more.
    func settleOrphans(of pool: PrinterID, at now: Moment) async throws {
        for lease in try await takeOver(on: pool, at: now) {
            try await finish(
                lease, with: .unknown(confirmedImpressions: 0, because: "the printer that had it was deleted"), at: now)
        }
    }
}
