import PrintModel
import Testing

@testable import Filters

@Suite("Pages are counted while a document passes")
struct PageCountTests {
    private func pages(_ bytes: [UInt8], as format: String, pieces: Int = 4096) -> Int? {
        var counter = Sniffer().counter(for: format, head: Array(bytes.prefix(4096)))
        var rest = bytes[...]
        while !rest.isEmpty {
            counter?.add(Array(rest.prefix(pieces)))
            rest = rest.dropFirst(pieces)
        }
        return counter?.pages()
    }

    private func pdf(_ text: String) -> [UInt8] { Array("%PDF-1.4\n\(text)\n%%EOF\n".utf8) }

    @Test(
        "The count is that of the root of the page tree",
        arguments: [
            ("2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 12 >>\nendobj", 12),
            ("2 0 obj<</Count 3/Kids[3 0 R]/Type/Pages>>endobj", 3),
            ("2 0 obj << /Type\n/Pages /Resources << /Font << /F1 4 0 R >> >> /Count 7 /Kids [] >>", 7),
            (
                "3 0 obj<</Type/Pages/Parent 2 0 R/Count 5>>endobj 2 0 obj<</Type/Pages/Count 9>>endobj "
                    + "4 0 obj<</Type/Pages/Parent 2 0 R/Count 4>>endobj 8 0 obj<</Type/Outlines/Count 44>>endobj", 9
            ),
            ("2 0 obj<</Type/Pages/Count 9>>endobj\n%%EOF\n2 0 obj<</Type/Pages/Count 10>>endobj", 10),
        ])
    func root(text: String, count: Int) {
        for pieces in [1, 7, 4096] { #expect(pages(pdf(text), as: "application/pdf", pieces: pieces) == count) }
    }

    @Test(
        "What is not to be understood is not guessed",
        arguments: [
            "", "/Count 5", "<< /Type /Page /Count 5 >>", "<</Type/Pages/Count -3>>", "/Type /Pages /Count 5 >>",
        ])
    func unknown(text: String) {
        #expect(pages(pdf(text), as: "application/pdf") == nil)
    }

    @Test("In object streams as well")
    func objectStreams() {
        let inside = Array("2 0 1 40 << /Type /Pages /Count 321 /Kids [9 0 R] >>".utf8)
        let packed = Deflating.deflate(inside, windowBits: 15)
        var document = pdf("5 0 obj << /Type /ObjStm /N 1 /First 8 /Filter /FlateDecode /Length 99 >>\nstream\n")
        document.removeLast(7)
        document += packed + Array("\nendstream endobj\n".utf8)
        #expect(pages(document, as: "application/pdf") == 321)
    }

    @Test("At the end of a long document, cut up anyhow")
    func longDocument() {
        let noise = [UInt8](repeating: 0x41, count: 70 << 20)
        let end = Array("2 0 obj<</Type/Pages/Count 1000>>endobj".utf8)
        #expect(pages(pdf("") + noise + end, as: "application/pdf", pieces: 100_000) == 1000)
    }

    @Test("A document made to be slow is given up")
    func slow() {
        let text = String(repeating: "/Count 1 ", count: 2 << 20)
        #expect(pages(pdf(text), as: "application/pdf", pieces: 1 << 20) == nil)
    }

    @Test("Other formats say it themselves")
    func others() {
        #expect(pages(Array("%!PS-Adobe-3.0\n%%Pages: 17\n".utf8), as: "application/postscript") == 17)
        let late = "%!PS-Adobe-3.0\n%%Pages: (atend)\n" + String(repeating: "x", count: 50_000) + "\n%%Pages: 4\n%%EOF"
        #expect(pages(Array(late.utf8), as: "application/postscript") == 4)
        #expect(pages([0xFF, 0xD8, 0xFF], as: "image/jpeg") == 1)
        #expect(pages(Array("UNIRAST\0".utf8) + [0, 0, 0, 6], as: "image/urf") == 6)
        #expect(pages(Array("UNIRAST\0".utf8) + [0, 0, 0, 0], as: "image/urf") == nil)
        #expect(pages(Array("hello".utf8), as: "text/plain") == nil)
    }
}
