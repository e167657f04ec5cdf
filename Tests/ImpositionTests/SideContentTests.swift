import Imposition
import Testing
import Workbench

@Suite("What is written into a page of the output")
struct SideContentTests {
    private func content(_ pages: [SourcePage], _ change: (inout ImposeInstructions) -> Void) throws -> SideContent {
        let made = try plan(pages, change)
        guard case .placed(let placements, let watermark) = try #require(made.sides.first).content else {
            return SideContent([], nil)
        }
        return SideContent(placements, watermark)
    }

    @Test("Pages are called on with their matrix, cut off where they must be, and lines are drawn around them")
    func operators() throws {
        let made = try content(document(2, of: page(400, 400))) {
            $0.media = SheetSize(width: 600, height: 300)
            $0.numberUp = 2
            $0.scaling = "fill"
            $0.border = "single"
            $0.pageRanges = [PageRange(2, 2), PageRange(1, 1)]
        }

        #expect(made.pages == [1, 0])
        #expect(!made.usesWatermark)
        #expect(
            String(decoding: made.operators, as: UTF8.self) == """
                q
                0.7375 0 0 0.7375 2.5 2.5 cm /P0 Do
                Q
                q 0 G
                0.5 w 0.25 0.25 299.5 299.5 re S
                Q
                q
                0.7375 0 0 0.7375 302.5 2.5 cm /P1 Do
                Q
                q 0 G
                0.5 w 300.25 0.25 299.5 299.5 re S
                Q

                """)
    }

    @Test("A watermark lies across the page, over it or below it", arguments: [true, false])
    func watermark(_ isOver: Bool) throws {
        let made = try content(document(1)) {
            $0.media = Sheets.portrait
            $0.watermark = Watermark(text: "DRAFT", isOver: isOver)
        }
        let lines = String(decoding: made.operators, as: UTF8.self).split(separator: "\n")

        #expect(made.usesWatermark)
        #expect(lines.count == 4)
        #expect(lines[isOver ? 3 : 0] == "q 90 120 -120 90 300 400 cm /W Do Q")
    }

    @Test("A blank back has no watermark")
    func blank() throws {
        let made = try plan(document(1)) {
            $0.sides = "two-sided-long-edge"
            $0.copies = 2
            $0.watermark = Watermark(text: "DRAFT")
        }

        #expect(made.sides.map(\.content).contains(.blank))
        #expect(made.sides.count { if case .placed(_, .some) = $0.content { true } else { false } } == 1)
    }

    @Test(
        "The text of a watermark is set in WinAnsi, and what is not in it is said",
        arguments: [
            ("ABC", "414243", false), ("Größe €", "4772F6DF652080", false), ("草稿", "3F3F", true), ("", "", false),
            ("a)b\\", "6129625C", false),
        ])
    func encoding(_ text: String, _ octets: String, _ isIncomplete: Bool) {
        let made = WatermarkText(text)

        #expect(String(decoding: made.operators, as: UTF8.self).contains("<\(octets)> Tj"))
        #expect(made.isIncomplete == isIncomplete)
    }

    @Test("A long watermark is small enough for the sheet, a short one not larger than a quarter of it")
    func watermarkSize() throws {
        func height(_ text: String) throws -> Double {
            let made = try plan(document(1)) { $0.watermark = Watermark(text: text) }
            guard case .placed(_, .some(let place)) = try #require(made.sides.first).content else { return 0 }
            return (place.matrix.a * place.matrix.a + place.matrix.b * place.matrix.b).squareRoot()
        }

        let box = WatermarkText(String(repeating: "W", count: 40)).box
        #expect(try abs(height(String(repeating: "W", count: 40)) * (box.right - box.left) - 750) < 1)
        #expect(try abs(height("A") - 150) < 0.01)
    }

    @Test("Numbers are written as PDF reads them, whatever their size")
    func numbers() throws {
        let made = try content([page(7, 11)]) {
            $0.media = SheetSize(width: 100_000, height: 0.3 + 1)
            $0.scaling = "fit"
        }
        let text = String(decoding: made.operators, as: UTF8.self)

        #expect(!text.contains("e-") && !text.contains("inf") && !text.contains("nan"))
    }
}
