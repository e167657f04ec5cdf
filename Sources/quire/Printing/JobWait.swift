import IPP
import IPPClient

/// Waits for a job's end, and shows a person how far it is.
struct JobWait: Sendable {
    let number: Int32
    let server: PrintServer
    let session: Session

    /// Between two questions: short at first, as most jobs are, then longer.
    private static let pauses: [Duration] = [.milliseconds(50), .milliseconds(100), .milliseconds(250)]
    private static let pauseMax = Duration.seconds(1)

    func run() async throws -> JobDescription {
        let progress = ProgressLine(.auto, on: session.errors)
        defer { progress.clear() }
        var asked = 0
        while true {
            let job = JobDescription(attributes: try await server.job(number, JobDescription.requested))
            if JobEnd(job) != nil { return job }
            progress.show(job)
            try await session.stopwatch.sleep(asked < Self.pauses.count ? Self.pauses[asked] : Self.pauseMax)
            asked += 1
        }
    }
}

extension JobDescription {
    /// Why a job that was waited for is not printed; `nil` when it is.
    var failure: Failure? {
        guard let end = JobEnd(self) else { return nil }
        let why = message.isEmpty ? "" : ": \(message.harmless)"
        switch end {
        case .printed: return nil
        case .cancelled: return Failure(end.status, code: "job-cancelled", "job \(number) was cancelled\(why)")
        case .failed: return Failure(end.status, code: "job-aborted", "job \(number) could not be printed\(why)")
        case .held:
            return Failure(
                end.status, code: "job-held", "job \(number) is held\(why)",
                hint: "release it with: lp -i \(number) -H resume")
        }
    }
}
