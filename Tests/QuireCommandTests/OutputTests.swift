import Glibc
import IPP
import Testing

@testable import quire

@Suite("What is written")
struct OutputTests {
    @Test(
        "Cells on a terminal",
        arguments: [
            ("abc", 3), ("Ümlaut", 6), ("文書", 4), ("e\u{301}", 1), ("🖨️", 2), ("\u{200B}", 0), ("한글", 4), ("ﾊﾝ", 2),
        ])
    func width(text: String, cells: Int) {
        #expect(text.cells == cells)
    }

    @Test("Text is cut between characters, and says so")
    func fitted() {
        #expect("Invoice".fitted(to: 7) == "Invoice")
        #expect("Invoice".fitted(to: 4) == "Inv…")
        #expect("文書管理".fitted(to: 6) == "文書…")
        #expect("文書".fitted(to: 0) == "")
    }

    @Test("A narrow terminal takes from the flexible columns only")
    func narrow() {
        var table = Table(columns: [.init("A"), .init("TITLE", isFlexible: true), .init("N", isNumber: true)])
        table.rows = [["one", "a very long title indeed", "7"], ["two", "短い", "12"]]
        let lines = table.lines(width: 24, paint: Paint(isOn: false))

        #expect(lines == ["A    TITLE             N", "one  a very long ti…   7", "two  短い             12"])
        #expect(lines.allSatisfy { $0.cells <= 24 })
    }

    @Test("Colour is put around text, not counted in it")
    func color() {
        let paint = Paint(isOn: true)

        #expect(paint("idle", .green) == "\u{1B}[32midle\u{1B}[0m")
        #expect(paint("idle", nil) == "idle")
        #expect(Paint(isOn: false)("idle", .green) == "idle")
    }

    @Test("CSV is quoted, and starts no formula")
    func csv() {
        var table = Table(columns: [.init("A"), .init("B")])
        table.rows = [["a,b", "say \"x\""], ["=1+1", "-5"]]

        #expect(table.csv() == ["A,B", "\"a,b\",\"say \"\"x\"\"\"", "'=1+1,-5"])
    }

    @Test("JSON escapes what it must, and keeps the rest")
    func json() {
        let value = JSON.object([
            .init("a", .string("\"\\\n\u{1}ü")), .init("b", .array([.null, .bool(true), .number(-1)])),
        ])

        #expect(value.text == #"{"a":"\"\\\n\u0001ü","b":[null,true,-1]}"#)
    }

    @Test("Attributes become JSON by their kind")
    func attributes() {
        let attributes = [
            Attribute("job-state", .enum(4)), Attribute("job-state-reasons", .keyword("none")),
            Attribute("date-time-at-completed", .outOfBand(.noValue)),
            Attribute("date-time-at-creation", .dateTime(IPPDateTime(secondsSince1970: 1_795_219_516))),
            Attribute("printer-resolution", .resolution(.dpi(600))),
            Attribute("page-ranges", .rangeOfInteger(IntegerRange(1, 3))),
            Attribute("media-col", .collection([Attribute("media-type", .keyword("plain"))])),
        ]

        #expect(
            JSON(attributes).text == """
                {"job-state":"pending-held","job-state-reasons":["none"],"date-time-at-completed":null,\
                "date-time-at-creation":"2026-11-21T00:05:16Z","printer-resolution":"600dpi",\
                "page-ranges":[{"lower":1,"upper":3}],"media-col":{"media-type":"plain"}}
                """)
    }

    @Test(
        "Distances in time",
        arguments: [(0, "now"), (-90, "1 min ago"), (15_120, "in 4 h 12 min"), (-200_000, "2 d ago")])
    func relative(seconds: Int64, text: String) {
        #expect(MomentText.relative(Command.now + seconds, now: Command.now) == text)
    }

    @Test(
        "Moments people type",
        arguments: [("+2h", 7_200), ("30m", 1_800), ("90s", 90), ("1d", 86_400)] as [(String, Int64)])
    func durations(text: String, seconds: Int64) {
        #expect(MomentText.parse(text, now: Command.now) == Command.now + seconds)
    }

    @Test("A moment with a zone is that moment; a time of day is the next one; the rest is none")
    func moments() throws {
        #expect(MomentText.parse("2026-11-21T00:05:16Z", now: 0) == 1_795_219_516)
        let next = try #require(MomentText.parse("18:00", now: Command.now))
        #expect(next > Command.now && next <= Command.now + 90_000)
        for text in ["25:00", "18", "soon", "2026-13-01", "", "1:2:3:4", "+h"] {
            #expect(MomentText.parse(text, now: Command.now) == nil)
        }
    }

    @Test("Sizes", arguments: [(812, "812 B"), (88_000, "88 kB"), (1_150_000, "1.1 MB"), (3_000_000_000, "3.0 GB")])
    func sizes(bytes: Int64, text: String) {
        #expect(AttributeDisplay.size(bytes) == text)
    }

    @Test(
        "The nearest name",
        arguments: [
            ("flor2", "floor2"), ("pritner", "printer"), ("FLOOR3", "floor3"), ("xyz", nil), ("floor", "floor2"),
            ("p", nil),
        ] as [(String, String?)])
    func suggestions(word: String, name: String?) {
        #expect(Suggestion.nearest(to: word, in: ["floor2", "floor3", "printer"]) == name)
    }

    @Test("URIs take any name", arguments: ["floor2", "Büro 2", "a/b?c#d", "100%"])
    func percentEncoding(name: String) {
        #expect("ipp://localhost/printers/\(name.percentEncoded)".lastPathSegment == name)
    }
}
