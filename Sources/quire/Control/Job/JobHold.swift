import ArgumentParser
import IPP

/// `quirectl job hold ID…`
struct JobHold: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "hold", abstract: "Keep jobs from being printed until they are released.")
    @OptionGroup(title: "General options") var control: ControlOptions
    @OptionGroup var change: ChangeOptions
    @OptionGroup(title: "Which jobs") var selectors: JobSelectors
    @Argument(help: ArgumentHelp(Control.jobsHelp)) var jobs: [String] = []
    @Option(help: "Release them by themselves then: 18:00, +2h, or a keyword such as evening.") var until: String?
    @Option(help: "Why, for whoever looks at the job.") var reason: String?

    func run(_ control: Control) async throws -> ExitStatus {
        let now = control.session.now()
        let hold = try until.map { try JobRequest.hold(until: $0, now: now) }
        let targets = try await control.jobTargets(jobs, selectors.selection) { $0.waits }
        var plan = JobRequestPlan(
            operation: .holdJob, done: "held\(until.map { " until \($0)" } ?? "")", would: "hold")
        plan.operationAttributes = [hold ?? Attribute("job-hold-until", .keyword("indefinite"))]
        if let reason { plan.operationAttributes.append(Attribute("message", .text(reason.prefix(octets: 127)))) }
        return try await control.changeJobs(targets, plan, isDryRun: change.dryRun)
    }
}

/// `quirectl job release ID…`
struct JobRelease: ControlCommand {
    static let configuration = CommandConfiguration(commandName: "release", abstract: "Let held jobs be printed.")
    @OptionGroup(title: "General options") var control: ControlOptions
    @OptionGroup var change: ChangeOptions
    @OptionGroup var waiting: WaitOptions
    @OptionGroup(title: "Which jobs") var selectors: JobSelectors
    @OptionGroup(title: "Which jobs") var made: JobsMadeUntil
    @Option(help: "The password that the jobs wait for.") var password: String?
    @Argument(help: ArgumentHelp(Control.jobsHelp)) var jobs: [String] = []

    func run(_ control: Control) async throws -> ExitStatus {
        let targets = try await control.jobTargets(jobs, selectors.selection.until(made.until)) {
            $0.stateNumber == JobState.pendingHeld.rawValue
        }
        var plan = JobRequestPlan(operation: .releaseJob, done: "released", would: "release")
        if let password {
            plan.operationAttributes = [
                Attribute("job-password", .octetString(Array(password.utf8))),
                Attribute("job-password-encryption", .keyword("none")),
            ]
        }
        return try await control.changeJobs(targets, plan, isDryRun: change.dryRun)
            .then(unless: change.dryRun) { try await control.waitForEnd(of: targets, waiting.wait) }
    }
}
