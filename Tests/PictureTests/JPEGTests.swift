import Foundation
import Testing
import Workbench

/// Six greys, three in a row: no two sides alike.
private let upright = [[0, 50, 100], [150, 200, 250]]

/// The blocks as a camera stores them that is held so, by what EXIF says of where the first row and column are.
private func stored(_ orientation: Int) -> TestJPEG {
    let isTurned = orientation >= 5
    let (rows, columns) = isTurned ? (3, 2) : (2, 3)
    var blocks = [[Int]](repeating: [0], count: 6)
    for shownRow in 0..<2 {
        for shownColumn in 0..<3 {
            let (row, column): (Int, Int) =
                switch orientation {
                case 2: (shownRow, columns - 1 - shownColumn)
                case 3: (rows - 1 - shownRow, columns - 1 - shownColumn)
                case 4: (rows - 1 - shownRow, shownColumn)
                case 5: (shownColumn, shownRow)
                case 6: (rows - 1 - shownColumn, shownRow)
                case 7: (rows - 1 - shownColumn, columns - 1 - shownRow)
                case 8: (shownColumn, columns - 1 - shownRow)
                default: (shownRow, shownColumn)
                }
            blocks[row * columns + column] = [upright[shownRow][shownColumn]]
        }
    }
    var jpeg = TestJPEG(width: columns, height: rows, blocks: blocks)
    jpeg.segments = [TestJPEG.exifSegment(orientation: orientation, isLittleEndian: orientation.isMultiple(of: 2))]
    return jpeg
}

func run(_ picture: [UInt8], _ change: (inout ImageInstructions) -> Void = { _ in }) throws -> HelperRun {
    var instructions = ImageInstructions()
    instructions.pixelsPerInch = 72
    change(&instructions)
    return try HelperRun("quire-image", instructions, document: Data(picture))
}

@Suite("quire-image and JPEGs")
struct JPEGTests {
    @Test("A picture is shown upright, however the camera was held", arguments: 1...8)
    func orientations(orientation: Int) throws {
        let run = try run(stored(orientation).bytes)
        let bitmap = try Bitmap(of: run)

        #expect(run.status == 0, "\(run.log)")
        #expect(bitmap.size == [24, 16])
        // Between two blocks pdftoppm smoothes.
        let difference = bitmap.difference { x, y in
            let isInside = (2..<6).contains(x % 8) && (2..<6).contains(y % 8)
            return isInside ? [Int](repeating: upright[y / 8][x / 8], count: 3) : nil
        }
        #expect(difference <= 2)
        _ = try run.read(by: "qpdf", "--check", "FILE")
    }

    @Test("The octets are the picture's own, and nothing that hangs behind it")
    func untouched() throws {
        let bytes = stored(1).bytes
        let run = try run(bytes + Array("a film follows \u{1}".utf8) + [0xFF, 0xD9])

        let found = try #require(run.output.range(of: Data(bytes)))
        #expect(run.output[found.upperBound...].starts(with: Data("\nendstream".utf8)))
        #expect(run.output.range(of: Data("film".utf8)) == nil)
        #expect(run.counts == PageCounts(impressions: 1, sheets: 1, colorPages: 0))
    }

    @Test("Any cut through it is printed as far as it goes, with a word about it, or is a problem before its pixels")
    func cut() throws {
        let jpeg = stored(6)
        let bytes = jpeg.bytes

        for end in [bytes.count - 1, bytes.count - 2, jpeg.header.count + 1] {
            let run = try run(Array(bytes.prefix(end)))
            #expect(run.status == 0)
            #expect(run.warnings == ["document-incomplete"])
            _ = try run.read(by: "qpdf", "--check", "FILE")
        }
        for end in stride(from: 3, through: jpeg.header.count, by: 7) {
            #expect(try run(Array(bytes.prefix(end))).problem?.reason == .documentFormatError)
        }
    }

