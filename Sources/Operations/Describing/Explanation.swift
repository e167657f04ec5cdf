import IPP
import PrintModel

/// Why a job waits, in words, with the command that mends it: the scheduler's own predicates (``Readiness``), spelt out.
enum Explanation {
    ///
    /// - Parameter namesHolder: whether it says who held the job, which is looked up in the log.
    static func blockers(
        of job: Job, on printer: Printer?, namesHolder: Bool = false, in context: OperationContext
    ) async throws -> [ExplainedBlocker] {
        if job.state == .processing { return ExplainedBlocker.ofPrinting(job, in: context) }
        guard job.state == .pending || job.state == .held || job.state == .stopped else { return [] }
        guard let printer else { return [] }
        let now = context.clock.now()
        let condition = context.conditions.condition(of: printer.id)
        var blockers = Readiness.blockers(of: job, on: printer, condition: condition, at: now)
        if printer.isPool, !printer.isPaused, printer.power == .on, job.state == .pending {
            let documents = try await context.jobs.documents(of: job.id)
            if let reasons = PoolObstacle.reasons(for: job, documents, of: printer, in: context) {
                blockers.append(.noMember(reasons))
            }
        }
        let before = try await context.jobs.jobsBefore(job, max: 1000)
        if before > 0, job.state == .pending { blockers.append(.behindJobs(before)) }
        let pages = namesHolder && before > 0 ? try await pagesBefore(job, before, in: context) : nil
        let holder =
            namesHolder && job.state == .held
            ? try await context.jobs.events(of: job.id).last { $0.kind == .held }?.actor : nil
        return blockers.map {
            ExplainedBlocker($0, job: job, printer: printer, holder: holder, pagesBefore: pages, context: context)
        }
    }

    /// How far a queue is looked at to count pages.
    private static let lookAheadMax = 500

    /// Sides in front of a job, of all copies; `nil` where those of one job are not known, or where there are too many to
    /// look at.
    private static func pagesBefore(_ job: Job, _ count: Int, in context: OperationContext) async throws -> Int? {
        guard count < lookAheadMax else { return nil }
        var pages = 0
        for states: Set<JobLifecycle.State> in [[.processing], [.pending]] {
            let query = JobQuery(printer: job.printer, which: .states(states))
            for other in try await context.jobs.jobs(query, after: nil, limit: lookAheadMax).jobs {
                if other.id == job.id { break }
                guard let its = other.attributes["job-pages"]?.integerValue else { return nil }
                pages += Int(its) * max(1, Int(other.attributes["copies"]?.integerValue ?? 1))
            }
        }
        return pages
    }
}

/// A ``Blocker`` as people and programs read it.
struct ExplainedBlocker: Sendable {
    /// A keyword that programs may compare.
    let code: String
    let text: String
    /// The command that removes it; `nil` where only waiting helps.
    let fix: String?

    private init(_ code: String, _ text: String, fix: String? = nil) {
        self.code = code
        self.text = text
        self.fix = fix
    }

