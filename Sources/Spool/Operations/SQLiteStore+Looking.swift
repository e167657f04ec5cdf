public import PrintModel

extension SQLiteStore {
    public func job(_ id: JobID) async throws -> Job? {
        try readOne { try $0.statement(.jobByID).first(.integer(id.rawValue), read: JobRow.init)?.job }
    }

    public func jobs(_ query: JobQuery, after cursor: JobCursor?, limit: Int) async throws -> JobPage {
        guard limit > 0 else { return JobPage(jobs: [], next: nil) }
        return try read { connection in
            var jobs: [Job] = []
            for range in JobRange.all(of: query, after: cursor) where jobs.count <= limit {
                jobs += try range.jobs(of: query, limit: limit + 1 - jobs.count, on: connection)
            }
            guard jobs.count > limit else { return JobPage(jobs: jobs, next: nil) }
            jobs.removeLast()
            return JobPage(jobs: jobs, next: jobs.last.map(JobCursor.init))
        }
    }

    public func cursor(of query: JobQuery, behind count: Int) async throws -> JobCursor? {
        try read { connection in
            var left = count
            for range in JobRange.all(of: query, after: nil) where left > 0 {
                let found = try range.count(of: query, max: left, on: connection)
                if found == left {
                    return try range.jobs(of: query, behind: left - 1, limit: 1, on: connection).first.map(
                        JobCursor.init)
                }
                left -= found
            }
            return nil
        }
    }

    public var roomOctets: Int64? { depot.reserve.roomOctets }

    public func documents(of job: JobID) async throws -> [Document] {
        try readOne {
            try $0.statement(.documentsOfJob).all(
                DocumentKey.first(of: job), DocumentKey.last(of: job), read: Document.init)
        }
    }

    public func events(of job: JobID) async throws -> [JobEvent] {
        try readOne { try $0.statement(.eventsOfJob).all(.integer(job.rawValue), read: JobEvent.init) }
    }

    public func events(after sequence: Int64, limit: Int) async throws -> [JobEvent] {
        try readOne {
            try $0.statement(.eventsAfter).all(.integer(sequence), .integer(max(limit, 0)), read: JobEvent.init)
        }
    }

    public func usage(
        of printer: PrinterID, by user: String?, after last: String, limit: Int, at now: Moment
    ) async throws -> [UserUsage] {
        guard let quota = self.printer(printer)?.quota, limit > 0 else { return [] }
        return try readOne {
            try $0.statement(.usageByUser).all(
                .integer(printer.rawValue), .text(last), .moment(quota.begin(at: now)), .text(user), .integer(limit)
            ) { UserUsage(user: $0.text(0), usage: Usage(kOctets: $0.integer(1), pages: $0.integer(2))) }
        }
    }

    public var lastEvent: Int64 { memory.read { $0.lastEvent } }

    public func counts(of printer: PrinterID) -> QueueCounts {
        memory.read { $0.counts[printer] ?? QueueCounts() }
    }

    public func waiting(of owner: Owner, on printer: PrinterID) -> WaitingJobs.Count {
        memory.read { $0.waiting.count(of: owner, on: printer) }
    }

    public func jobsBefore(_ job: Job, max: Int) async throws -> Int {
        guard job.state == .pending || job.state == .held, max > 0 else { return 0 }
        let processing = counts(of: job.printer).processing
        guard processing < max else { return max }
        let limit = SQLValue.integer(max - processing)
        let pending = SQLValue.integer(JobLifecycle.State.pending.rawValue)
        let printer = SQLValue.integer(job.printer.rawValue)
        let waiting = try read { connection in
            let moreUrgent = try connection.statement(.moreUrgent).first(
                printer, pending, .integer(job.priority), limit
            ) { Int($0.integer(0)) }
            let asUrgent = try connection.statement(.asUrgent).first(
                printer, pending, .integer(job.priority), .integer(job.order), .integer(job.id.rawValue), limit
            ) { Int($0.integer(0)) }
            return (moreUrgent ?? 0) + (asUrgent ?? 0)
        }
        return min(processing + waiting, max)
    }

    public func read(document number: Int, of job: JobID) async throws -> DocumentStream {
        guard (1...DocumentKey.numberMax).contains(number) else {
            throw StoreError.notPossible("Job \(job) has no document \(number)")
        }
        let key = DocumentKey(job, number)
        let (row, bytes) = try read { connection in
            let row = try connection.statement(.jobByID).first(.integer(job.rawValue), read: JobRow.init)
            let bytes = try connection.statement(.documentBytes).first(.integer(key.rowID), read: StoredBytes.init)
            return (row, bytes)
        }
        guard let row else { throw StoreError.noSuchJob(job) }
        guard let bytes else { throw StoreError.notPossible("Job \(job) has no document \(number)") }
        guard row.job.hasDocuments else {
            throw StoreError.notPossible("The documents of job \(job) are not kept any more")
        }
        return try await depot.open(bytes) { [weak self] why in
            await self?.setAside(key, bytes, because: why) ?? StoreError.damaged("Document \(number) \(why)")
        }
    }
}
