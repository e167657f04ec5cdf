import Raster
import Testing

/// Lines of pixels from one format to another, in bands of `bands` lines.
func convert(
    _ pixels: [UInt8], _ source: PixelSource, _ target: PixelFormat, width: Int, bands: Int = 1000, filling: Int = 0
) throws -> [UInt8] {
    let octets = source.octetsPerLine(width: width)
    let height = pixels.count / octets
    let stride = octets + filling
    var spread: [UInt8] = []
    for line in 0..<height {
        spread += pixels[line * octets..<(line + 1) * octets] + [UInt8](repeating: 77, count: filling)
    }
    let converter = try LineConverter(from: source, to: target, width: width)
    let lineOctets = target.octetsPerLine(width: width)
    var result: [UInt8] = []
    var room = [UInt8](repeating: 0, count: min(bands, max(1, height)) * lineOctets)
    for first in Swift.stride(from: 0, to: height, by: bands) {
        let count = min(bands, height - first)
        let written = spread[(first * stride)...].withUnsafeBytes { from in
            room.withUnsafeMutableBytes { converter.convert(from, stride: stride, count: count, to: $0) }
        }
        result += room.prefix(written * lineOctets)
    }
    let last = room.withUnsafeMutableBytes { converter.finish($0) }
    return result + room.prefix(last * lineOctets)
}

@Suite("Pixels of one format to another")
struct PixelTests {
    static let greys: [UInt8] = Array(0...255)

    static func pixels(_ pixel: (UInt8) -> [UInt8]) -> [UInt8] {
        var all: [UInt8] = []
        for grey in greys { all += pixel(grey) }
        return all
    }

    @Test("Grey stays exactly what it was, from everywhere to everywhere")
    func greyIsExact() throws {
        let cairo = Self.pixels { [$0, $0, $0, 0] }
        let opaque = Self.pixels { [$0, $0, $0, 255] }
        let rgb = Self.pixels { [$0, $0, $0] }
        let cmyk = Self.pixels { [0, 0, 0, 255 - $0] }
        let sources: [(PixelSource, [UInt8])] = [
            (.bgrx, cairo), (.bgraPremultiplied, opaque), (.raster(.srgb8), rgb), (.raster(.cmyk8), cmyk),
            (.raster(.sgray8), Self.greys), (.raster(.black8), Self.greys.map { 255 - $0 }),
        ]
        for (source, pixels) in sources {
            #expect(try convert(pixels, source, .sgray8, width: 256) == Self.greys, "\(source)")
            #expect(try convert(pixels, source, .srgb8, width: 256) == rgb, "\(source)")
            #expect(try convert(pixels, source, .cmyk8, width: 256) == cmyk, "\(source)")
            #expect(try convert(pixels, source, .black8, width: 256) == Self.greys.map { 255 - $0 }, "\(source)")
        }
    }

    @Test("Colour becomes the nearest grey of 0.30 red, 0.59 green, 0.11 blue", arguments: [1, 15, 16, 17, 1000])
    func luma(width: Int) throws {
        var random = Seeded(state: UInt64(width))
        let rgb = (0..<3 * width).map { _ in UInt8.random(in: 0...255, using: &random) }
        var expected: [UInt8] = []
        var cairo: [UInt8] = []
        for pixel in 0..<width {
            let (red, green, blue) = (rgb[3 * pixel], rgb[3 * pixel + 1], rgb[3 * pixel + 2])
            let weighted = Int(red) * 77 + Int(green) * 150 + Int(blue) * 29
            expected.append(UInt8((weighted + 128) / 256))
            cairo += [blue, green, red, 9]
        }

        #expect(try convert(rgb, .raster(.srgb8), .sgray8, width: width) == expected)
        #expect(try convert(cairo, .bgrx, .sgray8, width: width) == expected)
        #expect(try convert(cairo, .bgrx, .srgb8, width: width) == rgb)
    }

    @Test("Black replaces what the three inks have in common")
    func inks() throws {
        let rgb: [UInt8] = [255, 255, 255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 10, 20, 30]
        let inks: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 255, 0, 255, 255, 0, 255, 0, 0, 0, 20, 10, 0, 225]

