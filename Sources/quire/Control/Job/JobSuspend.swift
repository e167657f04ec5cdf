import ArgumentParser
import IPP

/// `quirectl job suspend ID…`
struct JobSuspend: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "suspend", abstract: "Take jobs off their printer for others, until they are resumed.")
    @OptionGroup(title: "General options") var control: ControlOptions
    @OptionGroup var change: ChangeOptions
    @OptionGroup(title: "Which jobs") var selectors: JobSelectors
    @Argument(help: ArgumentHelp(Control.jobsHelp)) var jobs: [String] = []

    func run(_ control: Control) async throws -> ExitStatus {
        let targets = try await control.jobTargets(jobs, selectors.selection) {
            $0.stateNumber == JobState.processing.rawValue
        }
        let plan = JobRequestPlan(operation: .suspendCurrentJob, done: "suspended", would: "suspend")
        return try await control.changeJobs(targets, plan, isDryRun: change.dryRun)
    }
}

/// `quirectl job done ID…`
struct JobDone: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "done", abstract: "Say of jobs whose end nobody knows that they were printed.",
        discussion: "One that was not printed is released instead: quirectl job release.")
    @OptionGroup(title: "General options") var control: ControlOptions
    @OptionGroup var change: ChangeOptions
    @Argument(help: ArgumentHelp(Control.jobsHelp)) var jobs: [String]

    func run(_ control: Control) async throws -> ExitStatus {
        let targets = try await control.jobTargets(jobs) { $0.waits }
        let plan = JobRequestPlan(operation: .quireConfirmJob, done: "marked as printed", would: "mark as printed")
        return try await control.changeJobs(targets, plan, isDryRun: change.dryRun)
    }
}

/// `quirectl job resume ID…`
struct JobResume: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume", abstract: "Let suspended jobs, and those whose proof is printed, be printed.")
    @OptionGroup(title: "General options") var control: ControlOptions
    @OptionGroup var change: ChangeOptions
    @OptionGroup var waiting: WaitOptions
    @OptionGroup(title: "Which jobs") var selectors: JobSelectors
    @Argument(help: ArgumentHelp(Control.jobsHelp)) var jobs: [String] = []

    func run(_ control: Control) async throws -> ExitStatus {
        let targets = try await control.jobTargets(jobs, selectors.selection) {
            $0.stateNumber == JobState.processingStopped.rawValue
        }
        let plan = JobRequestPlan(operation: .resumeJob, done: "resumed", would: "resume")
        return try await control.changeJobs(targets, plan, isDryRun: change.dryRun)
            .then(unless: change.dryRun) { try await control.waitForEnd(of: targets, waiting.wait) }
    }
}
