import ArgumentParser
import IPP

/// `quirectl job move ID… DEST`
struct JobMove: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "move", abstract: "Move jobs that wait to another printer; the last word is that printer.")
    @OptionGroup(title: "General options") var control: ControlOptions
    @OptionGroup var change: ChangeOptions
    @OptionGroup(title: "Which jobs") var selectors: JobSelectors
    @OptionGroup(title: "Which jobs") var made: JobsMadeUntil
    @Argument(help: "Jobs as for the other verbs, then the printer they go to.") var words: [String]

    func run(_ control: Control) async throws -> ExitStatus {
        guard let destination = words.last else { throw Failure.usage("no printer is named to move to.") }
        _ = try await control.server.printer(destination, ["printer-name"])
        let targets = try await control.jobTargets(
            Array(words.dropLast()), selectors.selection.until(made.until)
        ) { $0.waits && $0.printer != destination }
        return try await control.move(targets, to: destination, isDryRun: change.dryRun)
    }
}

extension Control {
    func move(_ targets: [JobTarget], to destination: String, isDryRun: Bool) async throws -> ExitStatus {
        let uri = server.request(.cupsMoveJob, .printer(destination))[.operation]?["printer-uri"]?.stringValue ?? ""
        let plan = JobRequestPlan(
            operation: .cupsMoveJob, done: "moved to \(destination)", would: "move",
            wouldEnd: " to \(destination)",
            jobAttributes: [Attribute("job-printer-uri", .uri(uri))])
        return try await changeJobs(targets, plan, isDryRun: isDryRun)
    }
}
