import Testing
import Workbench

@Suite("Backs of sheets")
struct DuplexTests {
    /// Where the mark of the upper left corner comes to lie on a back.
    enum Corner: String {
        case upperLeft, upperRight, lowerLeft, lowerRight

        init?(_ page: Anymap) {
            let (right, bottom) = (page.width - 1, page.height - 1)
            switch (page.isRed(0, 0), page.isRed(right, 0), page.isRed(0, bottom), page.isRed(right, bottom)) {
            case (true, false, false, false): self = .upperLeft
            case (false, true, false, false): self = .upperRight
            case (false, false, true, false): self = .lowerLeft
            case (false, false, false, true): self = .lowerRight
            default: return nil
            }
        }
    }

    @Test(
        "A back is turned or mirrored as the device wants it (PWG 5102.4, table 11)",
        arguments: [
            ("normal", "two-sided-long-edge", Corner.upperLeft), ("normal", "two-sided-short-edge", .upperLeft),
            ("flipped", "two-sided-long-edge", .lowerLeft), ("flipped", "two-sided-short-edge", .upperRight),
            ("rotated", "two-sided-long-edge", .lowerRight), ("rotated", "two-sided-short-edge", .upperLeft),
            ("manual-tumble", "two-sided-long-edge", .upperLeft),
            ("manual-tumble", "two-sided-short-edge", .lowerRight),
        ])
    func back(sheetBack: String, sides: String, corner: Corner) throws {
        let pages = try RenderRun.pages(TestDocument(.marked(4)).bytes) {
            ($0.sides, $0.sheetBack) = (sides, sheetBack)
        }

        #expect(pages.map { Corner($0) } == [.upperLeft, corner, .upperLeft, corner])
    }

    @Test("A page in the middle of a larger sheet stays in the middle when it is turned")
    func centredBack() throws {
        let pages = try RenderRun.pages(TestDocument(.marked(2)).bytes) {
            ($0.sides, $0.sheetBack) = ("two-sided-long-edge", "rotated")
            $0.media = SheetSize(width: 300, height: 200)
        }

        #expect(pages[0].isRed(50, 50) && !pages[0].isRed(49, 49))
        #expect(pages[1].isRed(249, 149) && !pages[1].isRed(250, 150))
    }

    @Test("One-sided pages are never turned")
    func oneSided() throws {
        let pages = try RenderRun.pages(TestDocument(.marked(3)).bytes) { $0.sheetBack = "rotated" }

        #expect(pages.map { Corner($0) } == [.upperLeft, .upperLeft, .upperLeft])
    }

    @Test("Text and pictures are turned with the page")
    func everything() throws {
        var page = TestDocument.Page(
            content: "BT /F 20 Tf 20 60 Td (Quire) Tj ET q 50 0 0 30 120 20 cm /I Do Q", resources: "")
        var document = TestDocument()
        let font = document.add("<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>")
        let image = document.add(
            stream: [255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 0],
            "/Type/XObject/Subtype/Image/Width 2/Height 2/ColorSpace/DeviceRGB/BitsPerComponent 8")
        page.resources = "/Font<</F \(font) 0 R>>/XObject<</I \(image) 0 R>>"
        document.add(page)
        document.add(page)

        let pages = try RenderRun.pages(document.bytes, dotsPerInch: 144) {
            ($0.sides, $0.sheetBack) = ("two-sided-long-edge", "rotated")
        }

        let turned = Anymap(turning: pages[1])
        #expect(pages[0] != pages[1])
        #expect(pages[0].distance(to: turned, cell: 8) < 24)
    }
}

extension Anymap {
    /// The other way up.
    init(turning other: Anymap) {
        let pixels = stride(from: 0, to: other.values.count, by: other.samples).reversed()
        self.init(
            width: other.width, height: other.height, samples: other.samples,
            values: pixels.flatMap { other.values[$0..<$0 + other.samples] })
    }

    init(width: Int, height: Int, samples: Int, values: [UInt8]) {
        (self.width, self.height, self.samples, self.values) = (width, height, samples, values)
    }
}
