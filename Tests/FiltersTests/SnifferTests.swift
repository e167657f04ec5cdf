import Filters
import Foundation
import Testing

/// A document's beginning and what it is.
struct Sniffed: Sendable, CustomTestStringConvertible {
    let what: String
    let head: [UInt8]
    let format: String?

    init(_ what: String, _ head: [UInt8], _ format: String?) {
        self.what = what
        self.head = head
        self.format = format
    }

    /// - Parameter text: bytes as `\u{0}` to `\u{FF}`.
    init(_ what: String, _ text: String, _ format: String?) {
        self.init(what, text.unicodeScalars.map { UInt8($0.value) }, format)
    }

    var testDescription: String { what }
}

@Suite("What a document is")
struct SnifferTests {
    static let uel = "\u{1B}%-12345X"

    static let pages: [Sniffed] = [
        .init("PDF", "%PDF-1.7\n%\u{E2}\u{E3}\u{CF}\u{D3}\n", "application/pdf"),
        .init("PDF with 9 bytes of junk before it", "junkjunk\n%PDF-1.4\n", "application/pdf"),
        .init("PDF after binary junk", "\u{0}\u{1}\u{2}\u{3}%PDF-1.4\r\n", "application/pdf"),
        .init(
            "PDF after a PJL header", "\(uel)@PJL JOB NAME=\"x\"\r\n@PJL ENTER LANGUAGE=PDF\r\n%PDF-1.5\r\n",
            "application/pdf"),
        .init("PDF after universal exit alone", "\(uel)%PDF-1.5\n", "application/pdf"),
        .init("PCLm, as ghostscript writes it", "%PDF-1.3\n%PCLm 1.0\n4 0 obj\n", "application/PCLm"),
        .init("PCLm after a PJL header", "\(uel)@PJL ENTER LANGUAGE=PCLM\n%PDF-1.3\n%PCLm 1.0\n", "application/PCLm"),
        .init("PostScript", "%!PS-Adobe-3.0\n%%Title: x\n", "application/postscript"),
        .init("PostScript without a version", "%!\n/Times findfont\n", "application/postscript"),
        .init("PostScript after Control-D", "\u{04}%!PS-Adobe-3.0\n", "application/postscript"),
        .init(
            "PostScript after a PJL header",
            "\(uel)@PJL JOB\n@PJL ENTER LANGUAGE = POSTSCRIPT \n\u{04}%!PS-Adobe-3.0\n", "application/postscript"),
        .init("EPS with a DOS preview", "\u{C5}\u{D0}\u{D3}\u{C6}\u{1E}\0\0\0", "application/postscript"),
        .init("PWG raster", "RaS2PwgRaster\0\0\0\0\0", "image/pwg-raster"),
        .init("CUPS raster version 2", "RaS2\0\0\0\0\0", "application/vnd.cups-raster"),
        .init("CUPS raster version 3, little-endian", "3SaR\0\0\0\0", "application/vnd.cups-raster"),
        .init("CUPS raster version 1", "RaSt\0\0\0\0", "application/vnd.cups-raster"),
        .init("URF, as ghostscript writes it", "UNIRAST\0\0\0\0\u{1}\0\u{1}\0\0", "image/urf"),
    ]

    static let pictures: [Sniffed] = [
        .init("JPEG", "\u{FF}\u{D8}\u{FF}\u{E0}\0\u{10}JFIF\0", "image/jpeg"),
        .init("JPEG from a camera", "\u{FF}\u{D8}\u{FF}\u{E1}\u{12}\u{34}Exif\0\0", "image/jpeg"),
        .init("PNG", "\u{89}PNG\r\n\u{1A}\n\0\0\0\rIHDR", "image/png"),
        .init("GIF 87a", "GIF87a\u{1}\0\u{1}\0", "image/gif"),
        .init("GIF 89a", "GIF89a\u{1}\0\u{1}\0", "image/gif"),
        .init("TIFF, little-endian", "II*\0\u{08}\0\0\0", "image/tiff"),
        .init("TIFF, big-endian", "MM\0*\0\0\0\u{08}", "image/tiff"),
        .init(
            "BMP, as ghostscript writes it",
            "BM6\u{FA}\0\0\0\0\0\0>\0\0\0(\0\0\0S\u{02}\0\0J\u{03}\0\0\u{01}\0\u{01}\0\0\0", "image/bmp"),
        .init("text that begins with BM", "BMW is a maker of cars, and this is a text about it.\n", "text/plain"),
        .init("WebP", "RIFF\u{24}\0\0\0WEBPVP8 ", "image/webp"),
        .init("a sound in the same container", "RIFF\u{24}\0\0\0WAVEfmt ", nil),
        .init("HEIC", "\0\0\0\u{18}ftypheic\0\0\0\0", "image/heic"),
        .init("SVG", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\"/>", "image/svg+xml"),
        .init(
            "SVG after declaration, comment and document type",
            "\u{EF}\u{BB}\u{BF}<?xml version=\"1.0\"?>\n<!-- made > by hand -->\n<!DOCTYPE svg PUBLIC \"x\" \"y\">\n<svg>",
            "image/svg+xml"),
    ]

