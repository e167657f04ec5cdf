import Imposition
import Testing
import Workbench

@Suite("Booklets")
struct BookletTests {
    @Test(
        "Printed, laid on each other and folded, the pages can be read one after the other, none upside down",
        arguments: [1, 2, 4, 5, 8, 11, 12, 33],
        [
            ("two-sided-short-edge", Sheets.portrait), ("two-sided-long-edge", Sheets.portrait),
            ("two-sided-short-edge", Sheets.landscape), ("two-sided-long-edge", Sheets.landscape),
        ])
    func folded(_ count: Int, _ printing: (sides: String, media: SheetSize)) throws {
        let made = try plan(document(count)) {
            $0.media = printing.media
            $0.booklet = true
            $0.sides = printing.sides
        }
        let read = FoldedBooklet(made, printing.media, turnsOnLongEdge: printing.sides == "two-sided-long-edge")

        let padded = (count + 3) / 4 * 4
        let expected = (1...padded).map { $0 <= count ? $0 : nil }
        #expect(read.pages == expected)
        #expect(read.directions.count == 1)
        #expect(made.counts.sheets == padded / 4)
    }

    @Test("A booklet that is read from the right has its spine on the right")
    func fromRight() throws {
        let left = try plan(document(4)) {
            $0.media = Sheets.landscape
            $0.booklet = true
        }
        let right = try plan(document(4)) {
            $0.media = Sheets.landscape
            $0.booklet = true
            $0.layout = "toleft-tobottom"
        }

        #expect(left.contents == [[4, 1], [2, 3]])
        #expect(right.contents == [[1, 4], [3, 2]])
    }

    @Test("Copies of a booklet begin on new sheets, and sides without pages are no impressions")
    func copies() throws {
        let made = try plan(document(1)) {
            $0.media = Sheets.portrait
            $0.booklet = true
            $0.sides = "two-sided-short-edge"
            $0.copies = 2
        }

        #expect(made.contents == [[1], [0], [1], [0]])
        #expect(made.counts == PageCounts(impressions: 1, sheets: 1))
    }

    @Test("Both halves are of one size and keep to the margins")
    func margins() throws {
        let made = try plan(document(4)) {
            $0.media = Sheets.landscape
            $0.booklet = true
        }

        #expect(
            made.sides.map(\.description) == [
                "800×600 page 4 [0.633 0 0 0.633 20 46.7]; page 1 [0.633 0 0 0.633 400 46.7]",
                "800×600 page 2 [0.633 0 0 0.633 20 46.7]; page 3 [0.633 0 0 0.633 400 46.7]",
            ])
    }
}

/// What a person has in hand who takes the sheets as they come, lays them on each other and folds them in the middle of
/// their long edges.
private struct FoldedBooklet {
    /// In the order of the leaves; `nil` for an empty page.
    var pages: [Int?]
    /// Where the tops of the pages point, on paper as it lay before it was folded and seen from its fronts.
    var directions: Set<[Int]>

    init(_ plan: SheetPlan, _ media: SheetSize, turnsOnLongEdge: Bool) {
        let isPortrait = media.height > media.width
        // Seen from its front, a back is reflected about the axis that the sheet was turned around.
        let reflectsRows = turnsOnLongEdge != isPortrait
        var directions: Set<[Int]> = []
        // What is on the half where the first page is to be, and on the other, front and back of each sheet.
        var halves: [(near: Int?, far: Int?)] = []

        for (position, index) in plan.output.enumerated() {
            var half: (near: Int?, far: Int?) = (nil, nil)
            for placement in plan.sides[index].placements {
                let box = placement.matrix.bounds(of: page().box)
                var (x, y) = ((box.left + box.right) / 2, (box.bottom + box.top) / 2)
                var up = [sign(placement.matrix.c), sign(placement.matrix.d)]
                if position % 2 == 1 {
                    if reflectsRows {
                        (y, up[1]) = (media.height - y, -up[1])
                    } else {
                        (x, up[0]) = (media.width - x, -up[0])
                    }
                }
                directions.insert(up)
                let isNear = isPortrait ? y > media.height / 2 : x > media.width / 2
                if isNear { half.near = placement.page + 1 } else { half.far = placement.page + 1 }
            }
            halves.append(half)
        }
        pages = halves.map(\.near) + halves.map(\.far).reversed()
        self.directions = directions
    }
}

/// Which way along an axis.
private func sign(_ value: Double) -> Int { abs(value) < 1e-9 ? 0 : value > 0 ? 1 : -1 }
