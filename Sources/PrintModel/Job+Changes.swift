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
    /// The number of the document it is about; `nil` where it is about the job.
    public var document: Int?

    public init(_ kind: JobEvent.Kind, _ detail: String = "", events: EventKinds? = nil, document: Int? = nil) {
        self.kind = kind
        self.detail = detail
        self.document = document
        self.events = events ?? kind.events
    }

    /// Whether it is part of the job's history; what is not is there for subscribers only, for a while.
    public var isHistory: Bool { kind != .progress && kind != .documentTurned }
}

extension Job {
    /// How far apart the places of jobs are that arrive one after another, so that others fit between.
    public static let orderStep: Int64 = 65536

    /// A job as `ticket` asks for it, without documents yet.
    public init(of ticket: Ticket, id: JobID, isOpen: Bool, closesAt: Moment?, at now: Moment) {
        self.init(
            id: id, printer: ticket.printer, name: ticket.name, owner: ticket.owner, priority: ticket.priority,
            order: Int64(id.rawValue) * Self.orderStep,
            lifecycle: JobLifecycle(hold: ticket.hold, lock: ticket.terms.lock, isOpen: isOpen),
            attributes: ticket.attributes, terms: ticket.terms, createdAt: now, closesAt: isOpen ? closesAt : nil)
        lifecycle.begin(lock: ticket.terms.lock, wantsProof: proofCopies != nil)
    }

