import IPP
import PrintModel

/// Why a job waits, in words, with the commands that mend it: the scheduler's own predicates (``Readiness``), spelt out.
struct Explanation {
    /// How much is looked up.
    enum Depth {
        /// For one of many in a list: no work that grows with the queue.
        case list
        /// For "job-state-message": no more than the first reason takes. What clients ask for again and again.
        case first
        case whole
    }

    let context: OperationContext
    var depth: Depth
    /// Whether whoever asks may know whose a job is and what is in it; others get no names and no reasons that could tell.
    let isOpen: Bool
    /// Who asks: told of other printers where he may print. `nil` for nobody, who is told of none.
    let asker: Person?

    init(in context: OperationContext, depth: Depth = .whole, isOpen: Bool = true, asker: Person? = nil) {
        self.context = context
        self.depth = depth
        self.isOpen = isOpen
        self.asker = asker
    }

    var clock: any WallClock { context.clock }

    /// The first one is what to mend first.
    func blockers(of job: Job, on printer: Printer?) async throws -> [ExplainedBlocker] {
        if job.state == .processing { return printing(job) }
        guard job.state == .pending || job.state == .held || job.state == .stopped, let printer else { return [] }
        var found = storeTrouble(needsRoom: job.lifecycle.isOpen)
        let holding = job.state == .pending ? nil : try await self.holding(job)
        let condition = context.conditions.condition(of: printer.id)
        let blockers = Readiness.blockers(of: job, on: printer, condition: condition, at: clock.now())
        let isKnown = !blockers.isEmpty || condition.trouble != nil
        let documents = try await self.documents(of: job, on: printer, isKnown: isKnown)
        let other = elsewhere(for: job, documents, than: printer)
        for blocker in blockers {
            if let own = self.own(blocker, of: job, holding) {
                found.append(own.code == .unsupportedFormat ? own.adding(other) : own)
            } else if let its = printers(blocker, printer) {
                found.append(its.code.isOfDevice ? its.adding(other) : its)
            }
        }
        if let asked = beingAsked(printer, condition) { found.append(asked.adding(other)) }
        if job.state == .pending, printer.isPool, let nobody = noMember(for: job, documents, of: printer) {
            found.append(nobody)
        }
        found = withMisfits(of: job, documents, on: printer, condition, found, other)
        let wantsTurn = job.state == .pending && (depth != .first || found.isEmpty)
        if wantsTurn, let before = try await behind(job, printer) { found.append(before) }
        return found
    }

    /// What keeps a queue from printing anything.
    func blockers(of printer: Printer) -> [ExplainedBlocker] {
        let condition = context.conditions.condition(of: printer.id)
        var found = storeTrouble(needsRoom: true)
        found += Readiness.blockers(of: printer, condition: condition, at: clock.now()).compactMap {
            printers($0, printer)
        }
        if let asked = beingAsked(printer, condition) { found.append(asked) }
        if printer.isPool, found.isEmpty, let nobody = PoolObstacle(of: printer, in: context) {
            found.append(
                ExplainedBlocker(.noMember, nobody.text, fixes: ["quirectl pool list"]))
        }
        return found
    }

    // MARK: The server

    private func storeTrouble(needsRoom: Bool) -> [ExplainedBlocker] {
        guard let trouble = context.jobs.trouble else { return [] }
        switch trouble.kind {
        case .readOnly: return [ExplainedBlocker(.storeReadOnly, trouble.message, fixes: ["quirectl server status"])]
        case .full: return needsRoom ? [Self.full(trouble.message)] : []
        }
    }

    /// What is kept of jobs that are over can go.
    static func full(_ message: String, since: Moment? = nil, nextTry: Moment? = nil) -> ExplainedBlocker {
        ExplainedBlocker(
            .spoolFull, message, since: since, nextTry: nextTry,
            fixes: ["quirectl job cancel --purge --state printed"])
    }

    // MARK: What has to be looked up

