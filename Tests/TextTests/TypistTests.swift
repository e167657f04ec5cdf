import Testing

@testable import TextSetting

/// Rows and form feeds that come of a text.
final class Typed {
    private(set) var rows: [Row] = []
    private(set) var events: [String] = []
    var texts: [String] { rows.map(\.text) }

    init(
        _ bytes: [UInt8], columns: Int = 20, wraps: Bool = true, endsLinesAtReturns: Bool = false,
        charset: Charset = .utf8, pieces: Int = .max
    ) throws {
        var typist = Typist(columns: columns, wraps: wraps, endsLinesAtReturns: endsLinesAtReturns) { [unowned self] in
            switch $0 {
            case .row(let row):
                rows.append(row)
                events.append(row.text)
            case .formFeed: events.append("\u{0C}")
            }
        }
        guard var decoder = TextDecoder(charset) else { throw Missing() }
        var rest = bytes[...]
        while !rest.isEmpty {
            try decoder.decode(Array(rest.prefix(pieces)), to: &typist)
            rest = rest.dropFirst(pieces)
        }
        try decoder.decode([], isLast: true, to: &typist)
        try typist.finish()
    }

    struct Missing: Error {}

    convenience init(_ text: String, columns: Int = 20, wraps: Bool = true, endsLinesAtReturns: Bool = false) throws {
        try self.init(Array(text.utf8), columns: columns, wraps: wraps, endsLinesAtReturns: endsLinesAtReturns)
    }
}

@Suite("A text becomes rows")
struct TypistTests {
    @Test(
        "Control characters do what they do on a line printer",
        arguments: [
            ("a\tb", ["a       b"]),
            ("12345678\tb", ["12345678        b"]),
            ("one\ntwo\r\nthree", ["one", "two", "three"]),
            ("one\n\ntwo\n", ["one", "", "two"]),
            ("one\u{0B}two\u{85}three\u{2028}four", ["one", "two", "three", "four"]),
            ("a\u{0}b\u{1}c\u{7F}d\u{7}", ["abcd"]),
            ("late\rearl", ["earl"]),
            ("10%\r100%", ["100%"]),
            ("ab\u{8}\u{8}\u{8}c", ["ab"]),
            ("x\u{FEFF}y\u{1A}", ["xy"]),
        ])
    func controls(text: String, rows: [String]) throws {
        #expect(try Typed(text).texts == rows)
    }

    @Test("Scalars that are no characters are left out: cairo would stop at them")
    func noncharacters() throws {
        let bytes: [UInt8] = [0x61, 0xEF, 0xBF, 0xBF, 0xEF, 0xBF, 0xBE, 0xEF, 0xB7, 0x90, 0xF0, 0x9F, 0xBF, 0xBE, 0x62]

        #expect(try Typed(bytes).texts == ["ab"])
    }

    @Test("A form feed ends the row before it")
    func formFeed() throws {
        #expect(try Typed("one\u{0C}two\n\u{0C}").events == ["one", "\u{0C}", "two", "\u{0C}"])
    }

    @Test("The same letter twice is bold, a line under a letter underlines it, another letter stays over it")
    func overstrikes() throws {
        let row = try #require(try Typed("b\u{8}b_\u{8}uu\u{8}_o\u{8}/").rows.first)

        #expect(row.text == "buuo")
        #expect(row.cells.map(\.style) == [.bold, .underline, .underline, []])
        #expect(row.overstrikes == [.init(column: 3, scalar: 0x2F, style: [])])
    }

    @Test("A line typed twice over a return is bold, and spaces leave what is there")
    func returns() throws {
        let row = try #require(try Typed("ab cd\r   cd\r__").rows.first)

        #expect(row.text == "ab cd")
        #expect(row.cells.map(\.style) == [.underline, .underline, [], .bold, .bold])
    }

    @Test("Overstrikes are bounded, however often somebody goes back")
    func overstrikesAreBounded() throws {
        let row = try #require(try Typed("a" + String(repeating: "\u{8}b\u{8}c", count: 10_000)).rows.first)

        #expect(row.overstrikes.count <= 40)
        #expect(row.text == "a")
    }

