import ArgumentParser
import IPP
import IPPClient

/// `quirectl job promote ID…`
struct JobPromote: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "promote", abstract: "Print jobs before all others that wait.",
        discussion: "Of several, the first named is printed first.")
    @OptionGroup(title: "General options") var control: ControlOptions
    @OptionGroup var change: ChangeOptions
    @OptionGroup(title: "Which jobs") var selectors: JobSelectors
    @OptionGroup(title: "Which jobs") var made: JobsMadeUntil
    @Argument(help: ArgumentHelp(Control.jobsHelp)) var jobs: [String] = []

    func run(_ control: Control) async throws -> ExitStatus {
        let targets = try await control.jobTargets(jobs, selectors.selection.until(made.until)) {
            $0.stateNumber == JobState.pending.rawValue
        }
        let plan = JobRequestPlan(operation: .promoteJob, done: "promoted", would: "promote")
        if change.dryRun { return try await control.changeJobs(targets, plan, isDryRun: true) }
        // The one promoted last is the one printed first, so they go one after the other, from the back.
        var failures: [Int32: Failure] = [:]
        for target in targets.reversed() {
            do {
                _ = try await control.promote(target.number, plan)
            } catch {
                let failure = Failure(error)
                if failure.status == .unreachable { throw failure }
                failures[target.number] = failure
            }
        }
        let ends = failures
        return try await control.make(targets.map { .job($0.number) }) { change in
            if let failure = Int32(change.target).flatMap({ ends[$0] }) { throw failure }
            return .done(plan.done)
        }
    }
}

extension Control {
    /// A server without Promote-Job gives the job the highest priority instead, which comes to the same.
    fileprivate func promote(_ number: Int32, _ plan: JobRequestPlan) async throws -> Outcome {
        do {
            return try await send(plan, about: number)
        } catch let failure as Failure where failure.code == "operation-not-supported" {
            return try await send(JobDemote.plan(priority: 100, done: plan.done, would: plan.would), about: number)
        }
    }
}

/// `quirectl job demote ID…`
struct JobDemote: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "demote", abstract: "Print jobs after all others that wait.")
    @OptionGroup(title: "General options") var control: ControlOptions
    @OptionGroup var change: ChangeOptions
    @OptionGroup(title: "Which jobs") var selectors: JobSelectors
    @OptionGroup(title: "Which jobs") var made: JobsMadeUntil
    @Argument(help: ArgumentHelp(Control.jobsHelp)) var jobs: [String] = []

    func run(_ control: Control) async throws -> ExitStatus {
        let targets = try await control.jobTargets(jobs, selectors.selection.until(made.until)) { $0.waits }
        let plan = Self.plan(priority: 1, done: "put behind all others", would: "demote")
        return try await control.changeJobs(targets, plan, isDryRun: change.dryRun)
    }

    static func plan(priority: Int32, done: String, would: String) -> JobRequestPlan {
        JobRequestPlan(
            operation: .setJobAttributes, done: done, would: would,
            jobAttributes: [Attribute("job-priority", .integer(priority))])
    }
}

/// `quirectl job priority N ID…`
struct JobPriority: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "priority", abstract: "Give jobs a priority: 100 is printed first, 1 last, 50 is usual.")
    @OptionGroup(title: "General options") var control: ControlOptions
    @OptionGroup var change: ChangeOptions
    @OptionGroup(title: "Which jobs") var selectors: JobSelectors
    @OptionGroup(title: "Which jobs") var made: JobsMadeUntil
    @Argument(help: "From 1 to 100.") var priority: Int32
    @Argument(help: ArgumentHelp(Control.jobsHelp)) var jobs: [String] = []

    func validate() throws {
        guard 1...100 ~= priority else { throw ValidationError("a priority is from 1 to 100, not \(priority).") }
    }

    func run(_ control: Control) async throws -> ExitStatus {
        let targets = try await control.jobTargets(jobs, selectors.selection.until(made.until)) { $0.waits }
        let plan = JobDemote.plan(
            priority: priority, done: "given priority \(priority)", would: "give priority \(priority) to")
        return try await control.changeJobs(targets, plan, isDryRun: change.dryRun)
    }
}
