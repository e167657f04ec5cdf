import ArgumentParser
import IPP
import IPPClient

/// `quirectl job explain ID`: why a job is not printed, and the command that mends it.
struct JobExplain: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain", abstract: "Say why a job is not printed yet, and what to do about it.",
        discussion: "The first line is what to mend first; the commands behind the lines do it.")
    @OptionGroup(title: "General options") var control: ControlOptions
    @Argument(help: ArgumentHelp(Control.jobsHelp)) var jobs: [String]

    func run(_ control: Control) async throws -> ExitStatus {
        var found: [JSON] = []
        for number in try await control.jobNumbers(jobs) {
            let requested = JobDescription.requested + ["document-format", JobBlocker.attribute, JobTimeline.attribute]
            let job = JobDescription(attributes: try await control.server.job(number, requested))
            var explanation = JobExplanation(job)
            if explanation.couldGoElsewhere { explanation.others = try await control.printers(for: job) }
            switch control.format {
            case .json, .ndjson: found.append(explanation.json)
            case .name: control.session.output.print(explanation.blockers.first?.code ?? "none")
            case .table, .wide, .csv: explanation.show(control)
            }
        }
        if control.format == .json { control.session.output.print(Control.document("JobExplanation", found).text) }
        if control.format == .ndjson { for json in found { control.session.output.print(json.text) } }
        return .done
    }
}

extension Control {
    /// Other printers that could print a job now, as far as can be told from outside.
    fileprivate func printers(for job: JobDescription) async throws -> [String] {
        let format = job.attributes["document-format"]?.stringValue
        return try await server.printers(PrinterDescription.requested + ["document-format-supported"])
            .map(PrinterDescription.init)
            .filter { $0.name != job.printer && $0.isReady && $0.takes(format) }
            .map(\.name).sorted()
    }
}

/// Why a job is where it is, and what can be done.
struct JobExplanation: Sendable {
    let job: JobDescription
    let blockers: [JobBlocker]
    /// Printers the job could be moved to.
    var others: [String] = []

    init(_ job: JobDescription) {
        self.job = job
        blockers = JobBlocker.all(of: job)
    }

    /// Whether it is this printer that keeps it.
    var couldGoElsewhere: Bool {
        job.waits && blockers.contains { JobBlocker.codesOfPrinter.contains($0.code) }
    }

    /// Commands, the one that mends the first blocker first.
    var offers: [String] {
        var offers = blockers.flatMap { $0.offers(for: job.number) }
        offers += others.prefix(Self.othersMax).map { "quirectl job move \(job.number) \($0)" }
        if blockers.isEmpty, job.isFinished, job.reasons.contains("job-restartable") {
            offers.append("quirectl job reprint \(job.number)")
        }
        var seen: Set<String> = []
        return offers.filter { seen.insert($0).inserted }
    }

    private static let othersMax = 3

    func show(_ control: Control) {
        let output = control.session.output
        let pages = job.pages.map { ", \($0) pages" } ?? ""
        let end = blockers.isEmpty ? "." : ":"
        output.print(
            "Job \(job.number) \"\(job.title)\" (\(job.owner)\(pages), \(job.printer)) \(state)\(end)".harmless)
        let width = blockers.map(\.code.count).max() ?? 0
        for (place, blocker) in blockers.enumerated() {
            let mark = place == 0 ? control.paint("✗", .red) : "·"
            output.print("  \(mark) \(blocker.code.padded(to: width))  \(blocker.text)".withoutBlanksAtEnd)
        }
        if blockers.isEmpty, !job.message.isEmpty { output.print("  \(job.message.harmless)") }
        if !others.isEmpty {
            output.print("Other printers that can print it: \(others.joined(separator: ", "))".harmless)
        }
        for offer in offers { output.print("  \(control.paint(offer.harmless, .bold))") }
    }

    private var state: String {
        switch job.stateNumber {
        case JobState.pending.rawValue: "has not started"
        case JobState.pendingHeld.rawValue: "is held"
        case JobState.processing.rawValue: "is being printed"
        case JobState.processingStopped.rawValue: "has been stopped"
        case JobState.canceled.rawValue: "was cancelled"
        case JobState.aborted.rawValue: "has failed"
        case JobState.completed.rawValue: "has been printed"
        default: "is in a state the server does not tell"
        }
    }

    var json: JSON {
        .object([
            .init("job-id", .number(Int64(job.number))), .init("job-name", .string(job.title)),
            .init("job-originating-user-name", .string(job.owner)), .init("printer-name", .string(job.printer)),
            .init("state", .string(job.state.text)), .init("message", .string(job.message)),
            .init("blockers", .array(blockers.map { $0.json(for: job.number) })),
            .init("other-printers", .strings(others)), .init("offers", .strings(offers)),
            .init("timeline", .array(JobTimeline(job).events.map(\.json))),
        ])
    }
}
