public import PrintModel

extension SQLiteStore {
    public func claim(on printer: PrinterID, limit: Int, at now: Moment) async throws -> [Lease] {
        // From memory: a queue with nothing to print costs no transaction.
        guard limit > 0, counts(of: printer).pending > 0 else {
            try condition.check()
            return []
        }
        return try await commits.perform { try $0.claim(on: printer, limit: limit, at: now) }
    }

    public func claim(
        _ id: JobID, of pool: PrinterID, for member: Printer?, at now: Moment
    ) async throws -> Lease? {
        try await commits.perform { [epoch] transaction in
            guard
                let row = try transaction.connection.statement(.jobByID).first(
                    .integer(id.rawValue), read: JobRow.init),
                row.job.printer == pool, row.job.state == .pending, !row.job.lifecycle.isOpen
            else { return nil }
            guard !row.isDamaged else {
                try transaction.abort(row, because: "What was asked for cannot be read any more", at: now)
                return nil
            }
            var job = row.job
            let news =
                if let member { try job.claim(by: member, at: now) } else {
                    try job.claim(on: transaction.knownPrinter(pool), at: now)
                }
            try transaction.save(job, was: row, epoch: epoch)
            try transaction.record(news, of: job, was: row.job, by: nil, at: now)
            transaction.turns.queues[TurnQueue(of: job)]?.advance(to: job.order)
            return Lease(job: job, epoch: epoch, attempt: job.lifecycle.attempts)
        }
    }

    public func takeOver(on printer: PrinterID, at now: Moment) async throws -> [Lease] {
        guard counts(of: printer).isPrinting else {
            try condition.check()
            return []
        }
        return try await commits.perform { [epoch] transaction in
            let rows = try [SQL.jobsToTakeOver, .jobsOfPoolsToTakeOver].flatMap {
                try transaction.connection.statement($0).all(
                    .integer(printer.rawValue), .integer(epoch), read: JobRow.init)
            }
            return try rows.map { row in
                var job = row.job
                let news = try job.apply(.interrupted, at: now)
                try transaction.save(job, was: row, epoch: epoch)
                try transaction.record(news, of: job, was: row.job, by: nil, at: now)
                return Lease(job: job, epoch: epoch, attempt: job.lifecycle.attempts)
            }
        }
    }

    public func remember(deviceJob: String?, for lease: Lease) async throws {
        let now = clock.now()
        try await commits.perform { transaction in
            let row = try transaction.row(of: lease)
            guard row.job.state == .processing else {
                throw StoreError.notPossible("Job \(row.job.id) is \(row.job.state)")
            }
            var job = row.job
            job.deviceJob = deviceJob
            try transaction.save(job, was: row)
            guard let deviceJob else { return }
            try transaction.record([JobNews(.handedOver, "As \(deviceJob)")], of: job, by: nil, at: now)
        }
    }

    public func confirm(_ lease: Lease) async throws {
        try condition.check()
        // Read from the database, not from memory: a later run may have begun in another process.
        let state = try readOne { connection in
            try connection.statement(.leaseState).first(.integer(lease.job.id.rawValue)) {
                (owner: $0.integer(0), epoch: $0.integer(1), attempts: Int($0.integer(2)), state: $0.int32(3))
            }
        }
        guard let state, state.owner == epoch else {
            condition.fence()
            throw StoreError.fenced
        }
        guard lease.epoch == epoch else { throw StoreError.fenced }
        guard state.epoch == epoch, state.attempts == lease.attempt,
            state.state == JobLifecycle.State.processing.rawValue
        else {
            throw StoreError.notPossible("Attempt \(lease.attempt) at job \(lease.job.id) is over")
        }
    }

    @discardableResult
    public func finish(
        _ lease: Lease, with outcome: DeliveryOutcome, report: PrintReport, claiming next: NextClaim?,
        at now: Moment
    ) async throws -> FinishedDelivery {
        try await commits.perform { [systemMemory] transaction in
            let job = try transaction.finish(lease, with: outcome, report: report, systemMemory, at: now)
            let lease = try next.flatMap { next in
                try transaction.claim(on: next.printer, limit: 1, deviceJob: next.deviceJob, at: now).first
            }
            return FinishedDelivery(job: job, next: lease)
        }
    }
}

extension WriteTransaction {
    fileprivate func claim(
        on printer: PrinterID, limit: Int, deviceJob: String? = nil, at now: Moment
    ) throws -> [Lease] {
        let rows = try connection.statement(.nextJobs).all(
            .integer(printer.rawValue), .integer(limit), read: JobRow.init)
        let known = rows.isEmpty ? nil : knownPrinter(printer)
        var leases: [Lease] = []
        for row in rows {
            var job = row.job
            guard !row.isDamaged else {
                try abort(row, because: "What was asked for cannot be read any more", at: now)
                continue
            }
            let news = try job.claim(on: known, at: now)
            job.deviceJob = deviceJob
            try save(job, was: row, epoch: epoch)
            try record(news, of: job, was: row.job, by: nil, at: now)
            turns.queues[TurnQueue(of: job)]?.advance(to: job.order)
            let documents = try connection.statement(.documentsOfJob).all(
                DocumentKey.first(of: job.id), DocumentKey.last(of: job.id), read: Document.init)
            leases.append(
                Lease(job: job, epoch: epoch, attempt: job.lifecycle.attempts, documents: documents))
        }
        return leases
    }

    fileprivate func finish(
        _ lease: Lease, with outcome: DeliveryOutcome, report: PrintReport, _ systemMemory: SystemMemory,
        at now: Moment
    ) throws -> Job {
        let row = try row(of: lease)
        // Late news about a job that has moved on: it was aborted, or this was said before.
        guard !row.job.lifecycle.isFinished else { return row.job }
        var job = row.job
        let rules = DeliveryRules(of: knownPrinter(job.printer), by: job.member.flatMap(knownPrinter))
        let news = try job.finish(with: outcome, report: report, under: rules, at: now)
        try save(job, was: row)
        try record(news, of: job, was: row.job, by: nil, at: now)
        if case .needsCredentials = outcome {
            try changeIfLiving(row.job.member ?? job.printer, at: now) { $0.requireAuthInfo() }
        }
        if outcome == .delivered, job.documentCount > 1, !report.documents.isEmpty {
            try keep(report.documents, of: job.id)
        }
        if let counters = PageCounters(of: job, after: outcome, report) {
            try add(counters, to: row.job.member ?? job.printer, systemMemory)
        }
        return job
    }

    /// Ends a job for good because something of it is damaged, whatever it is doing; nothing of it is removed.
    func abort(_ row: JobRow, because reason: String, at now: Moment) throws {
        var job = row.job
        var news = [JobNews(.damaged, reason)]
        if !job.lifecycle.isFinished { news += try job.apply(.abort(because: reason), at: now) }
        try save(job, was: row)
        try record(news, of: job, was: row.job, by: nil, at: now)
    }
}