    /// The moment something happens to it by itself: a hold ends, or an open job is closed.
    public var dueAt: Moment? {
        guard !lifecycle.isFinished else { return nil }
        var moments: [Moment] = []
        if state == .held, let end = lifecycle.hold.end { moments.append(end) }
        if lifecycle.isOpen, let closesAt { moments.append(closesAt) }
        if lifecycle.cancelRequested == nil, let cancelAt { moments.append(cancelAt) }
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
        case .suspend(let who):
            message = "Being suspended by \(who.inWords)"
            return [JobNews(.suspendRequested)]
        case .unlock:
            guard lifecycle != before else { return [] }
            message = ""
            return [JobNews(.unlocked)]
        case .tryPassword: return [JobNews(.passwordTried)]
        case .resume:
            message = ""
            return [JobNews(.resumed)]
        case .release, .due:
            guard lifecycle != before else { return [] }
            message = ""
            return [JobNews(.released, event == .due ? "The time it was held until has come" : "")]
        case .cancel(let who):
            message = "Canceled by \(who.inWords)"
            if lifecycle.isFinished { return [JobNews(.canceled)] }
            message = "Being canceled by \(who.inWords)"
            return [JobNews(.cancelRequested)]
        case .abort(let reason), .abandon(let reason):
            message = reason
            return [JobNews(.aborted, reason)]
        case .restart(let hold):
            finishedAt = nil
            processingAt = nil
            deviceJob = nil
            member = nil
            impressionsCompleted = 0
            attributes.attributes.removeAll { Self.isOfAnEnd($0.name) }
            (cancelAt, retainUntil) = (nil, nil)
            lifecycle.begin(lock: terms.lock, wantsProof: proofCopies != nil)
            message = ""
            return [JobNews(.restarted, hold.inWords)]
        case .claim:
            processingAt = now
            cancelAt = cancelAt ?? terms.cancelAfter.map { now + .seconds($0) }
            message = ""
            return [JobNews(.claimed, "Attempt \(lifecycle.attempts)")]
        case .delivered: return [settled(JobNews(.completed))]
        case .tryAgain, .handBack, .brokeOff, .doubted: return [settled(JobNews(.retrying))]
        case .unconfirmed(let reason): return [settled(JobNews(.unconfirmed, reason))]
        case .confirm:
            message = "Somebody has seen that it was printed"
            return [JobNews(.completed, message)]
        case .givenUp(let reason): return [settled(JobNews(.aborted, reason))]
        case .interrupted: return [JobNews(.recovered)]
        case .refused(let reason, _): return [settled(JobNews(.refused, reason))]
        case .needsCredentials(let reason): return [settled(JobNews(.held, reason))]
        case .canceledThere: return [settled(JobNews(.canceled))]
        }
    }

    /// Begins to print it on the device of its own queue, which the log names as it is at this moment.
    public mutating func claim(on printer: Printer?, at now: Moment) throws(JobLifecycle.Refusal) -> [JobNews] {
        let news = try apply(.claim, at: now)
        guard let printer else { return news }
        return news.map { JobNews($0.kind, "\($0.detail), on \(printer.name) (\(printer.deviceURI))") }
    }

    /// Begins to print it, by a member of the pool it waits on.
    public mutating func claim(by member: Printer, at now: Moment) throws(JobLifecycle.Refusal) -> [JobNews] {
        let news = try claim(on: member, at: now)
        self.member = member.id
        return news
    }

    /// Does what its time has come for (``dueAt``): cancels it, ends a hold, or closes it as `action` says, but gives it up
    /// when no document ever came.
    public mutating func applyDue(
        at now: Moment, timeOut action: TimeOutAction
    ) throws(JobLifecycle.Refusal) -> [JobNews] {
        var news: [JobNews] = []
        if let cancelAt, cancelAt <= now, lifecycle.cancelRequested == nil, !lifecycle.isFinished {
            return try apply(.cancel(.timeout), at: now)
        }
        if state == .held, let end = lifecycle.hold.end, end <= now {
            news += try apply(.due, at: now)
        }
        if lifecycle.isOpen, let closesAt, closesAt <= now {
            news += try applyTimeOut(documentCount == 0 ? .abortJob : action, at: now)
        }
        return news
    }

    private mutating func applyTimeOut(
        _ action: TimeOutAction, at now: Moment
    ) throws(JobLifecycle.Refusal) -> [JobNews] {
        switch action {
        case .abortJob:
            let what = documentCount == 0 ? "No document" : "The last document"
            return try apply(.abandon(because: "\(what) did not come in time"), at: now)
        case .holdJob where state == .pending || state == .held:
            return try apply(.close, at: now) + apply(.hold(.interrupted), at: now)
        case .holdJob, .processJob: return try apply(.close, at: now)
        }
    }

    /// Ends an attempt to print it, as `rules` say.
    ///
    /// Nothing is printed twice in silence: a job whose outcome nobody knows is held, or printed again with a word about it.
    public mutating func finish(
        with outcome: DeliveryOutcome, report: PrintReport = PrintReport(),
        under rules: DeliveryRules = DeliveryRules(),
        at now: Moment
    ) throws(JobLifecycle.Refusal) -> [JobNews] {
        keep(report, isWhole: outcome == .delivered)
        switch outcome {
        case .delivered: return try apply(.delivered, at: now).map { told($0, withPlan: report.plan) }
        case .tryAgain(let trouble): return try setBack(by: trouble, under: rules, at: now)
        case .refused(let reason):
            return try apply(.refused(because: reason, fault: report.fault ?? .device), at: now)
        case .needsCredentials(let reason): return try apply(.needsCredentials(because: reason), at: now)
        case .canceledThere(let reason):
            let news = try apply(.canceledThere, at: now)
            message = reason
            return news.map { JobNews($0.kind, reason) }
        case .unknown(let impressions, let reason):
            impressionsCompleted = max(impressionsCompleted, impressions)
            return try doubt(impressions, because: reason, under: rules, at: now)
        // A job that is left is not ended: nobody should say so here.
        case .stopped, .left: return try apply(.handBack, at: now).map { retold($0, as: "Stopped before its end") }
        }
    }

    /// The end of a job that was converted says how that was done.
    private func told(_ news: JobNews, withPlan plan: String) -> JobNews {
        news.kind == .completed && news.detail.isEmpty && !plan.isEmpty ? JobNews(.completed, plan) : news
    }

    private mutating func setBack(
        by trouble: DeviceTrouble, under rules: DeliveryRules, at now: Moment
    ) throws(JobLifecycle.Refusal) -> [JobNews] {
        switch rules.answer(to: trouble, failures: lifecycle.setbacks.failures) {
        case .wait(let event): return try apply(event, at: now).map { retold($0, as: trouble.message) }
        case .tryAgain(let failures):
            let text = "\(trouble.message) (\(failures) of \(rules.failuresMax) times in a row)"
            return try apply(.brokeOff, at: now).map { retold($0, as: text) }
        case .setAside(let text): return try apply(.refused(because: text), at: now)
        case .giveUp(let text): return try apply(.givenUp(because: text), at: now)
        }
    }

    private mutating func doubt(
        _ impressions: Int, because reason: String, under rules: DeliveryRules, at now: Moment
    ) throws(JobLifecycle.Refusal) -> [JobNews] {
        let doubts = lifecycle.setbacks.doubts + 1
        guard rules.promise == .atLeastOnce, doubts <= rules.reprintsMax else {
            let often = doubts > 1 ? " for the \(Self.ordinal(doubts)) time" : ""
            return try apply(
                .unconfirmed(because: "Outcome unknown\(often), \(impressions) impressions confirmed: \(reason)"),
                at: now)
        }
        let confirmed = impressions > 0 ? " (\(impressions) impressions confirmed)" : ""
        let text = "May have been printed before: \(reason)\(confirmed)"
        addWarnings([text])
        return try apply(.doubted, at: now).map { retold($0, as: text) }
    }

    private static func ordinal(_ number: Int) -> String {
        [1: "1st", 2: "2nd", 3: "3rd"][number] ?? "\(number)th"
    }

    /// What was warned of in an earlier attempt stays true.
    private mutating func addWarnings(_ warnings: [String]) {
        let before = attributes[Self.warningsAttribute]?.values.first?.stringValue ?? ""
        let new = warnings.filter { !before.contains($0) }
        guard !new.isEmpty else { return }
        let all = ((before.isEmpty ? [] : [before]) + new).joined(separator: "; ")
        attributes.set(Self.warningsAttribute, .text(all))
    }

    private static let warningsAttribute = "quire-warnings"

    /// The plan is kept of every attempt, the counts only of one that came to its end.
    private mutating func keep(_ report: PrintReport, isWhole: Bool) {
        func put(_ name: String, _ value: AttributeValue?) {
            attributes.attributes.removeAll { $0.name == name }
            if let value { attributes.attributes.append(Attribute(name, value)) }
        }
        if !report.plan.isEmpty { put("quire-plan", .text(report.plan)) }
        guard isWhole else {
            impressionsCompleted = max(impressionsCompleted, report.confirmedImpressions ?? 0)
            return
        }
        // What is counted comes behind what a proof has had.
        let before = proofCopies != nil && !lifecycle.wantsProof ? impressionsCompleted : 0
        if let impressions = report.impressions { impressionsCompleted = max(0, impressions) + before }
        if let sheets = report.sheets { put("job-media-sheets-completed", .integer(Int32(clamping: sheets))) }
        if let color = report.colorImpressions, let all = report.impressions {
            let members = [("full-color", color), ("monochrome", all - color)]
            put(
                "job-impressions-completed-col",
                .collection(members.map { Attribute($0.0, .integer(Int32(clamping: max(0, $0.1)))) }))
        }
        for attribute in report.actual { attributes.set(attribute) }
        addWarnings(report.warnings)
    }

    /// Changes what a person may change, while it waits; `order` is its new place if the change moves it. One that is
    /// being printed can be held, and only that: it is stopped.
    public mutating func apply(
        _ change: JobChange, order newOrder: Int64?, at now: Moment
    ) throws(JobLifecycle.Refusal) -> [JobNews] {
        if let message = change.operatorMessage, change == JobChange(operatorMessage: message) {
            return changeMessage(to: message)
        }
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
        if let terms = change.terms, terms != self.terms {
            self.terms = terms
            if !isOther { news.append(JobNews(.changed)) }
        }
        attributes = change.attributes ?? attributes
        if let message = change.operatorMessage { news += changeMessage(to: message) }
        if let hold = change.hold, hold != lifecycle.hold { news += try apply(.hold(hold), at: now) }
        return news
    }

    /// Counts a document in that has just been stored; gives back its number.
    public mutating func addDocument(octets: Int64) -> Int {
        documentCount += 1
        self.octets += octets
        return documentCount
    }

    /// Takes over of a document that was added what the job keeps of all its documents; its password is sealed.
    public mutating func keep(_ document: NewDocument, as number: Int) {
        if let pages = document.pages { attributes.add(pages: pages) }
        if let password = document.password {
            attributes.set(Ticket.passwordAttribute(ofDocument: number), .octetString(password))
        }
    }

    /// Whether an attribute says how it was printed, and so nothing any more when it is printed again.
    private static func isOfAnEnd(_ name: String) -> Bool {
        name.hasSuffix("-actual")
            || ["job-media-sheets-completed", "job-impressions-completed-col", warningsAttribute].contains(name)
    }

    private mutating func settle(at now: Moment) {
        guard lifecycle.isFinished else { return }
        attributes.attributes.removeAll { Ticket.isPassword($0.name) }
        finishedAt = finishedAt ?? now
        retainUntil = retainUntil ?? terms.retain?.end(after: now)
        closesAt = nil
    }

    private mutating func changeMessage(to message: String) -> [JobNews] {
        let before = attributes
        _ = attributes.remove("job-message-from-operator")
        if !message.isEmpty { attributes.set("job-message-from-operator", .text(message)) }
        return attributes == before ? [] : [JobNews(.changed)]
    }

    private mutating func news(of hold: Hold, before: JobLifecycle) -> [JobNews] {
        guard lifecycle != before else { return [] }
        guard hold != .none else {
            message = ""
            return [JobNews(.released)]
        }
        if case .failed(let reason, _) = hold { message = reason } else { message = "" }
        return [JobNews(.held, hold.inWords)]
    }

    /// The end of an attempt; a job that was to be cancelled meanwhile is.
    private mutating func settled(_ news: JobNews) -> JobNews {
        if !lifecycle.isFinished { (deviceJob, member) = (nil, nil) }
        message = state == .stopped ? lifecycle.hold.inWords : news.detail
        if state == .stopped { return JobNews(lifecycle.hold == .approval ? .proofPrinted : .suspended, message) }
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
        case .timeout: "the server, because its time was over"
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
        case .failed(let reason, _): reason
        case .suspended(let who): "Suspended by \(who.inWords)"
        case .interrupted: "Its client sent nothing more"
        case .authentication(let reason), .unconfirmed(let reason): reason
        case .approval: "Until somebody has looked at its proof"
        case .delayed(nil, _): "Nothing comes out until it is released"
        case .delayed(_?, let keyword):
            keyword.map { "Nothing comes out until \($0)" } ?? "Nothing comes out until a time"
        }
    }
}
