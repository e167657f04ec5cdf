import ArgumentParser
import IPP
import IPPClient

/// `quirectl job cancel ID…`
struct JobCancel: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel", abstract: "Take jobs out of the queue, or stop them.")
    @OptionGroup(title: "General options") var control: ControlOptions
    @OptionGroup var change: ChangeOptions
    @OptionGroup var waiting: WaitOptions
    @OptionGroup(title: "Which jobs") var selectors: JobSelectors
    @OptionGroup(title: "Which jobs") var made: JobsMadeUntil
    @Flag(help: "Remove them from the history and delete their documents, too.") var purge = false
    @Argument(help: ArgumentHelp(Control.jobsHelp)) var jobs: [String] = []

    func run(_ control: Control) async throws -> ExitStatus {
        let selection = selectors.selection.until(made.until)
        let targets = try await control.jobTargets(jobs, selection, which: purge ? "all" : "not-completed")
        var plan = JobRequestPlan(operation: .cancelJob, done: "cancelled", would: "cancel")
        if purge {
            plan = JobRequestPlan(
                operation: .cancelJob, done: "cancelled and purged", would: "cancel and purge",
                operationAttributes: [Attribute("purge-job", .boolean(true))])
        }
        if change.dryRun { return try await control.changeJobs(targets, plan, isDryRun: true) }
        if purge || jobs.isEmpty && targets.count > 1, !change.yes {
            try control.confirm(
                "\(purge ? "Purge" : "Cancel") \(targets.count == 1 ? "the job" : "\(targets.count) jobs")?")
        }
        return try await control.cancel(targets, plan)
            .then { try await control.waitUntilOver(targets, waiting.wait) }
    }
}

extension Control {
    /// A few are cancelled one by one, which says of each what became of it; many are cancelled together.
    func cancel(_ targets: [JobTarget], _ plan: JobRequestPlan) async throws -> ExitStatus {
        let isPlain = plan.operationAttributes.isEmpty
        let together = isPlain && targets.count > Self.togetherMin ? await cancelTogether(targets.map(\.number)) : []
        return try await make(targets.map { .job($0.number) }) { change in
            guard let number = Int32(change.target), !together.contains(number) else { return .done(plan.done) }
            return try await send(plan, about: number)
        }
    }

    private static let togetherMin = 8
    /// Job numbers in one request: some 4 kB.
    private static let jobIDsMax = 500

    /// Cancels with Cancel-Jobs or, for those who may cancel their own only, with Cancel-My-Jobs (PWG 5100.7 §4.3, §4.4).
    /// Either does all that it is given or nothing and names those it cannot.
    ///
    /// - Returns: the jobs that are cancelled; the others have to be tried one by one, whatever the reason.
    private func cancelTogether(_ numbers: [Int32]) async -> Set<Int32> {
        var cancelled: Set<Int32> = []
        var operation = OperationID.cancelJobs
        for start in stride(from: 0, to: numbers.count, by: Self.jobIDsMax) {
            var rest = Array(numbers[start..<min(start + Self.jobIDsMax, numbers.count)])
            // Once with all, once without those refused, and both again as oneself.
            for _ in 0..<4 where !rest.isEmpty {
                var request = server.request(operation, .server)
                request.update(.operation) { $0.set(Attribute("job-ids", rest.map(AttributeValue.integer))) }
                // Without an answer, asking for each of them says why.
                guard let answer = try? await server.client.send(request, to: "/jobs/") else { return cancelled }
                if answer.status.isSuccessful {
                    cancelled.formUnion(rest)
                    break
                }
                let refused = Set(answer.unsupportedAttributes.first { $0.name == "job-ids" }?.integers ?? [])
                if !refused.isEmpty {
                    rest.removeAll { refused.contains($0) }
                } else if operation == .cancelJobs, ExitStatus(answer.status) == .notAllowed {
                    operation = .cancelMyJobs
                } else {
                    return cancelled
                }
            }
        }
        return cancelled
    }
}

extension Attribute {
    fileprivate var integers: [Int32] { values.compactMap(\.integerValue) }
}
