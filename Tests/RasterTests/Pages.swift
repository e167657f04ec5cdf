import Raster

/// The same numbers every time (SplitMix64).
struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
        return z ^ z >> 31
    }
}

/// A page and its lines.
struct TestPage: Sendable {
    var page: RasterPage
    var pixels: [UInt8]

    /// Lines with runs of lengths around those that codes end at, some of them repeated up to `repeatsMax` times.
    static func random(
        width: Int, height: Int, _ format: PixelFormat, seed: UInt64, repeatsMax: Int = 4
    ) -> TestPage {
        var random = Seeded(state: seed)
        let page = RasterPage(
            width: width, height: height, resolution: Resolution(300), media: .a4, format: format)
        var pixels: [UInt8] = []
        while pixels.count < height * page.octetsPerLine {
            let line = Self.line(page, &random)
            for _ in 0..<Int.random(in: 1...repeatsMax, using: &random) { pixels += line }
        }
        return TestPage(page: page, pixels: Array(pixels.prefix(height * page.octetsPerLine)))
    }

    private static func line(_ page: RasterPage, _ random: inout Seeded) -> [UInt8] {
        let lengths = [1, 1, 2, 3, 4, 7, 8, 9, 64, 127, 128, 129, 130, 255, 256, 257, 384, 385]
        let unit = page.format.unitOctets
        var line: [UInt8] = []
        while line.count < page.octetsPerLine {
            let length = lengths.randomElement(using: &random) ?? 1
            let isRun = Bool.random(using: &random)
            var pixel = Self.pixel(unit, &random)
            for _ in 0..<length {
                line += pixel
                if !isRun { pixel = Self.pixel(unit, &random) }
            }
        }
        return Array(line.prefix(page.octetsPerLine))
    }

    /// Few values, so that neighbours are often equal by chance.
    private static func pixel(_ unit: Int, _ random: inout Seeded) -> [UInt8] {
        (0..<unit).map { _ in
            [0, 255, 128, UInt8.random(in: 0...255, using: &random)].randomElement(using: &random) ?? 0
        }
    }
}

/// What an encoder makes of pages, given in bands of `lines` lines.
func encode(_ pages: [TestPage], bands lines: Int = 7, _ make: (@escaping ByteSink) throws -> any RasterEncoder) throws
    -> [UInt8]
{
    var bytes: [UInt8] = []
    let encoder = try make { bytes += $0 }
    for page in pages {
        try encoder.beginPage(page.page)
        try encoder.write(page, bands: lines)
        try encoder.endPage()
    }
    try encoder.end()
    return bytes
}

extension RasterEncoder {
    func write(_ page: TestPage, bands lines: Int) throws {
        let octets = page.page.octetsPerLine
        for first in stride(from: 0, to: page.page.height, by: lines) {
            let count = min(lines, page.page.height - first)
            let band = Array(page.pixels[first * octets..<(first + count) * octets])
            try write(band.span.bytes, count: count)
        }
    }
}

/// All pages of a document, which comes in `pieces` bytes at a time.
func decode(_ bytes: [UInt8], pieces: Int = 1000, lines: Int = 5, anymaps: AnymapPages = AnymapPages()) throws
    -> [TestPage]
{
    let reader = try reader(of: bytes, pieces: pieces, anymaps: anymaps)
    var pages: [TestPage] = []
    while let page = try reader.nextPage() {
        var buffer = [UInt8](repeating: 0, count: lines * page.octetsPerLine)
        var pixels: [UInt8] = []
        while true {
            let count = try buffer.withUnsafeMutableBytes { try reader.read(into: $0) }
            if count == 0 { break }
            pixels += buffer.prefix(count * page.octetsPerLine)
        }
        pages.append(TestPage(page: page, pixels: pixels))
    }
    return pages
}

func reader(of bytes: [UInt8], pieces: Int = 1000, anymaps: AnymapPages = AnymapPages()) throws -> RasterReader {
    var rest = bytes[...]
    return try RasterReader(anymaps: anymaps) { room in
        let piece = rest.prefix(min(pieces, room.count))
        rest = rest.dropFirst(piece.count)
        room.copyBytes(from: piece)
        return piece.count
    }
}
