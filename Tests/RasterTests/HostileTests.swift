import Raster
import Testing

@Suite("Raster from anybody")
struct HostileTests {
    static let small = TestPage.random(width: 37, height: 20, .srgb8, seed: 4)
    static let documents: [(String, [UInt8])] = [
        ("PWG", (try? encode([small]) { PWGEncoder(to: $0) }) ?? []),
        ("URF", (try? encode([small]) { URFEncoder(to: $0) }) ?? []),
        ("CUPS 2", (try? encode([small]) { CUPSEncoder(.compressed, to: $0) }) ?? []),
        ("CUPS 3", (try? encode([small]) { CUPSEncoder(.uncompressed, to: $0) }) ?? []),
        ("PNM", (try? encode([small]) { PNMEncoder(to: $0) }) ?? []),
    ]

    @Test("Cut off anywhere within a page, it is an error and no short page", arguments: documents)
    func truncated(name: String, bytes: [UInt8]) throws {
        let head = name == "URF" ? 12 : 4
        #expect(bytes.count > 1000 || name == "URF" || name == "PNM")

        for end in stride(from: 1, to: bytes.count, by: 13) where end != head {
            let error = #expect(throws: RasterError.self, "cut at \(end)") { try decode(Array(bytes[..<end])) }
            #expect(error?.code == .truncated)
            #expect(error?.offset == end)
        }
    }

    @Test("A page that nobody reads is not passed over when it is cut off", arguments: documents)
    func truncatedUnread(name: String, bytes: [UInt8]) throws {
        let reader = try reader(of: Array(bytes.dropLast()))
        _ = try reader.nextPage()

        #expect(throws: RasterError.self) { try reader.nextPage() }
    }

    @Test("A page that nobody reads is passed over", arguments: documents)
    func unread(name: String, bytes: [UInt8]) throws {
        let reader = try reader(of: bytes)

        #expect(try reader.nextPage() != nil)
        #expect(try reader.nextPage() == nil)
    }

    /// PWG with a number of the header changed.
    static func changed(_ at: Int, _ value: UInt32) -> [UInt8] {
        var bytes = documents[0].1
        for index in 0..<4 { bytes[4 + at + index] = UInt8(truncatingIfNeeded: value >> UInt32(24 - 8 * index)) }
        return bytes
    }

    struct Change: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var at: Int
        var value: UInt32
        var code: RasterError.Code

        init(_ what: String, _ at: Int, _ value: UInt32, _ code: RasterError.Code) {
            (testDescription, self.at, self.value, self.code) = (what, at, value, code)
        }
    }

    static let changes: [Change] = [
        Change("no width", 372, 0, .tooLarge), Change("a wide page", 372, 200_001, .tooLarge),
        Change("the widest page", 372, .max, .tooLarge), Change("no height", 376, 0, .tooLarge),
        Change("a long page", 376, .max, .tooLarge), Change("no bits", 384, 0, .unsupported),
        Change("many bits", 384, .max, .unsupported), Change("other bits a pixel", 388, 8, .damaged),
        Change("short lines", 392, 108, .damaged), Change("long lines", 392, .max - 2, .damaged),
        Change("broken pixels", 392, 112, .damaged), Change("planes", 396, 2, .unsupported),
        Change("another order", 396, .max, .unsupported), Change("other inks", 400, 7, .unsupported),
        Change("another colour space", 400, .max, .unsupported), Change("no resolution", 276, 0, .damaged),
        Change("the highest resolution", 280, .max, .damaged),
    ]

    @Test("Headers that cannot be are refused, and where they are is said", arguments: changes)
    func headers(change: Change) {
        let error = #expect(throws: RasterError.self) { try decode(Self.changed(change.at, change.value)) }

        #expect(error?.code == change.code)
        #expect(error?.offset == 4)
    }

    @Test("A page of gigabytes that comes in a few bytes costs no memory")
    func largest() throws {
        let page = RasterPage(
            width: RasterLimits.pixelsMax, height: 256, resolution: Resolution(600), media: .a4, format: .black1)
        let white = TestPage(page: page, pixels: [UInt8](repeating: 0, count: 256 * page.octetsPerLine))
        var bytes = try encode([white], bands: 256) { PWGEncoder(to: $0) }
        let lines = bytes[(4 + 1796)...]
        // 199,936 lines of 25,000 bytes.
        bytes.replaceSubrange(4 + 376..<4 + 380, with: [0, 3, 13, 0])
        for _ in 1..<781 { bytes += lines }

        #expect(bytes.count < 400_000)
        let reader = try reader(of: bytes)
        #expect(try reader.nextPage()?.height == 199_936)
        #expect(try reader.nextPage() == nil)
    }

    /// Lines of two pixels, three bytes each, in a page of two lines.
    static func lines(_ bytes: [UInt8]) throws -> [TestPage] {
        var page = small.page
        (page.width, page.height) = (2, 2)
        let whole = try encode([TestPage(page: page, pixels: [UInt8](repeating: 1, count: 12))]) { PWGEncoder(to: $0) }
        return try decode(Array(whole.prefix(4 + 1796)) + bytes)
    }

    @Test("White to the end of the line, which we do not write, is read")
    func clearToEnd() throws {
        #expect(
            try Self.lines([1, 0, 1, 2, 3, 128]).map(\.pixels) == [[1, 2, 3, 255, 255, 255, 1, 2, 3, 255, 255, 255]])
    }

    @Test(
        "A line that does not end where it should is damaged",
        arguments: [
            [2], [0, 2, 1, 2, 3], [0, 254, 1, 2, 3, 4, 5, 6, 7, 8, 9], [0, 0, 1, 2, 3, 255, 1, 2, 3, 4, 5, 6],
        ] as [[UInt8]])
    func overrun(bytes: [UInt8]) {
        let error = #expect(throws: RasterError.self) { try Self.lines(bytes) }

        #expect(error?.code == .damaged)
    }

    @Test(
        "What is no raster is refused",
        arguments: ["", "R", "RaS", "RaS4", "UNIRASt\0....", "%PDF-1.4", "P3 1 1 255\n1 2 3"])
    func noRaster(text: String) {
        #expect(throws: RasterError.self) { try decode(Array(text.utf8)) }
    }

    @Test(
        "Headers of anymaps that cannot be are refused",
        arguments: [
            "P5", "P5 ", "P5 1", "P5 0 1 255\n", "P5 1 1 0\n", "P5 1 1 256\n", "P5 -1 1 255\n", "P5 9999999999 1 255\n",
            "P5 200001 1 255\n", "P5 1 1 255", "P5x1 1 255\n",
        ])
    func anymapHeaders(text: String) {
        #expect(throws: RasterError.self) { try decode(Array(text.utf8)) }
    }

    @Test("Anymaps follow one another, with comments and lines between them")
    func anymaps() throws {
        let bytes = Array("P5 # grey\n#two\n2 1\n255\nab\nP6\n1 1\n255\nabc\n\nP4 9 1\n".utf8) + [0xF0, 0x80]

        let pages = try decode(bytes, anymaps: AnymapPages(resolution: Resolution(600), media: .a4))

        #expect(pages.map(\.pixels) == [[97, 98], [97, 98, 99], [0xF0, 0x80]])
        #expect(pages.map(\.page.format) == [.sgray8, .srgb8, .black1])
        #expect(pages.allSatisfy { $0.page.resolution == Resolution(600) && $0.page.media == .a4 })
    }
}
