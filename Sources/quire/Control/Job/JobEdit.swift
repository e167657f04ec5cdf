import ArgumentParser
import IPP

/// `quirectl job edit ID name=value…`
struct JobEdit: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "edit", abstract: "Change what a waiting job is printed with.",
        discussion: """
            Words with an = are what to change, such as copies=2, sides=two-sided-long-edge, media=iso_a4_210x297mm, \
            page-ranges=1-3,8 or title="Annual report"; the others are jobs.
            """)
    @OptionGroup(title: "General options") var control: ControlOptions
    @OptionGroup var change: ChangeOptions
    @OptionGroup(title: "Which jobs") var selectors: JobSelectors
    @OptionGroup(title: "Which jobs") var made: JobsMadeUntil
    @Option(help: "Go back to the printer's default for this; can be given several times.") var unset: [String] = []
    @Argument(help: "The jobs, then what to change.") var words: [String]

    func run(_ control: Control) async throws -> ExitStatus {
        let jobs = words.filter { !$0.contains("=") }
        let changes = try words.filter { $0.contains("=") }.map { try PrintOption.word($0) }
        let attributes =
            try JobRequest.changes(changes, now: control.session.now())
            + unset.map { Attribute($0, .outOfBand(.deleteAttribute)) }
        guard !attributes.isEmpty else {
            throw Failure.usage("nothing to change.", hint: "say what, such as copies=2; or --unset copies.")
        }
        let targets = try await control.jobTargets(jobs, selectors.selection.until(made.until)) { $0.waits }
        let names = attributes.map(AttributeDisplay.withValue).joined(separator: ", ")
        let plan = JobRequestPlan(
            operation: .setJobAttributes, done: "changed: \(names)", would: "change \(names) of",
            jobAttributes: attributes)
        return try await control.changeJobs(targets, plan, isDryRun: change.dryRun)
    }
}

extension PrintOption {
    /// One word of a command line, `name=value`: the shell has taken the quotes already.
    static func word(_ text: String) throws(Failure) -> PrintOption {
        guard let equals = text.firstIndex(of: "="), equals != text.startIndex else {
            throw .usage("'\(text)' is no change: expected name=value.")
        }
        return PrintOption(String(text[..<equals]), String(text[text.index(after: equals)...]))
    }
}

extension JobRequest {
    /// Options as attributes of a job that is there already; `title` and `name` are its job-name.
    static func changes(_ options: [PrintOption], now: Int64) throws(Failure) -> [Attribute] {
        var attributes: [Attribute] = []
        for option in options {
            if ["title", "name", "job-name"].contains(option.name) {
                attributes.append(Attribute("job-name", .name(option.value.prefix(octets: 255))))
            } else {
                attributes += try JobRequest([option], now: now).job.attributes
            }
        }
        return attributes
    }
}
