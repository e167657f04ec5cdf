import Imposition
import Testing
import Workbench

@Suite("Several pages on a side")
struct NumberUpTests {
    @Test(
        "The side is divided and turned so that pages come out largest",
        arguments: [
            (2, "[0 0.667 -0.667 0 566.7 0]", 2), (3, "[0 0.444 -0.444 0 477.8 0]", 3),
            (4, "[0.5 0 0 0.5 0 400]", 4), (6, "[0 0.375 -0.375 0 300 20.8]", 6), (8, "[0 0.333 -0.333 0 283.3 0]", 8),
            (9, "[0.333 0 0 0.333 0 533.3]", 9), (10, "[0 0.267 -0.267 0 256.7 0]", 10),
            (12, "[0.25 0 0 0.25 25 600]", 12), (15, "[0 0.25 -0.25 0 200 5]", 15), (16, "[0.25 0 0 0.25 0 600]", 16),
        ])
    func grids(_ number: Int, _ first: String, _ count: Int) throws {
        let made = try plan(document(20)) {
            $0.media = Sheets.borderless
            $0.numberUp = number
        }
        let side = try #require(made.sides.first)

        #expect(side.placements.count == count)
        #expect(side.placements.first?.description == "page 1 \(first)")
    }

    @Test("Wide pages are put below one another on a sheet that need not be turned for them")
    func wide() throws {
        let made = try plan(document(2, of: page(800, 600))) {
            $0.media = Sheets.borderless
            $0.numberUp = 2
        }

        #expect(
            made.sides.map(\.description) == [
                "600×800 page 1 [0.667 0 0 0.667 33.3 400]; page 2 [0.667 0 0 0.667 33.3 0]"
            ])
    }

    @Test(
        "Pages go the way they are asked to",
        arguments: [
            ("toright-tobottom", [1, 2, 3, 4, 5, 6]), ("toright-totop", [4, 5, 6, 1, 2, 3]),
            ("toleft-tobottom", [3, 2, 1, 6, 5, 4]), ("toleft-totop", [6, 5, 4, 3, 2, 1]),
            ("tobottom-toright", [1, 3, 5, 2, 4, 6]), ("tobottom-toleft", [5, 3, 1, 6, 4, 2]),
            ("totop-toright", [2, 4, 6, 1, 3, 5]), ("totop-toleft", [6, 4, 2, 5, 3, 1]),
        ])
    func directions(_ layout: String, _ expected: [Int]) throws {
        // Two rows of three on a sheet that is not turned.
        let made = try plan(document(6, of: page(300, 300))) {
            $0.media = SheetSize(width: 900, height: 600)
            $0.numberUp = 6
            $0.layout = layout
        }

        let read = made.placements.sorted { ($1.matrix.f, $0.matrix.e) < ($0.matrix.f, $1.matrix.e) }
        #expect(read.map { $0.page + 1 } == expected)
    }

    @Test("An orientation says how the pages are read, and so how the side is divided")
    func orientation() throws {
        func lines(_ orientation: Int) throws -> [String] {
            try plan(document(2)) {
                $0.media = Sheets.borderless
                $0.numberUp = 2
                $0.orientation = orientation
            }.sides.map(\.description)
        }

        #expect(try lines(3) == ["600×800 page 1 [0 0.667 -0.667 0 566.7 0]; page 2 [0 0.667 -0.667 0 566.7 400]"])
        #expect(try lines(4) == ["600×800 page 1 [0.5 0 0 0.5 150 400]; page 2 [0.5 0 0 0.5 150 0]"])
        #expect(try lines(5) == ["600×800 page 1 [-0.5 0 0 -0.5 450 400]; page 2 [-0.5 0 0 -0.5 450 800]"])
    }

    @Test("Among portrait pages a wide one is turned into its cell")
    func mixed() throws {
        let made = try plan([page(), page(800, 600)]) {
            $0.media = Sheets.landscape
            $0.numberUp = 2
        }

        #expect(
            made.sides.map(\.description) == [
                "800×600 page 1 [0.633 0 0 0.633 20 46.7]; page 2 [0 0.633 -0.633 0 780 46.7]"
            ])
    }

    @Test("A small page is enlarged unless that is not wanted", arguments: [("auto", 1.0), ("none", 0.5)])
    func small(_ scaling: String, _ ratio: Double) throws {
        let made = try plan(document(4, of: page(150, 200))) {
            $0.media = Sheets.borderless
            $0.numberUp = 4
            $0.scaling = scaling
        }

        #expect(made.placements.map(\.matrix.a) == Array(repeating: 2 * ratio, count: 4))
    }

    @Test("Pages that fill their cells are cut off at them")
    func fill() throws {
        let made = try plan(document(4, of: page(400, 400))) {
            $0.media = Sheets.borderless
            $0.numberUp = 4
            $0.scaling = "fill"
        }

        #expect(made.placements.first?.description == "page 1 [1 0 0 1 -50 400] clip (0 400 300 800)")
    }

    @Test(
        "Lines around a page lie within its cell and touch nothing of it",
        arguments: [("single", 1, 0.5), ("single-thick", 1, 1.0), ("double", 2, 0.5), ("double-thick", 2, 1.0)])
    func borders(_ border: String, _ lines: Int, _ width: Double) throws {
        let made = try plan(document(4)) {
            $0.media = Sheets.borderless
            $0.numberUp = 4
            $0.border = border
        }

        let cells = [0.0, 300.0].flatMap { x in [400.0, 0.0].map { y in (x, y) } }
        for placement in made.placements {
            let cell = try #require(
                cells.first { abs($0.0 - placement.matrix.e) < 20 && abs($0.1 - placement.matrix.f) < 20 })
            let area = Rectangle(left: cell.0, bottom: cell.1, right: cell.0 + 300, top: cell.1 + 400)
            #expect(placement.frames.map(\.lineWidth) == Array(repeating: width, count: lines))
            #expect(placement.frames.allSatisfy { area.contains($0.rectangle) })
            #expect(placement.frames.allSatisfy { $0.rectangle.contains(placement.matrix.bounds(of: page().box)) })
        }
    }

    @Test("A page alone on its side gets lines where it can be printed on, and is not made smaller for them")
    func borderAlone() throws {
        let made = try plan([page()]) {
            $0.media = Sheets.portrait
            $0.border = "single"
        }

        #expect(made.sides.map(\.description) == ["600×800 page 1 [1 0 0 1 0 0] frame (20.3 40.3 579.8 779.8) 0.5"])
    }
}
