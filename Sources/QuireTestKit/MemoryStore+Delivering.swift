public import PrintModel

extension MemoryStore {
    public func claim(on printer: PrinterID, limit: Int, at now: Moment) async throws -> [Lease] {
        let leases = try write { contents, change in
            try claim(on: printer, limit: limit, at: now, of: &contents, &change)
        }
        for lease in leases { await whenClaimed.get()?(lease) }
        return leases
    }

    private func claim(
        on printer: PrinterID, limit: Int, deviceJob: String? = nil, at now: Moment, of contents: inout Contents,
        _ change: inout StoreChange
    ) throws -> [Lease] {
        let next = contents.waiting(on: printer).filter { $0.state == .pending && !$0.lifecycle.isOpen }
        return try next.prefix(max(limit, 0)).map { job in
            let before = try contents.found(job.id)
            var record = before
            record.epoch = epoch
            let news = try record.job.claim(on: contents.printers[printer], at: now)
            record.job.deviceJob = deviceJob
            contents.turns[TurnQueue(of: job)]?.advance(to: job.order)
            contents.put(record, was: before, &change)
            contents.record(news, of: record.job, was: before.job, by: nil, at: now)
            return Lease(
                job: record.job, epoch: epoch, attempt: record.job.lifecycle.attempts, documents: record.documents)
        }
    }

    public func claim(_ id: JobID, of pool: PrinterID, for member: Printer?, at now: Moment) async throws -> Lease? {
        try write { contents, change in
            guard let before = contents.jobs[id], before.job.printer == pool, before.job.state == .pending,
                !before.job.lifecycle.isOpen
            else { return nil }
            var record = before
            record.epoch = epoch
            let news =
                if let member { try record.job.claim(by: member, at: now) } else {
                    try record.job.claim(on: contents.printers[pool], at: now)
                }
            contents.turns[TurnQueue(of: record.job)]?.advance(to: record.job.order)
            contents.put(record, was: before, &change)
            contents.record(news, of: record.job, was: before.job, by: nil, at: now)
            return Lease(job: record.job, epoch: epoch, attempt: record.job.lifecycle.attempts)
        }
    }

    public func takeOver(on printer: PrinterID, at now: Moment) async throws -> [Lease] {
        try write { contents, change in
            let left = contents.inHand(of: printer)
            return try left.compactMap { job in
                let before = try contents.found(job.id)
                guard before.epoch != epoch else { return nil }
                var record = before
                record.epoch = epoch
                let news = try record.job.apply(.interrupted, at: now)
                contents.put(record, was: before, &change)
                contents.record(news, of: record.job, was: before.job, by: nil, at: now)
                return Lease(job: record.job, epoch: epoch, attempt: record.job.lifecycle.attempts)
            }
        }
    }

    public func remember(deviceJob: String?, for lease: Lease) async throws {
        try write { contents, change in
            let before = try contents.found(by: lease, epoch: epoch)
            guard before.job.state == .processing else {
                throw StoreError.notPossible("Job \(before.job.id) is \(before.job.state)")
            }
            var record = before
            record.job.deviceJob = deviceJob
            contents.put(record, was: before, &change)
            guard let deviceJob else { return }
            contents.record(
                [JobNews(.handedOver, "As \(deviceJob)")], of: record.job, by: nil, at: before.job.processingAt)
        }
    }

    public func confirm(_ lease: Lease) async throws {
        try look { contents in
            guard try contents.found(by: lease, epoch: epoch).job.state == .processing else {
                throw StoreError.notPossible("Attempt \(lease.attempt) at job \(lease.job.id) is over")
            }
        }
    }

    @discardableResult
    public func finish(
        _ lease: Lease, with outcome: DeliveryOutcome, report: PrintReport, claiming next: NextClaim?,
        at now: Moment
    ) async throws -> FinishedDelivery {
        let finished = try write { contents, change in
            let job = try finish(lease, with: outcome, report: report, at: now, in: &contents, &change)
            let lease = try next.flatMap { next in
                try claim(
                    on: next.printer, limit: 1, deviceJob: next.deviceJob, at: now, of: &contents, &change
                ).first
            }
            return FinishedDelivery(job: job, next: lease)
        }
        if let next = finished.next { await whenClaimed.get()?(next) }
        return finished
    }

    private func finish(
        _ lease: Lease, with outcome: DeliveryOutcome, report: PrintReport, at now: Moment,
        in contents: inout Contents, _ change: inout StoreChange
    ) throws -> Job {
        let before = try contents.found(by: lease, epoch: epoch)
        guard !before.job.lifecycle.isFinished else { return before.job }
        var record = before
        let rules = DeliveryRules(
            of: contents.printers[record.job.printer], by: record.job.member.flatMap { contents.printers[$0] })
        let news = try record.job.finish(with: outcome, report: report, under: rules, at: now)
        if outcome == .delivered, record.job.documentCount > 1 {
            for (number, pages) in report.documents where record.documents.indices.contains(number - 1) {
                record.documents[number - 1].keep(pages)
            }
        }
        if let counters = PageCounters(of: record.job, after: outcome, report) {
            let printer = before.job.member ?? record.job.printer
            contents.printed[printer] = (contents.printed[printer] ?? PageCounters()) + counters
        }
        contents.put(record, was: before, &change)
        contents.record(news, of: record.job, was: before.job, by: nil, at: now)
        if case .needsCredentials = outcome {
            contents.requireAuthInfo(before.job.member ?? record.job.printer, at: now, &change)
        }
        return record.job
    }
}
