/// Changing printers and jobs: several at a time, each with its own end.
extension Control {
    /// Something to be changed.
    struct Change: Hashable, Sendable {
        /// The printer, or the job's number.
        let target: String
        /// `printer` or `job`.
        let noun: String

        /// As people say it: `job 412`.
        var name: String { "\(noun) \(target)" }

        static func printer(_ name: String) -> Change { Change(target: name, noun: "printer") }
        static func job(_ number: Int32) -> Change { Change(target: String(number), noun: "job") }
    }

    /// What became of a change.
    enum Outcome: Sendable {
        /// In a word or two: `cancelled`.
        case done(String)
        /// What a dry run would have done.
        case planned(String)
        /// Left alone, and why: it is not what was asked for, but nothing went wrong.
        case skipped(String)
        case failed(Failure)
    }

    /// Makes each change, some at a time, and tells of them in their order. One that fails is told, the others go on;
    /// without a server, all end.
    ///
    /// - Returns: what went wrong, where one was asked for or all went wrong alike; "partly done" where some did not.
    func make(
        _ changes: [Change], _ body: @escaping @Sendable (Change) async throws -> Outcome
    ) async throws -> ExitStatus {
        let isOne = changes.count == 1
        let report = ChangeReport(self, changes)
        try await withThrowingTaskGroup(of: (Int, Outcome).self) { group in
            var next = 0
            var told = 0
            while told < changes.count {
                while next < changes.count, next - told < Self.changesAtOnce {
                    let (place, change) = (next, changes[next])
                    group.addTask { (place, try await Self.outcome(of: change, isOnly: isOne, body)) }
                    next += 1
                }
                guard let (place, outcome) = try await group.next() else { return }
                report.take(outcome, at: place)
                told += 1
            }
        }
        return report.end()
    }

    /// More connections than this make no server faster.
    private static let changesAtOnce = 8

    /// A failure that ends everything is thrown; any other is an outcome.
    private static func outcome(
        of change: Change, isOnly: Bool, _ body: (Change) async throws -> Outcome
    ) async throws -> Outcome {
        do {
            return try await body(change)
        } catch {
            let failure = Failure(error)
            if isOnly || failure.status == .unreachable { throw failure }
            return .failed(failure)
        }
    }
}

extension Failure {
    /// For programs.
    var json: JSON {
        var members: [JSON.Member] = [.init("code", .string(code)), .init("message", .string(message))]
        if let hint { members.append(.init("hint", .string(hint))) }
        if !candidates.isEmpty { members.append(.init("candidates", .strings(candidates))) }
        return .object(members)
    }
}
