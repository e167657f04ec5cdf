/// Portable anymaps one after the other, as `pdftoppm` gives them: P4 of black_1, P5 of grey, P6 of colour (netpbm's
/// pbm(5), pgm(5) and ppm(5)). They know neither a resolution nor CMYK.
public final class PNMEncoder: RasterEncoder {
    private let output: OutputBuffer
    private var page: PageLines?

    public init(to sink: @escaping ByteSink) {
        output = OutputBuffer(to: sink)
    }

    public func beginPage(_ page: RasterPage) throws {
        precondition(self.page == nil, "a page begins before the last one ends")
        let lines = try PageLines(page)
        try output.append(try Self.header(page))
        self.page = lines
    }

    public func write(_ lines: RawSpan, count: Int) throws {
        precondition(page != nil, "lines without a page")
        page?.add(lines, count: count)
        try lines.withUnsafeBytes { try output.append($0) }
    }

    public func endPage() throws {
        precondition(page != nil, "the end of no page")
        page?.finish()
        page = nil
        try output.flush()
    }

    public func end() throws {
        precondition(page == nil, "the document ends within a page")
        try output.flush()
    }

    private static func header(_ page: RasterPage) throws -> String {
        let size = "\(page.width) \(page.height)\n"
        let isDeep = page.format.bitsPerSample == 16
        switch (page.format.colorSpace, page.format.bitsPerSample) {
        case (.black, 1): return "P4\n\(size)"
        case (.sgray, 8...), (.luminance, 8...): return "P5\n\(size)\(isDeep ? 65535 : 255)\n"
        case (.srgb, 8...), (.rgb, 8...): return "P6\n\(size)\(isDeep ? 65535 : 255)\n"
        default: throw RasterError(.unsupported, "an anymap has no \(page.format.keyword)")
        }
    }
}
