import Raster
import Testing
import Workbench

@testable import quire_raster

@Suite("Raster to another format")
struct ConversionTests {
    static func words(_ from: RasterFormat, _ to: RasterFormat) -> RasterInstructions {
        RasterInstructions(from: from.rawValue, to: to.rawValue)
    }

    @Test(
        "Pages come out in the other format with the pixels they had",
        arguments: [RasterFormat.pwg, .urf, .cups, .pnm], [RasterFormat.pwg, .urf, .cups, .pnm])
    func formats(from: RasterFormat, to: RasterFormat) throws {
        let outcome = try Outcome(try document(from), Self.words(from, to), isPipe: true)

        #expect(try outcome.decoded().map(\.pixels) == (1...3).map { [255] + [UInt8](repeating: $0, count: 5) })
        #expect(outcome.pages == [1, 2, 3])
        #expect(outcome.counts?.impressions == 3 && outcome.counts?.sheets == 3)
    }

    @Test("Colour becomes what is asked for, and is counted as it is sent")
    func colors() throws {
        let source = try document(.urf, pages: 1...1, .srgb8)
        var words = Self.words(.urf, .pwg)

        let color = try Outcome(source, words)
        words.colorSpace = "sgray_8"
        let gray = try Outcome(source, words)

        #expect(try color.decoded().map(\.page.format) == [.srgb8])
        #expect(color.counts?.colorPages == 1)
        #expect(try gray.decoded().map(\.page.format) == [.sgray8])
        #expect(gray.counts?.colorPages == 0)
    }

    @Test("A format without such pixels gets the nearest it has")
    func nearest() throws {
        let dots = try document(.pwg, pages: 1...1, .black1)

        #expect(try Outcome(dots, Self.words(.pwg, .urf)).decoded().map(\.page.format) == [.sgray8])
        #expect(try Outcome(dots, Self.words(.pwg, .pclm)).bytes.starts(with: Array("%PDF-1.7\n%PCLm".utf8)))
        #expect(try Outcome(dots, Self.words(.pwg, .pdf)).bytes.starts(with: Array("%PDF-".utf8)))
        #expect(
            try Outcome(try document(.urf), Self.words(.urf, .pcl)).bytes.starts(with: Array("\u{1B}%-12345X".utf8)))
    }

    @Test("What anymaps do not say, the instructions do")
    func anymaps() throws {
        var words = Self.words(.pnm, .pwg)
        words.resolution = 600
        words.sides = "two-sided-long-edge"
        words.quality = 5
        words.mediaType = "envelope"
        words.mediaSource = "tray-1"

        let pages = try Outcome(try document(.pnm), words, isPipe: true).decoded().map(\.page)

        #expect(pages.count == 3)
        for page in pages {
            #expect(page.resolution == Resolution(600))
            #expect(page.sides == .twoSidedLongEdge)
            #expect(page.quality == .high)
            #expect(page.mediaType == "envelope")
            #expect(page.mediaSource == MediaSource.number("tray-1"))
        }
    }

    @Test("A page that is nearly the sheet is cut or filled to it, another is left as it is")
    func sheet() throws {
        // 3 × 2 pixels for a page of 2 × 3, and of 20 × 3.
        var words = Self.words(.pnm, .pwg)
        words.media = SheetSize(width: 3 * 0.24, height: 2 * 0.24, name: "custom_small")
        let source = try document(.pnm, pages: 1...2) { page, number in page.width = number == 1 ? 2 : 20 }

        let pages = try Outcome(source, words, isPipe: true).decoded()

        #expect(pages.map(\.page.width) == [3, 20])
        #expect(pages.map(\.page.height) == [2, 3])
        #expect(pages[0].page.media.name == "custom_small")
        #expect(pages[0].pixels == [255, 1, 255, 1, 1, 255])
    }

    @Test(
        "Backs are turned as the device wants them",
        arguments: [
            ("two-sided-long-edge", "normal", [255, 2, 2, 2, 2, 2]),
            ("two-sided-long-edge", "rotated", [2, 2, 2, 2, 2, 255]),
            ("two-sided-long-edge", "flipped", [2, 2, 2, 2, 255, 2]),
            ("two-sided-short-edge", "flipped", [2, 255, 2, 2, 2, 2]),
            ("two-sided-short-edge", "manual-tumble", [2, 2, 2, 2, 2, 255]),
            ("one-sided", "rotated", [255, 2, 2, 2, 2, 2]),
        ])
    func backs(sides: String, sheetBack: String, expected: [UInt8]) throws {
        var words = Self.words(.pnm, .pwg)
        (words.sides, words.sheetBack) = (sides, sheetBack)

        let pages = try Outcome(try document(.pnm), words, isPipe: true).decoded()

        #expect(pages.map(\.pixels) == [[255, 1, 1, 1, 1, 1], expected, [255, 3, 3, 3, 3, 3]])
        #expect(pages.map(\.page.transform.isMirrored)[0] == false)
        #expect(
            pages[1].page.transform
                == SheetBack(rawValue: sheetBack)?.transform(for: Sides(rawValue: sides) ?? .oneSided))
    }

    @Test("A back that was turned where it was made is not turned again")
    func turnedAlready() throws {
        let source = try document(.pwg) { page, number in
            page.sides = .twoSidedLongEdge
            page.transform = number == 2 ? .turned : .none
        }
        var words = Self.words(.pwg, .urf)
        words.sheetBack = "rotated"
        #expect(try Outcome(source, words).decoded()[1].pixels == [255, 2, 2, 2, 2, 2])

        words.sheetBack = "normal"
        #expect(try Outcome(source, words).decoded()[1].pixels == [2, 2, 2, 2, 2, 255])
    }

    @Test("A damaged document is a problem that names page and byte, and what it is called otherwise is one too")
    func problems() throws {
        let source = try document(.pwg)
        let cut = #expect(throws: Problem.self) { try Outcome(Array(source.dropLast(2)), Self.words(.pwg, .urf)) }
        #expect(cut?.reason == .documentFormatError)
        #expect(cut?.page == 3)
        #expect(cut?.text.contains("byte") == true)
        for document in [[], Array("RaS2".utf8), Array("%PDF-1.4".utf8)] {
            let problem = #expect(throws: Problem.self) { try Outcome(document, Self.words(.pwg, .urf)) }
            #expect(problem?.reason == .documentFormatError)
        }
    }

    @Test("Instructions that nobody should give are our own mistake")
    func badInstructions() {
        var color = Self.words(.pwg, .urf)
        color.colorSpace = "mauve_8"
        var sides = Self.words(.pwg, .urf)
        sides.sides = "three-sided"
        var resolution = Self.words(.pnm, .urf)
        resolution.resolution = 0
        let wrong = [color, sides, resolution, Self.words(.pdf, .pwg), RasterInstructions(from: "a", to: "image/urf")]

        for words in wrong {
            let problem = #expect(throws: Problem.self) { try RasterOrder(words) }
            #expect(problem?.reason == .internalError)
        }
    }
}
