import Testing
import Workbench

@Suite("What is drawn")
struct DrawingTests {
    /// Rectangles on whole pixels, in the colours that differ most between the spaces.
    private let bars = TestDocument(
        "1 0 0 rg 0 50 50 50 re f 0 1 0 rg 50 50 50 50 re f 0 0 1 rg 100 50 50 50 re f 0.5 g 150 50 50 50 re f "
            + "0 g 0 0 50 50 re f 0 0 0 1 k 50 0 50 50 re f")

    @Test("Colours come out as they are said to be")
    func colors() throws {
        let page = try #require(try RenderRun.pages(bars.bytes).first)

        #expect(page[10, 10] == [255, 0, 0] && page[60, 10] == [0, 255, 0] && page[110, 10] == [0, 0, 255])
        #expect([127, 128].contains(page[160, 10][0]) && Set(page[160, 10]).count == 1)
        #expect(page[10, 60] == [0, 0, 0] && page[190, 90] == [255, 255, 255])
    }

    @Test("Grey is as light as the colour it was")
    func gray() throws {
        let page = try #require(try RenderRun.pages(bars.bytes, "sgray_8").first)

        // 0.30, 0.59 and 0.11 of 255 (ISO 32000-1 §10.3.2).
        let expected = [(10, 77), (60, 149), (110, 29)]
        for (x, value) in expected { #expect(abs(Int(page[x, 10][0]) - value) <= 1, "at \(x)") }
        #expect(page[10, 60] == [0] && page[190, 90] == [255])
    }

    @Test("Black and white has as many dots as the grey has light")
    func dots() throws {
        let page = try #require(try RenderRun.pages(bars.bytes, dotsPerInch: 288, "black_1").first)

        let half = (8..<192).flatMap { y in (608..<792).map { x in page.lightness(x, y) } }
        let share = half.reduce(0, +) / Double(half.count) / 255
        #expect(abs(share - 0.5) < 0.03)
        #expect(page[40, 300] == [0] && page[790, 390] == [255])
    }

    @Test(
        "Edges are soft, and hard when that is asked for",
        arguments: [(true, 4, false), (false, 4, true), (true, 3, true)])
    func edges(antialias: Bool, quality: Int, areHard: Bool) throws {
        let circle = TestDocument("100 50 m 130 50 130 90 100 90 c 70 90 70 50 100 50 c f")

        let page = try #require(
            try RenderRun.pages(circle.bytes, "sgray_8") { ($0.antialias, $0.quality) = (antialias, quality) }.first)

        #expect(page.values.contains(0) && page.values.contains(255))
        #expect(Set(page.values).isSubset(of: [0, 255]) == areHard)
    }

    @Test("A hairline is seen at every place of the page, in black and white too", arguments: ["sgray_8", "black_1"])
    func hairlines(colorSpace: String) throws {
        let lines = (1..<18).map { "\(10 * $0).\($0 % 10) 0 m \(10 * $0).\($0 % 10) 100 l S" }.joined(separator: " ")
        let document = TestDocument("0.05 w \(lines)")

        let page = try #require(try RenderRun.pages(document.bytes, dotsPerInch: 100, colorSpace).first)

        for line in 1..<18 {
            let place = (Double(10 * line) + Double(line % 10) / 10) * 100 / 72
            let near = Int(place) - 2...Int(place) + 2
            let ink = near.reduce(0.0) { $0 + 255 - page.lightness($1, 50) }
            #expect(ink >= 200, "line \(line)")
        }
    }

    @Test("Colours that multiply are mixed with what is below, the paper as well")
    func blended() throws {
        var document = TestDocument()
        let state = document.add("<</BM/Multiply>>")
        document.add(
            .init(
                content: "1 1 0 rg 0 0 100 100 re f /G gs 0 1 1 rg 50 0 100 100 re f",
                resources: "/ExtGState<</G \(state) 0 R>>"))

        let page = try #require(try RenderRun.pages(document.bytes).first)

        #expect(page[20, 50] == [255, 255, 0] && page[70, 50] == [0, 255, 0] && page[120, 50] == [0, 255, 255])
    }

    @Test("A page that is drawn in many bands has no seams")
    func seams() throws {
        // 1,250 lines are five bands; the bars cross them all, the half-transparent one drawn once everywhere.
        var document = TestDocument()
        let state = document.add("<</ca 0.5>>")
        document.add(
            .init(
                width: 100, height: 900, content: "0 0 1 rg 20 0 20 900 re f /G gs 1 0 0 rg 30 0 40 900 re f",
                resources: "/ExtGState<</G \(state) 0 R>>"))

        let page = try #require(try RenderRun.pages(document.bytes, dotsPerInch: 100).first)

        #expect(page.height == 1250)
        let first = page.values.prefix(page.width * 3)
        let isSame = (0..<page.height).allSatisfy {
            page.values[($0 * page.width * 3)...].prefix(page.width * 3).elementsEqual(first)
        }
        #expect(isSame)
    }

    @Test("Shapes without soft edges are the same, bit for bit, on every machine")
    func golden() throws {
        let shapes = TestDocument(
            "1 0 0 rg 10 10 60 30 re f 0 0.5 0 rg 50 20 m 150 20 l 100 90 l h f 0 0 1 RG 4 w 20 80 m 180 80 l S "
                + "0 g 150 50 m 170 50 170 70 150 70 c 130 70 130 50 150 50 c f")

        let pages = try ["srgb_8", "sgray_8", "black_1"].map { space in
            try #require(try RenderRun.pages(shapes.bytes, dotsPerInch: 150, space) { $0.antialias = false }.first)
        }

        #expect(pages.map(\.hash) == ["30b33f3d3836358a", "6fdc7b8069181c52", "aa16f7ca600858a2"])
    }
}
