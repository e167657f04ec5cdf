import IPP
import IPPClient

/// Where a job has come to, for whoever waits for it.
enum JobEnd: Hashable, Sendable {
    case printed, cancelled, failed, held

    init?(_ job: JobDescription) {
        switch job.stateNumber {
        case JobState.completed.rawValue: self = .printed
        case JobState.canceled.rawValue: self = .cancelled
        case JobState.aborted.rawValue: self = .failed
        case JobState.pendingHeld.rawValue: self = .held
        default: return nil
        }
    }

    var status: ExitStatus {
        switch self {
        case .printed: .done
        case .cancelled: .jobCancelled
        case .failed: .jobFailed
        case .held: .jobHeld
        }
    }
}

/// The end of the time somebody is ready to wait.
struct Deadline: Sendable {
    private let limit: TimeLimit
    private let stopwatch: Stopwatch
    private let end: Duration?

    init(_ limit: TimeLimit, by stopwatch: Stopwatch) {
        self.limit = limit
        self.stopwatch = stopwatch
        end = limit.duration.map { stopwatch.read() + $0 }
    }

    var isOver: Bool { end.map { stopwatch.read() >= $0 } ?? false }

    /// Throws once the time is over.
    func check(_ what: String) throws(Failure) {
        guard let end, stopwatch.read() >= end else { return }
        throw Failure(.timedOut, code: "timed-out", "\(what) after \(limit.text).")
    }
}

extension Control {
    /// Waits until each job has been printed, or has come to another end; says so, and gives back the worst of them.
    func waitForEnd(of targets: [JobTarget], _ limit: TimeLimit?) async throws -> ExitStatus {
        guard let limit else { return .done }
        let deadline = Deadline(limit, by: session.stopwatch)
        var worst = ExitStatus.done
        for target in targets {
            let end = try await waitForEnd(of: target.number, deadline)
            if end.status.code > worst.code { worst = end.status }
        }
        return worst
    }

    func waitForEnd(
        of number: Int32, _ deadline: Deadline, seeing look: (JobDescription) -> Void = { _ in }
    ) async throws -> JobEnd {
        while true {
            let job = JobDescription(attributes: try await server.job(number, JobDescription.forWaiting))
            look(job)
            if let end = JobEnd(job) {
                if !isQuiet, !isForPrograms {
                    let why = job.message.isEmpty || end == .printed ? "" : ": \(job.message.harmless)"
                    session.output.print("job \(number) \(paint(job.state.text, job.state.color))\(why)")
                }
                return end
            }
            try deadline.check("job \(number) is still \(job.state.text)")
            try await session.stopwatch.sleep(session.pause)
        }
    }

    /// Waits until none of the jobs waits or prints any more, whatever became of it.
    func waitUntilOver(_ targets: [JobTarget], _ limit: TimeLimit?) async throws -> ExitStatus {
        guard let limit else { return .done }
        let deadline = Deadline(limit, by: session.stopwatch)
        for target in targets {
            while true {
                // One that is gone from the history is over, too.
                let attributes: AttributeGroup
                do {
                    attributes = try await server.job(target.number, JobDescription.forWaiting)
                } catch let failure as Failure where failure.status == .notFound {
                    break
                }
                let job = JobDescription(attributes: attributes)
                if job.isFinished { break }
                try deadline.check("job \(target.number) is still \(job.state.text)")
                try await session.stopwatch.sleep(session.pause)
            }
        }
        return .done
    }

    /// Waits until nothing is printed on a printer any more.
    func waitUntilIdle(_ printer: String, _ deadline: Deadline) async throws {
        while true {
            let attributes = try await server.printer(printer, ["printer-state"])
            if attributes["printer-state"]?.integerValue != PrinterState.processing.rawValue { return }
            // A printer whose device is in trouble is "processing", though nothing is in hand.
            let jobs = try await server.jobs(of: printer, ["job-id", "job-state"]).map(JobDescription.init)
            if !jobs.contains(where: \.isPrinting) { return }
            try deadline.check("\(printer) is still printing")
            try await session.stopwatch.sleep(session.pause)
        }
    }
}

extension ExitStatus {
    /// What comes next, unless this went wrong.
    func then(unless isOver: Bool = false, _ next: () async throws -> ExitStatus) async rethrows -> ExitStatus {
        self == .done && !isOver ? try await next() : self
    }
}
