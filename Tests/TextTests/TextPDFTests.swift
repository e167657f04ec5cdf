import Foundation
import Testing
import Workbench

private let a4 = SheetSize(width: 595.276, height: 841.89, name: "iso_a4_210x297mm")

@Suite("quire-text")
struct TextPDFTests {
    private func run(_ text: String, _ change: (inout TextInstructions) -> Void = { _ in }) throws -> HelperRun {
        try run(Data(text.utf8), change)
    }

    private func run(_ text: Data, _ change: (inout TextInstructions) -> Void = { _ in }) throws -> HelperRun {
        var instructions = TextInstructions(media: a4)
        change(&instructions)
        return try HelperRun("quire-text", instructions, document: text)
    }

    private func text(of run: HelperRun, _ arguments: String...) throws -> String {
        String(decoding: try run.read(by: "pdftotext", "-layout", "FILE", "-"), as: UTF8.self)
    }

    /// Words and where they begin on the page, from the left, in points.
    private func words(of run: HelperRun) throws -> [(word: String, x: Double, y: Double)] {
        let boxes = String(decoding: try run.read(by: "pdftotext", "-bbox", "FILE", "-"), as: UTF8.self)
        return boxes.matches(of: /<word xMin="([\d.]+)" yMin="([\d.]+)".*>(.*)<\/word>/).map {
            (String($0.3), Double($0.1) ?? -1, Double($0.2) ?? -1)
        }
    }

    @Test("66 lines go on a page, 80 characters on a line, and the pages are counted")
    func pages() throws {
        let line = String(repeating: "0123456789", count: 8) + "\n"
        let run = try run(String(repeating: line, count: 133))

        #expect(run.status == 0, "\(run.log)")
        #expect(run.counts == PageCounts(impressions: 3, sheets: 3, colorPages: 0))
        #expect(run.lines.compactMap(\.page) == [1, 2, 3])
        let pages = try text(of: run).split(separator: "\u{C}", omittingEmptySubsequences: true)
        #expect(pages.map { $0.split(separator: "\n").count } == [66, 66, 1])
        #expect(pages.joined().split(separator: "\n").allSatisfy { $0 + "\n" == line })
        _ = try run.read(by: "qpdf", "--check", "FILE")
    }

    @Test("Cells are exact: 10 characters and 6 lines an inch", arguments: [3, 4])
    func cells(orientation: Int) throws {
        let run = try run("a         b\n\nc\n") {
            $0.charactersPerInch = 10
            $0.linesPerInch = 6
            $0.orientation = orientation
        }
        let words = try words(of: run)

        let a = try #require(words.first { $0.word == "a" })
        let b = try #require(words.first { $0.word == "b" })
        let c = try #require(words.first { $0.word == "c" })
        if orientation == 3 {
            #expect(abs(b.x - a.x - 72) < 0.01)
            #expect(abs(c.y - a.y - 24) < 0.01)
        } else {
            // Turned anticlockwise: what is read to the right goes up the sheet.
            #expect(abs(a.y - b.y - 72) < 0.5)
            #expect(abs(c.x - a.x - 24) < 0.01)
        }
    }

    @Test(
        "Columns stay straight behind any script",
        arguments: ["漢字かなカタカナ", "한국어한국어한국", "αβγδεζηθικλμνξοπ", "é̩é̩é̩é̩é̩é̩é̩é̩é̩é̩é̩é̩é̩é̩é̩é̩", "┌──────────────┐"])
    func columns(text: String) throws {
        let run = try run("1234567890123456 end\n\(text) end\n")
        let ends = try words(of: run).filter { $0.word.hasSuffix("end") && $0.word.count == 3 }

        #expect(ends.count == 2)
        #expect(abs((ends.first?.x ?? 0) - (ends.last?.x ?? 9)) < 0.1)
    }

    @Test(
        "What is written can be read back",
        arguments: ["Grüße aus Köln", "Привет мир", "שלום עולם", "مرحبا بالعالم", "日本語の文章です", "€ “quoted” – ½"])
    func scripts(text: String) throws {
        let run = try run(text)

        // Without the marks of direction that pdftotext adds; where it sees spaces depends on the font.
        let found = try self.text(of: run).unicodeScalars.filter {
            !(0x202A...0x202E).contains($0.value) && !$0.properties.isWhitespace
        }
        #expect(String(String.UnicodeScalarView(found)) == text.filter { $0 != " " })
        _ = try run.read(by: "qpdf", "--check", "FILE")
    }

    @Test("A Hebrew line begins at the right, and its English words are read to the right")
    func rightToLeft() throws {
        let run = try run("שלום this is\n")
        let words = try words(of: run)

        let (hebrew, english) = (words.first { $0.word.contains("ש") }, words.first { $0.word == "this" })
        #expect((hebrew?.x ?? 0) > 480)
        #expect((english?.x ?? 0) < (hebrew?.x ?? 0))
        #expect((words.first { $0.word == "is" }?.x ?? 0) > (english?.x ?? 999))
    }

