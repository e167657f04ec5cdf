/// From bands of a renderer to a document for a device: turns the pixels, looks at them, encodes them.
public final class RasterWriter {
    private let encoder: any RasterEncoder
    private var page: Page?

    private struct Page {
        let page: RasterPage
        /// The source gives what the document takes.
        let isUnchanged: Bool
        let converter: LineConverter
        let meter: InkMeter
        let room: UnsafeMutableRawBufferPointer
        let roomLines: Int
    }

    /// About what is turned and encoded at a time: it stays in the cache of the processor.
    private static let roomOctets = 128 << 10

    public init(_ format: RasterFormat, _ options: RasterFormat.Options = .init(), to sink: @escaping ByteSink) throws {
        encoder = try format.encoder(options, to: sink)
    }

    deinit { page?.room.deallocate() }

    public func beginPage(_ page: RasterPage, from source: PixelSource) throws {
        precondition(self.page == nil, "a page begins before the last one ends")
        let converter = try LineConverter(from: source, to: page.format, width: page.width)
        try encoder.beginPage(page)
        let lines = max(1, Self.roomOctets / page.octetsPerLine)
        self.page = Page(
            page: page, isUnchanged: source == .raster(page.format), converter: converter, meter: InkMeter(page),
            room: .allocate(byteCount: lines * page.octetsPerLine, alignment: 16), roomLines: lines)
    }

    /// - Parameters:
    ///   - lines: `count` lines from the top downwards, `stride` bytes from one to the next, of the source's pixels.
    public func write(_ lines: UnsafeRawBufferPointer, stride: Int, count: Int) throws {
        guard let page else { preconditionFailure("lines without a page") }
        if page.isUnchanged, stride == page.page.octetsPerLine {
            return try put(page, UnsafeRawBufferPointer(rebasing: lines[..<(count * stride)]), count)
        }
        var (rest, left) = (lines[...], count)
        while left > 0 {
            let now = min(left, page.roomLines)
            let written = page.converter.convert(
                UnsafeRawBufferPointer(rebasing: rest), stride: stride, count: now, to: page.room)
            try put(page, UnsafeRawBufferPointer(page.room), written)
            rest = rest.dropFirst(now * stride)
            left -= now
        }
    }

    /// - Returns: what is on the page.
    public func endPage() throws -> PageInk {
        guard let page else { preconditionFailure("the end of no page") }
        try put(page, UnsafeRawBufferPointer(page.room), page.converter.finish(page.room))
        try encoder.endPage()
        page.room.deallocate()
        self.page = nil
        return page.meter.result()
    }

    public func end() throws {
        try encoder.end()
    }

    private func put(_ page: Page, _ lines: UnsafeRawBufferPointer, _ count: Int) throws {
        let bytes = UnsafeRawBufferPointer(rebasing: lines[..<(count * page.page.octetsPerLine)]).bytes
        page.meter.add(bytes, count: count)
        try encoder.write(bytes, count: count)
    }
}
