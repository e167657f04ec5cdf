import ArgumentParser
import IPP
import IPPClient

/// `quirectl job explain ID`: why a job is not printed, and the command that mends it.
struct JobExplain: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain", abstract: "Say why a job is not printed yet, and what to do about it.")
    @OptionGroup var control: ControlOptions
    @Argument(help: "The job.") var job: String

    func run(_ control: Control) async throws -> ExitStatus {
        for number in try await control.jobNumbers([job]) {
            let requested = JobDescription.requested + [JobBlocker.attribute]
            let job = JobDescription(attributes: try await control.server.job(number, requested))
            if control.isForPrograms {
                control.show([], kind: "JobExplanation", job.json, name: String(number))
            } else {
                explain(job, control)
            }
        }
        return .done
    }

    private func explain(_ job: JobDescription, _ control: Control) {
        let output = control.session.output
        let pages = job.pages.map { ", \($0) pages" } ?? ""
        let blockers = JobBlocker.all(of: job)
        let end = blockers.isEmpty ? "." : ":"
        output.print(
            "Job \(job.number) \"\(job.title)\" (\(job.owner)\(pages), \(job.printer)) \(state(of: job))\(end)".harmless
        )
        let width = blockers.map(\.code.count).max() ?? 0
        for (place, blocker) in blockers.enumerated() {
            let mark = place == 0 ? control.paint("✗", .red) : "·"
            output.print("  \(mark) \(blocker.code.padded(to: width))  \(blocker.text)".withoutBlanksAtEnd)
        }
        let fixes = blockers.compactMap(\.fix)
        for fix in fixes { output.print("  \(control.paint(fix, .bold))") }
        if blockers.isEmpty, !job.isFinished, !job.message.isEmpty { output.print("  \(job.message.harmless)") }
    }

    private func state(of job: JobDescription) -> String {
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
}

/// One reason why a job is not printed, as the server's scheduler sees it.
struct JobBlocker: Hashable, Sendable {
    let code: String
    let text: String
    /// The command that mends it.
    let fix: String?

    /// Of Quire's own: given only when asked for by name.
    static let attribute = "quire-job-blockers"

    /// The first one is what to mend first. A server that is not Quire gives its reasons instead.
    static func all(of job: JobDescription) -> [JobBlocker] {
        if let blockers = job.attributes[attribute] {
            return blockers.values.compactMap(\.collectionValue).map { members in
                JobBlocker(
                    code: (members["blocker-code"]?.stringValue ?? "unknown").harmless,
                    text: (members["blocker-text"]?.stringValue ?? "").harmless,
                    fix: members["blocker-fix"]?.stringValue?.harmless)
            }
        }
        guard !job.isFinished else { return [] }
        let message =
            job.message.isEmpty
            ? job.attributes["job-printer-state-message"]?.stringValue ?? "" : job.message
        return job.reasons.filter { $0 != "job-printing" }.enumerated().map { place, reason in
            JobBlocker(code: reason, text: place == 0 ? message.harmless : "", fix: nil)
        }
    }
}

/// What has happened to a job.
struct JobTimeline: Hashable, Sendable {
    struct Event: Hashable, Sendable {
        /// Seconds after 1970-01-01 00:00 UTC.
        let time: Int64?
        let kind: String
        let text: String
        let actor: String
    }

    let events: [Event]

    /// Of Quire's own: given only when asked for by name.
    static let attribute = "quire-job-timeline"

    init(_ job: JobDescription) {
        let values = job.attributes[Self.attribute]?.values ?? []
        events = values.compactMap(\.collectionValue).map { members in
            var time: Int64?
            if case .dateTime(let moment)? = members["event-time"]?.values.first { time = moment.secondsSince1970 }
            return Event(
                time: time, kind: members["event-kind"]?.stringValue ?? "",
                text: members["event-text"]?.stringValue ?? "", actor: members["event-actor"]?.stringValue ?? "")
        }
    }
}
