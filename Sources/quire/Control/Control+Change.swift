/// Changing printers and jobs: one after the other, each with its own end.
extension Control {
    /// Something to be changed.
    struct Change: Hashable, Sendable {
        /// The printer, or the job's number.
        let target: String
        /// As people say it: `job 412`.
        let name: String
    }

    /// What became of a change.
    enum Outcome: Sendable {
        /// In a word or two: `cancelled`.
        case done(String)
        /// What a dry run would have done.
        case planned(String)
        case failed(Failure)
    }

    /// Makes each change. One that fails is told, the others go on; without a server, all end.
    ///
    /// - Returns: what went wrong, where one was asked for or all went wrong alike; "partly done" where some did not.
    func make(
        _ changes: [Change], _ body: (Change) async throws -> Outcome
    ) async throws -> ExitStatus {
        var outcomes: [(Change, Outcome)] = []
        for change in changes {
            do {
                let outcome = try await body(change)
                outcomes.append((change, outcome))
                tell(outcome, of: change)
            } catch {
                let failure = Failure(error)
                if changes.count == 1 || failure.status == .unreachable { throw failure }
                outcomes.append((change, .failed(failure)))
                if !isForPrograms { _ = session.report(failure) }
            }
        }
        if isForPrograms { show(outcomes) }
        return Self.status(of: outcomes.map(\.1))
    }

    private func tell(_ outcome: Outcome, of change: Change) {
        guard !isQuiet, !isForPrograms else { return }
        switch outcome {
        case .done(let what): session.output.print("\(change.name) \(what)")
        case .planned(let what): session.output.print("would \(what)")
        case .failed: break
        }
    }

    private func show(_ outcomes: [(Change, Outcome)]) {
        let items = outcomes.map { change, outcome in
            let target = JSON.Member("target", .string(change.target))
            return switch outcome {
            case .done(let what): JSON.object([target, .init("done", .string(what))])
            case .planned(let what): JSON.object([target, .init("planned", .string(what))])
            case .failed(let failure): JSON.object([target, .init("error", failure.json)])
            }
        }
        if format == .json {
            session.output.print(Self.document("ChangeList", items).text)
        } else {
            for item in items { session.output.print(item.text) }
        }
    }

    private static func status(of outcomes: [Outcome]) -> ExitStatus {
        let failures = outcomes.compactMap { outcome in
            if case .failed(let failure) = outcome { failure } else { nil }
        }
        guard let first = failures.first else { return .done }
        if failures.count < outcomes.count { return .partlyDone }
        return failures.allSatisfy { $0.status == first.status } ? first.status : .failed
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
