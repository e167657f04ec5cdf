internal import FoundationEssentials
internal import PrintModel
internal import Synchronization
internal import Workbench

/// What the stages of a job's conversions said, and what it comes to.
final class ConversionJournal: Sendable {
    private struct State {
        /// By document: pages that have left, and the whole once it is known.
        var pages: [Int: Int] = [:]
        var counts: [Int: PageCounts] = [:]
        var copies: [Int: Int] = [:]
        var warnings: [String] = []
        /// What a stage said about its own failure, by document and stage.
        var said: [Place: Problem] = [:]
        var problem: ConversionProblem?
    }

    private struct Place: Hashable {
        var document: Int
        var stage: Int
    }

    private let plan: String
    private let sides: String
    private let state = Mutex(State())

    /// Warnings that are kept; a document can give one a page.
    private static let warningsMax = 8

    init(plan: String, sides: String) {
        self.plan = plan
        self.sides = sides
    }

    func begin(document: Int, copies: Int) {
        state.withLock { state in
            // Read again from its beginning, as for another attempt.
            state.pages[document] = 0
            state.counts[document] = nil
            state.copies[document] = copies
        }
    }

    /// - Parameter counts: whether the stage's pages are those of the result.
    func note(_ text: String, document: Int, stage: Int, counts: Bool) {
        guard let line = try? JSONDecoder().decode(ProgressLine.self, from: Data(text.utf8)) else { return }
        state.withLock { state in
            if counts, let page = line.page { state.pages[document] = max(state.pages[document] ?? 0, page) }
            if counts, let done = line.done { state.counts[document] = done }
            if let problem = line.problem { state.said[Place(document: document, stage: stage)] = problem }
            if let warning = line.warning, state.warnings.count < Self.warningsMax,
                !state.warnings.contains(warning.text)
            {
                state.warnings.append(warning.text)
            }
        }
    }

    func said(document: Int, stage: Int) -> Problem? {
        state.withLock { $0.said[Place(document: document, stage: stage)] }
    }

    func fail(_ problem: ConversionProblem) {
        state.withLock { $0.problem = $0.problem ?? problem }
    }

    func problem() -> ConversionProblem? { state.withLock { $0.problem } }

    func report() -> PrintReport {
        state.withLock { state in
            var report = PrintReport(plan: plan, warnings: state.warnings)
            var impressions = 0
            var sheets = 0
            var color: Int? = 0
            for (document, pages) in state.pages {
                let copies = state.copies[document] ?? 1
                guard let counts = state.counts[document] else {
                    impressions += pages
                    sheets += sides == "one-sided" ? pages : (pages + 1) / 2
                    color = nil
                    continue
                }
                impressions += counts.impressions * copies
                sheets += counts.sheets * copies
                color = color.flatMap { all in counts.colorPages.map { all + $0 * copies } }
            }
            report.impressions = impressions
            report.sheets = sheets
            report.colorImpressions = color
            return report
        }
    }
}
