internal import IPP

// What happens to a job's other values when its life moves on, and what the log says about it. Pure, so that every
// store records the same thing: a store finds the job, calls one of these inside its transaction and writes down the
// job and the news.

/// A line for the log, before the store gives it a number, a time and an author.
public struct JobNews: Hashable, Sendable {
    public var kind: JobEvent.Kind
    /// A sentence for people; empty when the kind says it all.
    public var detail: String
    /// What it is to subscribers; what its kind says unless somebody knows better.
    public var events: EventKinds

    public init(_ kind: JobEvent.Kind, _ detail: String = "", events: EventKinds? = nil) {
        self.kind = kind
        self.detail = detail
        self.events = events ?? kind.events
    }
}

extension Job {
    /// How far apart the places of jobs are that arrive one after another, so that others fit between.
    public static let orderStep: Int64 = 65536

    /// A job as `ticket` asks for it, without documents yet.
    public init(of ticket: Ticket, id: JobID, isOpen: Bool, closesAt: Moment?, at now: Moment) {
        self.init(
            id: id, printer: ticket.printer, name: ticket.name, owner: ticket.owner, priority: ticket.priority,
            order: Int64(id.rawValue) * Self.orderStep, lifecycle: JobLifecycle(hold: ticket.hold, isOpen: isOpen),
            attributes: ticket.attributes, createdAt: now, closesAt: isOpen ? closesAt : nil)
    }

    /// The moment something happens to it by itself: a hold ends, or an open job is closed.
    public var dueAt: Moment? {
        guard !lifecycle.isFinished else { return nil }
        var moments: [Moment] = []
        if state == .held, case .until(let moment, _) = lifecycle.hold { moments.append(moment) }
        if lifecycle.isOpen, let closesAt { moments.append(closesAt) }
        return moments.min()
    }

    /// Moves it on in its life; nothing to tell when nothing changed.
    public mutating func apply(_ event: JobLifecycle.Event, at now: Moment) throws(JobLifecycle.Refusal) -> [JobNews] {
        let before = lifecycle
        try lifecycle.apply(event)
        settle(at: now)
        switch event {
        case .close:
            closesAt = nil
            return before.isOpen ? [JobNews(.closed)] : []
        case .hold(let hold): return news(of: hold, before: before)
        case .setAside(let hold):
            guard lifecycle != before else { return [] }
            message = hold == .none ? "" : "Being stopped, to be held"
            return [hold == .none ? JobNews(.released) : JobNews(.held, hold.inWords)]
        case .release, .due:
            guard lifecycle != before else { return [] }
            message = ""
            return [JobNews(.released, event == .due ? "The time it was held until has come" : "")]
        case .cancel(let who):
            message = "Canceled by \(who.inWords)"
            if lifecycle.isFinished { return [JobNews(.canceled)] }
            message = "Being canceled by \(who.inWords)"
            return [JobNews(.cancelRequested)]
        case .abort(let reason):
            message = reason
            return [JobNews(.aborted, reason)]
        case .restart(let hold):
            finishedAt = nil
            processingAt = nil
            deviceJob = nil
            member = nil
            impressionsCompleted = 0
            attributes.attributes.removeAll { Self.isOfAnEnd($0.name) }
            message = ""
            return [JobNews(.restarted, hold.inWords)]
        case .claim:
            processingAt = now
            message = ""
            return [JobNews(.claimed, "Attempt \(lifecycle.attempts)")]
        case .delivered: return [settled(JobNews(.completed))]
        case .tryAgain: return [settled(JobNews(.retrying))]
        case .refused(let reason): return [settled(JobNews(.refused, reason))]
        }
    }

    /// Begins to print it, by a member of the pool it waits on.
    public mutating func claim(by member: Printer, at now: Moment) throws(JobLifecycle.Refusal) -> [JobNews] {
        let news = try apply(.claim, at: now)
        self.member = member.id
        return news.map { JobNews($0.kind, "\($0.detail), by \(member.name)") }
    }

    /// Does what its time has come for (``dueAt``): ends a hold, closes it, or gives it up when no document ever came.
    public mutating func applyDue(at now: Moment) throws(JobLifecycle.Refusal) -> [JobNews] {
        var news: [JobNews] = []
        if state == .held, case .until(let moment, _) = lifecycle.hold, moment <= now {
            news += try apply(.due, at: now)
        }
        if lifecycle.isOpen, let closesAt, closesAt <= now {
            let isEmpty = documentCount == 0
            news += try apply(isEmpty ? .abort(because: "No document came in time") : .close, at: now)
        }
        return news
    }

    /// Ends an attempt to print it.
    ///
    /// An outcome that nobody knows holds the job, because nothing may print twice silently (DESIGN.md promise 5): who
    /// prefers a second print to none releases it.
    public mutating func finish(
        with outcome: DeliveryOutcome, report: PrintReport = PrintReport(), at now: Moment
    ) throws(JobLifecycle.Refusal) -> [JobNews] {
        keep(report, isWhole: outcome == .delivered)
        switch outcome {
        case .delivered: return try apply(.delivered, at: now)
        case .tryAgain(let trouble): return try apply(.tryAgain, at: now).map { retold($0, as: trouble.message) }
        case .refused(let reason): return try apply(.refused(because: reason), at: now)
        case .unknown(let impressions, let reason):
            let text = "Outcome unknown, \(impressions) impressions confirmed: \(reason)"
            let news = try apply(.refused(because: text), at: now)
            impressionsCompleted = max(impressionsCompleted, impressions)
            return news
        case .stopped: return try apply(.tryAgain, at: now).map { retold($0, as: "Stopped before its end") }
        }
    }

