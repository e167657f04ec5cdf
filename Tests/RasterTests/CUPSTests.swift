import CCups
import Foundation
import Raster
import Testing

@Suite("libcups and we read each other")
struct CUPSTests {
    struct Way: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var formats: [PixelFormat]
        var make: @Sendable (@escaping ByteSink) throws -> any RasterEncoder
    }

    static let common: [PixelFormat] = [.black1, .sgray8, .srgb8, .cmyk8, .black8]
    static let deep = ["sgray_16", "srgb_16", "cmyk_16", "device3_8"].compactMap(PixelFormat.init(keyword:))
    static let ways = [
        Way(testDescription: "PWG", formats: common + deep) { PWGEncoder(to: $0) },
        Way(testDescription: "URF", formats: [.sgray8, .srgb8, .cmyk8]) { URFEncoder(to: $0) },
        Way(testDescription: "CUPS 2", formats: common) { CUPSEncoder(.compressed, to: $0) },
        Way(testDescription: "CUPS 3", formats: common) { CUPSEncoder(.uncompressed, to: $0) },
    ]

    /// Samples of 16 bits are in the order of this machine, as libcups gives and takes them.
    static func native(_ pixels: [UInt8], _ format: PixelFormat) -> [UInt8] {
        guard format.bitsPerSample == 16 else { return pixels }
        return stride(from: 0, to: pixels.count, by: 2).flatMap { [pixels[$0 + 1], pixels[$0]] }
    }

    @Test("libcups reads what we write, pixel by pixel", arguments: ways)
    func libcupsReads(way: Way) throws {
        for format in way.formats {
            let pages = [1, 2, 9, 128, 129, 1000, 2480].map {
                TestPage.random(width: $0, height: 50, format, seed: UInt64($0), repeatsMax: 20)
            }

            let read = try CUPSStream.read(try encode(pages, way.make))

            #expect(read.map(\.pixels) == pages.map { Self.native($0.pixels, format) }, "\(format.keyword)")
            #expect(read.map { Int($0.header.cupsWidth) } == pages.map(\.page.width))
            #expect(read.allSatisfy { $0.header.cupsColorSpace.rawValue == format.colorSpace.number })
            #expect(read.allSatisfy { $0.header.HWResolution.0 == 300 && $0.header.HWResolution.1 == 300 })
        }
    }

    @Test("More than 256 equal lines are read by libcups", arguments: ways)
    func manyEqualLines(way: Way) throws {
        let page = TestPage.random(width: 100, height: 1500, way.formats[1], seed: 9, repeatsMax: 600)

        let read = try CUPSStream.read(try encode([page], bands: 13, way.make))

        #expect(read.map(\.pixels) == [page.pixels])
    }

    @Test(
        "We read what libcups writes",
        arguments: [
            (CUPS_RASTER_WRITE_PWG, RasterReader.Kind.pwg), (CUPS_RASTER_WRITE_APPLE, .urf),
            (CUPS_RASTER_WRITE_COMPRESSED, .cups), (CUPS_RASTER_WRITE, .cups),
        ].map { ($0.0.rawValue, $0.1) })
    func libcupsWrites(mode: UInt32, kind: RasterReader.Kind) throws {
        let types =
            kind == .urf ? ["sgray_8", "srgb_8", "cmyk_8"] : ["black_1", "sgray_8", "srgb_8", "cmyk_8", "srgb_16"]
        for type in types {
            let format = try #require(PixelFormat(keyword: type))
            let test = TestPage.random(width: 2480, height: 60, format, seed: 77, repeatsMax: 30)
            let header = try CUPSStream.header(type, sides: .twoSidedShortEdge, back: nil, height: 60)

            let bytes = try CUPSStream.write(
                [CUPSStream.Page(header: header, pixels: Self.native(test.pixels, format))], cups_mode_t(mode))

            let pages = try decode(bytes)
            #expect(pages.map(\.pixels) == [test.pixels], "\(type)")
            let page = try #require(pages.first?.page)
            #expect(page.format == format)
            #expect(page.sides == .twoSidedShortEdge)
            #expect(page.resolution == Resolution(300))
            let reader = try reader(of: bytes)
            _ = try reader.nextPage()
            #expect(reader.kind == kind)
        }
    }

    @Test("The back of a sheet is turned as libcups would have it", arguments: Sides.allCases, SheetBack.allCases)
    func sheetBack(sides: Sides, back: SheetBack) throws {
        let header = try CUPSStream.header("sgray_8", sides: sides, back: back)
        var page = RasterPage(media: .a4, resolution: Resolution(300), format: .sgray8)
        page.sides = sides
        page.transform = back.transform(for: sides)
        (page.width, page.height) = (1, 1)

        let read = try CUPSStream.read(
            try encode([TestPage(page: page, pixels: [9])]) { PWGEncoder(to: $0) })

        let ours = try #require(read.first?.header)
        if sides.isTwoSided {
            #expect(ours.cupsInteger.1 == header.cupsInteger.1)
            #expect(ours.cupsInteger.2 == header.cupsInteger.2)
        }
        #expect(ours.Duplex.rawValue == header.Duplex.rawValue)
        #expect(ours.Tumble.rawValue == header.Tumble.rawValue)
    }

    @Test("Our header of a page is libcups' but for the rounding of its size")
    func header() throws {
        let page = RasterPage(media: .a4, resolution: Resolution(300), format: .cmyk8)
        let white = TestPage(page: page, pixels: [UInt8](repeating: 0, count: page.octetsPerLine * page.height))

        let ours = try #require(try CUPSStream.read(try encode([white]) { PWGEncoder(to: $0) }).first?.header)
        let theirs = try CUPSStream.header("cmyk_8", sides: .oneSided, back: nil)

        // libcups cuts off: 2480 × 3507 pixels of 595 × 841 points.
        #expect(ours.cupsWidth == 2480 && theirs.cupsWidth == 2480)
        #expect(ours.cupsHeight == 3508 && theirs.cupsHeight == 3507)
        #expect(ours.PageSize.0 == 595 && theirs.PageSize.0 == 595)
        #expect(ours.PageSize.1 == 842 && theirs.PageSize.1 == 841)
        #expect(ours.cupsBitsPerColor == theirs.cupsBitsPerColor)
        #expect(ours.cupsBitsPerPixel == theirs.cupsBitsPerPixel)
        #expect(ours.cupsBytesPerLine == theirs.cupsBytesPerLine)
        #expect(ours.cupsNumColors == theirs.cupsNumColors)
        #expect(ours.cupsInteger.5 == 2480 && ours.cupsInteger.6 == 3508)
        #expect(ours.cupsInteger.7 == 0xFF_FF_FF)
        #expect(
            withUnsafeBytes(of: ours.cupsPageSizeName) { String(decoding: $0.prefix(16), as: UTF8.self) }
                == "iso_a4_210x297mm")
    }

    @Test("The top of Debian's sample is read as libcups reads it")
    func debianSample() throws {
        let file = try #require(
            Bundle.module.url(forResource: "debian-a4-300-black-1-top", withExtension: "pwg", subdirectory: "Samples"))
        let bytes = [UInt8](try Data(contentsOf: file))

        let pages = try decode(bytes)

        let page = try #require(pages.first)
        #expect(pages.count == 1)
        #expect(page.page.width == 2479 && page.page.height == 318)
        #expect(page.page.format == .black1)
        #expect(page.page.media.name == "iso_a4_210x297mm")
        #expect(page.page.mediaType == "Plain")
        // Theirs is in hundredths of a millimetre, and lies outside of the page.
        #expect(page.page.imageBox == nil)
        #expect(page.pixels == (try CUPSStream.read(bytes)).first?.pixels)
        #expect(page.pixels.contains { $0 != 0 })
    }
}