    @Test("Told or found, the charset is the right one")
    func charsets() throws {
        let latin = Data([0x47, 0x72, 0xFC, 0xDF, 0x65])
        let sjis = Data([0x8A, 0xBF, 0x8E, 0x9A])

        #expect(try text(of: run(latin)).contains("Grüße"))
        #expect(try text(of: run(sjis) { $0.charset = "Shift_JIS" }).contains("漢字"))
        let unknown = try run(latin) { $0.charset = "x-no-such" }
        #expect(unknown.warnings == ["text-encoding"])
        #expect(try text(of: unknown).contains("Grüße"))
    }

    @Test("An empty document is a problem, a blank one a blank page")
    func empty() throws {
        let nothing = try run("")
        #expect(nothing.status == 1)
        #expect(nothing.problem?.reason == .documentFormatError)
        #expect(nothing.output.isEmpty)
        #expect(try run("\n\n").counts?.impressions == 1)
    }

    @Test("prettyprint has the title and the page's number over every page")
    func prettyPrint() throws {
        let run = try run(String(repeating: "int x;\n", count: 100)) {
            $0.prettyPrint = true
            $0.title = "main.c"
        }
        let pages = try text(of: run).split(separator: "\u{C}")

        #expect(pages.count == 2)
        #expect(pages.first?.contains(/main\.c +1\n/) == true)
        #expect(pages.last?.contains(/main\.c +2\n/) == true)
        let fonts = String(decoding: try run.read(by: "pdffonts", "FILE"), as: UTF8.self)
        #expect(fonts.contains("Bold"))
    }

    @Test("Instructions that are none end with status 2")
    func badInstructions() throws {
        #expect(try HelperRun("quire-text", ["media": 1], document: Data()).status == 2)
    }
}

@Suite("Sheets of quire-text")
struct SheetTests {
    private func run(_ sheet: JobSheet, media: SheetSize = a4) throws -> HelperRun {
        var instructions = TextInstructions(media: media)
        instructions.sheet = sheet
        return try HelperRun("quire-text", instructions, document: Data())
    }

    private func text(of run: HelperRun) throws -> String {
        String(decoding: try run.read(by: "pdftotext", "-layout", "FILE", "-"), as: UTF8.self)
    }

    @Test(
        "Every sheet is one page with the names, labels and values on it",
        arguments: [
            ("standard", ""), ("classified", "CLASSIFIED"), ("confidential", "CONFIDENTIAL"), ("secret", "SECRET"),
            ("topsecret", "TOP SECRET"), ("unclassified", "UNCLASSIFIED"), ("form", ""), ("error", "not printed"),
            ("test", "300 dpi"),
        ])
    func templates(template: String, mark: String) throws {
        let sheet = JobSheet(
            template: template, heading: "anna", subheading: "Report.pdf", lines: [.init("Job", "paper-12")],
            body: "The reason.", advice: template == "error" ? "The way out." : "")
        let run = try run(sheet)

        #expect(run.status == 0, "\(run.log)")
        #expect(run.counts?.impressions == 1)
        let text = try text(of: run)
        for words in ["anna", "Report.pdf", "Job", "paper-12", "The reason.", sheet.advice, mark] where !words.isEmpty {
            #expect(text.contains(words), "\(words)")
        }
        #expect(text.components(separatedBy: "\u{C}").count == 2)
        _ = try run.read(by: "qpdf", "--check", "FILE")
    }

    @Test("A classification stands above and below")
    func bars() throws {
        let text = try text(of: run(JobSheet(template: "secret", heading: "anna")))

        #expect(text.components(separatedBy: "SECRET").count == 3)
    }

    @Test("Names of any length, with anything in them, stay on their page")
    func hostileNames() throws {
        let name = String(repeating: "\u{202E}<&>\0\n", count: 200) + "\u{FFFF}"
        let lines = (0..<60).map { JobSheet.Line("Label \($0) \(name)", name) }

        for template in ["standard", "form", "error", "test"] {
            let sheet = JobSheet(
                template: template, heading: name, subheading: name, lines: lines, body: name, advice: name)
            let run = try run(sheet, media: SheetSize(width: 200, height: 150, left: 90, right: 90))
            #expect(run.status == 0, "\(template) \(run.lines) \(run.log)")
            #expect(run.counts?.impressions == 1)
        }
    }

    @Test("A sheet that does not exist is our own mistake")
    func unknown() throws {
        #expect(try run(JobSheet(template: "../../etc/passwd")).problem?.reason == .internalError)
    }
}
