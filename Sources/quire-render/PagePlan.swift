import Raster
import Workbench

/// The pages to be drawn, in their order, and which of them belong on one sheet.
struct PagePlan {
    struct Page: Hashable {
        /// Of the document, counted from 1; for a blank back, the page whose back it is.
        let number: Int
        let isBack: Bool
        let isBlank: Bool
    }

    /// What is sent together and, when there are copies, again: a page; the two sides of a sheet.
    let units: [[Page]]
    /// Pages that will leave, copies counted.
    let countOut: Int

    init(_ order: RenderOrder, pagesInDocument: Int) throws {
        var numbers = try Self.numbers(order.words.pageRanges, pagesInDocument)
        if case .picture = order.format { numbers = Array(numbers.prefix(1)) }
        let isTwoSided = order.sides.isTwoSided
        var pages = numbers.enumerated().map { index, number in
            Page(number: number, isBack: isTwoSided && !index.isMultiple(of: 2), isBlank: false)
        }
        if isTwoSided, order.copies > 1 {
            // Without a back of its own the last sheet would take the next copy's front for one.
            if let last = pages.last, !last.isBack {
                pages.append(Page(number: last.number, isBack: true, isBlank: true))
            }
            units = stride(from: 0, to: pages.count, by: 2).map { Array(pages[$0..<$0 + 2]) }
        } else {
            units = pages.map { [$0] }
        }
        let product = pages.count.multipliedReportingOverflow(by: order.copies)
        countOut = product.overflow ? Int.max : product.partialValue
    }

    private static func numbers(_ ranges: [PageRange], _ count: Int) throws -> [Int] {
        guard !ranges.isEmpty else { return Array(1...count) }
        var numbers: [Int] = []
        for range in ranges {
            let (first, last) = (max(1, range.first), min(range.last, count))
            guard first <= last else { continue }
            // A range may come twice, but not so often that the list alone fills the memory.
            guard numbers.count <= 10_000_000 else {
                throw Problem(.documentUnprintable, "too many pages are asked for")
            }
            numbers += first...last
        }
        guard !numbers.isEmpty else {
            throw Problem(.documentUnprintable, "none of the pages asked for is in the document, which has \(count)")
        }
        return numbers
    }
}
