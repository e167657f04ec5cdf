internal import Logging
public import PrintModel

extension SQLiteStore {
    /// How many jobs one transaction changes at most, so that nobody waits long behind it.
    private static let batch = 200

    public func nextDue() async throws -> Moment? {
        try readOne { try $0.statement(.nextDue).first { $0.optionalMoment(0) } ?? nil }
    }

    @discardableResult
    public func applyDue(at now: Moment) async throws -> Int {
        try await repeating(upTo: .max) { _ in
            guard let due = try await nextDue(), due <= now else { return 0 }
            return try await applyDueBatch(at: now)
        }
    }

    /// Makes change after change until one changes nothing or `limit` is reached; gives back how many jobs they changed.
    ///
    /// A failure is the caller's only if nothing was changed before it: a call that throws has done nothing. The next
    /// call meets it again.
    private func repeating(upTo limit: Int, _ change: (_ left: Int) async throws -> Int) async throws -> Int {
        var count = 0
        do {
            while count < limit {
                let changed = try await change(limit - count)
                guard changed > 0 else { break }
                count += changed
            }
        } catch {
            guard count > 0 else { throw error }
            condition.logger.warning("stopped after \(count) jobs", metadata: ["error": "\(error)"])
        }
        return count
    }

    private func applyDueBatch(at now: Moment) async throws -> Int {
        try await commits.perform { [memory] transaction in
            let rows = try transaction.connection.statement(.dueJobs).all(
                .moment(now), .integer(Self.batch), read: JobRow.init)
            var count = 0
            for row in rows {
                var job = row.job
                let action = memory.read { $0.printers[job.printer]?.timeOutAction }
                let news = try job.applyDue(at: now, timeOut: action ?? .processJob)
                try transaction.save(job, was: row)
                try transaction.record(news, of: job, was: row.job, by: nil, at: now)
                if !news.isEmpty { count += 1 }
            }
            return count
        }
    }

    @discardableResult
    public func sweep(_ retention: Retention, at now: Moment) async throws -> Int {
        try await countDoneJobs()
        try await removeExpiredEvents(at: now)
        return try await repeating(upTo: retention.batchMax) { left in
            let limit = min(left, Self.batch)
            let (documents, places) = try await removeDocumentsBatch(retention, at: now, limit: limit)
            // The rows are gone for good before the bytes are: a crash between leaves garbage, never a job without
            // its document.
            await remove(places)
            guard documents == 0 else { return documents }
            let (jobs, rest) = try await removeHistoryBatch(retention, at: now, limit: limit)
            await remove(rest)
            return jobs
        }
    }

    // MARK: Documents of finished jobs

    private func removeDocumentsBatch(
        _ retention: Retention, at now: Moment, limit: Int
    ) async throws -> (Int, [Place: Int64]) {
        let excessAtStart = memory.read { $0.keptOctets } - retention.documentOctetsMax
        guard try await isAnythingKept(excess: excessAtStart, retention, at: now) else { return (0, [:]) }
        return try await commits.perform { transaction in
            var excess = excessAtStart
            var places: [Place: Int64] = [:]
            var count = 0
            func remove(_ row: JobRow) throws {
                places.merge(try transaction.forgetBytes(of: row.job.id)) { first, _ in first }
                var job = row.job
                job.hasDocuments = false
                try transaction.save(job, was: row)
                if job.documentCount > 0 {
                    try transaction.record([JobNews(.documentsRemoved)], of: job, by: nil, at: now)
                }
                excess -= job.octets
                count += 1
            }
            for row in try transaction.retained(until: now, limit: limit) { try remove(row) }
            for row in try transaction.connection.statement(.oldestKept).all(
                .integer(max(0, limit - count)), read: JobRow.init)
            {
                guard excess > 0 || row.job.isOlder(than: retention.documents, at: now) else { break }
                try remove(row)
            }
            guard excess > 0, count < limit else { return (count, places) }
            // Only now those that somebody wants to keep longer.
            for row in try transaction.retained(until: nil, limit: limit - count) where excess > 0 { try remove(row) }
            return (count, places)
        }
    }

