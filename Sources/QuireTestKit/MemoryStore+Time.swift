public import PrintModel

extension MemoryStore {
    public func nextDue() async throws -> Moment? {
        try look { contents in contents.jobs.values.compactMap(\.job.dueAt).min() }
    }

    @discardableResult
    public func applyDue(at now: Moment) async throws -> Int {
        try write { contents, change in
            let due = contents.jobs.values.filter { $0.job.dueAt.map { $0 <= now } ?? false }
            for before in due.sorted(by: { ($0.job.dueAt ?? now, $0.job.id) < ($1.job.dueAt ?? now, $1.job.id) }) {
                var record = before
                let action = contents.printers[record.job.printer]?.timeOutAction
                let news = try record.job.applyDue(at: now, timeOut: action ?? .processJob)
                contents.put(record, was: before, &change)
                contents.record(news, of: record.job, was: before.job, by: nil, at: now)
            }
            return due.count
        }
    }

    @discardableResult
    public func sweep(_ retention: Retention, at now: Moment) async throws -> Int {
        try write { contents, change in
            contents.lines.removeAll { $0.expiresAt.map { $0 <= now } ?? false }
            let documents = contents.removeDocuments(retention, at: now, limit: retention.batchMax, &change)
            return documents
                + contents.removeHistory(retention, at: now, limit: retention.batchMax - documents)
        }
    }

    @discardableResult
    public func forget(_ jobs: [JobID]) async throws -> Int {
        try write { contents, _ in
            let done = Set(jobs.filter { contents.jobs[$0]?.job.lifecycle.isFinished == true })
            for id in done { contents.jobs[id] = nil }
            let now = contents.lines.last?.event.at ?? Moment(seconds: 0)
            for id in done { contents.expireEvents(of: id, at: now) }
            return done.count
        }
    }
}
