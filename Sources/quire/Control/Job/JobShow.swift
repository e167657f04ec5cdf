import ArgumentParser
import IPP
import IPPClient

/// `quirectl job show ID`
struct JobShow: ControlCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "All about one job.")
    @OptionGroup(title: "General options") var control: ControlOptions
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
            let after = event.after.padded(to: 8)
            let rest = [event.text, actor ?? ""].filter { !$0.isEmpty }.joined(separator: " ")
            control.session.output.print(
                "  \(time)  \(after) \(event.kind.padded(to: 14)) \(rest)".harmless.withoutBlanksAtEnd)
        }
        return .done
    }
}
