import Raster
import Workbench

/// Sends the pages of a document again, byte by byte as they are: what headers say that we have no word for stays.
///
/// Only the numbers of pages change, where they are said. A sheet that would get the front of the next copy on its back
/// gets a white one. A page is read to its end before its first byte is sent.
final class PageRepeater {
    private let order: RasterOrder
    private let input: InputDocument
    private let sink: ByteSink
    private let said: (Int) -> Void
    private let index: PageIndex
    private var sent = 0

    /// TotalPageCount of PWG raster, and the same of Apple raster, in the document.
    private static let pwgTotal = 452
    private static let appleTotal = 8

    init(
        _ order: RasterOrder, _ input: InputDocument, _ sink: @escaping ByteSink, _ said: @escaping (Int) -> Void
    ) throws {
        self.order = order
        self.input = input
        self.sink = sink
        self.said = said
        do { index = try PageIndex(input) } catch let error as RasterError { throw Problem(error, page: nil) }
    }

    func run() throws -> PageCounts {
        var sheets = 0
        do {
            guard let first = try index.page(0) else {
                throw Problem(.documentFormatError, "there is no page in the document")
            }
            let total = total(first)
            try sendBeginning(total)
            for set in 0..<order.sets { sheets = try sendSet(isLast: set == order.sets - 1, total) }
        } catch let error as RasterError {
            throw Problem(error, page: index.count + 1)
        }
        return PageCounts(impressions: index.count, sheets: sheets)
    }

    /// All pages that will be sent, white backs too, where the document says how many it has.
    private func total(_ first: PageIndex.Page) -> Int? {
        guard let pages = first.totalPages else { return nil }
        let copies = order.sets * order.pageCopies
        let whiteBack = first.sides.isTwoSided ? pages % 2 : 0
        let (all, isTooMany) = (pages + whiteBack).multipliedReportingOverflow(by: copies)
        return isTooMany ? nil : all - whiteBack
    }

    private func sendBeginning(_ total: Int?) throws {
        try send(0..<index.begin, index.reader.kind == .urf ? total : nil, at: Self.appleTotal)
    }

    /// - Returns: how many sheets a set has.
    private func sendSet(isLast: Bool, _ total: Int?) throws -> Int {
        var (number, sheets) = (0, 0)
        while let front = try index.page(number) {
            let hasBack = try front.sides.isTwoSided && index.sides(number + 1)?.isTwoSided == true
            let back = hasBack ? try index.page(number + 1) : nil
            number += back == nil ? 1 : 2
            sheets += 1
            let isLastSheet = try isLast && index.sides(number) == nil
            for copy in 0..<order.pageCopies {
                try send(front, total)
                if let back {
                    try send(back, total)
                } else if front.sides.isTwoSided, !(isLastSheet && copy == order.pageCopies - 1) {
                    try sendBlank(like: front, total)
                }
            }
        }
        return sheets
    }

    private func send(_ page: PageIndex.Page, _ total: Int?) throws {
        try send(page.bytes, index.reader.kind == .pwg ? total : nil, at: Self.pwgTotal)
        count()
    }

    private func sendBlank(like page: PageIndex.Page, _ total: Int?) throws {
        let cursor = InputCursor(input)
        let reader = try RasterReader(from: cursor.read)
        cursor.offset = page.bytes.lowerBound
        reader.resume(at: page.bytes.lowerBound)
        _ = try reader.nextPage()
        try send(
            page.bytes.lowerBound..<reader.offset, index.reader.kind == .pwg ? total : nil, at: Self.pwgTotal)
        try reader.writeBlankLines(sink)
        count()
    }

    /// - Parameter total: a number of four bytes to put at `place` of the bytes; `nil` changes nothing.
    private func send(_ range: Range<Int>, _ total: Int?, at place: Int) throws {
        guard let total else {
            try input.copy(range, sink)
            return
        }
        try input.copy(range.lowerBound..<range.lowerBound + place, sink)
        try withUnsafeBytes(of: UInt32(truncatingIfNeeded: total).bigEndian) { try sink($0) }
        try input.copy(range.lowerBound + place + 4..<range.upperBound, sink)
    }

    private func count() {
        sent += 1
        said(sent)
    }
}
