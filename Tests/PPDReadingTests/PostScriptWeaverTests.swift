import Testing

@testable import PPDReading

@Suite("Code of choices in a PostScript document")
struct PostScriptWeaverTests {
    private static let code: PrintCode = {
        var code = PrintCode()
        code.start = Array("<start>".utf8)
        code.prolog = Array("<prolog>\n".utf8)
        code.setup = Array("<setup>\n".utf8)
        code.pageSetup = Array("<page>\n".utf8)
        code.end = Array("<end>".utf8)
        return code
    }()

    /// What becomes of a document that arrives in pieces of this many octets.
    private static func woven(
        _ document: [UInt8], pieces: Int = 64 << 10, _ code: PrintCode = code
    ) throws -> (text: String, weaver: PostScriptWeaver) {
        var weaver = PostScriptWeaver(code) { option, choice in Array("<\(option) \(choice)>\n".utf8) }
        var output: [UInt8] = []
        var offset = 0
        while offset < document.count {
            let end = min(document.count, offset + pieces)
            try weaver.take(Array(document[offset..<end])) { output += $0 }
            offset = end
        }
        try weaver.finish { output += $0 }
        return (String(decoding: output, as: UTF8.self), weaver)
    }

    private static let structured = """
        %!PS-Adobe-3.0
        %%Pages: 2
        %%EndComments
        %%BeginProlog
        /a 1 def
        %%EndProlog
        %%BeginSetup
        b
        %%EndSetup
        %%Page: 1 1
        %%PageMedia: x
        %%BeginPageSetup
        c
        %%EndPageSetup
        d
        %%Page: 2 2
        e
        %%Trailer
        %%EOF

        """

    private static let wanted = """
        <start>%!PS-Adobe-3.0
        %%Pages: 2
        %%EndComments
        %%BeginProlog
        <prolog>
        /a 1 def
        %%EndProlog
        %%BeginSetup
        b
        <setup>
        %%EndSetup
        %%Page: 1 1
        %%PageMedia: x
        %%BeginPageSetup
        <page>
        c
        %%EndPageSetup
        d
        %%Page: 2 2
        <page>
        e
        %%Trailer
        %%EOF
        <end>
        """

    @Test("Each code at its place, however the document is cut into pieces", arguments: [1, 2, 7, 64, 100_000])
    func places(pieces: Int) throws {
        let (text, weaver) = try Self.woven(Array(Self.structured.utf8), pieces: pieces)

        #expect(text == Self.wanted)
        #expect(weaver.pages == 2)
        #expect(weaver.pagesAnnounced == 2)
    }

    @Test("Lines that end with CR or CR LF", arguments: ["\r", "\r\n"])
    func lineEnds(end: String) throws {
        let document = Self.structured.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: end)

        let text = try Self.woven(Array(document.utf8)).text

