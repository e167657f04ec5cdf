import Imposition
import Testing
import Workbench

@Suite("Sides on sheets")
struct SheetTests {
    @Test(
        "A set of copies begins on a front; sheets print nothing needless behind the last page",
        arguments: [
            (3, 1, true, "one-sided", [1, 2, 3]), (3, 2, true, "one-sided", [1, 2, 3, 1, 2, 3]),
            (3, 2, false, "one-sided", [1, 1, 2, 2, 3, 3]), (3, 1, true, "two-sided-long-edge", [1, 2, 3]),
            (3, 2, true, "two-sided-long-edge", [1, 2, 3, 0, 1, 2, 3]),
            (3, 2, false, "two-sided-long-edge", [1, 2, 1, 2, 3, 0, 3]),
            (4, 2, true, "two-sided-short-edge", [1, 2, 3, 4, 1, 2, 3, 4]),
            (1, 3, false, "two-sided-short-edge", [1, 0, 1, 0, 1]),
        ])
    func copies(_ pages: Int, _ copies: Int, _ collated: Bool, _ sides: String, _ expected: [Int]) throws {
        let made = try plan(document(pages)) {
            $0.copies = copies
            $0.collated = collated
            $0.sides = sides
        }

        let sheets = sides == "one-sided" ? pages : (pages + 1) / 2
        #expect(made.pages == expected)
        #expect(made.counts == PageCounts(impressions: pages, sheets: sheets))
    }

    @Test(
        "Documents that are one run through, on new sheets where that is asked for",
        arguments: [
            (false, 1, "two-sided-long-edge", [[1], [2], [3], [4], [5], [6]]),
            (true, 1, "two-sided-long-edge", [[1], [2], [3], [0], [4], [5], [6]]),
            (false, 2, "two-sided-long-edge", [[1, 2], [3, 4], [5, 6]]),
            (true, 2, "two-sided-long-edge", [[1, 2], [3], [4, 5], [6]]),
            (true, 2, "one-sided", [[1, 2], [3], [4, 5], [6]]),
        ])
    func documents(_ newSheets: Bool, _ numberUp: Int, _ sides: String, _ expected: [[Int]]) throws {
        let made = try plan(document(6), starts: [0, 3]) {
            $0.newSheets = newSheets
            $0.numberUp = numberUp
            $0.sides = sides
            $0.media = Sheets.borderless
        }

        #expect(made.contents == expected)
    }

    @Test("Ranges count the pages of all documents, overrides those of each")
    func pagesOfDocuments() throws {
        let made = try plan(document(5), starts: [0, 3]) {
            $0.pageRanges = [PageRange(3, 5)]
            $0.media = Sheets.borderless
            $0.overrides = [
                PageOverride(pages: [PageRange(1, 1)], media: Sheets.small, documents: [PageRange(2, 2)]),
                PageOverride(pages: [PageRange(Int(Int32.max), Int(Int32.max))], media: Sheets.landscape),
            ]
        }

        #expect(made.pages == [3, 4, 5])
        #expect(made.output.map { made.sides[$0].size.width } == [800, 300, 800])
    }

    @Test("Copies of a side are one side, however many")
    func sharing() throws {
        let made = try plan(document(2)) { $0.copies = 50 }

        #expect(made.sides.count == 2)
        #expect(made.output.count == 100)
    }

    @Test(
        "The last sheet comes first, and fronts stay fronts",
        arguments: [("one-sided", [3, 2, 1]), ("two-sided-long-edge", [3, 0, 1, 2])])
    func reversed(_ sides: String, _ expected: [Int]) throws {
        let made = try plan(document(3)) {
            $0.reversed = true
            $0.sides = sides
        }

        #expect(made.pages == expected)
    }

    @Test("One-sided pages of a two-sided job have blank backs")
    func oneSidedPages() throws {
        let made = try plan(document(6)) {
            $0.media = Sheets.portrait
            $0.sides = "two-sided-long-edge"
            $0.overrides = [PageOverride(pages: [PageRange(2, 3)], sides: "one-sided")]
        }

        #expect(made.pages == [1, 0, 2, 0, 3, 0, 4, 5, 6])
        #expect(made.counts == PageCounts(impressions: 6, sheets: 5))
    }

    @Test("Two-sided pages of a one-sided job are fronts and backs, and the others have blank backs")
    func twoSidedPages() throws {
        let made = try plan(document(4)) {
            $0.overrides = [PageOverride(pages: [PageRange(2, 3)], sides: "two-sided-long-edge")]
        }

        #expect(made.pages == [1, 0, 2, 3, 4])
        #expect(made.counts == PageCounts(impressions: 4, sheets: 3))
    }

    @Test("Other paper is another sheet, and a blank back has the size of its front")
    func otherPaper() throws {
        let made = try plan(document(5)) {
            $0.media = Sheets.portrait
            $0.sides = "two-sided-long-edge"
            $0.overrides = [PageOverride(pages: [PageRange(2, 2)], media: Sheets.small)]
        }

        #expect(made.pages == [1, 0, 2, 0, 3, 4, 5])
        #expect(made.output.map { made.sides[$0].size.width } == [600, 600, 300, 300, 600, 600, 600])
    }

    @Test("A page of another size in a document that keeps its sizes is on a sheet of its own, a sideways one is not")
    func mixedSizes() throws {
        let made = try plan([page(), page(800, 600), page(), page(300, 400), page()]) {
            $0.sides = "two-sided-long-edge"
        }

        #expect(made.pages == [1, 2, 3, 0, 4, 0, 5])
    }

    @Test("The sheets about a job are printed once, on paper of their own, and counted")
    func jobSheets() throws {
        let oneSided = try plan(document(1), start: [page()], end: [page()]) { $0.copies = 2 }
        let twoSided = try plan(document(1), start: [page()], end: document(3)) {
            $0.copies = 2
            $0.sides = "two-sided-long-edge"
        }

        #expect(oneSided.pages == [-1, 1, 1, -1])
        #expect(oneSided.counts == PageCounts(impressions: 3, sheets: 3))
        #expect(twoSided.pages == [-1, 0, 1, 0, 1, 0, -1, -2, -3])
        #expect(twoSided.counts == PageCounts(impressions: 5, sheets: 4))
    }

    @Test("The sheets about a job are as they are, whatever is done to its pages")
    func jobSheetsUntouched() throws {
        let made = try plan(document(4), start: [page(500, 700)]) {
            $0.media = Sheets.portrait
            $0.numberUp = 4
            $0.mirror = true
            $0.pageRanges = [PageRange(2, 4)]
            $0.reversed = true
        }

        #expect(made.output.first.map { made.sides[$0].description } == "500×700 start sheet 1")
        #expect(made.contents == [[-1], [2, 3, 4]])
    }

    @Test("A plan reads as text")
    func text() throws {
        let made = try plan(document(1), end: [page(300, 400)]) {
            $0.media = Sheets.small
            $0.scaling = "fit"
            $0.sides = "two-sided-long-edge"
        }

        #expect(
            made.description == """
                1: 300×400 page 1 [0.5 0 0 0.5 0 0]
                2: 300×400 blank
                3: 300×400 end sheet 1
                2 impressions on 2 sheets
                """)
    }
}
