public import Workbench

/// From the sizes of a document's pages and what was asked for to a plan of sheets. Knows no file and no PDF.
public enum Imposition {
    /// A document has no more pages than this, and no more come out. At a kilobyte or two of memory a page.
    public static let pagesMax = 100_000

    /// - Parameters:
    ///   - starts: indexes of the pages with which documents begin that are printed as one, ascending from 0.
    ///   - startSheet: pages of the sheet before the job, and `endSheet` of the one after it.
    /// - Throws: ``Problem`` when nothing is left to print, too much would come out, or a word is not known.
    public static func plan(
        _ pages: [SourcePage], _ instructions: ImposeInstructions, starts: [Int] = [0], startSheet: [SourcePage] = [],
        endSheet: [SourcePage] = []
    ) throws -> SheetPlan {
        let settings = try Settings(instructions)
        guard !pages.isEmpty else { throw Problem(.documentFormatError, "the document has no pages") }
        let wanted = try PageSelection.indexes(of: instructions.pageRanges, count: pages.count, limit: pagesMax)
        try checkSizes(wanted, pages, settings)

        var plan = SheetPlan()
        let sides =
            try instructions.booklet
            ? Booklet(wanted, settings).sides(pages)
            : self.sides(of: wanted, pages, DocumentStarts(starts, pages: pages.count), settings)
        plan.sides = sides.map(\.side)
        let order = sides.indices.filter(settings.pageSet.contains).map {
            SheetStack.Turn(index: $0, treatment: sides[$0].treatment, beginsSheet: sides[$0].beginsSheet)
        }
        guard !order.isEmpty else {
            throw Problem(.documentUnprintable, "there are no \(settings.pageSet.rawValue) pages to print")
        }

        var stack = SheetStack(order, of: plan.sides)
        if instructions.reversed { stack.sheets.reverse() }
        try stack.write(
            into: &plan, settings, startSheet: startSheet.map(\.size), endSheet: endSheet.map(\.size))
        return plan
    }

    /// A page that becomes a sheet of its own size must be one that could be.
    private static func checkSizes(_ wanted: [Int], _ pages: [SourcePage], _ settings: Settings) throws {
        guard settings.treatment.media == nil else { return }
        let large = wanted.first { max(pages[$0].size.width, pages[$0].size.height) > Treatment.lengthMax }
        if let large { throw Problem(.documentUnprintable, "page \(large + 1) is too large", page: large + 1) }
    }

    struct TreatedSide {
        var side: Side
        var treatment: Treatment
        /// Whether it may be no back.
        var beginsSheet = false
    }

    /// Pages side by side; a page that is treated differently begins a new side, and a document a new sheet where that is
    /// asked for.
    private static func sides(
        of wanted: [Int], _ pages: [SourcePage], _ starts: DocumentStarts, _ settings: Settings
    ) throws -> [TreatedSide] {
        var composer = SideComposer(pages, settings)
        var sides: [TreatedSide] = []
        var group: [Int] = []
        var treatment = settings.treatment
        var (document, beginsSheet) = (wanted.first.map(starts.document) ?? 0, false)
        func treated(_ index: Int) throws -> Treatment {
            let overrides = settings.instructions.overrides
            let override = PageSelection.override(of: index, in: overrides, starts)
            return try override.map(settings.treated(by:)) ?? settings.treatment
        }
        func finish() {
            guard !group.isEmpty else { return }
            sides.append(
                TreatedSide(
                    side: composer.side(of: group, treatment), treatment: treatment, beginsSheet: beginsSheet))
            (group, beginsSheet) = ([], false)
        }
        for index in wanted {
            let next = try treated(index)
            let isNewSheet = settings.instructions.newSheets && starts.document(of: index) != document
            if group.count == settings.numberUp || next != treatment || isNewSheet { finish() }
            if isNewSheet { (document, beginsSheet) = (starts.document(of: index), true) }
            treatment = next
            group.append(index)
        }
        finish()
        return sides
    }
}