        let lines = { (text: String) in text.split(whereSeparator: \.isNewline) }
        #expect(lines(text) == lines(Self.wanted))
    }

    @Test("Without a setup of its own a document gets one before its first page")
    func noSetup() throws {
        let text = try Self.woven(Array("%!PS-Adobe-3.0\n%%EndComments\na\n%%Page: 1 1\nb\n".utf8)).text

        #expect(
            text == """
                <start>%!PS-Adobe-3.0
                %%EndComments
                <prolog>
                a
                %%BeginSetup
                <setup>
                %%EndSetup
                %%Page: 1 1
                <page>
                b

                %%EOF
                <end>
                """)
    }

    @Test(
        "Without structure everything stands in front, and the document is as it was",
        arguments: [
            "%!\nshowpage\n", "%!PS\nshowpage", "showpage", "%!PS-Adobe-3.0\nshowpage\n", "\u{4}%!\nshowpage\n",
        ])
    func noStructure(document: String) throws {
        let text = try Self.woven(Array(document.utf8)).text

        let place = try #require(text.firstRange(of: "showpage"))
        for part in ["<start>%!", "<prolog>", "<setup>", "<page>"] {
            #expect(text[..<place.lowerBound].contains(part), "\(part) in \(text)")
        }
        #expect(text.hasSuffix("<end>"))
        #expect(!text.contains("\u{4}"))
    }

    @Test("A document within the document has no pages of ours")
    func embedded() throws {
        let inner = "%%BeginDocument: x.eps\n%!PS-Adobe-3.0\n%%Page: 1 1\n%%EndSetup\n%%EOF\n%%EndDocument\n"
        let document = Self.structured.replacing("d\n", with: inner)

        let (text, weaver) = try Self.woven(Array(document.utf8))

        #expect(text == Self.wanted.replacing("d\n", with: inner))
        #expect(weaver.pages == 2)
    }

    @Test(
        "Data is not looked at",
        arguments: [
            "%%BeginBinary: 12\n%%Page: 1 1\n\n%%EndBinary\n", "%%BeginData: 12 Hex Bytes\n%%Page: 1 1\n\n%%EndData\n",
            "%%BeginData: 1 ASCII Lines\n%%Page: 1 1\n%%EndData\n",
        ])
    func data(data: String) throws {
        let document = Array(Self.structured.replacing("d\n", with: data).utf8)

        for pieces in [1, 5, 1000] {
            let (text, weaver) = try Self.woven(document, pieces: pieces)
            #expect(text == Self.wanted.replacing("d\n", with: data))
            #expect(weaver.pages == 2)
        }
    }

    @Test("A count of octets that is absurd hides nothing", arguments: ["-5", "99999999999999999999", "x"])
    func absurdCount(count: String) throws {
        let document = Self.structured.replacing("d\n", with: "%%BeginBinary: \(count)\n")

        #expect(try Self.woven(Array(document.utf8)).weaver.pages == 2)
    }

    @Test("A choice the document asks for is given its code")
    func includedFeature() throws {
        let text = try Self.woven(
            Array(Self.structured.replacing("b\n", with: "%%IncludeFeature: *Duplex None\n").utf8)
        ).text

        #expect(text.contains("%%IncludeFeature: *Duplex None\n<Duplex None>\n<setup>\n%%EndSetup\n"))
    }

    @Test("PJL around the document makes room for ours; octets of 4 and UEL within pages do not end the job")
    func jobLanguage() throws {
        let text = try Self.woven(
            Array("\u{1B}%-12345X@PJL JOB\n@PJL SET COPIES=9\n\(Self.structured)\u{1B}%-12345X".utf8)
        ).text

        #expect(!text.contains("@PJL"))
        #expect(!text.contains("\u{1B}"))
        #expect(text.contains("<setup>"))
    }

    @Test("A prolog without an end is let go of, and costs a mebibyte")
    func longProlog() throws {
        let filler = String(repeating: "0123456789abcde\n", count: 100_000)
        let document = "%!PS-Adobe-3.0\n%%EndComments\n%%BeginProlog\n\(filler)%%EndProlog\n%%Page: 1 1\nx\n"

        let text = try Self.woven(Array(document.utf8)).text

        #expect(
            text.hasPrefix("<start>%!PS-Adobe-3.0\n%%EndComments\n%%BeginProlog\n<prolog>\n%%BeginSetup\n<setup>\n"))
        #expect(text.hasSuffix("%%EndProlog\n%%Page: 1 1\n<page>\nx\n\n%%EOF\n<end>"))
    }

    @Test("Lines of any length arrive whole, however they are cut", arguments: [1, 61, 255, 256, 257, 300])
    func longLines(pieces: Int) throws {
        let long = (250...262).map { "%" + String(repeating: "x", count: $0) + "\n" }.joined()
        let document = Self.structured.replacing("d\n", with: long + "d\n")

        let text = try Self.woven(Array(document.utf8), pieces: pieces).text

        #expect(text == Self.wanted.replacing("d\n", with: long + "d\n"))
    }

    @Test("Without choices a document goes through as it is, but for what surrounds it")
    func noCode() throws {
        #expect(try Self.woven(Array(Self.structured.utf8), PrintCode()).text == Self.structured)
    }

    @Test("An empty document is no less than its surroundings")
    func empty() throws {
        let text = try Self.woven([]).text

        #expect(text.hasPrefix("<start>"))
        #expect(text.hasSuffix("<end>"))
    }
}
