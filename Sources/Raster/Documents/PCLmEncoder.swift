/// PCLm (Wi-Fi Alliance and Mopria, "PCLm 1.0"): a PDF that a printer can print while it comes. Each page is cut into
/// strips, each an image of its own; objects come in the order in which they are printed:
///
///     page, contents, then for each strip: image, and a stream that says only `q /image Do Q`
///
/// A job ticket in comments comes first, as Mopria's own writer has it.
public final class PCLmEncoder: RasterEncoder {
    /// "pclm-compression-method-preferred".
    public enum Compression: String, CaseIterable, Hashable, Sendable {
        case flate
        case rle
    }

    private let output: OutputBuffer
    private let stripHeight: Int
    private let compression: Compression
    private let sheetBack: SheetBack
    private var objects: PDFObjects
    private var page: PageLines?
    private var strip: PCLmStrip?

    /// - Parameters:
    ///   - stripHeight: lines, "pclm-strip-height-preferred"; 16 is what every device takes. At most 1024.
    ///   - sheetBack: "pclm-raster-back-side", for the job ticket; the pixels come as the device wants them.
    public init(
        stripHeight: Int = 16, compression: Compression = .flate, sheetBack: SheetBack = .normal,
        to sink: @escaping ByteSink
    ) {
        output = OutputBuffer(to: sink)
        self.stripHeight = min(max(1, stripHeight), 1024)
        self.compression = compression
        self.sheetBack = sheetBack
        objects = PDFObjects(into: output)
    }

    public func beginPage(_ page: RasterPage) throws {
        precondition(self.page == nil, "a page begins before the last one ends")
        let lines = try PageLines(page)
        guard page.format.bitsPerSample == 8, [.sgray, .srgb, .luminance, .rgb].contains(page.format.colorSpace),
            let color = PDFColor.entries(page.format)
        else { throw RasterError(.unsupported, "PCLm has no \(page.format.keyword)") }
        if output.offset == 0 {
            try output.append("%PDF-1.7\n%PCLm 1.0\n")
            try output.append(ticket(page))
        }
        strip = try PCLmStrip(
            height: stripHeight, octetsPerLine: page.octetsPerLine, compression,
            dictionary: "/Type /XObject /Subtype /Image /Width \(page.width) \(color)")
        try addPage(page)
        self.page = lines
    }

    private func addPage(_ page: RasterPage) throws {
        objects.nextIsPage()
        let number = objects.next
        let strips = (page.height + stripHeight - 1) / stripHeight
        let names = (0..<strips).map { "/Image\($0) \(number + 2 + 2 * $0) 0 R\n" }.joined()
        let width = PDFColor.number(Double(page.width) * 72 / Double(page.resolution.crossFeed))
        let height = PDFColor.number(Double(page.height) * 72 / Double(page.resolution.feed))
        try objects.add(
            """
            << /Type /Page /Parent 2 0 R /MediaBox [0 0 \(width) \(height)] /Contents [\(number + 1) 0 R]
            /Resources << /XObject <<
            \(names)>> >> >>
            """)
        try objects.add("", stream: contents(page, width: width, height: height, strips))
    }

    /// In pixels from the lower left corner, as the scale says.
    private func contents(_ page: RasterPage, width: String, height: String, _ strips: Int) -> String {
        let scale = "\(Self.scale(page.resolution.crossFeed)) 0 0 \(Self.scale(page.resolution.feed)) 0 0 cm\n"
        return (0..<strips).reduce(into: scale) { text, strip in
            let lines = min(stripHeight, page.height - strip * stripHeight)
            let bottom = page.height - strip * stripHeight - lines
            text += "/P <</MCID 0>> BDC q\n\(page.width) 0 0 \(lines) 0 \(bottom) cm\n/Image\(strip) Do Q EMC\n"
        }
    }

    /// 72 / `dotsPerInch` with eight digits.
    private static func scale(_ dotsPerInch: Int) -> String {
        let digits = String(100_000_000 + 7_200_000_000 / dotsPerInch % 100_000_000).dropFirst()
        return "\(72 / dotsPerInch).\(digits)"
    }

    public func write(_ lines: RawSpan, count: Int) throws {
        guard let strip else { preconditionFailure("lines without a page") }
        page?.add(lines, count: count)
        try lines.withBytes { try strip.add($0, count: count, put) }
    }

    public func endPage() throws {
        precondition(page != nil, "the end of no page")
        page?.finish()
        try strip?.finish(put)
        (page, strip) = (nil, nil)
        try output.flush()
    }

    private func put(_ dictionary: String, _ bytes: UnsafeRawBufferPointer) throws {
        try objects.add(dictionary, stream: bytes)
        try objects.add("", stream: "q /image Do Q\n")
    }

    public func end() throws {
        precondition(page == nil, "the document ends within a page")
        if output.offset == 0 { try output.append("%PDF-1.7\n%PCLm 1.0\n") }
        try objects.end()
        try output.flush()
    }

    /// Of the document, after its first page.
    private func ticket(_ page: RasterPage) -> String {
        let isGray = page.format.colorSpace.samples == 1
        let lines = [
            "  PCLmS-Job-Ticket", "      job-ticket-version: 0.1", "      epcl-version: 1.01",
            "    MediaHandlingSection",
            "      media-size-name: \(Self.word(page.media.name))", "      media-type: \(Self.word(page.mediaType))",
            "      sides: \(page.sides.rawValue)", "    RenderingSection",
            "      pclm-compression-method: \(compression == .flate ? "FLATE" : "RLE")",
            "      strip-height: \(stripHeight)", "      print-color-mode: \(isGray ? "gray" : "deviceRGB")",
            "      print-quality: \(page.quality?.rawValue ?? 4)",
            "      printer-resolution: \(page.resolution.crossFeed)", "      copies: \(max(1, page.copies))",
            "      pclm-raster-back-side: \(sheetBack.rawValue)", "      margins-pre-applied: TRUE",
            "  PCLmS-Job-Ticket-End",
        ]
        return lines.map { "%\($0)\n" }.joined()
    }

    /// Nothing that could end a comment.
    private static func word(_ text: String) -> String {
        text.isEmpty ? "auto" : String(decoding: text.utf8.filter { (0x21...0x7E).contains($0) }, as: UTF8.self)
    }
}