    /// The plan is kept of every attempt, the counts only of one that came to its end.
    private mutating func keep(_ report: PrintReport, isWhole: Bool) {
        func put(_ name: String, _ value: AttributeValue?) {
            attributes.attributes.removeAll { $0.name == name }
            if let value { attributes.attributes.append(Attribute(name, value)) }
        }
        if !report.plan.isEmpty { put("quire-plan", .text(report.plan)) }
        guard isWhole else { return }
        if let impressions = report.impressions { impressionsCompleted = max(0, impressions) }
        if let sheets = report.sheets { put("job-media-sheets-completed", .integer(Int32(clamping: sheets))) }
        if let color = report.colorImpressions, let all = report.impressions {
            let members = [("full-color", color), ("monochrome", all - color)]
            put(
                "job-impressions-completed-col",
                .collection(members.map { Attribute($0.0, .integer(Int32(clamping: max(0, $0.1)))) }))
        }
        for attribute in report.actual { attributes.set(attribute) }
        if !report.warnings.isEmpty { put("quire-warnings", .text(report.warnings.joined(separator: "; "))) }
    }

    /// Changes what a person may change, while it waits; `order` is its new place if the change moves it. One that is
    /// being printed can be held, and only that: it is stopped.
    public mutating func apply(
        _ change: JobChange, order newOrder: Int64?, at now: Moment
    ) throws(JobLifecycle.Refusal) -> [JobNews] {
        if state == .processing, let hold = change.hold, change == JobChange(hold: hold) {
            return try apply(.setAside(hold), at: now)
        }
        guard state == .pending || state == .held else { throw .init(state: state, reason: "is already \(state)") }
        var news: [JobNews] = []
        if let priority = change.priority, priority != self.priority {
            news.append(JobNews(.priorityChanged, "From \(self.priority) to \(priority)"))
            self.priority = priority
        }
        if let printer = change.printer, printer != self.printer {
            news.append(JobNews(.moved, "To another printer", events: .jobConfigChanged))
            self.printer = printer
        }
        if let newOrder, newOrder != order {
            news.append(JobNews(.moved, "Within its queue", events: .printerQueueOrderChanged))
            order = newOrder
        }
        let isOther = change.name.map { $0 != name } ?? false || change.attributes.map { $0 != attributes } ?? false
        if isOther { news.append(JobNews(.changed)) }
        name = change.name ?? name
        attributes = change.attributes ?? attributes
        if let hold = change.hold, hold != lifecycle.hold { news += try apply(.hold(hold), at: now) }
        return news
    }

    /// Counts a document in that has just been stored; gives back its number.
    public mutating func addDocument(octets: Int64) -> Int {
        documentCount += 1
        self.octets += octets
        return documentCount
    }

    /// Takes over of a document that was added what the job keeps of all its documents.
    public mutating func keep(_ document: NewDocument, as number: Int) {
        if let pages = document.pages { attributes.add(pages: pages) }
        if let password = document.password {
            attributes.set(Attribute(Ticket.passwordAttribute(ofDocument: number), password.values))
        }
    }

    /// Whether an attribute says how it was printed, and so nothing any more when it is printed again.
    private static func isOfAnEnd(_ name: String) -> Bool {
        name.hasSuffix("-actual") || ["job-media-sheets-completed", "job-impressions-completed-col"].contains(name)
    }

    private mutating func settle(at now: Moment) {
        guard lifecycle.isFinished else { return }
        attributes.attributes.removeAll { Ticket.isPassword($0.name) }
        finishedAt = finishedAt ?? now
        closesAt = nil
    }

    private mutating func news(of hold: Hold, before: JobLifecycle) -> [JobNews] {
        guard lifecycle != before else { return [] }
        guard hold != .none else {
            message = ""
            return [JobNews(.released)]
        }
        if case .failed(let reason) = hold { message = reason } else { message = "" }
        return [JobNews(.held, hold.inWords)]
    }

    /// The end of an attempt; a job that was to be cancelled meanwhile is.
    private mutating func settled(_ news: JobNews) -> JobNews {
        if state == .pending || state == .held {
            deviceJob = nil
            member = nil
        }
        message = news.detail
        guard state == .canceled else { return news }
        message = "Canceled by \((lifecycle.cancelRequested ?? .user).inWords)"
        return JobNews(.canceled, news.kind == .completed ? "The device already had everything" : "")
    }

    private mutating func retold(_ news: JobNews, as detail: String) -> JobNews {
        guard news.kind == .retrying else { return news }
        message = detail
        return JobNews(.retrying, detail)
    }
}

extension JobLifecycle.Canceller {
    fileprivate var inWords: String {
        switch self {
        case .user: "its owner"
        case .operator_: "an operator"
        case .device: "the device"
        }
    }
}

extension Hold {
    fileprivate var inWords: String {
        switch self {
        case .none: ""
        case .indefinite: "Until it is released"
        case .until(_, let keyword): keyword.map { "Until \($0)" } ?? "Until a time"
        case .onArrival: "The printer holds new jobs"
        case .failed(let reason): reason
        }
    }
}
