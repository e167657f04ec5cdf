import ArgumentParser
import IPP
import IPPClient

/// `quirectl job list`
struct JobList: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "Jobs that wait or print, in the order they are printed.")
    @OptionGroup(title: "General options") var control: ControlOptions
    @OptionGroup(title: "Which jobs") var selectors: JobSelectors
    @OptionGroup(title: "Which jobs") var made: JobsMadeUntil
    @Flag(help: "Those that are over, too.") var all = false
    @Flag(help: "Only those that are over.") var completed = false
    @Argument(help: ArgumentHelp(Control.jobsHelp)) var jobs: [String] = []

    private static let columns: [Table.Column] = [
        .init("JOB", isNumber: true), .init("PRINTER"), .init("USER"), .init("TITLE", isFlexible: true),
        .init("PAGES", isNumber: true), .init("SIZE", isNumber: true), .init("STATE"), .init("CREATED"),
        .init("PRIORITY", isNumber: true, isWide: true), .init("COPIES", isNumber: true, isWide: true),
        .init("MESSAGE", isFlexible: true, isWide: true),
    ]

    func run(_ control: Control) async throws -> ExitStatus {
        let now = control.session.now()
        let items = try await found(control).map { job in
            Control.Item(name: String(job.number), cells: Self.cells(job, now: now), json: job.json)
        }
        try control.show(items, kind: "JobList", Self.columns, empty: "No jobs.")
        return .done
    }

    private func found(_ control: Control) async throws -> [JobDescription] {
        let selection = selectors.selection.until(made.until)
        let attributes = control.needsAll ? JobDescription.requested : JobDescription.forListing
        let named = Set(try await control.jobNumbers(jobs))
        let which = all || !named.isEmpty ? "all" : completed ? "completed" : "not-completed"
        let found = try await control.jobs(selection, which: which, attributes)
            .filter { named.isEmpty || named.contains($0.number) }
        if let missing = named.subtracting(found.map(\.number)).min(), selection.isEmpty {
            throw PrintServer.unknownJob(missing)
        }
        return found
    }

    private static func cells(_ job: JobDescription, now: Int64) -> [Table.Cell] {
        [
            .init(String(job.number)), .init(job.printer), .init(job.owner), .init(job.title),
            .init(job.pages.map(String.init) ?? ""), .init(AttributeDisplay.size(job.kilobytes * 1024)),
            job.state, .init(job.createdAt.map { MomentText.short($0, now: now) } ?? ""),
            .init(job.attributes["job-priority"].map(AttributeDisplay.text) ?? ""),
            .init(job.attributes["copies"].map(AttributeDisplay.text) ?? ""), .init(job.message),
        ]
    }
}
