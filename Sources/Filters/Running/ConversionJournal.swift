internal import FoundationEssentials
internal import IPP
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
        var sides: [Int: String] = [:]
        var warnings: [String] = []
        /// What a stage said about its own failure, by document and stage.
        var said: [Place: Problem] = [:]
        var problem: ConversionProblem?
    }

    private struct Place: Hashable {
        var document: Int
        var stage: Int
    }

    let plan: String
    /// What is done of what can be asked, by document.
    private let actual: [Int: [Attribute]]
    /// Whether all documents are printed as one: then nobody knows which pages are whose.
    private let isOneDocument: Bool
    private let state = Mutex(State())

    /// Warnings that are kept; a document can give one a page.
    private static let warningsMax = 8

    init(plan: String, actual: [Int: [Attribute]] = [:], isOneDocument: Bool = false) {
        self.plan = plan
        self.isOneDocument = isOneDocument
        self.actual = actual
    }

    func begin(document: Int, _ chain: Chain) {
        state.withLock { state in
            // Read again from its beginning, as for another attempt.
            state.pages[document] = 0
            state.counts[document] = nil
            state.copies[document] = chain.copies
            state.sides[document] = chain.sides
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
            for document in state.pages.keys { report.documents[document] = Self.pages(of: document, state) }
            for (document, done) in actual { report.documents[document]?.actual = done }
            // In the order they were used.
            for (_, done) in actual.sorted(by: { $0.key < $1.key }) { Attribute.merge(done, into: &report.actual) }
            let all = report.documents.values
            report.impressions = all.reduce(0) { $0 + ($1.impressions ?? 0) }
            report.sheets = all.reduce(0) { $0 + ($1.sheets ?? 0) }
            report.colorImpressions = all.reduce(0) { sum, pages in
                sum.flatMap { sum in pages.colorImpressions.map { sum + $0 } }
            }
            if isOneDocument { report.documents = [:] }
            return report
        }
    }

    private static func pages(of document: Int, _ state: State) -> DocumentPages {
        let copies = state.copies[document] ?? 1
        guard let counts = state.counts[document] else {
            let pages = state.pages[document] ?? 0
            let sheets = state.sides[document] == "one-sided" ? pages : (pages + 1) / 2
            return DocumentPages(impressions: pages, sheets: sheets)
        }
        return DocumentPages(
            impressions: counts.impressions * copies, sheets: counts.sheets * copies,
            colorImpressions: counts.colorPages.map { $0 * copies })
    }
}