    init(
        _ blocker: Blocker, job: Job, printer: Printer, holder: String?, pagesBefore: Int? = nil,
        context: OperationContext
    ) {
        let by = holder.map { " by \($0)" } ?? ""
        let message = job.attributes["job-message-from-operator"]?.values.first?.stringValue ?? ""
        let why = message.isEmpty ? "" : " \"\(message)\""
        let release = "quirectl job release \(job.id)"
        switch blocker {
        case .heldByUser: (code, text, fix) = ("held-user", "held\(by) until somebody releases it" + why, release)
        case .heldUntil(let moment, let keyword):
            let time = context.clock.text(of: moment)
            let period = keyword.flatMap { HoldPeriod(rawValue: $0)?.rawValue }.map { "\($0), " } ?? ""
            let left = Self.words(for: moment - context.clock.now())
            (code, text, fix) = ("held-until", "held until \(time) (\(period)in \(left))\(by)" + why, release)
        case .heldOnArrival:
            (code, text, fix) = ("held-new-jobs", "\(printer.name) holds new jobs", release)
        case .failed(let reason): (code, text, fix) = ("failed", reason, release)
        case .needsCredentials(let reason): (code, text, fix) = ("held-auth", reason, "lp -i \(job.id) -H resume")
        case .unconfirmed(let reason):
            (code, text, fix) = (
                "printed-unconfirmed", reason + "; if it was printed, say so; released, it is printed again",
                "quirectl job done \(job.id)"
            )
        case .locked(.password):
            (code, text, fix) = (
                "password", "it waits for its password", "quirectl job release \(job.id) --password PASSWORD"
            )
        case .locked(let lock):
            let action = lock == .button ? "somebody at the printer" : "its owner"
            (code, text, fix) = ("release", "it waits for \(action) to release it", release)
        case .interrupted: (code, text, fix) = ("interrupted", "its client sent nothing more", release)
        case .suspended(let who):
            let whom = who == .user ? " by its owner" : who == .operator_ ? " by an operator" : ""
            (code, text, fix) = ("suspended", "suspended\(whom)" + why, "quirectl job resume \(job.id)")
        case .waitsForApproval:
            (code, text, fix) = (
                "proof-printed", "its proof is printed; the rest waits for somebody to approve it",
                "quirectl job resume \(job.id)"
            )
        case .delayed(let until, let keyword):
            let period = keyword.map { " (\($0))" } ?? ""
            let end = until.map { "before \(context.clock.text(of: $0))\(period)" } ?? "until it is released"
            (code, text, fix) = ("output-delayed", "nothing of it may come out \(end)" + why, release)
        case .needsData(let until):
            let end = until.map { "; closed at \(context.clock.text(of: $0)) if nothing comes" } ?? ""
            let soFar = job.octets > 0 ? " (\(Self.size(job.octets)) so far)" : ""
            (code, text, fix) = (
                "needs-data", "its documents have not all arrived" + soFar + end, "quirectl job cancel \(job.id)"
            )
        case .printerPaused(let reason):
            let quoted = reason.isEmpty ? "" : " \"\(reason)\""
            let since = context.clock.text(of: printer.stateChangedAt)
            (code, text, fix) = (
                "printer-paused", "\(printer.name) is paused since \(since)" + quoted,
                "quirectl printer resume \(printer.name)"
            )
        case .printerOff(let power, let reason):
            let quoted = reason.isEmpty ? "" : " \"\(reason)\""
            let since = context.clock.text(of: printer.stateChangedAt)
            let isShutDown = power == .shutDown
            (code, text, fix) = (
                isShutDown ? "printer-shut-down" : "printer-deactivated",
                "\(printer.name) is \(isShutDown ? "shut down" : "deactivated") since \(since)" + quoted,
                "quirectl printer \(isShutDown ? "startup" : "activate") \(printer.name)"
            )
        case .deviceTrouble(let trouble, let since, let failedProbes, let nextProbe):
            var text = "\(printer.name): \(trouble.message)"
            if let since { text += ", since \(context.clock.text(of: since))" }
            if failedProbes > 0 { text += ", tried \(failedProbes == 1 ? "once" : "\(failedProbes) times")" }
            if let nextProbe { text += ", next try \(context.clock.text(of: nextProbe))" }
            if let contact = context.conditions.condition(of: printer.id).lastContact {
                text += "; last good contact \(context.clock.text(of: contact))"
            }
            let fix = trouble.kind == .misconfigured ? "quirectl printer show \(printer.name)" : nil
            (code, self.text, self.fix) = (Self.troubleCode(trouble), text, fix)
        case .noMember(let reasons):
            let words = PoolObstacle.words(for: reasons, of: printer)
            (code, text, fix) = ("no-member", words, PoolObstacle.fix(for: reasons))
        case .behindJobs(let count):
            let jobs = count == 1 ? "1 job is" : "\(count) jobs are"
            var work: [String] = []
            if let pagesBefore, pagesBefore > 0 {
                work.append(pagesBefore == 1 ? "1 page" : "\(pagesBefore) pages")
                let perMinute = Int(context.facts.facts(of: printer).capabilities.pagesPerMinute)
                if perMinute > 0 { work.append("about \(max(1, (pagesBefore + perMinute - 1) / perMinute)) min") }
            }
            let pages = work.isEmpty ? "" : " (\(work.joined(separator: ", ")))"
            (code, text, fix) = ("behind-jobs", "\(jobs) before it\(pages)", "quirectl job promote \(job.id)")
        }
    }

    /// "4 h 12 min", "12 min", "40 s".
    private static func words(for duration: Duration) -> String {
        let seconds = max(0, duration.components.seconds)
        switch seconds {
        case ..<120: return "\(seconds) s"
        case ..<7200: return "\(seconds / 60) min"
        case ..<172_800: return "\(seconds / 3600) h \(seconds % 3600 / 60) min"
        default: return "\(seconds / 86_400) days"
        }
    }

