import Foundation
import Testing
import Workbench

/// Numbers that look random and are the same every time.
private struct Dice {
    private var state: UInt64 = 88_172_645_463_325_252

    mutating func next(below bound: Int) -> Int {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return Int(state % UInt64(bound))
    }
}

struct PixelKind: CustomTestStringConvertible, Sendable {
    let colorType: UInt8
    let bits: Int
    let isInterlaced: Bool
    let hasTransparency: Bool

    var testDescription: String {
        "type \(colorType), \(bits) bits\(isInterlaced ? ", interlaced" : "")\(hasTransparency ? ", tRNS" : "")"
    }

    static let all: [PixelKind] = [
        (0, [1, 2, 4, 8, 16]), (2, [8, 16]), (3, [1, 2, 4, 8]), (4, [8, 16]), (6, [8, 16]),
    ].flatMap { (type: UInt8, depths: [Int]) in
        depths.flatMap { bits in
            [false, true].flatMap { isInterlaced in
                (type < 4 ? [false, true] : [false]).map {
                    PixelKind(colorType: type, bits: bits, isInterlaced: isInterlaced, hasTransparency: $0)
                }
            }
        }
    }
}

@Suite("quire-image and PNGs")
struct PNGTests {
    private func picture(_ kind: PixelKind, width: Int = 21, height: Int = 13) -> TestPNG {
        var dice = Dice()
        let count = width * height * TestPNG.channels(of: kind.colorType)
        let samples = (0..<count).map { _ in dice.next(below: 1 << kind.bits) }
        var png = TestPNG(
            width: width, height: height, colorType: kind.colorType, bits: kind.bits, isInterlaced: kind.isInterlaced,
            samples: samples)
        if kind.colorType == 3 { png.palette = (0..<3 << kind.bits).map { _ in UInt8(dice.next(below: 256)) } }
        if kind.hasTransparency {
            switch kind.colorType {
            // The colour of a pixel that there is.
            case 0: png.transparency = [UInt8(samples[7] >> 8), UInt8(samples[7] & 255)]
            case 2: png.transparency = (21..<24).flatMap { [UInt8(samples[$0] >> 8), UInt8(samples[$0] & 255)] }
            default: png.transparency = (0..<(1 << kind.bits) - 1).map { UInt8($0 * 93 & 255) }
            }
        }
        return png
    }

    /// What is to be seen on white paper.
    private func expected(_ png: TestPNG, _ x: Int, _ y: Int) -> [Int] {
        let start = (y * png.width + x) * png.channels
        let values = Array(png.samples[start..<start + png.channels])
        let largest = Double(1 << png.bits - 1)
        func shown(_ value: Int) -> Double { Double(value) / largest * 255 }
        let key = stride(from: 0, to: png.transparency.count, by: 2).map {
            Int(png.transparency[$0]) << 8 + Int(png.transparency[min($0 + 1, png.transparency.count - 1)])
        }
        var (color, alpha): ([Double], Double)
        switch png.colorType {
        case 0: (color, alpha) = ([shown(values[0])], key == values ? 0 : 1)
        case 2: (color, alpha) = (values.map(shown), key == values ? 0 : 1)
        case 3:
            color = (0..<3).map { Double(png.palette[values[0] * 3 + $0]) }
            alpha = values[0] < png.transparency.count ? Double(png.transparency[values[0]]) / 255 : 1
        case 4: (color, alpha) = ([shown(values[0])], shown(values[1]) / 255)
        default: (color, alpha) = (values.prefix(3).map(shown), shown(values[3]) / 255)
        }
        if color.count == 1 { color = [color[0], color[0], color[0]] }
        return color.map { Int(($0 * alpha + 255 * (1 - alpha)).rounded()) }
    }

    @Test("Every kind of pixels comes out as it is", arguments: PixelKind.all)
    func pixels(kind: PixelKind) throws {
        let png = picture(kind)
        // Four points a pixel, because pdftoppm smoothes over neighbours when it draws one by one.
        let run = try run(png.bytes) { $0.pixelsPerInch = 18 }
        let bitmap = try Bitmap(of: run)

        #expect(run.status == 0, "\(run.log)")
        #expect(bitmap.size == [png.width * 4, png.height * 4])
        #expect(bitmap.difference { expected(png, $0 / 4, $1 / 4) } <= 3)
        _ = try run.read(by: "qpdf", "--check", "FILE")
    }

