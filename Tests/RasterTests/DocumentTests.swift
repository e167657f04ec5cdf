import Raster
import Testing

/// PCLm and PDF, as poppler and qpdf see them.
@Suite("Raster as PDF")
struct DocumentTests {
    struct Way: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var make: @Sendable (@escaping ByteSink) throws -> any RasterEncoder
    }

    static let pclm: [Way] = [
        Way(testDescription: "PCLm, flate, 16 lines") { PCLmEncoder(to: $0) },
        Way(testDescription: "PCLm, flate, 32 lines") {
            PCLmEncoder(stripHeight: 32, to: $0)
        },
        Way(testDescription: "PCLm, RLE, 16 lines") {
            PCLmEncoder(compression: .rle, to: $0)
        },
    ]
    /// The pictures that pdftoppm draws of each page, at the resolution of the pixels.
    static func drawn(_ document: [UInt8], _ arguments: [String]) throws -> [[UInt8]] {
        try decode(try Tool.run("pdftoppm", ["-r", "300"] + arguments + ["FILE"], on: document)).map(\.pixels)
    }

    /// What cairo draws of a page, counted from 1. pdftoppm stretches each strip by a line, as its edges lie exactly
    /// between pixels; PCLm wants them there.
    static func drawnByCairo(_ document: [UInt8], _ page: Int, _ format: PixelFormat) throws -> [UInt8] {
        let arguments = [
            "-r", "300", "-f", "\(page)", "-l", "\(page)", "-singlefile", "-tiff", "-tiffcompression", "none", "FILE",
            "MADE",
        ]
        return try PlainTIFF(
            try Tool.run("pdftocairo", (format == .srgb8 ? [] : ["-gray"]) + arguments, made: ".tif", on: document)
        ).pixels
    }

    static func pages(_ format: PixelFormat) -> [TestPage] {
        [(300, 150), (75, 325), (25, 50)].enumerated().map { index, size in
            TestPage.random(width: size.0, height: size.1, format, seed: UInt64(index), repeatsMax: 40)
        }
    }

    @Test(
        "Each page of a PDF is drawn pixel by pixel as it was given", arguments: [PixelFormat.sgray8, .srgb8, .black8])
    func drawnPages(format: PixelFormat) throws {
        let pages = Self.pages(format)

        let document = try encode(pages, bands: 11) { try PDFEncoder(to: $0) }

        _ = try Tool.run("qpdf", ["--check", "FILE"], on: document)
        let expected = try pages.map {
            try convert($0.pixels, .raster(format), format == .srgb8 ? .srgb8 : .sgray8, width: $0.page.width)
        }
        #expect(try Self.drawn(document, format == .srgb8 ? [] : ["-gray"]) == expected)
    }

    @Test("Each page of PCLm is drawn pixel by pixel as it was given", arguments: pclm)
    func drawnStrips(way: Way) throws {
        for format in [PixelFormat.sgray8, .srgb8] {
            let pages = Self.pages(format)

            let document = try encode(pages, bands: 11, way.make)

            _ = try Tool.run("qpdf", ["--check", "FILE"], on: document)
            for (index, page) in pages.enumerated() {
                #expect(try Self.drawnByCairo(document, index + 1, format) == page.pixels)
            }
        }
    }

    @Test("A whole sheet of PCLm is as large for pdftoppm as it is")
    func sheet() throws {
        let page = RasterPage(media: .a4, resolution: Resolution(300), format: .sgray8)
        let white = TestPage(page: page, pixels: [UInt8](repeating: 255, count: page.octetsPerLine * page.height))

        let document = try encode([white], bands: 500) { PCLmEncoder(to: $0) }

        let drawn = try decode(try Tool.run("pdftoppm", ["-r", "300", "-gray", "FILE"], on: document))
        #expect(drawn.map(\.page.width) == [2480] && drawn.map(\.page.height) == [3508])
        #expect(drawn.first?.pixels.allSatisfy { $0 == 255 } == true)
    }

    @Test("Bits are drawn as black, and samples of 16 bits and inks are taken")
    func otherPixels() throws {
        let deep = try #require(PixelFormat(.sgray, bitsPerSample: 16))
        for format in [PixelFormat.black1, deep, .cmyk8] {
            let page = TestPage.random(width: 75, height: 100, format, seed: 8)

            let document = try encode([page]) { try PDFEncoder(to: $0) }

            _ = try Tool.run("qpdf", ["--check", "FILE"], on: document)
            let drawn = try Self.drawn(document, format == .cmyk8 ? [] : ["-gray"])
            if format == .black1 {
                #expect(drawn == [try convert(page.pixels, .raster(format), .sgray8, width: 75)])
            }
            if format == deep {
                // poppler cuts off where we round.
                let high = stride(from: 0, to: page.pixels.count, by: 2).map { page.pixels[$0] }
                #expect(drawn == [high])
            }
        }
    }

    @Test("A page has the size of its pixels at their resolution")
    func size() throws {
        var page = RasterPage(media: .a4, resolution: Resolution(crossFeed: 600, feed: 300), format: .sgray8)
        (page.width, page.height) = (4961, 1)
        let document = try encode([TestPage(page: page, pixels: [UInt8](repeating: 255, count: 4961))]) {
            try PDFEncoder(to: $0)
        }

        #expect(String(decoding: document, as: UTF8.self).contains("/MediaBox [0 0 595.32 0.24]"))
    }

    @Test("A document without pages is a PDF")
    func noPages() throws {
        #expect(
            try Tool.run("qpdf", ["--show-npages", "FILE"], on: try encode([]) { try PDFEncoder(to: $0) }) == [
                0x30, 0x0A,
            ])
        #expect(
            try Tool.run("qpdf", ["--show-npages", "FILE"], on: try encode([]) { PCLmEncoder(to: $0) }) == [0x30, 0x0A])
    }

    @Test("The job ticket of PCLm says what was asked for, and a name cannot leave its comment")
    func ticket() throws {
        var page = RasterPage(width: 8, height: 1, resolution: Resolution(600), media: .a4, format: .sgray8)
        page.sides = .twoSidedLongEdge
        page.quality = .high
        page.media.name = "iso_a4\n1 0 obj"
        let test = TestPage(page: page, pixels: [UInt8](repeating: 255, count: 8))

        let document = try encode([test]) {
            PCLmEncoder(stripHeight: 32, compression: .rle, sheetBack: .rotated, to: $0)
        }

        let text = String(decoding: document, as: UTF8.self)
        #expect(text.hasPrefix("%PDF-1.7\n%PCLm 1.0\n%  PCLmS-Job-Ticket\n"))
        for line in [
            "media-size-name: iso_a410obj", "sides: two-sided-long-edge", "pclm-compression-method: RLE",
            "strip-height: 32", "print-quality: 5", "printer-resolution: 600", "pclm-raster-back-side: rotated",
        ] { #expect(text.contains("%      \(line)\n")) }
    }

    @Test("Strips like the one before are written again, and come out right")
    func equalStrips() throws {
        let page = RasterPage(width: 250, height: 1000, resolution: Resolution(300), media: .a4, format: .sgray8)
        var pixels = [UInt8](repeating: 255, count: 250 * 1000)
        for index in 250 * 500..<250 * 501 { pixels[index] = 0 }

        let document = try encode([TestPage(page: page, pixels: pixels)], bands: 100) { PCLmEncoder(to: $0) }

        #expect(try Self.drawnByCairo(document, 1, .sgray8) == pixels)
    }
}
