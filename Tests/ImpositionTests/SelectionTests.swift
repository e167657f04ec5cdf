import Imposition
import Testing
import Workbench

@Suite("Which pages are printed")
struct SelectionTests {
    @Test(
        "Ranges are printed as they are given",
        arguments: [
            ([], [1, 2, 3, 4, 5]),
            ([PageRange(2, 3)], [2, 3]),
            ([PageRange(1, 1), PageRange(4, Int(Int32.max))], [1, 4, 5]),
            ([PageRange(4, 5), PageRange(1, 2)], [4, 5, 1, 2]),
            ([PageRange(1, 3), PageRange(2, 4)], [1, 2, 3, 2, 3, 4]),
            ([PageRange(5, 9), PageRange(7, 8)], [5]),
            ([PageRange(0, 1), PageRange(-4, 2), PageRange(3, 2)], [1, 1, 2]),
            ([PageRange(.min, .max)], [1, 2, 3, 4, 5]),
        ])
    func ranges(_ ranges: [PageRange], _ expected: [Int]) throws {
        let made = try plan(document(5)) { $0.pageRanges = ranges }

        #expect(made.pages == expected)
        #expect(made.counts == PageCounts(impressions: expected.count, sheets: expected.count))
    }

    @Test("When no page is left there is nothing to print, and the text says how many there are")
    func nothing() {
        #expect(
            throws: Problem(
                .documentUnprintable, "none of the pages asked for is in the document, which has 5 pages")
        ) {
            try plan(document(5)) { $0.pageRanges = [PageRange(6, 9)] }
        }
        #expect(throws: Problem(.documentFormatError, "the document has no pages")) { try plan([]) { _ in } }
        #expect(throws: Problem(.documentUnprintable, "there are no even pages to print")) {
            try plan(document(1)) { $0.pageSet = "even" }
        }
    }

    @Test("More pages than a document may have come out of no ranges and no copies")
    func tooMany() {
        let ranges = Array(repeating: PageRange(1, 1000), count: 101)

        #expect(throws: Problem(.resourcesExceeded, "more than 100000 pages would come out")) {
            try plan(document(1000)) { $0.pageRanges = ranges }
        }
        #expect(throws: Problem(.resourcesExceeded, "more than 100000 pages would come out")) {
            try plan(document(1000)) { $0.copies = 101 }
        }
    }

    @Test(
        "Fronts and backs for turning the paper by hand fit on each other, also of ranges and of several pages a side",
        arguments: [
            (1, "odd", [[2], [4]]), (1, "even", [[3], [5]]), (2, "odd", [[2, 3]]), (2, "even", [[4, 5]]),
        ])
    func pageSet(_ number: Int, _ set: String, _ expected: [[Int]]) throws {
        let made = try plan(document(5)) {
            $0.media = Sheets.portrait
            $0.pageRanges = [PageRange(2, 5)]
            $0.numberUp = number
            $0.pageSet = set
        }

        #expect(made.contents == expected)
    }

    @Test("An override is for pages of the document, whichever are printed")
    func overrides() throws {
        let made = try plan(document(5)) {
            $0.media = Sheets.portrait
            $0.pageRanges = [PageRange(2, 5)]
            $0.overrides = [
                PageOverride(pages: [PageRange(1, 1), PageRange(3, 4)], media: Sheets.borderless, orientation: 6)
            ]
        }

        #expect(
            made.sides.map(\.description) == [
                "600×800 page 2 as it is", "600×800 page 3 [-1 0 0 -1 600 800]", "600×800 page 4 [-1 0 0 -1 600 800]",
                "600×800 page 5 as it is",
            ])
    }

    @Test(
        "The largest numbers of an override are the last page and the last but one; others beyond the end are nothing")
    func overridesFromEnd() throws {
        let last = Int(Int32.max)
        func orientations(_ range: PageRange) throws -> [Int] {
            let made = try plan(document(4)) {
                $0.media = Sheets.portrait
                $0.overrides = [PageOverride(pages: [range], orientation: 6)]
            }
            return made.placements.map { $0.page + 1 }
        }

        #expect(try orientations(PageRange(last, last)) == [4])
        #expect(try orientations(PageRange(last - 1, last - 1)) == [3])
        #expect(try orientations(PageRange(2, last)) == [2, 3, 4])
        #expect(try orientations(PageRange(5, 70)) == [])
        #expect(try orientations(PageRange(6, last)) == [])
    }

    @Test("A page that is treated differently begins a new side")
    func newSide() throws {
        let made = try plan(document(6)) {
            $0.media = Sheets.portrait
            $0.numberUp = 2
            $0.overrides = [PageOverride(pages: [PageRange(4, 4)], orientation: 4)]
        }

        #expect(made.contents == [[1, 2], [3], [4], [5, 6]])
    }
}