    @Test("Pictures of a few pixels lack passes", arguments: 1...5, [1, 2, 6])
    func small(width: Int, height: Int) throws {
        let kind = PixelKind(colorType: 6, bits: 8, isInterlaced: true, hasTransparency: false)
        let png = picture(kind, width: width, height: height)
        // A page of three points at least; so every pixel becomes four points wide.
        let bitmap = try Bitmap(of: run(png.bytes) { $0.pixelsPerInch = 18 })

        #expect(bitmap.difference { expected(png, $0 / 4, $1 / 4) } <= 3)
    }

    @Test("Compressed pixels go in as they are when PDF can hold them")
    func untouched() throws {
        let png = picture(PixelKind(colorType: 2, bits: 8, isInterlaced: false, hasTransparency: false))
        let run = try run(png.bytes)

        #expect(run.output.range(of: Data(TestPNG.deflated(png.rows))) != nil)
    }

    @Test("An alpha that hides nothing makes no mask", arguments: [4, 6] as [UInt8], [8, 16])
    func opaque(colorType: UInt8, bits: Int) throws {
        var png = picture(PixelKind(colorType: colorType, bits: bits, isInterlaced: false, hasTransparency: false))
        for index in png.samples.indices where index % png.channels == png.channels - 1 {
            png.samples[index] = 1 << bits - 1
        }
        let images = { (png: TestPNG) in
            String(decoding: try run(png.bytes).read(by: "pdfimages", "-list", "FILE"), as: UTF8.self)
        }

        #expect(try !images(png).contains("smask"))
        png.samples[png.channels - 1] -= 1
        #expect(try images(png).contains("smask"))
    }

    @Test("EXIF turns it, before the pixels and behind them", arguments: [true, false])
    func orientation(isBefore: Bool) throws {
        var png = TestPNG(width: 8, height: 16, colorType: 0, bits: 8, samples: (0..<128).map { $0 < 64 ? 0 : 255 })
        let exif = TestPNG.chunk("eXIf", TestJPEG.exif(orientation: 6, isLittleEndian: true))
        if isBefore { png.before = [exif] } else { png.after = [exif] }
        let bitmap = try Bitmap(of: run(png.bytes))

        #expect(bitmap.size == [16, 8])
        #expect(bitmap.difference { x, _ in [Int](repeating: x < 8 ? 255 : 0, count: 3) } == 0)
    }

    @Test("Dots a metre are understood")
    func density() throws {
        var png = TestPNG(width: 36, height: 36, colorType: 0, bits: 8, samples: [Int](repeating: 9, count: 36 * 36))
        png.before = [TestPNG.chunk("pHYs", TestPNG.number(5670) + TestPNG.number(5670) + [1])]
        let bitmap = try Bitmap(of: run(png.bytes) { $0.pixelsPerInch = nil })

        #expect(bitmap.size == [18, 18])
    }

    @Test("A gamma of its own is kept, the usual one is not mentioned")
    func gamma() throws {
        var png = TestPNG(width: 4, height: 4, colorType: 2, bits: 8, samples: [Int](repeating: 128, count: 48))
        png.before = [TestPNG.chunk("gAMA", TestPNG.number(100_000))]
        #expect(try run(png.bytes).output.range(of: Data("/CalRGB".utf8)) != nil)
        png.before = [TestPNG.chunk("gAMA", TestPNG.number(45_455))]
        #expect(try run(png.bytes).output.range(of: Data("/CalRGB".utf8)) == nil)
    }

    @Test("Any cut through it is a problem")
    func cut() throws {
        let bytes = picture(PixelKind(colorType: 2, bits: 8, isInterlaced: false, hasTransparency: false)).bytes

        for end in stride(from: 8, to: bytes.count, by: 41) + [bytes.count - 1] {
            let run = try run(Array(bytes.prefix(end)))
            #expect(run.problem?.reason == .documentFormatError, "\(end)")
            #expect(run.status == 1)
        }
    }