    static let languages: [Sniffed] = [
        .init("PCL5 that begins with a reset", "\u{1B}E\u{1B}&l0O\u{1B}&l26A", "application/vnd.hp-pcl"),
        .init("PCL5 that begins with a command", "\u{1B}&l1X\u{1B}(8U", "application/vnd.hp-pcl"),
        .init("PCL5 that begins with a font", "\u{1B}(s0p10h", "application/vnd.hp-pcl"),
        .init(
            "PCL5 after a PJL header", "\(uel)@PJL SET COPIES=2\r\n@PJL ENTER LANGUAGE=PCL\r\n\u{1B}E\u{1B}*t300R",
            "application/vnd.hp-pcl"),
        .init("PCL text after a PJL header", "\(uel)@PJL ENTER LANGUAGE=PCL\r\nplain words", "application/vnd.hp-pcl"),
        .init("PCL-XL", ") HP-PCL XL;1;1;Comment\n\u{D1}\u{58}", "application/vnd.hp-pclxl"),
        .init(
            "PCL-XL after a PJL header, as ghostscript writes it",
            "\(uel)@PJL SET RENDERMODE=GRAYSCALE\n@PJL ENTER LANGUAGE = PCLXL\n) HP-PCL XL;1;1;Comment x\n",
            "application/vnd.hp-pclxl"),
        .init("HP-GL/2", "\u{1B}E\u{1B}%0BIN;SP1;", "application/vnd.hp-hpgl"),
        .init("ESC/P", "\u{1B}@\u{1B}P\u{1B}l\0\r\u{1B}QT", "application/vnd.cups-raw"),
        .init("ESC/P with a packed command", "\u{1B}(G\u{01}\0\u{01}", "application/vnd.cups-raw"),
        .init("Epson's driver", "\0\0\0\u{1B}\u{01}@EJL 1284.4\n@EJL     \n\u{1B}@", "application/vnd.cups-raw"),
        .init("ESC/POS", "\u{1B}@\u{1B}a\u{01}Shop\n\u{1D}V\0", "application/vnd.cups-raw"),
        .init("ESC/POS that begins with a picture", "\u{1D}v0\0\u{30}\0\u{10}\0", "application/vnd.cups-raw"),
        .init(
            "a label printer woken with NULs", String(repeating: "\0", count: 200) + "\u{1B}@\u{1B}iM",
            "application/vnd.cups-raw"),
        .init("a PJL header with nothing after it", "\(uel)@PJL INFO STATUS\r\n\(uel)", "application/vnd.cups-raw"),
        .init(
            "a language that only its makers know", "\(uel)@PJL ENTER LANGUAGE=ACL\r\n\u{01}\u{02}\u{03}",
            "application/vnd.cups-raw"),
        .init("ZPL", "^XA^FO50,50^A0N,50,50^FDHello^FS^XZ", "application/vnd.zebra-zpl"),
        .init("ZPL after an empty line", "\r\n^XA\r\n^PW800\r\n", "application/vnd.zebra-zpl"),
        .init("ZPL with a picture first", "~DGR:LOGO.GRF,00080,010,FF", "application/vnd.zebra-zpl"),
        .init("ZPL from Zebra's driver", "CT~~CD,~CC^~CT~\r\n^XA~TA000~JSN", "application/vnd.zebra-zpl"),
        .init("text that begins with a tilde", "~ 100 people came.\n", "text/plain"),
        .init("CUPS command file", "#CUPS-COMMAND\nClean all\n", "application/vnd.cups-command"),
    ]

    static let texts: [Sniffed] = [
        .init("ASCII", "Hello, printer.\r\n\tYours\u{0C}", "text/plain"),
        .init("UTF-8", Array("Grüße, 世界\n".utf8), "text/plain"),
        .init("UTF-8 with its mark", Array("\u{FEFF}Grüße\n".utf8), "text/plain"),
        .init("ISO 8859-1", "Gr\u{FC}\u{DF}e\n", "text/plain"),
        .init("text of DOS", "Hello\r\n\u{1A}", "text/plain"),
        .init("text about PDF", "The first line is %PDF-1.4 in most files.\n", "text/plain"),
        .init("text with a bell", "Hello\u{07}\n", nil),
        .init("neither UTF-8 nor ISO 8859-1", "Gr\u{81}\u{9F}e\n", nil),
        .init("binary", "\u{01}\u{02}\u{03}\u{04}\u{80}\u{FE}", nil),
        .init("nothing", "", nil),
        .init("HTML", "<!DOCTYPE html>\n<html><head>", "text/html"),
        .init("HTML without a type", "\n<HTML><BODY>", "text/html"),
        .init("XHTML", "<?xml version=\"1.0\"?>\n<!DOCTYPE html PUBLIC \"x\">\n<html xmlns=\"y\">", "text/html"),
        .init("some other XML", "<?xml version=\"1.0\"?>\n<invoice/>", "text/plain"),
        .init("RTF", "{\\rtf1\\ansi Hello}", "application/rtf"),
    ]

