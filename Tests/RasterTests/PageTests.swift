import Raster
import Testing

@Suite("Pages of raster")
struct PageTests {
    @Test(
        "A medium in pixels is rounded to the nearest",
        arguments: [
            (MediaSize.a4, 300, 2480, 3508), (.a4, 600, 4960, 7016), (.letter, 300, 2550, 3300),
            (.letter, 600, 5100, 6600), (MediaSize(width: 10_500, height: 14_800), 300, 1240, 1748),
        ])
    func pixels(media: MediaSize, dotsPerInch: Int, width: Int, height: Int) {
        let page = RasterPage(media: media, resolution: Resolution(dotsPerInch), format: .sgray8)

        #expect(page.width == width)
        #expect(page.height == height)
    }

    @Test(
        "A line is as long as its pixels, bits filled up to a byte",
        arguments: [(PixelFormat.black1, 9, 2), (.black1, 8, 1), (.sgray8, 9, 9), (.srgb8, 9, 27), (.cmyk8, 9, 36)])
    func octets(format: PixelFormat, width: Int, octets: Int) {
        #expect(format.octetsPerLine(width: width) == octets)
    }

    @Test(
        "Formats are called as PWG calls them",
        arguments: ["black_1", "sgray_8", "srgb_8", "cmyk_8", "adobe-rgb_16", "device15_8", "rgb_16", "black_16"])
    func keywords(keyword: String) {
        #expect(PixelFormat(keyword: keyword)?.keyword == keyword)
    }

    @Test(
        "What is no format is none",
        arguments: [
            "", "sgray", "sgray_", "sgray_7", "srgb_1", "device0_8", "device16_8", "device_8", "sgray_8_8", "x_8",
        ])
    func noKeywords(keyword: String) {
        #expect(PixelFormat(keyword: keyword) == nil)
    }

    @Test("Apple's words for the back of a sheet", arguments: zip(["DM1", "DM2", "DM3", "DM4"], SheetBack.allCases))
    func appleBacks(word: String, back: SheetBack) {
        #expect(SheetBack(urf: word) == back)
    }

    @Test(
        "Places of paper have the numbers of PWG 5102.4",
        arguments: [
            ("auto", 0), ("main", 1), ("by-pass-tray", 19), ("tray-1", 20), ("tray-20", 39), ("tray-21", 0),
            ("roll-1", 40),
            ("roll-10", 49), ("", 0), ("tray--1", 0),
        ])
    func sources(word: String, number: Int) {
        #expect(MediaSource.number(word) == number)
    }

    @Test("A page beyond every printer is refused before anything is written")
    func limits() {
        var page = RasterPage(media: .a4, resolution: Resolution(300), format: .sgray8)
        page.width = RasterLimits.pixelsMax + 1
        var count = 0
        let encoder = PWGEncoder { count += $0.count }

        #expect(throws: RasterError.self) { try encoder.beginPage(page) }
        #expect(count == 0)
    }
}