    /// A sweep that has nothing to do costs a look, not a transaction.
    private func isAnythingKept(excess: Int64, _ retention: Retention, at now: Moment) async throws -> Bool {
        if excess > 0 { return true }
        let oldest = try readOne { try $0.statement(.oldestKept).first(.integer(1), read: JobRow.init)?.job }
        if oldest?.isOlder(than: retention.documents, at: now) == true { return true }
        return try readOne { try $0.statement(.firstRetained).first(.integer(1), .moment(now)) { _ in true } ?? false }
    }

    // MARK: History

    private func removeHistoryBatch(
        _ retention: Retention, at now: Moment, limit: Int
    ) async throws -> (Int, [Place: Int64]) {
        let excess = (memory.read { $0.doneJobs } ?? 0) - retention.historyJobsMax
        guard let oldest = try oldestDone(1, at: now).first,
            excess > 0 || oldest.isOlder(than: retention.history, at: now)
        else { return (0, [:]) }
        return try await commits.perform { transaction in
            try transaction.removeHistory(limit: limit, excess: excess, retention, at: now)
        }
    }

    @discardableResult
    public func forget(_ jobs: [JobID]) async throws -> Int {
        try await countDoneJobs()
        var count = 0
        let now = clock.now()
        for start in stride(from: 0, to: jobs.count, by: Self.batch) {
            let batch = jobs[start..<min(start + Self.batch, jobs.count)]
            let (done, places) = try await commits.perform { transaction in
                var places: [Place: Int64] = [:]
                let done = try batch.compactMap { id in
                    try transaction.connection.statement(.doneJob).first(.integer(id.rawValue), read: DoneJob.init)
                }
                for job in done { places.merge(try transaction.forget(job, at: now)) { first, _ in first } }
                return (done.count, places)
            }
            await remove(places)
            count += done
        }
        return count
    }

    private func oldestDone(_ limit: Int, at now: Moment) throws -> [DoneJob] {
        try readOne { try $0.statement(.oldestDone).all(.integer(limit), .moment(now), read: DoneJob.init) }
    }

    private func countDoneJobs() async throws {
        guard memory.read({ $0.doneJobs }) == nil else { return }
        // In a transaction of the writer, so that no commit comes between counting and remembering.
        try await commits.perform { [memory] transaction in
            let count = try transaction.connection.statement(.countDone).first { Int($0.integer(0)) } ?? 0
            let pending = transaction.effects.doneJobs
            memory.setDoneJobs(count - pending)
        }
    }

    private func remove(_ places: [Place: Int64]) async {
        guard !places.isEmpty else { return }
        let containers = Set(places.keys.compactMap(\.segmentContainer))
        let unused = containers.filter { container in
            // Asked first for one that may still get rows: none comes after this says no.
            depot.segments.isDone(with: container) && (try? isUsed(container)) == false
        }
        let gone = unused
        _ = try? await depot.blocking.run { [depot] in
            depot.remove(places.filter { place, _ in place.segmentContainer.map { !gone.contains($0) } ?? true })
            gone.forEach { depot.removeSegment($0) }
        }
    }

    private func isUsed(_ container: Container) throws -> Bool {
        try readOne { try $0.statement(.containerIsUsed).first(.integer(container.number)) { _ in true } ?? false }
    }
}

/// A finished job, as little of it as removing it takes.
private struct DoneJob {
    var id: JobID
    var finishedAt: Moment
    var hasDocuments: Bool
    var octets: Int64

    /// Reads the columns of ``SQL/oldestDone``.
    init(_ row: Row) {
        id = JobID(row.int32(0))
        finishedAt = Moment(milliseconds: row.integer(1))
        hasDocuments = row.flag(2)
        octets = row.integer(3)
    }

    func isOlder(than age: Duration, at now: Moment) -> Bool { finishedAt + age <= now }
}

