public import PrintModel

extension SQLiteStore: EventLog {
    public func record(_ news: [ServerNews], by actor: String?, at now: Moment) async throws {
        guard !news.isEmpty else { return }
        try await commits.perform { transaction in
            for item in news { try transaction.record(item, by: actor, at: now) }
        }
    }

    public func record(_ progress: [JobProgress], at now: Moment) async throws {
        guard !progress.isEmpty else { return }
        try await commits.perform { transaction in
            for report in progress {
                let row = try transaction.connection.statement(.jobByID).first(
                    .integer(report.job.rawValue), read: JobRow.init)
                guard var job = row?.job, job.state == .processing else { continue }
                job.impressionsCompleted = report.impressions
                try transaction.record([JobNews(.progress)], of: job, by: nil, at: now)
            }
        }
    }

    public func log(after sequence: Int64, limit: Int) async throws -> [LoggedEvent] {
        try readOne {
            try $0.statement(.logAfter).all(.integer(sequence), .integer(max(limit, 0)), read: LoggedEvent.init)
        }
    }

    public var eventSignal: EventSignal { memory.signal }

    public func stateChangedAt(of printer: PrinterID) -> Moment? { memory.read { $0.turned[printer] } }

    /// Lines that have had their time: of forgotten jobs, of printers and the server.
    func removeExpiredEvents(at now: Moment) async throws {
        while let next = try readOne({ try $0.statement(.nextExpiry).first { $0.optionalMoment(0) } ?? nil }),
            next <= now
        {
            try await commits.perform { transaction in
                try transaction.connection.statement(.deleteExpiredEvents).run(
                    .moment(now), .integer(Self.expiredAtOnce))
            }
        }
    }

    private static let expiredAtOnce = 2000
}
