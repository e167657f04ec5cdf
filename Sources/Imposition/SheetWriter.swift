internal import Workbench

/// Writes sheets one after the other as pages of the output.
///
/// When backs are printed, every second page is a back: a sheet without one gets a blank one, unless it is the last of
/// all.
struct SheetWriter {
    private(set) var plan: SheetPlan
    private let padsBacks: Bool
    /// The last sheet still lacks a back.
    private var owesBack = false
    private var blanks: [Size: Int] = [:]

    init(_ plan: SheetPlan, padsBacks: Bool) {
        self.plan = plan
        self.padsBacks = padsBacks
    }

    mutating func add(_ front: Int, _ back: Int?) {
        payBack()
        plan.output.append(front)
        if let back { plan.output.append(back) }
        owesBack = padsBacks && back == nil
    }

    /// On sheets of its own, and counted.
    mutating func addJobSheet(_ pages: [Size], isStart: Bool) {
        let first = plan.sides.count
        plan.sides += pages.enumerated().map { index, size in
            Side(size: size, content: .jobSheet(Side.JobSheetPage(isStart: isStart, index: index)))
        }
        for index in stride(from: 0, to: pages.count, by: padsBacks ? 2 : 1) {
            let hasBack = padsBacks && index + 1 < pages.count
            add(first + index, hasBack ? first + index + 1 : nil)
            plan.counts.sheets += 1
        }
        plan.counts.impressions += pages.count
    }

    private mutating func payBack() {
        guard owesBack, let front = plan.output.last else { return }
        owesBack = false
        let size = plan.sides[front].size
        if let blank = blanks[size] {
            plan.output.append(blank)
        } else {
            blanks[size] = plan.sides.count
            plan.output.append(plan.sides.count)
            plan.sides.append(Side(size: size, content: .blank))
        }
    }
}
