import ArgumentParser
import IPP
import IPPClient

/// `quirectl job list`
struct JobList: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Jobs that wait or print, in the order they are printed.")
    @OptionGroup var control: ControlOptions
    @OptionGroup var selectors: JobSelectors
    @Flag(help: "Those that are over, too.") var all = false
    @Flag(help: "Only those that are over.") var completed = false

    private static let columns: [Table.Column] = [
        .init("JOB", isNumber: true), .init("PRINTER"), .init("USER"), .init("TITLE", isFlexible: true),
        .init("PAGES", isNumber: true), .init("SIZE", isNumber: true), .init("STATE"), .init("CREATED"),
        .init("PRIORITY", isNumber: true, isWide: true), .init("COPIES", isNumber: true, isWide: true),
        .init("MESSAGE", isFlexible: true, isWide: true),
    ]

    func run(_ control: Control) async throws -> ExitStatus {
        let which = all ? "all" : completed ? "completed" : "not-completed"
        let now = control.session.now()
        let items = try await control.jobs(selectors, which: which, JobDescription.requested).map { job in
            Control.Item(
                name: String(job.number),
                cells: [
                    .init(String(job.number)), .init(job.printer), .init(job.owner), .init(job.title),
                    .init(job.pages.map(String.init) ?? ""), .init(AttributeDisplay.size(job.kilobytes * 1024)),
                    job.state, .init(job.createdAt.map { MomentText.short($0, now: now) } ?? ""),
                    .init(job.attributes["job-priority"].map(AttributeDisplay.text) ?? ""),
                    .init(job.attributes["copies"].map(AttributeDisplay.text) ?? ""), .init(job.message),
                ],
                json: job.json)
        }
        control.show(items, kind: "JobList", Self.columns, empty: "No jobs.")
        return .done
    }
}

/// `quirectl job show ID`
struct JobShow: ControlCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "All about one job.")
    @OptionGroup var control: ControlOptions
    @Argument(help: "The job.") var job: String
    @Flag(help: "What has happened to it.") var timeline = false
    @Flag(help: "Every attribute the server gives.") var attrs = false

    func run(_ control: Control) async throws -> ExitStatus {
        var status = ExitStatus.done
        for number in try await control.jobNumbers([job]) {
            let requested = (attrs ? ["all"] : JobDescription.requested) + (timeline ? [JobTimeline.attribute] : [])
            let job = JobDescription(attributes: try await control.server.job(number, requested))
            let now = control.session.now()
            let facts =
                attrs
                ? job.attributes.attributes.map { Control.Fact($0.name, .init(AttributeDisplay.text(of: $0))) }
                : job.facts(now: now)
            control.show(facts, kind: "JobList", job.json, name: String(number))
            if timeline, !control.isForPrograms { status = show(JobTimeline(job), control, now) }
        }
        return status
    }

    private func show(_ timeline: JobTimeline, _ control: Control, _ now: Int64) -> ExitStatus {
        if timeline.events.isEmpty { control.session.output.print("timeline: the server keeps none") }
        for event in timeline.events {
            let actor = event.actor.isEmpty ? nil : "by \(event.actor)"
            let time = event.time.map { MomentText.short($0, now: now) } ?? "--:--"
            let rest = [event.text, actor ?? ""].filter { !$0.isEmpty }.joined(separator: " ")
            control.session.output.print("  \(time)  \(event.kind.padded(to: 12)) \(rest)".harmless.withoutBlanksAtEnd)
        }
        return .done
    }
}

/// `quirectl job hold ID…`
struct JobHold: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "hold", abstract: "Keep jobs from being printed until they are released.")
    @OptionGroup var control: ControlOptions
    @OptionGroup var change: ChangeOptions
    @OptionGroup var selectors: JobSelectors
    @Argument(help: "Jobs: 412, floor2-412, 410-415, @last, - for those listed on standard input.")
    var jobs: [String] = []
    @Option(help: "Release them by themselves then: 18:00, +2h, or a keyword such as evening.") var until: String?

    func run(_ control: Control) async throws -> ExitStatus {
        let now = control.session.now()
        let hold = try until.map { try JobRequest.hold(until: $0, now: now) }
        return try await control.changeJobs(
            jobs, selectors, .holdJob, done: "held\(until.map { " until \($0)" } ?? "")", would: "hold",
            isDryRun: change.dryRun
        ) { $0.set(hold ?? Attribute("job-hold-until", .keyword("indefinite"))) }
    }
}

/// `quirectl job release ID…`
struct JobRelease: ControlCommand {
    static let configuration = CommandConfiguration(commandName: "release", abstract: "Let held jobs be printed.")
    @OptionGroup var control: ControlOptions
    @OptionGroup var change: ChangeOptions
    @OptionGroup var selectors: JobSelectors
    @Argument(help: "Jobs: 412, floor2-412, 410-415, @last, - for those listed on standard input.")
    var jobs: [String] = []

    func run(_ control: Control) async throws -> ExitStatus {
        try await control.changeJobs(
            jobs, selectors, .releaseJob, done: "released", would: "release", isDryRun: change.dryRun)
    }
}

/// `quirectl job cancel ID…`
struct JobCancel: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel", abstract: "Take jobs out of the queue, or stop them.")
    @OptionGroup var control: ControlOptions
    @OptionGroup var change: ChangeOptions
    @OptionGroup var selectors: JobSelectors
    @Argument(help: "Jobs: 412, floor2-412, 410-415, @last, - for those listed on standard input.")
    var jobs: [String] = []

    func run(_ control: Control) async throws -> ExitStatus {
        try await control.changeJobs(
            jobs, selectors, .cancelJob, done: "cancelled", would: "cancel", isDryRun: change.dryRun)
    }
}

extension Control {
    /// Does the same to each job, and goes on where one cannot be changed.
    func changeJobs(
        _ words: [String], _ selectors: JobSelectors, _ operation: OperationID, done: String, would: String,
        isDryRun: Bool, refine: (inout AttributeGroup) -> Void = { _ in }
    ) async throws -> ExitStatus {
        let changes = try await jobNumbers(words, selectors).map { Change(target: String($0), name: "job \($0)") }
        return try await make(changes) { change in
            guard let number = Int32(change.target) else { return .done("") }
            if isDryRun {
                let job = JobDescription(attributes: try await server.job(number, JobDescription.requested))
                return .planned("\(would) job \(number) \"\(job.title.harmless)\" (\(job.owner), \(job.state.text))")
            }
            var request = server.request(operation, .job(number))
            request.update(.operation, refine)
            let answer = try await server.client.send(request, to: "/jobs/")
            if answer.status == .notFound { throw PrintServer.unknownJob(number) }
            try answer.requireSuccess()
            return .done(done)
        }
    }
}