    @Test("The content says what it is", arguments: pages + pictures + languages + texts)
    func content(_ document: Sniffed) {
        #expect(Sniffer().format(of: document.head) == document.format)
    }

    @Test("A compressed document is what is inside", arguments: pages + pictures)
    func gzip(_ document: Sniffed) {
        let compressed = Deflating.gzip(document.head)
        let format = document.format ?? "application/gzip"

        #expect(Sniffer().format(of: compressed) == format)
        #expect(Sniffer().compression(of: compressed) == "gzip")
        #expect(Sniffer().compression(of: document.head) == nil)
    }

    @Test("A compressed document that is longer than the head is still what is inside")
    func longGzip() {
        var seed: UInt64 = 1
        let noise = (0..<50_000).map { _ -> UInt8 in
            seed = seed &* 6_364_136_223_846_793_005 &+ 1
            return UInt8(truncatingIfNeeded: seed >> 56)
        }
        let compressed = Deflating.gzip(Array("%!PS-Adobe-3.0\n".utf8) + noise)

        #expect(compressed.count > Sniffer().headOctets)
        #expect(Sniffer().format(of: Array(compressed.prefix(Sniffer().headOctets))) == "application/postscript")
    }

    @Test("What only looks compressed is named as such")
    func brokenGzip() {
        #expect(Sniffer().format(of: [0x1F, 0x8B, 0x08, 0xFF, 0xFF, 0xFF]) == "application/gzip")
    }

    @Test(
        "Samples",
        arguments: [
            ("onepage-a4.pdf", "application/pdf"), ("testfile.ps", "application/postscript"),
            ("testfile.pcl", "application/vnd.hp-pcl"), ("testfile.txt", "text/plain"),
            ("onepage-a4.pwg-head", "image/pwg-raster"), ("color.jpg-head", "image/jpeg"),
        ])
    func samples(name: String, format: String) throws {
        let folder = try #require(Bundle.module.url(forResource: "Samples", withExtension: nil))
        let bytes = try Data(contentsOf: folder.appending(path: name))

        #expect(Sniffer().format(of: Array(bytes.prefix(Sniffer().headOctets))) == format)
    }

    @Test("No beginning is too short, and none makes it stumble", arguments: pages + pictures + languages + texts)
    func anyLength(_ document: Sniffed) {
        for count in 0...document.head.count { _ = Sniffer().format(of: Array(document.head.prefix(count))) }
    }

    @Test("It looks no further than it says")
    func bounded() {
        let head = [UInt8](repeating: 0x01, count: Sniffer().headOctets)

        #expect(Sniffer().format(of: head + Array("%PDF-1.4\n".utf8)) == nil)
        #expect(Sniffer().headOctets <= 4096)
    }
}

@Suite("What office programs write is named, though it cannot be printed")
struct OfficeFileTests {
    /// The first entry of a zip file.
    static func zip(_ name: String, _ content: String) -> [UInt8] {
        let size = UInt8(content.utf8.count)
        return [0x50, 0x4B, 3, 4, 20, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4, size, 0, 0, 0, size, 0, 0, 0]
            + [UInt8(name.utf8.count), 0, 0, 0] + Array(name.utf8) + Array(content.utf8)
    }

    static let cases: [Sniffed] = [
        .init(
            "OpenDocument", zip("mimetype", "application/vnd.oasis.opendocument.text"),
            "application/vnd.oasis.opendocument.text"),
        .init("EPUB", zip("mimetype", "application/epub+zip"), "application/epub+zip"),
        .init("a type with a line break in it", zip("mimetype", "text/html\r\nX: y"), "application/zip"),
        .init(
            "Word", zip("[Content_Types].xml", "xxxx") + zip("word/document.xml", "xx"),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        .init(
            "Excel", zip("xl/workbook.xml", "xx"), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        .init("XPS", zip("FixedDocumentSequence.fdseq", "xx"), "application/oxps"),
        .init("some zip", zip("holiday.jpg", "xx"), "application/zip"),
        .init(
            "Word of old",
            [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0] + "WordDocument".utf8.flatMap { [$0, 0] },
            "application/msword"),
        .init(
            "an OLE file whose names lie further on", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0],
            "application/x-ole-storage"),
    ]

    @Test("The content says what it is", arguments: cases)
    func content(_ document: Sniffed) {
        #expect(Sniffer().format(of: document.head) == document.format)
    }
}
