/// Apple raster, `image/urf`, which Apple does not describe; as libcups reads and writes it (cups/raster-stream.c).
///
///     "UNIRAST\0", pages (4 bytes, 0 when not known), then for each page 32 bytes and compressed lines:
///      0 bits a pixel     1 colour space    2 duplex: 1 no, 2 short edge, 3 long edge    3 print-quality
///      4 media-type       5 media-source    12 width (4)    16 height (4)    20 dpi (4)
public final class URFEncoder: RasterEncoder {
    private let output: OutputBuffer
    private var page: CompressedPage?
    private var hasBegun = false

    public init(to sink: @escaping ByteSink) {
        output = OutputBuffer(to: sink)
    }

    public func beginPage(_ page: RasterPage) throws {
        precondition(self.page == nil, "a page begins before the last one ends")
        let header = try Self.header(page)
        let lines = try CompressedPage(page, into: output)
        try begin(totalPages: page.totalPages)
        try output.append(header)
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
        try begin(totalPages: 0)
        try output.flush()
    }

    private func begin(totalPages: Int?) throws {
        guard !hasBegun else { return }
        try output.append("UNIRAST\0")
        try output.append(bigEndian: UInt32(exactly: totalPages ?? 0) ?? 0)
        hasBegun = true
    }

    private static func header(_ page: RasterPage) throws -> [UInt8] {
        guard let space = URFWords.colorSpaces.firstIndex(of: page.format.colorSpace), page.format.bitsPerSample >= 8
        else { throw RasterError(.unsupported, "Apple raster has no \(page.format.keyword)") }
        guard page.resolution.crossFeed == page.resolution.feed else {
            throw RasterError(.unsupported, "Apple raster has one resolution for both directions")
        }
        var header = [UInt8](repeating: 0, count: URFWords.headerOctets)
        header[0] = UInt8(truncatingIfNeeded: page.format.bitsPerPixel)
        header[1] = UInt8(truncatingIfNeeded: space)
        header[2] = page.sides.isTwoSided ? page.sides.isTumble ? 2 : 3 : 1
        header[3] = UInt8(truncatingIfNeeded: page.quality?.rawValue ?? 0)
        header[4] = UInt8(truncatingIfNeeded: URFWords.mediaTypes.firstIndex(of: page.mediaType) ?? 0)
        header[5] = UInt8(exactly: page.mediaSource) ?? 0
        for (at, value) in [(12, page.width), (16, page.height), (20, page.resolution.crossFeed)] {
            for index in 0..<4 { header[at + index] = UInt8(truncatingIfNeeded: value >> (24 - 8 * index)) }
        }
        return header
    }
}
