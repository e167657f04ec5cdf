import Raster
import Workbench

/// Reads pages and writes them in another format, as often as they are wanted: copies are read and written again.
final class PageConverter {
    private let order: RasterOrder
    private let cursor: InputCursor
    private let reader: RasterReader
    private let writer: RasterWriter
    private let said: (Int) -> Void
    private var counts = RasterCounts()
    private var sent = 0
    /// The page of the document that is read, counted from 1, for problems.
    private var number = 0
    /// A page whose header was read to see whether it is a back, and was not.
    private var waiting: RasterPage?

    init(
        _ order: RasterOrder, _ input: InputDocument, _ sink: @escaping ByteSink, _ said: @escaping (Int) -> Void
    ) throws {
        self.order = order
        cursor = InputCursor(input)
        self.said = said
        do {
            let anymaps = AnymapPages(resolution: Resolution(order.resolution))
            reader = try RasterReader(anymaps: anymaps, from: cursor.read)
            writer = try RasterWriter(order.format, order.options, to: sink)
        } catch let error as RasterError {
            throw Problem(error, page: nil)
        }
    }

    func run() throws -> PageCounts {
        do {
            let begin = reader.offset
            for set in 0..<order.sets {
                if set > 0 { go(to: begin) }
                try sendSet(isFirst: set == 0, isLast: set == order.sets - 1)
            }
            guard sent > 0 else { throw Problem(.documentFormatError, "there is no page in the document") }
            try writer.end()
        } catch let error as RasterError {
            throw Problem(error, page: max(1, number))
        }
        return PageCounts(
            impressions: counts.impressions, sheets: counts.sheets, colorPages: counts.colorPages)
    }

    private func go(to offset: Int) {
        cursor.offset = offset
        reader.resume(at: offset)
        waiting = nil
    }

    private func sendSet(isFirst: Bool, isLast: Bool) throws {
        number = 0
        while true {
            let (begin, numberBefore) = (waiting == nil ? reader.offset : waitingOffset, number)
            for copy in 0..<order.pageCopies {
                if copy > 0 {
                    go(to: begin)
                    number = numberBefore
                }
                let isLastCopy = isLast && copy == order.pageCopies - 1
                guard try sendSheet(isCounted: isFirst && copy == 0, isLastCopy: isLastCopy) else { return }
            }
        }
    }

    /// Where the header of the page in `waiting` begins.
    private var waitingOffset = 0

    /// - Returns: whether there was another sheet.
    private func sendSheet(isCounted: Bool, isLastCopy: Bool) throws -> Bool {
        guard let front = try next() else { return false }
        let target = order.target(front, isBack: false)
        try send(front, target, isCounted: isCounted)
        guard target.sides.isTwoSided else { return true }
        let offset = reader.offset
        if let back = try next() {
            let target = order.target(back, isBack: true)
            if target.sides.isTwoSided {
                try send(back, target, isCounted: isCounted)
            } else {
                (waiting, waitingOffset) = (back, offset)
                number -= 1
                try sendBlank(target, unless: isLastCopy)
            }
        } else {
            try sendBlank(target, unless: isLastCopy)
        }
        return true
    }

    private func next() throws -> RasterPage? {
        let page: RasterPage?
        if let waiting { page = waiting } else { page = try reader.nextPage() }
        waiting = nil
        if page != nil { number += 1 }
        return page
    }

    private func send(_ page: RasterPage, _ target: RasterPage, isCounted: Bool) throws {
        let lines = SheetLines(page, target, back: order.back(of: page, target))
        try writer.beginPage(target, from: .raster(page.format))
        try lines.run(reader) { try writer.write($0, stride: $1, count: $2) }
        let ink = try writer.endPage()
        if isCounted { counts.add(ink, target.sides) }
        sent += 1
        said(sent)
    }

    /// The next copy begins on a sheet of its own.
    private func sendBlank(_ target: RasterPage, unless isLastCopy: Bool) throws {
        guard !isLastCopy else { return }
        try writer.beginPage(target, from: .raster(.sgray8))
        let line = [UInt8](repeating: 255, count: target.width)
        for _ in 0..<target.height { try line.withUnsafeBytes { try writer.write($0, stride: $0.count, count: 1) } }
        _ = try writer.endPage()
        sent += 1
        said(sent)
    }
}
