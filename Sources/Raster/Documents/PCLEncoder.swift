/// Raster in PCL 5 (HP, "PCL 5 Printer Language Technical Reference Manual", chapter 6), black and white, for printers
/// that know nothing newer.
///
/// A page of PCL begins 1/4 inch (A4: 71/300) from the left edge of the paper, and the dots before it cannot be reached:
/// they are left out, so that the rest lies where it belongs.
public final class PCLEncoder: RasterEncoder {
    private let output: OutputBuffer
    private var page: PageLines?
    private var rows: PCLRows?
    /// What the printer has been told; what stays the same is not said again, as a new page size ejects the sheet.
    private var setUp = ""

    public init(to sink: @escaping ByteSink) {
        output = OutputBuffer(to: sink)
    }

    public func beginPage(_ page: RasterPage) throws {
        precondition(self.page == nil, "a page begins before the last one ends")
        let lines = try PageLines(page)
        guard page.format == .black1 else {
            throw RasterError(.unsupported, "PCL has no \(page.format.keyword) here")
        }
        let dots = page.resolution.crossFeed
        guard [75, 100, 150, 200, 300, 600, 1200].contains(dots), dots == page.resolution.feed else {
            throw RasterError(.unsupported, "PCL has no \(dots) × \(page.resolution.feed) dpi")
        }
        try begin()
        try startRaster(page)
        self.page = lines
    }

    private func startRaster(_ page: RasterPage) throws {
        let words = PCLMedia(page)
        if words.setUp != setUp {
            try output.append(words.setUp)
            setUp = words.setUp
        }
        let dots = page.resolution.crossFeed
        // Whole bytes are left out, and the odd dots are gone to.
        let hidden = words.isA4Wide ? 71 * dots / 300 : dots / 4
        let leftOut = min((hidden + 7) / 8, page.octetsPerLine - 1)
        let kept = page.octetsPerLine - leftOut
        try output.append("\u{1B}*p\(max(0, leftOut * 8 - hidden))x0Y")
        try output.append("\u{1B}*t\(dots)R\u{1B}*r0F\u{1B}*r\(min(kept * 8, 32_767))S\u{1B}*r1A")
        rows = PCLRows(octetsPerLine: page.octetsPerLine, leftOut: leftOut, into: output)
    }

    public func write(_ lines: RawSpan, count: Int) throws {
        guard let rows else { preconditionFailure("lines without a page") }
        page?.add(lines, count: count)
        try lines.withBytes { try rows.add($0, count: count) }
    }

    public func endPage() throws {
        precondition(page != nil, "the end of no page")
        page?.finish()
        (page, rows) = (nil, nil)
        try output.append("\u{1B}*rC\u{0C}")
        try output.flush()
    }

    public func end() throws {
        precondition(page == nil, "the document ends within a page")
        try begin()
        try output.append("\u{1B}E\u{1B}%-12345X")
        try output.flush()
    }

    private func begin() throws {
        if output.offset == 0 { try output.append("\u{1B}%-12345X@PJL ENTER LANGUAGE=PCL\r\n\u{1B}E") }
    }
}