    @Test("A changed octet is a problem, but for parts that one can do without")
    func damaged() throws {
        var png = picture(PixelKind(colorType: 6, bits: 8, isInterlaced: false, hasTransparency: false))
        png.before = [TestPNG.chunk("tEXt", Array("Title\0Holiday".utf8))]
        let bytes = png.bytes
        let text = try #require(Data(bytes).range(of: Data("Holiday".utf8))?.lowerBound)
        let pixels = try #require(Data(bytes).range(of: Data("IDAT".utf8))?.lowerBound)

        func changed(_ offset: Int) throws -> HelperRun {
            var bytes = bytes
            bytes[offset] ^= 0x55
            return try run(bytes)
        }
        #expect(try changed(text).status == 0)
        #expect(try changed(20).problem?.reason == .documentFormatError)
        #expect(try changed(pixels + 20).problem?.reason == .documentFormatError)
    }

    @Test("Fewer rows than promised are a problem, more are left", arguments: [0, 4, 6] as [UInt8])
    func rows(colorType: UInt8) throws {
        let kind = PixelKind(colorType: colorType, bits: 8, isInterlaced: colorType == 0, hasTransparency: false)
        let (whole, less) = (picture(kind), picture(kind, height: 5))
        func mixed(header: TestPNG, pixels: [UInt8]) -> [UInt8] {
            let start = header.bytes.prefix(33)
            return start + TestPNG.chunk("IDAT", TestPNG.deflated(pixels)) + TestPNG.chunk("IEND", [])
        }

        #expect(try run(mixed(header: whole, pixels: less.rows)).problem?.reason == .documentFormatError)
        // 50 MB of zeros, compressed to 50 kB.
        let bomb = whole.rows + [UInt8](repeating: 0, count: 50 << 20)
        let run = try run(mixed(header: whole, pixels: bomb))
        #expect(run.status == 0)
        #expect(run.output.count < 20_000)
    }

    @Test(
        "A header that promises too much is not printed",
        arguments: [(60_000, 60_000), (70_000, 1), (1, 0x7FFF_FFFF), (0x7FFF_FFFF, 0x7FFF_FFFF)])
    func huge(width: Int, height: Int) throws {
        let header = TestPNG.number(width) + TestPNG.number(height) + [16, 6, 0, 0, 1]
        let bytes = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + TestPNG.chunk("IHDR", header)
        let pixels = TestPNG.chunk("IDAT", TestPNG.deflated([0])) + TestPNG.chunk("IEND", [])

        #expect(try run(bytes + pixels).problem?.reason == .documentUnprintable)
    }

    @Test("A profile goes in when it fits, and stays out when it is sRGB or damaged")
    func profiles() throws {
        func run(_ profile: [UInt8]) throws -> HelperRun {
            var png = TestPNG(width: 4, height: 4, colorType: 2, bits: 8, samples: [Int](repeating: 128, count: 48))
            png.before = [TestPNG.chunk("iCCP", Array("name\0\0".utf8) + TestPNG.deflated(profile))]
            return try PictureTests.run(png.bytes)
        }
        func profile(space: String, description: String) -> [UInt8] {
            var bytes = TestPNG.number(200) + [UInt8](repeating: 0, count: 8) + Array("mntr\(space)XYZ ".utf8)
            bytes += [UInt8](repeating: 0, count: 12) + Array("acsp".utf8) + [UInt8](repeating: 0, count: 88)
            bytes += TestPNG.number(1) + Array("desc".utf8) + TestPNG.number(144) + TestPNG.number(56)
            bytes += Array("desc\0\0\0\0".utf8) + TestPNG.number(20) + Array(description.utf8)
            return bytes + [UInt8](repeating: 0, count: 200 - bytes.count)
        }
        func hasProfile(_ run: HelperRun) -> Bool { run.output.range(of: Data("/ICCBased".utf8)) != nil }

        let wide = profile(space: "RGB ", description: "Wide")
        #expect(try hasProfile(run(wide)))
        _ = try run(wide).read(by: "qpdf", "--check", "FILE")
        #expect(try !hasProfile(run(profile(space: "RGB ", description: "sRGB built-in"))))
        #expect(try !hasProfile(run(profile(space: "CMYK", description: "Wide"))))
        #expect(try !hasProfile(run(Array(wide.prefix(150)))))
    }
}

private func + <Element>(left: StrideTo<Element>, right: [Element]) -> [Element] { Array(left) + right }
