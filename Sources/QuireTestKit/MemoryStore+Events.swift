public import PrintModel
import Synchronization

extension MemoryStore: EventLog {
    public func record(_ news: [ServerNews], by actor: String?, at now: Moment) async throws {
        try write { contents, _ in for item in news { contents.record(item, by: actor, at: now) } }
    }

    public func record(_ progress: [JobProgress], at now: Moment) async throws {
        try write { contents, _ in
            for report in progress {
                guard var job = contents.jobs[report.job]?.job, job.state == .processing else { continue }
                job.impressionsCompleted = report.impressions
                contents.record([JobNews(.progress)], of: job, by: nil, at: now)
            }
        }
    }

    public func log(after sequence: Int64, limit: Int) async throws -> [LoggedEvent] {
        try look { Array($0.lines.map(\.event).filter { $0.sequence > sequence }.prefix(max(limit, 0))) }
    }

    public var eventSignal: EventSignal { signal }

    public func stateChangedAt(of printer: PrinterID) -> Moment? { spool.contents.withLock { $0.turned[printer] } }
}

extension MemoryStore: SubscriptionStore {
    public func subscriptions() async throws -> [Subscription] {
        try look { $0.subscriptions.values.sorted { $0.id < $1.id } }
    }

    public func add(_ subscriptions: [Subscription], after: Int64?) async throws -> [Subscription] {
        try write { contents, _ in
            subscriptions.map { new in
                contents.lastSubscription += 1
                var subscription = new
                subscription.id = SubscriptionID(contents.lastSubscription)
                subscription.countedAt = after ?? contents.lastEvent
                contents.subscriptions[subscription.id] = subscription
                return subscription
            }
        }
    }

    public func renew(_ id: SubscriptionID, lease: Int, expiresAt: Moment?) async throws {
        try write { contents, _ in
            guard contents.subscriptions[id] != nil else {
                throw StoreError.notPossible("Subscription \(id) is gone")
            }
            contents.subscriptions[id]?.lease = lease
            contents.subscriptions[id]?.expiresAt = expiresAt
        }
    }

    public func cancel(_ ids: [SubscriptionID]) async throws {
        try write { contents, _ in for id in ids { contents.subscriptions[id] = nil } }
    }

    public func keep(_ numbers: [SubscriptionID: Int64], countedAt: Int64) async throws {
        try write { contents, _ in
            for (id, number) in numbers {
                contents.subscriptions[id]?.number = number
                contents.subscriptions[id]?.countedAt = countedAt
            }
        }
    }
}

extension MemoryStore.Contents {
    /// - Parameter before: the job before it; `nil` for a new one.
    mutating func record(_ news: [JobNews], of job: Job, was before: Job?, by actor: String?, at now: Moment) {
        let documents = job.documentEvents(since: before)
        guard !documents.isEmpty, var last = news.last else { return record(news, of: job, by: actor, at: now) }
        if job.documentCount == 1 {
            last.events.formUnion(documents)
            last.document = 1
            return record(news.dropLast() + [last], of: job, by: actor, at: now)
        }
        let ofDocuments = job.news(of: jobs[job.id]?.documents ?? [], since: before)
        record(before == nil ? news + ofDocuments : ofDocuments + news, of: job, by: actor, at: now)
    }

    mutating func record(_ news: [JobNews], of job: Job, by actor: String?, at now: Moment?) {
        guard !news.isEmpty else { return }
        let now = now ?? job.createdAt
        for (index, item) in news.enumerated() {
            lastEvent += 1
            var event = LoggedEvent(
                item, of: job, isPaused: printers[job.printer]?.isPaused ?? false, sequence: lastEvent, by: actor,
                at: now)
            if index == news.count - 1, let change = turn(of: job.printer) {
                event.turn(change.before, into: change.after)
                turned[job.printer] = now
            }
            lines.append(
                MemoryStore.Line(event: event, expiresAt: item.isHistory ? nil : now + Retention.eventLife))
        }
        for id in members.sorted() {
            guard let change = turn(of: id) else { continue }
            var event = event(ServerNews(.printerStateChanged, of: .printer(id)), by: nil, at: now)
            event.kinds = []
            event.turn(change.before, into: change.after)
            turned[id] = now
            append(event)
        }
        members = []
    }

