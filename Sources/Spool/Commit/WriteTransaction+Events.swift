internal import PrintModel

// The lines of the log. What a printer does is told by the lines of its jobs: the one that makes it busy, or lets it rest,
// says so too (`printer_state`), so that printing costs no lines of its own.

extension WriteTransaction {
    /// Says what happened to a job that ``save(_:was:epoch:)`` has written, and to its documents.
    ///
    /// - Parameter before: the job before it; `nil` for a new one.
    func record(_ news: [JobNews], of job: Job, was before: Job?, by actor: String?, at now: Moment) throws {
        let documents = job.documentEvents(since: before)
        guard !documents.isEmpty, !news.isEmpty else { return try record(news, of: job, by: actor, at: now) }
        guard job.documentCount > 1 else {
            var news = news
            news[news.count - 1].events.formUnion(documents)
            news[news.count - 1].document = 1
            return try record(news, of: job, by: actor, at: now)
        }
        let ofDocuments = job.news(of: try self.documents(of: job.id), since: before)
        // A job comes before its documents, and ends after them.
        try record(before == nil ? news + ofDocuments : ofDocuments + news, of: job, by: actor, at: now)
    }

    /// Says what happened to a job without changing its state.
    func record(_ news: [JobNews], of job: Job, by actor: String?, at now: Moment) throws {
        guard !news.isEmpty else { return }
        let turn = turn(of: job.printer)
        for (index, item) in news.enumerated() {
            numbers.lastEvent += 1
            var event = LoggedEvent(
                item, of: job, isPaused: turn.isPaused, sequence: numbers.lastEvent, by: actor, at: now)
            if index == news.count - 1, let change = turn.change {
                event.turn(change.before, into: change.after)
                effects.turned[job.printer] = now
            }
            try event.insert(on: connection, expiresAt: item.isHistory ? nil : now + Retention.eventLife)
        }
        try recordMembers(at: now)
    }

    /// Printers that a pool's jobs have made busy, or let rest, say so in lines of their own.
    private func recordMembers(at now: Moment) throws {
        for member in members.sorted() {
            guard let change = turn(of: member).change else { continue }
            var event = event(ServerNews(.printerStateChanged, of: .printer(member)), by: nil, at: now)
            event.kinds = []
            event.turn(change.before, into: change.after)
            guard event.printerStatus != nil else { continue }
            effects.turned[member] = now
            try write(event)
        }
        members = []
    }

    /// Whether the jobs in hand have made the printer busy, or let it rest, since this was last asked. Costs two look-ups
    /// where they have not: every line of every job asks.
    private func turn(
        of id: PrinterID
    ) -> (isPaused: Bool, change: (before: PrinterGlance, after: PrinterGlance)?) {
        guard let memory else { return (false, nil) }
        let known = memory.read { state in
            (inHand: state.counts[id]?.inHand ?? 0, isPaused: state.printers[id]?.isPaused ?? false)
        }
        let wasBusy = busy[id] ?? (known.inHand > 0)
        let isBusy = known.inHand + (effects.counts[id]?.inHand ?? 0) > 0
        let isPaused = effects.printers[id].map { $0?.isPaused ?? false } ?? known.isPaused
        guard wasBusy != isBusy else { return (isPaused, nil) }
        busy[id] = isBusy
        guard let printer = knownPrinter(id) else { return (isPaused, nil) }
        let trouble = trouble(of: id)
        return (
            isPaused,
            (
                PrinterGlance(of: printer, processing: wasBusy ? 1 : 0, trouble: trouble),
                PrinterGlance(of: printer, processing: isBusy ? 1 : 0, trouble: trouble)
            )
        )
    }

    // MARK: Printers, resources, the server

    /// Says what was changed about a printer by a person.
    func record(_ printer: Printer, was before: Printer, at now: Moment) throws {
        let (old, new) = (glance(of: before), glance(of: printer))
        if old != new {
            var event = event(ServerNews(.printerStateChanged, of: .printer(printer.id)), by: nil, at: now)
            event.kinds = []
            event.turn(old, into: new)
            effects.turned[printer.id] = now
            try write(event)
        }
        for kind in printer.configurationNews(comparedWith: before) {
            var event = event(ServerNews(kind, of: .printer(printer.id)), by: nil, at: now)
            event.printerStatus = new
            try write(event)
        }
    }

    /// Says that a printer has come, or goes.
    func record(_ kind: ServerNews.Kind, of printer: Printer, at now: Moment) throws {
        var event = event(ServerNews(kind, of: .printer(printer.id), printer.name.text), by: nil, at: now)
        event.printerStatus = glance(of: printer)
        try write(event)
    }

    func record(_ news: ServerNews, by actor: String?, at now: Moment) throws {
        guard case .printer(let id) = news.subject else { return try write(event(news, by: actor, at: now)) }
        guard let printer = knownPrinter(id) else { return }
        let before = glance(of: printer)
        if news.kind == .printerStateChanged, let reasons = news.reasons { effects.troubles[id] = reasons }
        let after = glance(of: printer)
        if news.kind == .printerStateChanged, news.reasons != nil, before == after { return }
        var event = event(news, by: actor, at: now)
        event.printerStatus = after
        effects.turned[id] = now
        try write(event)
    }

    private func event(_ news: ServerNews, by actor: String?, at now: Moment) -> LoggedEvent {
        numbers.lastEvent += 1
        return LoggedEvent(news, sequence: numbers.lastEvent, by: actor, at: now)
    }

    private func write(_ event: LoggedEvent) throws {
        try event.insert(on: connection, expiresAt: event.at + Retention.serverEvents)
    }

    private func glance(of printer: Printer) -> PrinterGlance {
        let processing =
            (memory?.read { $0.counts[printer.id]?.inHand ?? 0 } ?? 0)
            + (effects.counts[printer.id]?.inHand ?? 0)
        return PrinterGlance(of: printer, processing: processing, trouble: trouble(of: printer.id))
    }

    private func trouble(of id: PrinterID) -> [String] {
        effects.troubles[id] ?? memory?.read { $0.troubles[id] } ?? []
    }

    func knownPrinter(_ id: PrinterID) -> Printer? {
        if let changed = effects.printers[id] { return changed }
        return memory?.read { $0.printers[id] }
    }
}
