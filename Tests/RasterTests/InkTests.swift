import Raster
import Testing

@Suite("What is on a page")
struct InkTests {
    static func ink(_ pixels: [UInt8], _ format: PixelFormat, width: Int, bands: Int = 3) -> PageInk {
        let octets = format.octetsPerLine(width: width)
        let page = RasterPage(
            width: width, height: pixels.count / octets, resolution: Resolution(300), media: .a4, format: format)
        let meter = InkMeter(page)
        for first in stride(from: 0, to: page.height, by: bands) {
            let count = min(bands, page.height - first)
            let band = Array(pixels[first * octets..<(first + count) * octets])
            meter.add(band.span.bytes, count: count)
        }
        return meter.result()
    }

    @Test("A white page is blank, in every format")
    func blank() {
        for (format, white) in [
            (PixelFormat.black1, UInt8(0)), (.sgray8, 255), (.srgb8, 255), (.cmyk8, 0), (.black8, 0),
        ] {
            let pixels = [UInt8](repeating: white, count: 100 * format.octetsPerLine(width: 90))

            #expect(Self.ink(pixels, format, width: 90) == PageInk(hasColor: false, isBlank: true, coverage: 0))
        }
    }

    @Test("One dot is enough for a page not to be blank", arguments: [PixelFormat.black1, .sgray8, .srgb8, .cmyk8])
    func oneDot(format: PixelFormat) {
        let white: UInt8 = format.colorSpace.isAdditive ? 255 : 0
        for place in [0, 50 * format.octetsPerLine(width: 90), 100 * format.octetsPerLine(width: 90) - 1] {
            var pixels = [UInt8](repeating: white, count: 100 * format.octetsPerLine(width: 90))
            pixels[place] = format == .black1 ? 0x40 : 128

            #expect(!Self.ink(pixels, format, width: 90).isBlank)
        }
    }

    static func hundred(_ pixel: [UInt8]) -> [UInt8] { Array(repeatElement(pixel, count: 100).joined()) }

    @Test("A black page is covered to 1000 thousandths, a cyan one to 333, whatever the inks")
    func coverage() {
        let black = [UInt8](repeating: 0, count: 300)
        #expect(Self.ink(black, .sgray8, width: 30).coverage == 1000)
        #expect(Self.ink(black, .srgb8, width: 10).coverage == 1000)
        #expect(Self.ink(Self.hundred([0, 0, 0, 255]), .cmyk8, width: 10).coverage == 1000)
        #expect(Self.ink(Self.hundred([0, 255, 255]), .srgb8, width: 10).coverage == 333)
        #expect(Self.ink(Self.hundred([255, 0, 0, 0]), .cmyk8, width: 10).coverage == 333)
        #expect(Self.ink([UInt8](repeating: 0b1100_0000, count: 10), .black1, width: 8).coverage == 250)
    }

    @Test("One coloured pixel makes a coloured page, wherever it is", arguments: [1, 2, 5, 16, 17, 18, 33, 100])
    func color(width: Int) {
        for place in 0..<width {
            for channel in 0..<3 {
                var pixels = [UInt8](repeating: 200, count: 3 * width)
                pixels[3 * place + channel] = 180

                #expect(Self.ink(pixels, .srgb8, width: width).hasColor)
            }
        }
    }

    @Test("Grey that is not quite grey is grey")
    func tolerance() {
        var random = Seeded(state: 2)
        let pixels = (0..<3 * 1000).map { _ in UInt8.random(in: 100...112, using: &random) }

        #expect(!Self.ink(pixels, .srgb8, width: 100).hasColor)
    }

    @Test("Inks that are equal are grey, others are colour")
    func inks() {
        #expect(!Self.ink([10, 10, 10, 100], .cmyk8, width: 1).hasColor)
        #expect(Self.ink([0, 100, 0, 0], .cmyk8, width: 1).hasColor)
    }

    @Test("Fronts count always, backs only with something on them, sheets as they are turned")
    func counts() {
        let blank = PageInk(hasColor: false, isBlank: true, coverage: 0)
        let gray = PageInk(hasColor: false, isBlank: false, coverage: 50)
        let color = PageInk(hasColor: true, isBlank: false, coverage: 50)
        var counts = RasterCounts()

        for ink in [gray, blank, blank, color] { counts.add(ink, .twoSidedLongEdge) }
        counts.add(gray, .twoSidedLongEdge)
        counts.add(blank, .oneSided)
        for ink in [color, color, gray] { counts.add(ink, .twoSidedShortEdge) }

        #expect(counts.sheets == 6)
        #expect(counts.impressions == 8)
        #expect(counts.colorPages == 3)
    }

    @Test(
        "A writer gives what converter and encoder give one by one",
        arguments: [PixelFormat.black1, .sgray8, .srgb8, .cmyk8])
    func writer(format: PixelFormat) throws {
        var random = Seeded(state: 3)
        let (width, height) = (3000, 300)
        let pixels = (0..<4 * width * height).map { _ in UInt8.random(in: 0...255, using: &random) }
        let page = RasterPage(width: width, height: height, resolution: Resolution(300), media: .a4, format: format)
        let expected = try encode([TestPage(page: page, pixels: try convert(pixels, .bgrx, format, width: width))]) {
            PWGEncoder(to: $0)
        }

        var bytes: [UInt8] = []
        let writer = try RasterWriter(.pwg) { bytes += $0 }
        try writer.beginPage(page, from: .bgrx)
        try pixels.withUnsafeBytes { try writer.write($0, stride: 4 * width, count: height) }
        let ink = try writer.endPage()
        try writer.end()

        #expect(bytes == expected)
        #expect(!ink.isBlank)
    }
}
