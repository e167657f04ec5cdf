import Synchronization

/// Tells what became of changes, in the order they were asked for: a line each, or sums where there are many.
final class ChangeReport: Sendable {
    private let control: Control
    private let changes: [Control.Change]
    private let state: Mutex<State>

    private struct State {
        var outcomes: [Control.Outcome?]
        /// How many have been told.
        var told = 0
        var failuresTold = 0
    }

    init(_ control: Control, _ changes: [Control.Change]) {
        self.control = control
        self.changes = changes
        state = Mutex(State(outcomes: Array(repeating: nil, count: changes.count)))
    }

    /// More than these are told as sums; nobody reads a thousand lines.
    private static let linesMax = 20

    private var isLong: Bool { changes.count > Self.linesMax && !control.isVerbose }

    func take(_ outcome: Control.Outcome, at place: Int) {
        state.withLock { state in
            state.outcomes[place] = outcome
            while state.told < changes.count, let next = state.outcomes[state.told] {
                tell(next, of: changes[state.told], &state)
                state.told += 1
            }
        }
    }

    private func tell(_ outcome: Control.Outcome, of change: Control.Change, _ state: inout State) {
        guard !control.isForPrograms else { return }
        if case .failed(let failure) = outcome {
            state.failuresTold += 1
            if !isLong || state.failuresTold <= Self.linesMax { _ = control.session.report(failure) }
            return
        }
        guard !control.isQuiet, !isLong else { return }
        let output = control.session.output
        switch outcome {
        case .done(let what): output.print(control.format == .name ? change.target : "\(change.name) \(what)")
        case .planned(let what): output.print("would \(what)")
        case .skipped(let why): output.print("skip \(change.target): \(why)")
        case .failed: break
        }
    }

    /// What is told once all is over.
    func end() -> ExitStatus {
        let (outcomes, failuresTold) = state.withLock { ($0.outcomes.compactMap { $0 }, $0.failuresTold) }
        if control.isForPrograms {
            if control.tellsChanges { show(outcomes) }
        } else if isLong {
            if failuresTold > Self.linesMax {
                control.session.errors.print(
                    "\(control.session.name): and \(failuresTold - Self.linesMax) more could not be changed")
            }
            if !control.isQuiet { showSums(of: outcomes) }
        }
        return Self.status(of: outcomes)
    }

    /// `9998 jobs cancelled`
    private func showSums(of outcomes: [Control.Outcome]) {
        var sums: [(text: String, noun: String, count: Int)] = []
        for (change, outcome) in zip(changes, outcomes) {
            let text =
                switch outcome {
                case .done(let what): what
                case .planned: "would be changed"
                case .skipped: "skipped"
                case .failed: "not changed"
                }
            if let place = sums.firstIndex(where: { $0.text == text && $0.noun == change.noun }) {
                sums[place].count += 1
            } else {
                sums.append((text, change.noun, 1))
            }
        }
        for sum in sums {
            control.session.output.print("\(sum.count) \(sum.noun)\(sum.count == 1 ? "" : "s") \(sum.text)")
        }
    }

    private func show(_ outcomes: [Control.Outcome]) {
        let items = zip(changes, outcomes).map { change, outcome in
            let target = JSON.Member("target", .string(change.target))
            return switch outcome {
            case .done(let what): JSON.object([target, .init("done", .string(what))])
            case .planned(let what): JSON.object([target, .init("planned", .string(what))])
            case .skipped(let why): JSON.object([target, .init("skipped", .string(why))])
            case .failed(let failure): JSON.object([target, .init("error", failure.json)])
            }
        }
        if control.format == .json {
            control.session.output.print(Control.document("ChangeList", items).text)
        } else {
            for item in items { control.session.output.print(item.text) }
        }
    }

    private static func status(of outcomes: [Control.Outcome]) -> ExitStatus {
        var failures: [Failure] = []
        var isAllDone = true
        for outcome in outcomes {
            switch outcome {
            case .done, .planned: continue
            case .skipped: isAllDone = false
            case .failed(let failure):
                isAllDone = false
                failures.append(failure)
            }
        }
        if isAllDone { return .done }
        guard let first = failures.first, failures.count == outcomes.count else { return .partlyDone }
        return failures.allSatisfy { $0.status == first.status } ? first.status : .failed
    }
}
