import ArgumentParser
import Synchronization

/// How far something is: one line that is drawn again and again on a terminal, or a line now and then elsewhere.
final class ProgressLine: Sendable {
    enum Style: String, ExpressibleByArgument, CaseIterable, Sendable {
        case auto, plain
    }

    private let errors: TextOutput
    private let isPlain: Bool
    private let state = Mutex(State())

    private struct State {
        var last: ContinuousClock.Instant?
        var isDrawn = false
    }

    init(_ style: Style, on errors: TextOutput) {
        self.errors = errors
        isPlain = style == .plain
    }

    private var pause: Duration { isPlain ? .seconds(10) : .milliseconds(100) }

    func show(bytes: Int64, of all: Int64?) {
        let size = AttributeDisplay.size(bytes)
        show("sent \(size)" + (all.map { " of \(AttributeDisplay.size($0))" } ?? ""), part: all.map { (bytes, $0) })
    }

    func show(_ job: JobDescription) {
        guard let done = job.pagesDone, let all = job.pages, all > 0 else { return show(job.state.text, part: nil) }
        show("\(job.state.text)  \(done)/\(all) pages", part: (Int64(done), Int64(all)))
    }

    private func show(_ text: String, part: (Int64, Int64)?) {
        let now = ContinuousClock.now
        state.withLock { state in
            if let last = state.last, now - last < pause { return }
            // The first plain line comes after the first pause: what is over sooner needs none.
            let isFirst = state.last == nil
            state.last = now
            if isPlain {
                if !isFirst { errors.print(text) }
            } else if errors.isTerminal {
                state.isDrawn = true
                errors.write("\r\u{1B}[K" + (part.map(Self.bar) ?? "") + text)
            }
        }
    }

    /// Takes the line away, so that what comes next stands in its place.
    func clear() {
        state.withLock { state in
            if state.isDrawn { errors.write("\r\u{1B}[K") }
            state = State()
        }
    }

    private static let barCells: Int64 = 22

    private static func bar(_ part: Int64, of all: Int64) -> String {
        guard all > 0 else { return "" }
        let full = min(barCells, max(0, part) / max(1, all / barCells))
        return String(repeating: "━", count: Int(full)) + String(repeating: "─", count: Int(barCells - full)) + "  "
    }
}
