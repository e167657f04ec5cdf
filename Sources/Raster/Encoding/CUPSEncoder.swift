/// CUPS raster, `application/vnd.cups-raster`, for filters of PPD printers: the header of cups/raster.h before each page.
///
/// Version 2 is compressed like PWG raster, version 3 is not. The order of bytes is little-endian, what libcups writes
/// here as well; with samples of 16 bits, which are big-endian in this room, it is big-endian, and libcups turns them.
public final class CUPSEncoder: RasterEncoder {
    public enum Version: Hashable, Sendable {
        case compressed
        case uncompressed
    }

    private let output: OutputBuffer
    private let version: Version
    private var compressed: CompressedPage?
    private var plain: PageLines?
    /// Of the document, which the first page decides; little-endian until then.
    private var isBigEndian: Bool?

    public init(_ version: Version = .uncompressed, to sink: @escaping ByteSink) {
        self.version = version
        output = OutputBuffer(to: sink)
    }

    public func beginPage(_ page: RasterPage) throws {
        precondition(compressed == nil && plain == nil, "a page begins before the last one ends")
        try page.check()
        let isBigEndian = self.isBigEndian ?? (page.format.bitsPerSample == 16)
        guard isBigEndian || page.format.bitsPerSample < 16 else {
            throw RasterError(.unsupported, "CUPS raster has one order of bytes: 16 bits on the first page or on none")
        }
        try begin(isBigEndian: isBigEndian)
        try output.append(Self.header(page, isBigEndian: isBigEndian).bytes)
        switch version {
        case .compressed: compressed = try CompressedPage(page, into: output)
        case .uncompressed: plain = try PageLines(page)
        }
    }

    public func write(_ lines: RawSpan, count: Int) throws {
        if let compressed { return try compressed.write(lines, count: count) }
        precondition(plain != nil, "lines without a page")
        plain?.add(lines, count: count)
        try lines.withUnsafeBytes { try output.append($0) }
    }

    public func endPage() throws {
        precondition(compressed != nil || plain != nil, "the end of no page")
        try compressed?.finish()
        plain?.finish()
        (compressed, plain) = (nil, nil)
        try output.flush()
    }

    public func end() throws {
        precondition(compressed == nil && plain == nil, "the document ends within a page")
        try begin(isBigEndian: isBigEndian ?? false)
        try output.flush()
    }

    private func begin(isBigEndian: Bool) throws {
        guard self.isBigEndian == nil else { return }
        switch (version, isBigEndian) {
        case (.compressed, true): try output.append("RaS2")
        case (.compressed, false): try output.append("2SaR")
        case (.uncompressed, true): try output.append("RaS3")
        case (.uncompressed, false): try output.append("3SaR")
        }
        self.isBigEndian = isBigEndian
    }

    private static func header(_ page: RasterPage, isBigEndian: Bool) -> PageHeader {
        var header = PageHeader(isBigEndian: isBigEndian)
        header.setCommon(page)
        header.set(.boundingBoxRight, page.media.wholePointsWidth)
        header.set(.boundingBoxTop, page.media.wholePointsHeight)
        header.set(.borderlessScaling, points: 1)
        header.set(.floatPageWidth, points: page.media.pointsWidth)
        header.set(.floatPageHeight, points: page.media.pointsHeight)
        header.set(.floatBoxRight, points: page.media.pointsWidth)
        header.set(.floatBoxTop, points: page.media.pointsHeight)
        return header
    }
}
