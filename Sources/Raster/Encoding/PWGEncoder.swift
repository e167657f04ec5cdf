/// PWG raster (PWG 5102.4): `RaS2`, then a header and compressed lines for each page.
public final class PWGEncoder: RasterEncoder {
    private let output: OutputBuffer
    private var page: CompressedPage?
    private var hasBegun = false

    public init(to sink: @escaping ByteSink) {
        output = OutputBuffer(to: sink)
    }

    public func beginPage(_ page: RasterPage) throws {
        precondition(self.page == nil, "a page begins before the last one ends")
        let lines = try CompressedPage(page, into: output)
        try begin()
        try output.append(Self.header(page).bytes)
        self.page = lines
    }

    public func write(_ lines: RawSpan, count: Int) throws {
        guard let page else { preconditionFailure("lines without a page") }
        try page.write(lines, count: count)
    }

    public func endPage() throws {
        guard let page else { preconditionFailure("the end of no page") }
        try page.finish()
        self.page = nil
        try output.flush()
    }

    public func end() throws {
        precondition(page == nil, "the document ends within a page")
        try begin()
        try output.flush()
    }

    private func begin() throws {
        guard !hasBegun else { return }
        try output.append("RaS2")
        hasBegun = true
    }

    static func header(_ page: RasterPage) -> PageHeader {
        var header = PageHeader(isBigEndian: true)
        header[.mediaClass] = "PwgRaster"
        header[.printContentOptimize] = page.contentOptimize
        header.setCommon(page)
        header.set(.totalPages, page.totalPages ?? 0)
        header[.crossFeedTransform] = page.transform.isMirrored ? .max : 1
        header[.feedTransform] = page.transform.isFlipped ? .max : 1
        let box = page.imageBox ?? PixelBox(left: 0, top: 0, right: page.width, bottom: page.height)
        header.set(.imageLeft, box.left)
        header.set(.imageTop, box.top)
        header.set(.imageRight, box.right)
        header.set(.imageBottom, box.bottom)
        // White, the colour of a medium whose colour is not known.
        header[.alternatePrimary] = 0xFF_FF_FF
        header.set(.printQuality, page.quality?.rawValue ?? 0)
        return header
    }
}
