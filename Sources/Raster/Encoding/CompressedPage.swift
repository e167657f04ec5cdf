/// The lines of a page as PWG, Apple and CUPS raster have them: each once, before it how often it is repeated.
///
///     ┌─────────────┬──────────────────────────┐
///     │ repeats − 1 │ the line, LineCompression│ …
///     └─────────────┴──────────────────────────┘
final class CompressedPage {
    private var lines: PageLines
    private let repeats: RepeatedLines
    private let octets: Int
    private let unit: Int
    private let output: OutputBuffer

    init(_ page: RasterPage, into output: OutputBuffer) throws {
        lines = try PageLines(page)
        octets = page.octetsPerLine
        unit = page.format.unitOctets
        repeats = RepeatedLines(octetsPerLine: octets)
        self.output = output
    }

    func write(_ band: RawSpan, count: Int) throws {
        lines.add(band, count: count)
        try band.withBytes { try repeats.add($0, count: count, put) }
    }

    func finish() throws {
        lines.finish()
        try repeats.finish(put)
    }

    private func put(_ line: UnsafePointer<UInt8>, _ count: Int) throws {
        let to = try output.reserve(1)
        to[0] = UInt8(truncatingIfNeeded: count - 1)
        output.advance(to: to + 1)
        try LineCompression.compress(line, octets: octets, unit: unit, into: output)
    }
}
