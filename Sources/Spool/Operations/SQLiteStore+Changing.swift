public import PrintModel

extension SQLiteStore {
    @discardableResult
    public func apply(
        _ event: JobLifecycle.Event, to id: JobID, by actor: String?, at now: Moment
    ) async throws -> Job {
        try await commits.perform { transaction in
            let row = try transaction.row(id)
            if let reason = event.needsLease {
                throw JobLifecycle.Refusal(state: row.job.state, reason: reason)
            }
            if case .restart = event, !row.job.hasDocuments {
                throw StoreError.notPossible("The documents of job \(id) are not kept any more")
            }
            if case .restart = event { try transaction.checkLiving(row.job.printer) }
            var job = row.job
            let news = try job.apply(event, at: now)
            try transaction.save(job, was: row)
            if case .restart = event {
                try transaction.takeBackDocuments(of: id)
                try transaction.reserve(for: job, at: now)
            }
            try transaction.record(news, of: job, was: row.job, by: actor, at: now)
            return job
        }
    }

    @discardableResult
    public func change(_ id: JobID, _ change: JobChange, by actor: String?, at now: Moment) async throws -> Job {
        try await commits.perform { transaction in
            let row = try transaction.row(id)
            var job = row.job
            if let printer = change.printer, printer != job.printer {
                try transaction.checkLiving(printer)
                try transaction.checkQuota(of: job.owner.user, on: printer, at: now)
            }
            // Looks before any write: what does not allow the change throws here.
            _ = try job.apply(change, order: nil, at: now)
            let order = try change.place.map { try transaction.order(of: $0, for: job) }
            job = row.job
            let news = try job.apply(change, order: order, at: now)
            try transaction.save(job, was: row)
            if job.printer != row.job.printer || job.usage != row.job.usage {
                try transaction.reserve(for: job, at: now)
            }
            try transaction.record(news, of: job, was: row.job, by: actor, at: now)
            return job
        }
    }
}

extension JobLifecycle.Event {
    /// Why a store refuses it without a lease; `nil` when it does not.
    fileprivate var needsLease: String? {
        switch self {
        case .claim: "is claimed by claim(on:limit:at:) only"
        case .interrupted: "is taken over by takeOver(on:at:) only"
        case .delivered, .tryAgain, .handBack, .brokeOff, .doubted, .unconfirmed, .givenUp, .refused, .needsCredentials,
            .canceledThere:
            "ends by finish(_:with:report:at:) only"
        case .close, .hold, .setAside, .suspend, .resume, .release, .unlock, .tryPassword, .due, .cancel, .abort,
            .abandon, .restart, .confirm:
            nil
        }
    }
}

// MARK: - Places in a queue

extension WriteTransaction {
    private struct Neighbour {
        var id: JobID
        var order: Int64
    }

    /// The order that puts `job` at `place` among the waiting jobs of its queue and priority.
    fileprivate func order(of place: JobChange.Place, for job: Job) throws -> Int64 {
        switch place {
        case .first:
            let first = try connection.statement(.firstPlace).first(
                .integer(job.printer.rawValue), .integer(job.priority), .integer(job.id.rawValue)
            ) { (order: $0.integer(0), id: JobID($0.int32(1))) }
            guard let first, (first.order, first.id) < (job.order, job.id) else { return job.order }
            return first.order - Job.orderStep
        case .after(let id):
            let other = try row(id).job
            guard other.id != job.id, other.printer == job.printer, other.priority == job.priority,
                other.state == .pending || other.state == .held
            else {
                throw StoreError.notPossible("Job \(id) does not wait on the same queue with the same priority")
            }
            return try order(behind: other, for: job)
        }
    }

    /// Half way to the next job; when there is no room, as many of the next ones as needed are spread out first.
    private func order(behind other: Job, for job: Job) throws -> Int64 {
        var window = 1
        while true {
            let next = try neighbours(behind: other, count: window + 1).filter { $0.id != job.id }
            let isAtEnd = next.count < window
            let end = isAtEnd ? other.order + Self.closeStep * Int64(next.count + 2) : next[window - 1].order
            let step = (end - other.order) / Int64(window + 1)
            let tooClose = isAtEnd ? next : Array(next[..<(window - 1)])
            if isAtEnd || step >= 2 || (step >= 1 && window == 1) {
                let step = isAtEnd ? Self.closeStep : step
                try spread(tooClose, from: other.order + 2 * step, by: step)
                return other.order + step
            }
            window *= 4
        }
    }

    /// Far enough apart to fit others between, near enough not to be overtaken by the next job that arrives.
    private static let closeStep: Int64 = 64

    private func neighbours(behind job: Job, count: Int) throws -> [Neighbour] {
        try connection.statement(.placesAfter).all(
            .integer(job.printer.rawValue), .integer(job.priority), .integer(job.order), .integer(job.id.rawValue),
            .integer(count)
        ) { Neighbour(id: JobID($0.int32(0)), order: $0.integer(1)) }
    }

    /// Gives jobs that stand too close new places, in the order they have.
    private func spread(_ jobs: [Neighbour], from first: Int64, by step: Int64) throws {
        for (index, neighbour) in jobs.enumerated() {
            let row = try row(neighbour.id)
            var job = row.job
            job.order = first + Int64(index) * step
            try save(job, was: row)
        }
    }
}