    /// Who put it aside, and when, as the log has it.
    private func holding(_ job: Job) async throws -> Holding? {
        let kinds: Set<JobEvent.Kind> = [
            .created, .restarted, .held, .refused, .suspendRequested, .suspended, .unconfirmed, .proofPrinted,
        ]
        let events = try await context.jobs.events(of: job.id)
        guard let event = events.last(where: { kinds.contains($0.kind) }) else { return nil }
        return Holding(who: isOpen ? event.actor : nil, since: event.at)
    }

    struct Holding {
        let who: String?
        let since: Moment
    }

    /// Of a pool they say which member fits.
    private func documents(of job: Job, on printer: Printer, isKnown: Bool) async throws -> [Document] {
        guard depth == .whole || depth == .first && !isKnown || printer.isPool && job.state == .pending else {
            return []
        }
        return try await context.jobs.documents(of: job.id)
    }

    /// How many printers are looked at to find another one.
    private static let othersMax = 200

    /// The command that moves the job to a printer which could print it now; `nil` where there is none.
    private func elsewhere(for job: Job, _ documents: [Document], than printer: Printer) -> String? {
        guard depth == .whole, isOpen, let asker else { return nil }
        let fitness = PrinterFitness(context)
        let now = clock.now()
        let other = context.printers.printers().lazy.prefix(Self.othersMax).first { other in
            other.id != printer.id && !other.isPool && other.acceptsJobs && !other.isTemporary
                && other.userAccess.admits(job.owner.user, isProved: job.owner.isProved, groups: [])
                && Readiness.blockers(
                    of: other, condition: context.conditions.condition(of: other.id), at: now
                ).isEmpty && context.conditions.condition(of: other.id).trouble == nil
                && fitness.misfit(of: job, documents, on: other) == nil
                && context.decision(.printing, asker, on: other).isAllowed
        }
        return other.map { "quirectl job move \(job.id) \($0.name.text.shellWord)" }
    }

    // MARK: Its turn

    /// How far a queue is looked at to count pages.
    private static let lookAheadMax = 100
    /// How far it is looked at for each job of a list.
    private static let lookAheadInList = 100

    private func behind(_ job: Job, _ printer: Printer) async throws -> ExplainedBlocker? {
        let most = depth == .list ? Self.lookAheadInList : 1000
        let count = try await context.jobs.jobsBefore(job, max: most)
        guard count > 0 else { return nil }
        let jobs = count == 1 ? "1 job is" : "\(count)\(count == most ? " or more" : "") jobs are"
        var work: [String] = []
        if depth != .list, let pages = try await pagesBefore(job, count), pages > 0 {
            work.append(pages == 1 ? "1 page" : "\(pages) pages")
            let perMinute = Int(context.facts.facts(of: printer).capabilities.pagesPerMinute)
            if perMinute > 0 { work.append("about \(max(1, (pages + perMinute - 1) / perMinute)) min") }
        }
        let pages = work.isEmpty ? "" : " (\(work.joined(separator: ", ")))"
        return ExplainedBlocker(.behindJobs, "\(jobs) before it\(pages)", fixes: ["quirectl job promote \(job.id)"])
    }

    /// Sides in front of a job, of all copies; `nil` where those of one job are not known, or where there are too many to
    /// look at.
    private func pagesBefore(_ job: Job, _ count: Int) async throws -> Int? {
        guard count < Self.lookAheadMax else { return nil }
        var pages = 0
        for states: Set<JobLifecycle.State> in [[.processing], [.pending]] {
            let query = JobQuery(printer: job.printer, which: .states(states))
            for other in try await context.jobs.jobs(query, after: nil, limit: Self.lookAheadMax).jobs {
                if other.id == job.id { break }
                guard let its = other.attributes["job-pages"]?.integerValue else { return nil }
                pages += Int(its) * max(1, Int(other.attributes["copies"]?.integerValue ?? 1))
            }
        }
        return pages
    }
}

extension BlockerCode {
    /// Whether it lies in the device of a printer, so that another printer may help.
    fileprivate var isOfDevice: Bool {
        switch self {
        case .printerPaused, .printerShutDown, .printerDeactivated, .printerUnreachable, .printerBusy, .printerNeeds,
            .printerFailed, .printerMisconfigured:
            true
        default: false
        }
    }
}
