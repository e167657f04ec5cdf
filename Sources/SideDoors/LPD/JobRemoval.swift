import IPP
import Operations

/// Removes jobs as a client asks for it (RFC 1179 §5.5): what may be removed is what Cancel-Job lets the same user at the
/// same address cancel.
struct JobRemoval {
    private let questions: QueueQuestions
    private let agent: String

    init(_ questions: QueueQuestions, agent: String) {
        self.questions = questions
        self.agent = agent
    }

    /// Does it, and gives back a line for each job it was about.
    ///
    /// - Parameter operands: numbers of jobs and names of users; `-` for all that are the agent's own. Without any, the job
    ///   at the head of the queue.
    func text(_ operands: [String]) async throws -> String {
        let filter = LineFilter(operands.map { $0 == "-" ? agent : $0 })
        let jobs = try await questions.jobs(user: agent)
        let wanted = operands.isEmpty ? Array(jobs.prefix(1)) : jobs.filter(filter.includes)
        var text = ""
        for job in wanted {
            guard let number = job["job-id"]?.integerValue else { continue }
            do {
                try await questions.cancel(number, user: agent)
                text += "job \(number) dequeued\n"
            } catch let refusal as DeskRefusal {
                text += "job \(number): Permission denied: \(refusal.reason)\n"
            }
        }
        let found = Set(wanted.compactMap { $0["job-id"]?.integerValue })
        for number in filter.numbers.subtracting(found).sorted() { text += "job \(number): not in this queue\n" }
        return text
    }
}
