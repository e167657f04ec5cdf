import ArgumentParser
import IPP

/// `quirectl job watch [ID]`
struct JobWatch: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "watch", abstract: "Tell what happens to jobs, a line each time.",
        discussion: """
            With a job, until that job is over: the exit status is then 0 printed, 10 cancelled, 11 failed, 12 held. \
            Without one, until you interrupt it. -o ndjson writes the job each time as a line of JSON.
            """)
    @OptionGroup(title: "General options") var control: ControlOptions
    @OptionGroup(title: "Which jobs") var selectors: JobSelectors
    @Flag(help: "Without a job: end as soon as no job waits or prints.") var untilEmpty = false
    @Option(help: "Give up after this time, with exit status 6.") var wait: TimeLimit = .forever
    @Argument(help: "The job.") var job: String?

    func run(_ control: Control) async throws -> ExitStatus {
        let deadline = Deadline(wait, by: control.session.stopwatch)
        var teller = JobTeller(control)
        if let job {
            let number = try await control.jobNumber(job)
            while true {
                let job = JobDescription(attributes: try await control.server.job(number, JobDescription.forWaiting))
                teller.tell(job)
                if let end = JobEnd(job) { return end.status }
                try deadline.check("job \(number) is still \(job.state.text)")
                try await control.session.stopwatch.sleep(control.session.pause)
            }
        }
        return try await watchAll(control, deadline, &teller)
    }

    private func watchAll(
        _ control: Control, _ deadline: Deadline, _ teller: inout JobTeller
    ) async throws -> ExitStatus {
        var known: Set<Int32> = []
        while true {
            let jobs = try await control.jobs(
                selectors.selection, which: "not-completed", JobDescription.forListing + ["job-impressions-completed"])
            for job in jobs { teller.tell(job) }
            let numbers = Set(jobs.map(\.number))
            for number in known.subtracting(numbers).sorted() {
                // One that is gone without a trace was purged, and cannot be told of.
                guard let end = try? await control.server.job(number, JobDescription.forWaiting) else { continue }
                teller.tell(JobDescription(attributes: end))
            }
            known = numbers
            if untilEmpty, numbers.isEmpty { return .done }
            try deadline.check("\(numbers.count) jobs still wait")
            try await control.session.stopwatch.sleep(control.session.pause)
        }
    }
}

/// Writes a line whenever a job is not as it was the last time.
struct JobTeller: Sendable {
    private let control: Control
    private var last: [Int32: String] = [:]

    init(_ control: Control) { self.control = control }

    mutating func tell(_ job: JobDescription) {
        let look = [job.state.text, pages(of: job), job.printer].joined(separator: " ")
        guard last.updateValue(look, forKey: job.number) != look else { return }
        if job.isFinished { last[job.number] = nil }
        let output = control.session.output
        if control.isForPrograms {
            output.print(job.json.text)
        } else {
            let time = MomentText.clock(control.session.now())
            let state = control.paint(job.state.text, job.state.color)
            let message = job.isFinished && !job.message.isEmpty ? "  \(job.message)" : ""
            output.print(
                "\(time)  job \(job.number)  \(job.printer.harmless)  \(job.owner.harmless)  "
                    + "\(state)\(pages(of: job))  \(job.title.harmless)\(message.harmless)")
        }
        output.flush()
    }

    /// ` 3/12 pages`
    private func pages(of job: JobDescription) -> String {
        guard job.isPrinting, let done = job.pagesDone else { return "" }
        return " \(done)\(job.pages.map { "/\($0)" } ?? "") pages"
    }
}