    private static func troubleCode(_ trouble: DeviceTrouble) -> String {
        switch trouble.kind {
        case .away: "printer-unreachable"
        case .busy: "printer-busy"
        case .failed: "printer-failed"
        case .misconfigured: "printer-misconfigured"
        case .local: "server-trouble"
        case .needsHuman: trouble.reason == "connecting-to-device" ? "printer-unreachable" : "printer-needs"
        }
    }

    /// "3.1 MB", "12 kB".
    private static func size(_ octets: Int64) -> String {
        let tenths = octets / 100_000
        return octets < 1_000_000 ? "\((octets + 999) / 1000) kB" : "\(tenths / 10).\(tenths % 10) MB"
    }

    /// For so long a device may take nothing before that is worth a word.
    private static let stallLeast = Duration.seconds(120)

    /// What goes on with a job that is being printed, where it does not just come out.
    static func ofPrinting(_ job: Job, in context: OperationContext) -> [ExplainedBlocker] {
        var found: [ExplainedBlocker] = []
        let now = context.clock.now()
        let id = job.member ?? job.printer
        let name = context.printers.printer(id)?.name.text ?? "its printer"
        let condition = context.conditions.condition(of: id)
        if let trouble = condition.trouble {
            let since = condition.troubleSince.map { ", since \(context.clock.text(of: $0))" } ?? ""
            found.append(
                ExplainedBlocker(troubleCode(trouble), "\(name): \(trouble.message)\(since); it goes on by itself"))
        }
        guard let activity = context.progress.activity(of: job.id) else { return found }
        let report = context.progress.report(of: job.id)
        if now - activity.lastOctetsAt >= stallLeast {
            let since = context.clock.text(of: activity.lastOctetsAt)
            found.append(
                activity.isAllTaken
                    ? ExplainedBlocker(
                        "printed-unconfirmed",
                        "\(name) has everything since \(since), and has not said that it is done",
                        fix: "quirectl job cancel \(job.id)")
                    : ExplainedBlocker(
                        "printer-stalled", "\(name) takes no data since \(since) (\(size(activity.octets)) sent)",
                        fix: "quirectl job cancel \(job.id)"))
        } else if let plan = report?.plan, !plan.isEmpty, !activity.isAllTaken {
            let page = report?.impressions.map { ", page \($0)" } ?? ""
            let of = page.isEmpty ? "" : (job.attributes["job-pages"]?.integerValue).map { " of \($0)" } ?? ""
            found.append(ExplainedBlocker("converting", plan + page + of))
        }
        if !activity.message.isEmpty { found.append(ExplainedBlocker("printing", "\(name): \(activity.message)")) }
        return found
    }

    /// One value of "quire-job-blockers".
    var collection: AttributeValue {
        var members = [
            Attribute("blocker-code", .keyword(code)), Attribute("blocker-text", .text(text.truncated(toOctets: 1023))),
        ]
        if let fix { members.append(Attribute("blocker-fix", .text(fix))) }
        return .collection(members)
    }
}

/// A ``JobEvent`` as one value of "quire-job-timeline".
struct TimelineEntry: Sendable {
    let event: JobEvent

    init(_ event: JobEvent) { self.event = event }

    var collection: AttributeValue {
        var members = [
            Attribute("event-time", .dateTime(event.at.ippDateTime)),
            Attribute("event-kind", .keyword(event.kind.rawValue)),
            Attribute("event-text", .text(event.detail.truncated(toOctets: 1023))),
        ]
        if let actor = event.actor { members.append(Attribute("event-actor", .name(actor))) }
        return .collection(members)
    }
}

extension WallClock {
    /// "18:00", or "Sat 18:00" when that is not today: local time, for people.
    func text(of moment: Moment) -> String {
        let then = localTime(at: moment)
        let today = localTime(at: now())
        func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
        let time = "\(twoDigits(then.minuteOfDay / 60)):\(twoDigits(then.minuteOfDay % 60)):\(twoDigits(then.second))"
        guard then.weekday != today.weekday || abs((moment - now()).components.seconds) > 86_400 else { return time }
        let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
        return "\(days[then.weekday % 7]) \(time)"
    }
}