    @Test("Sequences of terminals make bold and underlined text, or nothing")
    func escapes() throws {
        let row = try #require(
            try Typed("\u{1B}[31m\u{1B}[1mb\u{1B}[0m\u{1B}]0;title\u{7}n\u{1B}[4mu\u{1B}[24m\u{1B}[2Kn\u{1B}").rows
                .first)

        #expect(row.text == "bnun")
        #expect(row.cells.map(\.style) == [.bold, [], .underline, []])
    }

    @Test("A sequence that is cut off ends with its line")
    func cutEscape() throws {
        #expect(try Typed("a\u{1B}[31\nb\u{1B}]0;title\nc").texts == ["a", "b", "c"])
    }

    @Test(
        "Lines that are too long go on in the next row, words whole where they end in its second half",
        arguments: [
            ("abcdefghijklm", ["abcdefghij", "klm"]),
            ("one two three four", ["one two ", "three four"]),
            ("one twothreefour", ["one twothr", "eefour"]),
            ("123456789 bc", ["123456789 ", "bc"]),
            ("1234567890 bc", ["1234567890", "bc"]),
            ("漢字漢字漢字", ["漢字漢字漢", "字"]),
        ])
    func wrapping(text: String, rows: [String]) throws {
        let typed = try Typed(text, columns: 10)

        #expect(typed.texts == rows)
        #expect(typed.rows.map(\.isContinuation) == [false] + rows.dropFirst().map { _ in true })
        #expect(typed.rows.map(\.isLast) == rows.dropFirst().map { _ in false } + [true])
    }

    @Test("Without wrapping, what is too long is cut off")
    func cutting() throws {
        #expect(try Typed("abcdefghijklm\nno\n漢字漢字漢字", columns: 9, wraps: false).texts == ["abcdefghi", "no", "漢字漢字"])
    }

    @Test("Returns alone end lines where a text has nothing else")
    func macintosh() throws {
        #expect(try Typed("one\rtwo\r\rthree\r", endsLinesAtReturns: true).texts == ["one", "two", "", "three"])
    }

    @Test("Wide characters take two cells, marks none, and a picture of several one place")
    func widths() throws {
        let row = try #require(try Typed("漢e\u{301}👨‍👩‍👧🇩🇪👍🏽x").rows.first)

        #expect(row.cells.count == 2 + 1 + 2 + 2 + 2 + 1)
        #expect(row.text == "漢e\u{301}👨‍👩‍👧🇩🇪👍🏽x")
        #expect(!row.isSimple)
    }

    @Test("A thousand marks on one letter are not all kept")
    func marks() throws {
        let row = try #require(try Typed("a" + String(repeating: "\u{301}", count: 1000)).rows.first)

        #expect(row.marks[0]?.count == Typist.marksMax)
    }

    @Test(
        "The first letter of a line gives its direction",
        arguments: [("123 שלום abc", true), ("abc שלום", false), ("... 123", false), ("مرحبا", true)])
    func direction(text: String, isRightToLeft: Bool) throws {
        #expect(try Typed(text).rows.first?.isRightToLeft == isRightToLeft)
    }

    @Test("A line goes on in its direction")
    func directionGoesOn() throws {
        let rows = try Typed("שלום abc def ghi jkl mno", columns: 10).rows

        #expect(rows.count > 2)
        #expect(rows.allSatisfy { $0.isRightToLeft })
    }

    @Test("However a text is cut into pieces, the rows are the same", arguments: 1...9)
    func pieces(octets: Int) throws {
        let text = Array(
            "Grüße 漢字 😀 e\u{301}\r\n\tשלום\u{1B}[1mb\u{1B}[0m x\u{8}x\r\u{C} über lange Zeilen hinaus €€€".utf8)

        #expect(try Typed(text, pieces: octets).events == Typed(text).events)
        #expect(try Typed(text, pieces: octets).rows == Typed(text).rows)
    }

    @Test("A line without an end comes out row by row")
    func endless() throws {
        var rows = 0
        var typist = Typist(columns: 80, wraps: true) { _ in rows += 1 }
        var decoder = try #require(TextDecoder(.utf8))
        let piece = [UInt8](repeating: UInt8(ascii: "x"), count: 8000)

        for _ in 0..<100 { try decoder.decode(piece, to: &typist) }

        #expect(rows == 10_000 - 1)
    }
}
