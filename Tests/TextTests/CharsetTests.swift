import Testing

@testable import TextSetting

@Suite("What a text is written in")
struct CharsetTests {
    @Test(
        "is found out by looking",
        arguments: [
            (Array("plain".utf8), Charset.utf8, 0),
            (Array("Grüße".utf8), .utf8, 0),
            ([0xEF, 0xBB, 0xBF, 0x61], .utf8, 3),
            ([0xFF, 0xFE, 0x61, 0x00], .utf16(isLittleEndian: true), 2),
            ([0xFE, 0xFF, 0x00, 0x61], .utf16(isLittleEndian: false), 2),
            ([0x61, 0, 0x62, 0, 0x63, 0, 0x64, 0], .utf16(isLittleEndian: true), 0),
            ([0, 0x61, 0, 0x62, 0, 0x63, 0, 0x64], .utf16(isLittleEndian: false), 0),
            ([0x47, 0x72, 0xFC, 0xDF, 0x65], .windows1252, 0),
            ([0, 0, 0, 0, 0, 0, 0, 0, 0, 0], .utf8, 0),
            // The last character is cut off where the look ends.
            (Array("Grüße".utf8) + [0xE2, 0x82], .utf8, 0),
        ] as [([UInt8], Charset, Int)])
    func detection(start: [UInt8], charset: Charset, mark: Int) {
        let found = Charset.detect(start, told: nil)

        #expect(found.charset == charset)
        #expect(found.mark == mark)
    }

    @Test("is what the client says, unless a byte order mark says otherwise")
    func told() {
        #expect(Charset.detect([0xC3, 0xA4], told: .windows1252).charset == .windows1252)
        #expect(Charset.detect([0xEF, 0xBB, 0xBF], told: .windows1252).charset == .utf8)
    }

    @Test(
        "has many names, and what is no name is nothing",
        arguments: [
            ("UTF-8", Charset.utf8), ("ISO-8859-1", .windows1252), ("windows-1252", .windows1252),
            ("utf-16", .utf16(isLittleEndian: false)), ("Shift_JIS", .other("shift_jis")), ("US-ASCII", nil),
            ("utf-8//TRANSLIT", nil), ("../../x", nil), (String(repeating: "x", count: 41), nil),
        ] as [(String, Charset?)])
    func names(name: String, charset: Charset?) {
        #expect(Charset(named: name) == charset)
    }

    @Test(
        "is read",
        arguments: [
            (Charset.windows1252, [0x80, 0x93, 0xFC, 0x81, 0x41] as [UInt8], "€“üA"),
            (.utf16(isLittleEndian: true), [0x61, 0, 0x3D, 0xD8, 0x00, 0xDE], "a😀"),
            (.utf16(isLittleEndian: false), [0, 0x61, 0xD8, 0x3D, 0, 0x62], "a\u{FFFD}b"),
            (.other("shift_jis"), [0x8A, 0xBF, 0x8E, 0x9A, 0x41], "漢字A"),
            (.other("koi8-r"), [0xF0, 0xD2, 0xC9, 0xD7, 0xC5, 0xD4], "Привет"),
            (.other("iso-8859-15"), [0xA4], "€"),
            (.other("euc-jp"), [0xB4, 0xC1, 0xFF, 0x41], "漢\u{FFFD}A"),
            // What is no UTF-8 was windows-1252 before two texts were put together.
            (.utf8, [0xC3, 0xA4, 0xE4, 0x41, 0x80], "ääA€"),
            (.utf8, [0xC0, 0x80, 0xED, 0xA0, 0x80], "À€í\u{A0}€"),
        ])
    func decoding(charset: Charset, bytes: [UInt8], text: String) throws {
        for pieces in 1...4 {
            #expect(try Typed(bytes, charset: charset, pieces: pieces).texts == [text], "\(pieces)")
        }
    }

    @Test("is not always known here")
    func unknown() {
        #expect(TextDecoder(.other("x-no-such-charset")) == nil)
    }
}
