import Raster
import Workbench

/// Sends the pages of a document again, byte by byte as they are: what headers say that we have no word for stays.
///
/// Only the numbers of pages change, where they are said. A sheet that would get the front of the next copy on its back
/// gets a white one.
final class PageRepeater {
    private struct Page {
        let bytes: Range<Int>
        let sides: Sides
    }

    private let order: RasterOrder
    private let input: InputDocument
    private let sink: ByteSink
    private let said: (Int) -> Void
    private var sent = 0

    /// TotalPageCount of PWG raster, and the same of Apple raster, in the document.
    private static let pwgTotal = 452
    private static let appleTotal = 8

    init(
        _ order: RasterOrder, _ input: InputDocument, _ sink: @escaping ByteSink, _ said: @escaping (Int) -> Void
    ) {
        self.order = order
        self.input = input
        self.sink = sink
        self.said = said
    }

    func run() throws -> PageCounts {
        let input = input
        do {
            let reader = try RasterReader(from: { try input.read($0) })
            let begin = reader.offset
            let pages = try index(reader)
            let units = Self.units(pages)
            let total = Self.total(units, sets: order.sets, copies: order.pageCopies)
            try sendBeginning(begin, reader, total)
            for set in 0..<order.sets {
                for (number, unit) in units.enumerated() {
                    for copy in 0..<order.pageCopies {
                        let isLast =
                            set == order.sets - 1 && number == units.count - 1 && copy == order.pageCopies - 1
                        try send(unit, reader, total, isLast: isLast)
                    }
                }
            }
            return PageCounts(impressions: pages.count, sheets: units.count)
        } catch let error as RasterError {
            throw Problem(error, page: nil)
        }
    }

    /// Where each page is: reading all of them tells also that they are whole, before the first is sent.
    private func index(_ reader: RasterReader) throws -> [Page] {
        var pages: [Page] = []
        var begin = reader.offset
        while let page = try reader.nextPage() {
            try reader.skipLines()
            pages.append(Page(bytes: begin..<reader.offset, sides: page.sides))
            begin = reader.offset
        }
        guard !pages.isEmpty else { throw Problem(.documentFormatError, "there is no page in the document") }
        return pages
    }

    /// Pages that share a sheet, one or two.
    private static func units(_ pages: [Page]) -> [[Page]] {
        var units: [[Page]] = []
        for page in pages {
            if let last = units.last, last.count == 1, last[0].sides.isTwoSided, page.sides.isTwoSided {
                units[units.count - 1].append(page)
            } else {
                units.append([page])
            }
        }
        return units
    }

    /// All pages that will be sent, white backs too.
    private static func total(_ units: [[Page]], sets: Int, copies: Int) -> Int {
        let pages = units.reduce(0) { $0 + ($1[0].sides.isTwoSided ? 2 : 1) } * sets * copies
        return units.last.map { $0.count == 1 && $0[0].sides.isTwoSided } == true ? pages - 1 : pages
    }

    private func sendBeginning(_ begin: Int, _ reader: RasterReader, _ total: Int) throws {
        if reader.kind == .urf {
            try sendPatched(0..<begin, total, at: Self.appleTotal)
        } else {
            try input.copy(0..<begin, sink)
        }
    }

    private func send(_ unit: [Page], _ reader: RasterReader, _ total: Int, isLast: Bool) throws {
        for page in unit {
            if reader.kind == .pwg {
                try sendPatched(page.bytes, total, at: Self.pwgTotal)
            } else {
                try input.copy(page.bytes, sink)
            }
            count()
        }
        if unit.count == 1, unit[0].sides.isTwoSided, !isLast { try sendBlank(like: unit[0], reader, total) }
    }

    private func sendBlank(like page: Page, _ reader: RasterReader, _ total: Int) throws {
        input.go(to: page.bytes.lowerBound)
        reader.resume(at: page.bytes.lowerBound)
        _ = try reader.nextPage()
        let header = page.bytes.lowerBound..<reader.offset
        if reader.kind == .pwg {
            try sendPatched(header, total, at: Self.pwgTotal)
        } else {
            try input.copy(header, sink)
        }
        try reader.writeBlankLines(sink)
        count()
    }

    /// Sends bytes with the number of pages `total` at `place` in them, where there is one.
    private func sendPatched(_ range: Range<Int>, _ total: Int, at place: Int) throws {
        var number: [UInt8] = []
        try input.copy(range.lowerBound + place..<range.lowerBound + place + 4) { number += $0 }
        guard number.contains(where: { $0 != 0 }) else { return try input.copy(range, sink) }
        try input.copy(range.lowerBound..<range.lowerBound + place, sink)
        let patched = (0..<4).map { UInt8(truncatingIfNeeded: total >> (24 - 8 * $0)) }
        try patched.withUnsafeBytes { try sink($0) }
        try input.copy(range.lowerBound + place + 4..<range.upperBound, sink)
    }

    private func count() {
        sent += 1
        said(sent)
    }
}
