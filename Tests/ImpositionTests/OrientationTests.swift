import Imposition
import Testing
import Workbench

@Suite("How pages are turned")
struct OrientationTests {
    @Test(
        "What is asked for turns the sheet under the pages (RFC 8011 §5.2.10)",
        arguments: [
            (3, "600×800 page 1 [1 0 0 1 100 300]"), (4, "600×800 page 1 [0 1 -1 0 400 200]"),
            (5, "600×800 page 1 [0 -1 1 0 200 600]"), (6, "600×800 page 1 [-1 0 0 -1 500 500]"),
            (7, "600×800 page 1 [1 0 0 1 100 300]"),
        ])
    func asked(_ orientation: Int, _ expected: String) throws {
        let made = try plan([page(400, 200)]) {
            $0.media = Sheets.portrait
            $0.orientation = orientation
        }

        #expect(made.sides.map(\.description) == [expected])
    }

    @Test("A page that is too wide turns to the left on a portrait sheet, and on every side alike")
    func tooWide() throws {
        let made = try plan([page(), page(800, 600), page(), page(800, 600)]) {
            $0.media = Sheets.portrait
            $0.sides = "two-sided-long-edge"
        }

        #expect(
            made.sides.map(\.description) == [
                "600×800 page 1 as it is", "600×800 page 2 [0 1 -1 0 600 0]", "600×800 page 3 as it is",
                "600×800 page 4 [0 1 -1 0 600 0]",
            ])
    }

    @Test("A page that is too high turns to the right on a landscape sheet, which is a portrait one turned to the left")
    func tooHigh() throws {
        let made = try plan([page()]) { $0.media = Sheets.landscape }

        #expect(made.sides.map(\.description) == ["800×600 page 1 [0 -1 1 0 0 600]"])
    }

    @Test("A wide page that fits as it is is not turned, unless it becomes larger by it")
    func fits() throws {
        let small = try plan([page(500, 300)]) { $0.media = Sheets.portrait }
        let fitted = try plan([page(500, 300)]) {
            $0.media = Sheets.borderless
            $0.scaling = "fit"
        }

        #expect(small.sides.map(\.description) == ["600×800 page 1 [1 0 0 1 50 250]"])
        #expect(fitted.sides.map(\.description) == ["600×800 page 1 [0 1.6 -1.6 0 540 0]"])
    }

    @Test("Nothing turns that is not to, nor what an orientation is asked for")
    func keeps() throws {
        let kept = try plan([page(800, 600)]) {
            $0.media = Sheets.borderless
            $0.scaling = "fit"
            $0.autoRotate = false
        }
        let asked = try plan([page(800, 600)]) {
            $0.media = Sheets.borderless
            $0.scaling = "fit"
            $0.orientation = 3
        }

        #expect(kept.sides.map(\.description) == ["600×800 page 1 [0.75 0 0 0.75 0 175]"])
        #expect(asked.sides == kept.sides)
    }

    @Test("A turned page keeps to the margins of the sheet as it is fed")
    func margins() throws {
        let made = try plan([page(800, 600)]) {
            $0.media = Sheets.portrait
            $0.scaling = "fit"
        }
        let placement = try #require(made.placements.first)
        let printable = Rectangle(left: 20, bottom: 40, right: 580, top: 780)

        #expect(printable.contains(placement.matrix.bounds(of: page(800, 600).box)))
    }

    @Test("A mirrored page has left and right changed on the sheet")
    func mirror() throws {
        let made = try plan([page(), page(800, 600)]) {
            $0.media = Sheets.borderless
            $0.mirror = true
        }

        #expect(
            made.sides.map(\.description) == [
                "600×800 page 1 [-1 0 0 1 600 0]", "600×800 page 2 [0 1 1 0 0 0]",
            ])
    }
}