extension Job {
    fileprivate func isOlder(than age: Duration, at now: Moment) -> Bool {
        finishedAt.map { $0 + age <= now } ?? false
    }
}

extension Place {
    fileprivate var segmentContainer: Container? {
        if case .segment(let container, _) = self { container } else { nil }
    }
}

extension WriteTransaction {
    /// Finished jobs whose documents have a moment of their own, the first ones first: up to `moment`, `nil` for all.
    fileprivate func retained(until moment: Moment?, limit: Int) throws -> [JobRow] {
        let end = moment ?? Moment(milliseconds: .max)
        return try connection.statement(.firstRetained).all(.integer(limit), .moment(end), read: JobRow.init)
    }

    /// Where the bytes of a job's documents are, those in rows left out: they go with the rows.
    fileprivate func places(of job: JobID) throws -> [Place: Int64] {
        let places = try connection.statement(.placesOfDocuments).all(
            DocumentKey.first(of: job), DocumentKey.last(of: job)
        ) { row -> (Place, Int64) in
            let container = Container(number: row.integer(3))
            switch row.integer(2) {
            case 2: return (.segment(container, start: row.integer(4)), row.integer(1))
            case 3: return (.file(container), row.integer(1))
            default: return (.nowhere, 0)
            }
        }
        return Dictionary(places.filter { $0.0 != .nowhere }) { first, _ in first }
    }

    /// Takes its documents from a job; gives back where those are that no other job was made of
    /// (``JobStore/submit(_:documentsOf:at:)``).
    fileprivate func forgetBytes(of job: JobID) throws -> [Place: Int64] {
        let places = try places(of: job)
        try connection.statement(.forgetBytes).run(DocumentKey.first(of: job), DocumentKey.last(of: job))
        return try unshared(places)
    }

    /// Of the places of documents whose rows are gone, those that no row names any more.
    private func unshared(_ places: [Place: Int64]) throws -> [Place: Int64] {
        try places.filter { place, _ in
            let (container, start): (Container, SQLValue)
            switch place {
            case .nowhere, .inline: return true
            case .segment(let segment, let first): (container, start) = (segment, .integer(first))
            case .file(let file): (container, start) = (file, .null)
            }
            return try connection.statement(.placeIsUsed).first(.integer(container.number), start) { _ in true } == nil
        }
    }

    fileprivate func removeHistory(
        limit: Int, excess: Int, _ retention: Retention, at now: Moment
    ) throws -> (Int, [Place: Int64]) {
        var excess = excess
        var places: [Place: Int64] = [:]
        var count = 0
        for done in try connection.statement(.oldestDone).all(.integer(limit), .moment(now), read: DoneJob.init) {
            guard excess > 0 || done.isOlder(than: retention.history, at: now) else { break }
            places.merge(try forget(done, at: now)) { first, _ in first }
            excess -= 1
            count += 1
        }
        return (count, places)
    }

    /// Removes all rows of a finished job; gives back where its bytes were.
    fileprivate func forget(_ done: DoneJob, at now: Moment) throws -> [Place: Int64] {
        let places = try places(of: done.id)
        try connection.statement(.deleteDocuments).run(DocumentKey.first(of: done.id), DocumentKey.last(of: done.id))
        try connection.statement(.deleteDocumentDetails).run(
            DocumentKey.first(of: done.id), DocumentKey.last(of: done.id))
        let unshared = try unshared(places)
        // Who was told of the job may still ask for what happened to it.
        try connection.statement(.deleteOldEvents).run(
            .integer(done.id.rawValue),
            .moment(Moment(milliseconds: now.milliseconds &- Retention.eventLife.wholeMilliseconds)))
        try connection.statement(.expireEvents).run(.integer(done.id.rawValue), .moment(now + Retention.eventLife))
        try connection.statement(.deleteJob).run(.integer(done.id.rawValue))
        effects.doneJobs -= 1
        if done.hasDocuments { effects.keptOctets -= done.octets }
        return unshared
    }
}