        #expect(try convert(rgb, .raster(.srgb8), .cmyk8, width: 5) == inks)
        #expect(try convert(inks, .raster(.cmyk8), .srgb8, width: 5) == rgb)
    }

    @Test("What is half transparent lies on white paper")
    func alpha() throws {
        // Nothing; half a black; half a red; colour beyond its alpha, which cairo never makes.
        let pixels: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 128, 0, 0, 128, 128, 255, 0, 0, 10]
        let expected: [UInt8] = [255, 255, 255, 127, 127, 127, 255, 127, 127, 245, 245, 255]

        #expect(try convert(pixels, .bgraPremultiplied, .srgb8, width: 4) == expected)
    }

    @Test("Bands and filling between lines change nothing", arguments: [PixelFormat.sgray8, .srgb8, .cmyk8, .black1])
    func bands(target: PixelFormat) throws {
        var random = Seeded(state: 1)
        let pixels = (0..<4 * 83 * 50).map { _ in UInt8.random(in: 0...255, using: &random) }
        let whole = try convert(pixels, .bgrx, target, width: 83)

        #expect(whole.count == 50 * target.octetsPerLine(width: 83))
        for bands in [1, 2, 7, 49] {
            #expect(try convert(pixels, .bgrx, target, width: 83, bands: bands, filling: bands) == whole)
        }
    }

    @Test("Samples of 16 bits go to the nearest of 8")
    func narrowed() throws {
        let format = try #require(PixelFormat(.sgray, bitsPerSample: 16))
        let samples: [(UInt16, UInt8)] = [(0, 0), (65535, 255), (128, 0), (129, 1), (32768, 128), (257 * 77, 77)]

        let pixels = samples.flatMap { [UInt8($0.0 >> 8), UInt8($0.0 & 255)] }

        #expect(try convert(pixels, .raster(format), .sgray8, width: samples.count) == samples.map(\.1))
    }

    @Test("Adobe RGB has the same greys, and stronger greens")
    func adobe() throws {
        let format = try #require(PixelFormat(.adobeRGB, bitsPerSample: 8))

        let greys = try convert([0, 0, 0, 255, 255, 255, 128, 128, 128], .raster(format), .srgb8, width: 3)
        let green = try convert([100, 200, 100], .raster(format), .srgb8, width: 1)

        #expect(Array(greys.prefix(6)) == [0, 0, 0, 255, 255, 255])
        #expect((127...129).contains(Int(greys[6])) && Set(greys.suffix(3)).count == 1)
        #expect(green[0] < 60 && (198...202).contains(green[1]))
    }

    @Test("Bits become light and the other way round")
    func bits() throws {
        let bits: [UInt8] = [0b1010_0000, 0b1000_0000]

        let light = try convert(bits, .raster(.black1), .sgray8, width: 9)

        #expect(light == [0, 255, 0, 255, 255, 255, 255, 255, 0])
        #expect(try convert(bits, .raster(.black1), .black1, width: 9) == bits)
    }

    @Test("Nobody knows what inks of a device look like")
    func device() throws {
        let device = try #require(PixelFormat(.device(5), bitsPerSample: 8))

        #expect(throws: RasterError.self) { try LineConverter(from: .raster(device), to: .srgb8, width: 1) }
        #expect(throws: RasterError.self) { try LineConverter(from: .bgrx, to: device, width: 1) }
        #expect(try convert([1, 2, 3, 4, 5], .raster(device), device, width: 1) == [1, 2, 3, 4, 5])
    }

    @Test("A mirrored line is read from right to left, twice it is itself", arguments: [1, 7, 8, 9, 16, 100, 129])
    func mirror(width: Int) {
        for format in [PixelFormat.black1, .sgray8, .srgb8, .cmyk8] {
            let page = TestPage.random(width: width, height: 3, format, seed: UInt64(width))
            var lines = page.pixels
            if format == .black1 {
                // What is beyond the width is white.
                let octets = page.page.octetsPerLine
                let kept = UInt8(truncatingIfNeeded: 0xFF << (octets * 8 - width))
                for line in 0..<3 { lines[(line + 1) * octets - 1] &= kept }
            }
            let before = lines
            let mirror = LineMirror(page.page)

            lines.withUnsafeMutableBytes { mirror.mirror($0) }

            let bits = format.bitsPerPixel
            for pixel in 0..<width {
                #expect(Self.bits(before, pixel * bits, bits) == Self.bits(lines, (width - 1 - pixel) * bits, bits))
            }
            lines.withUnsafeMutableBytes { mirror.mirror($0) }
            #expect(lines == before)
        }
    }

    static func bits(_ bytes: [UInt8], _ at: Int, _ count: Int) -> [UInt8] {
        (at..<at + count).map { bytes[$0 / 8] >> UInt8(7 - $0 % 8) & 1 }
    }
}
