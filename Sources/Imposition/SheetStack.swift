internal import Workbench

/// The sheets of one set of copies.
struct SheetStack {
    struct Sheet {
        /// Indexes of sides.
        var front: Int
        var back: Int?
        var treatment: Treatment
    }

    /// A side that comes next.
    struct Turn {
        var index: Int
        var treatment: Treatment
        var beginsSheet = false
    }

    var sheets: [Sheet] = []

    /// Lays sides on sheets: a back only behind a front on the same paper that has the same edges turned.
    init(_ order: [Turn], of sides: [Side]) {
        for turn in order {
            let (index, treatment) = (turn.index, turn.treatment)
            if !turn.beginsSheet, let last = sheets.last, last.back == nil, treatment.sides.isTwoSided,
                last.treatment.sides == treatment.sides, last.treatment.media == treatment.media,
                sides[last.front].size.isSamePaper(as: sides[index].size)
            {
                sheets[sheets.count - 1].back = index
            } else {
                sheets.append(Sheet(front: index, treatment: treatment))
            }
        }
    }

    /// Copies, and the sheets around the job, which are printed once.
    func write(into plan: inout SheetPlan, _ settings: Settings, startSheet: [Size], endSheet: [Size]) throws {
        let copies = settings.instructions.copies
        guard sheets.count * copies <= Imposition.pagesMax else { throw PageSelection.tooMany(Imposition.pagesMax) }
        var writer = SheetWriter(plan, padsBacks: settings.isTwoSided)
        writer.addJobSheet(startSheet, isStart: true)
        for sheet in copied(copies, settings.instructions.collated) { writer.add(sheet.front, sheet.back) }
        writer.addJobSheet(endSheet, isStart: false)

        plan = writer.plan
        plan.counts.sheets += sheets.count
        plan.counts.impressions += sheets.flatMap { [$0.front, $0.back] }.count { index in
            index.map { plan.sides[$0].content != .blank } ?? false
        }
    }

    private func copied(_ copies: Int, _ collated: Bool) -> [Sheet] {
        collated
            ? (0..<copies).flatMap { _ in sheets }
            : sheets.flatMap { sheet in repeatElement(sheet, count: copies) }
    }
}

extension Size {
    /// Also when it lies the other way: a document may have sideways pages among the others.
    fileprivate func isSamePaper(as other: Size) -> Bool {
        isAbout(other, within: Scaling.tolerance) || isAbout(other.turned(.left), within: Scaling.tolerance)
    }
}