    /// How a printer looks to others, where the jobs in hand have made it busy, or let it rest, since this was last asked.
    private mutating func turn(of id: PrinterID) -> (before: PrinterGlance, after: PrinterGlance)? {
        guard let printer = printers[id] else { return nil }
        let (wasBusy, isBusy) = (busy.contains(id), processing(on: id) > 0)
        guard wasBusy != isBusy else { return nil }
        if isBusy { busy.insert(id) } else { busy.remove(id) }
        let trouble = troubles[id] ?? []
        return (
            PrinterGlance(of: printer, processing: wasBusy ? 1 : 0, trouble: trouble),
            PrinterGlance(of: printer, processing: isBusy ? 1 : 0, trouble: trouble)
        )
    }

    mutating func record(_ printer: Printer, was before: Printer, at now: Moment) {
        let (old, new) = (glance(of: before), glance(of: printer))
        if old != new {
            var event = event(ServerNews(.printerStateChanged, of: .printer(printer.id)), by: nil, at: now)
            event.kinds = []
            event.turn(old, into: new)
            turned[printer.id] = now
            append(event)
        }
        for kind in printer.configurationNews(comparedWith: before) { record(kind, of: printer, "", at: now) }
    }

    mutating func record(_ kind: ServerNews.Kind, of printer: Printer, _ detail: String, at now: Moment) {
        var event = event(ServerNews(kind, of: .printer(printer.id), detail), by: nil, at: now)
        event.printerStatus = glance(of: printer)
        append(event)
    }

    mutating func record(_ news: ServerNews, by actor: String?, at now: Moment) {
        guard case .printer(let id) = news.subject else { return append(event(news, by: actor, at: now)) }
        guard let printer = printers[id] else { return }
        let before = glance(of: printer)
        if news.kind == .printerStateChanged, let reasons = news.reasons { troubles[id] = reasons }
        let after = glance(of: printer)
        if news.kind == .printerStateChanged, news.reasons != nil, before == after { return }
        var event = event(news, by: actor, at: now)
        event.printerStatus = after
        turned[id] = now
        append(event)
    }

    /// Forgets what happened to a job, but for what somebody may still ask for.
    mutating func expireEvents(of job: JobID, at now: Moment) {
        lines.removeAll { $0.event.job == job && $0.event.at + Retention.eventLife <= now }
        for index in lines.indices where lines[index].event.job == job {
            lines[index].expiresAt = now + Retention.eventLife
        }
    }

    private mutating func event(_ news: ServerNews, by actor: String?, at now: Moment) -> LoggedEvent {
        lastEvent += 1
        return LoggedEvent(news, sequence: lastEvent, by: actor, at: now)
    }

    private mutating func append(_ event: LoggedEvent) {
        lines.append(MemoryStore.Line(event: event, expiresAt: event.at + Retention.serverEvents))
    }

    private func glance(of printer: Printer) -> PrinterGlance {
        PrinterGlance(of: printer, processing: processing(on: printer.id), trouble: troubles[printer.id] ?? [])
    }

    private func processing(on printer: PrinterID) -> Int {
        jobs.values.count { record in
            record.job.printer == printer && record.job.state == .processing
                || record.job.member == printer && !record.job.lifecycle.isFinished
        }
    }
}

extension JobEvent {
    /// `nil` for a line that is no part of a job's history.
    init?(_ line: MemoryStore.Line) {
        guard let job = line.event.job, let printer = line.event.printer, line.expiresAt == nil else { return nil }
        self.init(
            sequence: line.event.sequence, job: job, printer: printer, at: line.event.at,
            kind: Kind(rawValue: line.event.what) ?? .changed, actor: line.event.actor, detail: line.event.detail)
    }
}
