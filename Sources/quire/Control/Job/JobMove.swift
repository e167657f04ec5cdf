import ArgumentParser
import IPP
import IPPClient

/// `quirectl job move ID… DEST`
struct JobMove: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "move", abstract: "Move jobs that wait to another printer; the last word is that printer.",
        discussion: """
            What each job asks for is checked for the printer it goes to: one that asks for what that cannot do stays where \
            it is, unless --force moves it all the same. -n says it of each beforehand.
            """)
    @OptionGroup(title: "General options") var control: ControlOptions
    @OptionGroup var change: ChangeOptions
    @OptionGroup(title: "Which jobs") var selectors: JobSelectors
    @OptionGroup(title: "Which jobs") var made: JobsMadeUntil
    @Flag(help: "Also jobs that ask for what that printer cannot do; they are printed there without it.")
    var force = false
    @Argument(help: "Jobs as for the other verbs, then the printer they go to.") var words: [String]

    func run(_ control: Control) async throws -> ExitStatus {
        guard let destination = words.last else { throw Failure.usage("no printer is named to move to.") }
        _ = try await control.server.printer(destination, ["printer-name"])
        let targets = try await control.jobTargets(
            Array(words.dropLast()), selectors.selection.until(made.until)
        ) { $0.waits && $0.printer != destination }
        if change.dryRun { return try await planned(targets, destination, control) }
        return try await control.move(targets, to: destination, isForced: force)
    }

    /// Asks the other printer what it would say of each.
    private func planned(_ targets: [JobTarget], _ destination: String, _ control: Control) async throws -> ExitStatus {
        try await control.make(targets.map { .job($0.number) }) { change in
            guard let number = Int32(change.target) else { return .done("") }
            let job = JobDescription(attributes: try await control.server.job(number, ["all"]))
            let name = "job \(number) \"\(job.title)\" (\(job.owner), \(job.state.text))".harmless
            let missing = try await control.server.unsupported(of: job, at: destination)
            let words = missing.map(AttributeDisplay.withValue).joined(separator: ", ")
            if missing.isEmpty { return .planned("move \(name) to \(destination)") }
            guard force else { return .skipped("\(destination) cannot do \(words); --force moves it without") }
            return .planned("move \(name) to \(destination), where it is printed without \(words)")
        }
    }
}

extension Control {
    /// - Parameter isForced: whether those are moved as well that ask for what `destination` cannot do.
    func move(_ targets: [JobTarget], to destination: String, isForced: Bool) async throws -> ExitStatus {
        let uri = server.request(.cupsMoveJob, .printer(destination))[.operation]?["printer-uri"]?.stringValue ?? ""
        let plan = JobRequestPlan(
            operation: .cupsMoveJob, done: "moved to \(destination)", would: "move",
            wouldEnd: " to \(destination)",
            operationAttributes: isForced ? [] : [Attribute("ipp-attribute-fidelity", .boolean(true))],
            jobAttributes: [Attribute("job-printer-uri", .uri(uri))])
        return try await changeJobs(targets, plan, isDryRun: false)
    }
}

extension PrintServer {
    /// What a job asks for and a printer cannot do (Validate-Job). Throws where the printer would not take it at all.
    fileprivate func unsupported(of job: JobDescription, at printer: String) async throws -> [Attribute] {
        var request = request(.validateJob, .printer(printer))
        let format = job.attributes["document-format"]
        request.update(.operation) { if let format { $0.set(format) } }
        if !job.template.isEmpty { request.groups.append(AttributeGroup(.job, job.template)) }
        let answer = try await client.send(request, to: "/printers/\(printer.percentEncoded)")
        try answer.requireDone(.validateJob)
        return answer.unsupportedAttributes
    }
}
