import Raster
import Testing

@Suite("What is written is read again")
struct RoundTripTests {
    /// A format of documents, and the pixels it takes.
    struct Way: Sendable, CustomTestStringConvertible {
        var name: String
        var formats: [PixelFormat]
        var make: @Sendable (@escaping ByteSink) throws -> any RasterEncoder

        var testDescription: String { name }
    }

    static let deep = ["sgray_16", "srgb_16", "cmyk_16", "device3_8", "adobe-rgb_8"].compactMap(
        PixelFormat.init(keyword:))
    static let ways = [
        Way(name: "PWG", formats: [.black1, .sgray8, .srgb8, .cmyk8, .black8] + deep) { PWGEncoder(to: $0) },
        Way(name: "CUPS 2", formats: [.black1, .sgray8, .srgb8, .cmyk8, .black8] + deep) {
            CUPSEncoder(.compressed, to: $0)
        },
        Way(name: "CUPS 3", formats: [.black1, .sgray8, .srgb8, .cmyk8, .black8] + deep) {
            CUPSEncoder(.uncompressed, to: $0)
        },
        Way(name: "URF", formats: [.sgray8, .srgb8, .cmyk8]) { URFEncoder(to: $0) },
        Way(name: "PNM", formats: [.black1, .sgray8, .srgb8]) { PNMEncoder(to: $0) },
    ]

    @Test("Pages of all widths come back, pixel by pixel", arguments: ways)
    func pixels(way: Way) throws {
        for format in way.formats {
            let widths = [1, 2, 3, 7, 8, 9, 16, 17, 127, 128, 129, 130, 256, 257, 1000]
            let pages = widths.map { width in
                TestPage.random(
                    width: width, height: 1 + width % 40, format, seed: UInt64(width * 7 + format.bitsPerPixel))
            }

            let back = try decode(try encode(pages, bands: 1 + format.bitsPerPixel % 9, way.make))

            #expect(back.map(\.pixels) == pages.map(\.pixels), "\(format.keyword)")
            #expect(back.map(\.page.format) == pages.map(\.page.format))
        }
    }

    @Test("It does not matter how lines are cut into bands, or bytes into pieces", arguments: ways)
    func bands(way: Way) throws {
        let page = TestPage.random(width: 301, height: 700, way.formats[1], seed: 5, repeatsMax: 300)
        let whole = try encode([page], bands: 700, way.make)

        for bands in [1, 2, 3, 64, 255, 256, 257] {
            #expect(try encode([page], bands: bands, way.make) == whole)
        }
        for pieces in [1, 3, 65_536] {
            #expect(try decode(whole, pieces: pieces, lines: pieces % 7 + 1).map(\.pixels) == [page.pixels])
        }
    }

    @Test("Equal lines are counted up to 256 and beyond", arguments: [255, 256, 257, 512, 513, 1000])
    func equalLines(count: Int) throws {
        let page = RasterPage(width: 20, height: count, resolution: Resolution(300), media: .a4, format: .sgray8)
        let white = TestPage(page: page, pixels: [UInt8](repeating: 255, count: 20 * count))

        let bytes = try encode([white], bands: 100) { PWGEncoder(to: $0) }

        #expect(try decode(bytes).map(\.pixels) == [white.pixels])
        // Each 256 lines cost one count, and twenty pixels a code and the pixel.
        #expect(bytes.count == 4 + 1796 + (count + 255) / 256 * 3)
    }

    @Test("What a header says comes back")
    func header() throws {
        var page = RasterPage(media: .a4, resolution: Resolution(300), format: .srgb8)
        (page.width, page.height) = (10, 1)
        page.resolution = Resolution(crossFeed: 600, feed: 300)
        page.sides = .twoSidedShortEdge
        page.transform = .mirrored
        page.totalPages = 12
        page.copies = 3
        page.quality = .high
        page.orientation = .reverseLandscape
        page.mediaType = "photographic-glossy"
        page.mediaColor = "blue"
        page.mediaSource = 20
        page.contentOptimize = "photo"
        page.renderingIntent = "perceptual"
        page.imageBox = PixelBox(left: 1, top: 0, right: 9, bottom: 1)
        // Points are rounded; these are the hundredths of a millimetre of 595 × 842.
        page.media = MediaSize(points: 595, 842, name: "iso_a4_210x297mm")
        let test = TestPage(page: page, pixels: [UInt8](repeating: 7, count: 30))

        let back = try decode(try encode([test]) { PWGEncoder(to: $0) })

        #expect(back.map(\.page) == [page])
    }

    @Test("Apple's header says less, and that comes back")
    func appleHeader() throws {
        var page = RasterPage(
            width: 600, height: 1, resolution: Resolution(600), media: MediaSize(width: 2540, height: 4),
            format: .sgray8)
        page.sides = .twoSidedLongEdge
        page.totalPages = 2
        page.quality = .draft
        page.mediaType = "envelope"
        page.mediaSource = 4
        let test = TestPage(page: page, pixels: [UInt8](repeating: 7, count: 600))

        let back = try decode(try encode([test, test]) { URFEncoder(to: $0) })

        #expect(back.map(\.page) == [page, page])
    }

    @Test("A document without pages is one", arguments: ways)
    func noPages(way: Way) throws {
        let bytes = try encode([], way.make)

        if way.name != "PNM" { #expect(try decode(bytes).isEmpty) }
    }

    @Test("What a format has no word for is refused")
    func unsupported() {
        let page = RasterPage(width: 1, height: 1, resolution: Resolution(300), media: .a4, format: .black1)

        #expect(throws: RasterError.self) { try URFEncoder { _ in }.beginPage(page) }
        #expect(throws: RasterError.self) { try PCLmEncoder { _ in }.beginPage(page) }
    }

    @Test("A sink that stops ends the encoder's work")
    func sinkThrows() throws {
        struct Stop: Error {}
        let page = TestPage.random(width: 3000, height: 400, .srgb8, seed: 3)

        #expect(throws: Stop.self) {
            let encoder = PWGEncoder { _ in throw Stop() }
            try encoder.beginPage(page.page)
            try encoder.write(page, bands: 10)
            try encoder.endPage()
        }
    }
}