    @Test("Colours come out as they are stored: as brightness and tint, as themselves, as inks", arguments: 0..<4)
    func colors(kind: Int) throws {
        var jpeg: TestJPEG
        let expected: [Int]
        switch kind {
        case 0:
            jpeg = TestJPEG(width: 1, height: 1, blocks: [[76, 85, 255]])
            jpeg.segments = [TestJPEG.jfif]
            expected = [254, 0, 0]
        case 1:
            jpeg = TestJPEG(width: 1, height: 1, blocks: [[10, 200, 60]])
            jpeg.identifiers = Array("RGB".utf8)
            expected = [10, 200, 60]
        case 2:
            jpeg = TestJPEG(width: 1, height: 1, blocks: [[10, 200, 60]])
            jpeg.segments = [TestJPEG.adobe(transform: 0)]
            expected = [10, 200, 60]
        default:
            // No ink is 255 in Adobe's files.
            jpeg = TestJPEG(width: 1, height: 1, blocks: [[255, 255, 255, 255]])
            jpeg.segments = [TestJPEG.adobe(transform: 0)]
            expected = [255, 255, 255]
        }
        let run = try run(jpeg.bytes)

        #expect(try Bitmap(of: run).difference { _, _ in expected } <= 3)
        #expect(run.counts?.colorPages == 1)
    }

    @Test(
        "Density is the picture's own, the client's, or 128",
        arguments: [(nil, true, 144.0), (nil, false, 128), (36, true, 36)])
    func density(asked: Int?, hasOwn: Bool, pixelsPerInch: Double) throws {
        var jpeg = TestJPEG(width: 3, height: 2, blocks: upright.joined().map { [$0] })
        jpeg.segments = [TestJPEG.segment(0xE0, Array("JFIF\0".utf8) + [1, 1, hasOwn ? 1 : 0, 0, 144, 0, 144, 0, 0])]
        let run = try run(jpeg.bytes) { $0.pixelsPerInch = asked }

        let information = String(decoding: try run.read(by: "pdfinfo", "FILE"), as: UTF8.self)
        let size = try #require(information.firstMatch(of: /Page size: +([\d.]+) x ([\d.]+)/))
        #expect(abs((Double(size.1) ?? 0) - 24 * 72 / pixelsPerInch) < 0.01)
        #expect(abs((Double(size.2) ?? 0) - 16 * 72 / pixelsPerInch) < 0.01)
    }

    @Test(
        "Kinds that PDF has not are said to be unsupported",
        arguments: [0xC3, 0xC5, 0xC9, 0xCA, 0xCB] as [UInt8])
    func unsupported(frame: UInt8) throws {
        var jpeg = stored(1)
        jpeg.frame = frame

        #expect(try run(jpeg.bytes).problem?.reason == .unsupportedFormat)
    }

    @Test("A header that promises 3.6 thousand million pixels is not printed")
    func huge() throws {
        var bytes = stored(1).bytes
        let frame = try #require(bytes.indices.first { bytes[$0] == 0xFF && bytes[$0 + 1] == 0xC0 })
        bytes.replaceSubrange(frame + 5..<frame + 9, with: [0xEA, 0x60, 0xEA, 0x60])

        let run = try run(bytes)
        #expect(run.status == 1)
        #expect(run.problem?.reason == .documentUnprintable)
    }

    @Test("What is no picture is unsupported, and nothing is a problem", arguments: ["GIF89a", "%PDF-1.7", ""])
    func others(text: String) throws {
        #expect(try run(Array(text.utf8)).problem?.reason == .unsupportedFormat)
    }

    @Test("A title goes into the document's metadata, in any script")
    func title() throws {
        let run = try run(stored(1).bytes) { $0.title = "Ferien (1) – חופש" }

        #expect(String(decoding: try run.read(by: "pdfinfo", "FILE"), as: UTF8.self).contains("Ferien (1) – חופש"))
    }
}
