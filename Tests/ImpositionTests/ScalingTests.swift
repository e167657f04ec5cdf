import Imposition
import Testing
import Workbench

/// "print-scaling", PWG 5100.13 §6.2.10.
@Suite("How large a page becomes")
struct ScalingTests {
    struct Case: CustomTestStringConvertible {
        var scaling: String
        var page: SourcePage
        var media: SheetSize
        var expected: String

        init(_ scaling: String, _ page: SourcePage, _ media: SheetSize, _ expected: String) {
            (self.scaling, self.page, self.media, self.expected) = (scaling, page, media, expected)
        }

        var testDescription: String { "\(scaling) \(page.box) on \(media.width)×\(media.height)" }
    }

    @Test(
        "A page on a sheet",
        arguments: [
            // As large as the sheet: printed as it is, and only "fit" cares for the margins.
            Case("auto", page(), Sheets.portrait, "600×800 page 1 as it is"),
            Case("auto-fit", page(), Sheets.portrait, "600×800 page 1 as it is"),
            Case("none", page(), Sheets.portrait, "600×800 page 1 as it is"),
            Case("fill", page(), Sheets.portrait, "600×800 page 1 as it is"),
            Case("fit", page(), Sheets.portrait, "600×800 page 1 [0.925 0 0 0.925 22.5 40]"),
            Case("fit", page(), Sheets.borderless, "600×800 page 1 as it is"),
            // A rounding away from the sheet is no reason to scale.
            Case("auto", page(599.3, 799.4), Sheets.portrait, "599.3×799.4 page 1 as it is"),
            Case("auto", page(602, 802), Sheets.portrait, "600×800 page 1 [1 0 0 1 -1 -1]"),
            // Larger: fit where there are margins, fill where there are none.
            Case("auto", page(1200, 1200), Sheets.portrait, "600×800 page 1 [0.467 0 0 0.467 20 130]"),
            Case("auto-fit", page(1200, 1200), Sheets.portrait, "600×800 page 1 [0.467 0 0 0.467 20 130]"),
            Case("auto", page(1200, 1200), Sheets.borderless, "600×800 page 1 [0.667 0 0 0.667 -100 0]"),
            Case("auto-fit", page(1200, 1200), Sheets.borderless, "600×800 page 1 [0.5 0 0 0.5 0 100]"),
            Case("none", page(1200, 1200), Sheets.portrait, "600×800 page 1 [1 0 0 1 -300 -200]"),
            Case("fill", page(1200, 1200), Sheets.portrait, "600×800 page 1 [0.667 0 0 0.667 -100 0]"),
            // Smaller: in the middle of the sheet, or as large as it may be.
            Case("auto", page(300, 300), Sheets.portrait, "600×800 page 1 [1 0 0 1 150 250]"),
            Case("none", page(300, 300), Sheets.portrait, "600×800 page 1 [1 0 0 1 150 250]"),
            Case("auto-fit", page(300, 300), Sheets.portrait, "600×800 page 1 [1 0 0 1 150 250]"),
            Case("fit", page(300, 300), Sheets.portrait, "600×800 page 1 [1.867 0 0 1.867 20 130]"),
            Case("fill", page(300, 300), Sheets.portrait, "600×800 page 1 [2.667 0 0 2.667 -100 0]"),
        ])
    func scaling(_ test: Case) throws {
        let made = try plan([test.page]) {
            $0.scaling = test.scaling
            $0.media = test.media
        }

        #expect(made.sides.map(\.description) == [test.expected])
    }

    @Test("A scale in percent counts, whatever the sheet")
    func percent() throws {
        let made = try plan([page()]) {
            $0.media = Sheets.portrait
            $0.scaling = "fit"
            $0.scalePercent = 50
        }

        #expect(made.sides.map(\.description) == ["600×800 page 1 [0.5 0 0 0.5 150 200]"])
    }

    @Test(
        "A page that is smaller than the sheet lies where it is wanted, within what can be printed on",
        arguments: [
            ("center", "250 350"), ("left", "20 350"), ("right", "480 350"), ("top", "250 680"), ("bottom", "250 40"),
            ("top-left", "20 680"), ("top-right", "480 680"), ("bottom-left", "20 40"), ("bottom-right", "480 40"),
        ])
    func position(_ position: String, _ expected: String) throws {
        let made = try plan([page(100, 100)]) {
            $0.media = Sheets.portrait
            $0.position = position
        }

        #expect(made.sides.map(\.description) == ["600×800 page 1 [1 0 0 1 \(expected)]"])
    }

    @Test("Without a sheet to print on every page keeps the size it has")
    func ownSize() throws {
        let made = try plan([page(), page(300, 100), page(1000, 50)]) { _ in }

        #expect(made.sides.map(\.size) == [Size(600, 800), Size(300, 100), Size(1000, 50)])
        #expect(made.pages == [1, 2, 3])
    }

    @Test("What is cropped, turned or counted in larger units lies as it is seen")
    func seen() throws {
        let cropped = SourcePage(box: Rectangle(left: 50, bottom: 60, right: 250, top: 160))
        let turned = SourcePage(box: Rectangle(left: 0, bottom: 0, right: 200, top: 100), rotation: 90)
        let doubled = SourcePage(box: Rectangle(left: 10, bottom: 10, right: 110, top: 60), rotation: 180, unit: 2)

        let made = try plan([cropped, turned, doubled]) { $0.media = Sheets.small }

        #expect(
            made.sides.map(\.description) == [
                "300×400 page 1 [1 0 0 1 0 90]",
                "300×400 page 2 [0 -1 1 0 100 300]",
                "300×400 page 3 [-2 0 0 -2 270 270]",
            ])
    }

    @Test("A page that is too large for any sheet is printed on one that is asked for, and not as large as it is")
    func tooLarge() throws {
        let pages = [page(), page(200_000, 100)]

        #expect(throws: Problem(.documentUnprintable, "page 2 is too large", page: 2)) { try plan(pages) { _ in } }
        #expect(try plan(pages) { $0.media = Sheets.portrait }.pages == [1, 2])
    }

    @Test("A size that no sheet has and a word that nobody knows are refused")
    func nonsense() {
        #expect(throws: Problem.self) { try plan([page()]) { $0.media = SheetSize(width: -1, height: 800) } }
        #expect(throws: Problem.self) { try plan([page()]) { $0.media = SheetSize(width: .nan, height: 800) } }
        #expect(throws: Problem.self) { try plan([page()]) { $0.scaling = "large" } }
        #expect(throws: Problem.self) { try plan([page()]) { $0.numberUp = 0 } }
        #expect(throws: Problem.self) { try plan([page()]) { $0.scalePercent = -5 } }
        #expect(throws: Problem.self) { try plan([page()]) { $0.copies = 0 } }
    }
}
