import Testing
import Workbench

@testable import TextSetting

private let a4 = SheetSize(width: 595.276, height: 841.89)
private let letter = SheetSize(width: 612, height: 792)

private func instructions(
    _ media: SheetSize, _ change: (inout TextInstructions) -> Void = { _ in }
) -> TextInstructions {
    var instructions = TextInstructions(media: media)
    change(&instructions)
    return instructions
}

@Suite("A page of text")
struct PageTests {
    @Test("takes 80 columns and 66 lines when nobody asks for anything", arguments: [a4, letter])
    func usual(media: SheetSize) {
        let grid = CharacterGrid(instructions(media))

        #expect(grid.columns == 80)
        #expect(grid.rows == 66)
    }

    @Test(
        "has the cells that are asked for",
        arguments: [(10.0, 6.0, 80, 60), (12.0, 8.0, 96, 80), (17.0, 6.0, 136, 60), (5.0, 3.0, 40, 30)])
    func asked(cpi: Double, lpi: Double, columns: Int, rows: Int) {
        let grid = CharacterGrid(
            instructions(letter) {
                $0.charactersPerInch = cpi
                $0.linesPerInch = lpi
            })

        #expect(grid.columns == columns)
        #expect(grid.rows == rows)
        #expect(grid.cellWidth == 72 / cpi)
        #expect(grid.cellHeight == 72 / lpi)
    }

    @Test("has margins of its own, the device's, or those that are asked for, whichever that is")
    func margins() {
        let device = SheetSize(width: 612, height: 792, left: 20, bottom: 5, right: 5, top: 50)

        #expect(CharacterGrid(instructions(letter)).left == 18)
        #expect(CharacterGrid(instructions(letter)).top == 36)
        #expect(CharacterGrid(instructions(device)).left == 20)
        #expect(CharacterGrid(instructions(device)).top == 50)
        #expect(CharacterGrid(instructions(device) { $0.left = 3 }).left == 3)
    }

    @Test(
        "turned, has the device's margins where they come to lie",
        arguments: [(4, 50.0, 20.0), (5, 60, 70), (6, 70, 50)])
    func turned(orientation: Int, left: Double, top: Double) {
        let device = SheetSize(width: 612, height: 792, left: 20, bottom: 50, right: 70, top: 60)
        let grid = CharacterGrid(instructions(device) { $0.orientation = orientation })

        #expect(grid.left == left)
        #expect(grid.top == max(top, 36))
        #expect((grid.pageWidth > grid.pageHeight) == (orientation != 6))
    }

    @Test("in two columns has room for each between them")
    func columns() {
        let grid = CharacterGrid(
            instructions(a4) {
                $0.columns = 2
                $0.orientation = 4
            })

        #expect(grid.columns == 80)
        #expect(grid.left + grid.textColumnStep + Double(grid.columns) * grid.cellWidth <= grid.pageWidth - 17)
    }

    @Test(
        "has at least a cell, whatever is asked for",
        arguments: [(0.0, 0.0), (-1, .nan), (.infinity, 1e300), (100, 100)])
    func nonsense(cpi: Double, lpi: Double) {
        let grid = CharacterGrid(
            instructions(SheetSize(width: cpi, height: lpi, left: 1e9, bottom: .nan)) {
                $0.charactersPerInch = cpi
                $0.linesPerInch = lpi
                $0.left = 1e300
                $0.columns = 1000
            })

        #expect(grid.columns >= 2 && grid.columns < 100_000)
        #expect(grid.rows >= 1 && grid.rows < 100_000)
    }
}

@Suite("Rows go on pages")
struct PageFlowTests {
    private final class List: Painter {
        var pages: [String] = []
        func beginPage(_ number: Int) { pages.append("") }
        func paint(_ row: Row, line: Int, column: Int) { pages[pages.count - 1] += row.text }
        func endPage(_ number: Int) {}
    }

    @Test(
        "Form feeds end pages, and make none that nobody wants",
        arguments: [
            ("a\n\u{C}b\n", ["a", "b"]),
            ("\u{C}a\n", ["a"]),
            ("a\n\u{C}", ["a"]),
            ("a\n\u{C}\u{C}\u{C}", ["a"]),
            ("a\n\u{C}\u{C}b\n", ["a", "", "b"]),
            // A full page, and then a form feed that says the same again.
            ("a\nb\nc\n\u{C}d\n", ["abc", "d"]),
            ("a\nb\nc\n\u{C}\u{C}d\n", ["abc", "", "d"]),
            ("a\nb\nc\nd\n", ["abc", "d"]),
            ("\n\n", [""]),
            ("\u{C}\u{C}", [""]),
            ("\u{0}\u{0}", [""]),
        ])
    func formFeeds(text: String, pages: [String]) throws {
        #expect(try flow(text) == pages)
    }

    @Test("A file of form feeds does not use up the paper")
    func manyFormFeeds() throws {
        #expect(try flow("a\n" + String(repeating: "\u{C}", count: 10_000) + "b").count <= 12)
    }

    private func flow(_ text: String) throws -> [String] {
        let list = List()
        var flow = PageFlow(rows: 3, columns: 1, painter: list)
        var typist = Typist(columns: 10, wraps: true) { try flow.take($0) }
        for scalar in text.unicodeScalars { try typist.type(scalar.value) }
        try typist.finish()
        try flow.finish()
        return list.pages
    }
}

@Suite("Programs")
struct HighlighterTests {
    @Test(
        "have bold words and grey comments",
        arguments: [
            ("x.c", "int x; // int", "bbb    mmmmmm"),
            ("x.c", "a /* int */ int", "  mmmmmmmmm bbb"),
            ("x.c", "\"int /*\" int", "         bbb"),
            ("x.c", "#include <a>", "bbbbbbbb    "),
            ("x.c", "integer print", "             "),
            ("x.py", "def f(): # def", "bbb      mmmmm"),
            ("x.sql", "SELECT a -- b", "bbbbbb   mmmm"),
            ("x.sh", "echo $# if", "        bb"),
        ])
    func words(name: String, line: String, marks: String) throws {
        var highlighter = Highlighter(try #require(ProgramLanguage(title: name)))
        var row = try #require(try Typed(line, columns: 80).rows.first)
        highlighter.highlight(&row)
        let found = row.cells.map { $0.style.contains(.bold) ? "b" : $0.style.contains(.muted) ? "m" : " " }.joined()

        #expect(found == marks)
    }

    @Test("have comments that go on over lines, and strings that do not")
    func states() throws {
        var highlighter = Highlighter(try #require(ProgramLanguage(title: "x.c")))
        var rows = try Typed("a /* b\nint\n*/ int \"x\nint", columns: 80).rows
        for index in rows.indices { highlighter.highlight(&rows[index]) }

        #expect(rows[1].cells.allSatisfy { $0.style == .muted })
        #expect(rows[2].cells[3].style == .bold)
        #expect(rows[3].cells[0].style == .bold)
    }

    @Test("are known by their names or by what they were called")
    func languages() {
        #expect(ProgramLanguage(title: "main.CPP") != nil)
        #expect(ProgramLanguage(title: "stdin", format: "application/x-perl") != nil)
        #expect(ProgramLanguage(title: "letter.txt") == nil)
        #expect(ProgramLanguage(title: "c") == nil)
    }
}
