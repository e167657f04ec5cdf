/// A PDF with a picture a page, for printers and people that take no raster: each page one image, compressed as its
/// lines come, with PNG's "up" (each line as its difference from the one above: a repeated line is zeros).
///
/// The page is as large as its pixels are at their resolution, so that nothing is scaled.
public final class PDFEncoder: RasterEncoder {
    private let output: OutputBuffer
    private let deflater: Deflater
    private var objects: PDFObjects
    private var page: PageLines?
    private var predictor: UpPredictor?
    private var imageBegin = 0

    public init(to sink: @escaping ByteSink) throws {
        output = OutputBuffer(to: sink)
        deflater = try Deflater(into: output)
        objects = PDFObjects(into: output)
    }

    public func beginPage(_ page: RasterPage) throws {
        precondition(self.page == nil, "a page begins before the last one ends")
        let lines = try PageLines(page)
        guard let color = PDFColor.entries(page.format) else {
            throw RasterError(.unsupported, "PDF has no \(page.format.keyword)")
        }
        try begin()
        try addPage(page, color)
        predictor = UpPredictor(octetsPerLine: page.octetsPerLine)
        self.page = lines
    }

    /// Page, contents, image, length: in this order, as the length comes out last.
    private func addPage(_ page: RasterPage, _ color: String) throws {
        let width = Double(page.width) * 72 / Double(page.resolution.crossFeed)
        let height = Double(page.height) * 72 / Double(page.resolution.feed)
        objects.nextIsPage()
        let number = objects.next
        try objects.add(
            """
            << /Type /Page /Parent 2 0 R /MediaBox [0 0 \(PDFColor.number(width)) \(PDFColor.number(height))] /Contents \(number + 1) 0 R \
            /Resources << /XObject << /Page \(number + 2) 0 R >> >> >>
            """)
        // A hair smaller than the page: poppler stretches an image whose edge lies exactly between two pixels by one.
        let sides = (PDFColor.number(max(width - 0.0004, 0.0001)), PDFColor.number(max(height - 0.0004, 0.0001)))
        try objects.add("", stream: "\(sides.0) 0 0 \(sides.1) 0.0002 0.0002 cm /Page Do\n")
        _ = try objects.begin()
        try output.append(
            """
            << /Type /XObject /Subtype /Image /Width \(page.width) /Height \(page.height) \(color) \
            /Filter /FlateDecode /DecodeParms << /Predictor 12 /Colors \(page.format.colorSpace.samples) \
            /BitsPerComponent \(page.format.bitsPerSample) /Columns \(page.width) >> /Length \(number + 3) 0 R >>
            stream\n
            """)
        imageBegin = output.offset
    }

    public func write(_ lines: RawSpan, count: Int) throws {
        guard let predictor else { preconditionFailure("lines without a page") }
        page?.add(lines, count: count)
        try lines.withBytes { try predictor.add($0, count: count) { try deflater.add($0) } }
    }

    public func endPage() throws {
        precondition(page != nil, "the end of no page")
        page?.finish()
        (page, predictor) = (nil, nil)
        try deflater.finish()
        let length = output.offset - imageBegin
        try output.append("\nendstream\nendobj\n")
        try objects.add("\(length)")
        try output.flush()
    }

    public func end() throws {
        precondition(page == nil, "the document ends within a page")
        try begin()
        try objects.end()
        try output.flush()
    }

    private func begin() throws {
        // The comment tells programs that transfer files that this is not text.
        if output.offset == 0 { try output.append([UInt8]("%PDF-1.5\n%".utf8) + [0xE2, 0xE3, 0xCF, 0xD3, 0x0A]) }
    }
}
