import Raster
import Testing

/// Layouts that only filters of PPD printers make: headers by hand.
@Suite("CUPS raster of all versions")
struct CUPSLayoutTests {
    struct Header {
        var bytes = [UInt8](repeating: 0, count: 1796)
        var isBigEndian = true

        init(width: UInt32, height: UInt32, bits: UInt32, pixel: UInt32, line: UInt32, order: UInt32, space: UInt32) {
            let numbers: [(Int, UInt32)] = [
                (276, 300), (280, 300), (352, 595), (356, 842), (372, width), (376, height), (384, bits), (388, pixel),
                (392, line), (396, order), (400, space),
            ]
            for (at, value) in numbers { set(at, value) }
        }

        mutating func set(_ at: Int, _ value: UInt32) {
            for index in 0..<4 { bytes[at + index] = UInt8(truncatingIfNeeded: value >> UInt32(24 - 8 * index)) }
        }

        /// The numbers from 256 to 580 turned.
        var littleEndian: [UInt8] {
            var turned = bytes
            for at in stride(from: 256, to: 580, by: 4) {
                turned.replaceSubrange(at..<at + 4, with: bytes[at..<at + 4].reversed())
            }
            return turned
        }
    }

    @Test("Version 1 has a short header and plain lines, in either order of bytes")
    func version1() throws {
        let header = Header(width: 2, height: 2, bits: 8, pixel: 8, line: 2, order: 0, space: 0)

        let big = try decode(Array("RaSt".utf8) + header.bytes.prefix(420) + [1, 2, 3, 4])
        let little = try decode(Array("tSaR".utf8) + header.littleEndian.prefix(420) + [1, 2, 3, 4])

        #expect(big.map(\.pixels) == [[1, 2, 3, 4]])
        #expect(big.map(\.page) == little.map(\.page))
        #expect(big.first?.page.format.colorSpace == .luminance)
        #expect(big.first?.page.media.pointsWidth.rounded() == 595)
    }

    @Test("Colours that lie in bands of a line are put side by side", arguments: [24, 8] as [UInt32])
    func banded(bitsPerPixel: UInt32) throws {
        let header = Header(width: 3, height: 1, bits: 8, pixel: bitsPerPixel, line: 9, order: 1, space: 1)

        let plain = try decode(Array("RaS3".utf8) + header.bytes + [1, 2, 3, 11, 12, 13, 21, 22, 23])
        let compressed = try decode(Array("RaS2".utf8) + header.bytes + [0, 248, 1, 2, 3, 11, 12, 13, 21, 22, 23])

        #expect(plain.map(\.pixels) == [[1, 11, 21, 2, 12, 22, 3, 13, 23]])
        #expect(compressed.map(\.pixels) == plain.map(\.pixels))
    }

    @Test("Samples of 16 bits come out with the high byte first, whatever the order")
    func deep() throws {
        let header = Header(width: 2, height: 1, bits: 16, pixel: 16, line: 4, order: 0, space: 18)

        let big = try decode(Array("RaS3".utf8) + header.bytes + [1, 2, 3, 4])
        let little = try decode(Array("3SaR".utf8) + header.littleEndian + [2, 1, 4, 3])

        #expect(big.map(\.pixels) == [[1, 2, 3, 4]])
        #expect(little.map(\.pixels) == [[1, 2, 3, 4]])
    }

    @Test("The filling at the end of lines is left out")
    func filling() throws {
        let header = Header(width: 3, height: 2, bits: 8, pixel: 8, line: 4, order: 0, space: 3)

        let pages = try decode(Array("RaS3".utf8) + header.bytes + [1, 2, 3, 99, 4, 5, 6, 99])

        #expect(pages.map(\.pixels) == [[1, 2, 3, 4, 5, 6]])
    }

    @Test("An exact size of the page is kept, one that is not a number is not")
    func exactSize() throws {
        var header = Header(width: 1, height: 1, bits: 8, pixel: 8, line: 1, order: 0, space: 3)
        header.set(428, Float(595.276).bitPattern)
        header.set(432, Float.nan.bitPattern)

        let page = try #require(try decode(Array("RaS3".utf8) + header.bytes + [1]).first?.page)

        #expect(page.media.width == 21_000)
        #expect(page.media.height == 29_704)
    }
}
