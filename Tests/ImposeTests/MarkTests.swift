import Foundation
import Testing
import Workbench

@Suite("Annotations and fields", .enabled(if: hasTools))
struct MarkTests {
    private static let sheet = SheetSize(width: 600, height: 800, left: 20, bottom: 20, right: 20, top: 20)

    /// A stamp that shows `text`.
    private func stamp(_ text: String, flags: Int, at number: Int, in document: inout TestPDF) {
        document.objects[number] = """
            << /Type /Annot /Subtype /Stamp /Rect [100 100 300 160] /F \(flags) /AP << /N \(number + 1) 0 R >> >>
            """
        document.objects[number + 1] = TestPDF.stream(
            "BT /F 20 Tf 10 10 Td (\(text)) Tj ET",
            "/Type /XObject /Subtype /Form /BBox [0 0 200 60] /Resources << /Font << /F 3 0 R >> >>")
    }

    @Test("What is to be printed is drawn on the page, what is not is left out", arguments: [1, 2])
    func annotations(_ numberUp: Int) throws {
        var document = TestPDF([
            TestPDF.Page("p1", entries: "/Annots [1000 0 R 1010 0 R 1020 0 R null (x)]"), .init("p2"),
        ])
        stamp("printed", flags: 4, at: 1000, in: &document)
        stamp("screen", flags: 0, at: 1010, in: &document)
        stamp("hidden", flags: 6, at: 1020, in: &document)

        let read = try Reading(
            ImposeRun(document.octets) {
                $0.numberUp = numberUp
                $0.media = Self.sheet
            })

        let words = read.pages.flatMap(\.words).map(\.text)
        #expect(words.contains("printed"))
        #expect(!words.contains("screen") && !words.contains("hidden"))
    }

    @Test("A field that was filled in and never drawn is drawn")
    func fields() throws {
        var document = TestPDF([TestPDF.Page("p1", entries: "/Annots [1000 0 R]")])
        document.objects[1000] = """
            << /Type /Annot /Subtype /Widget /FT /Tx /T (name) /V (Erika) /DA (/Helv 12 Tf 0 g) /F 4 \
            /Rect [100 100 300 130] >>
            """
        document.catalog = """
            /AcroForm << /Fields [1000 0 R] /NeedAppearances true /DA (/Helv 12 Tf 0 g) /DR << /Font << /Helv 3 0 R >> >> >>
            """

        let read = try Reading(ImposeRun(document.octets) { $0.media = Self.sheet })

        #expect(read.pages.flatMap(\.words).map(\.text).contains("Erika"))
    }

    @Test("A page that is not printed is not in the output, though a printed one links to it")
    func links() throws {
        var document = TestPDF([TestPDF.Page("p1", entries: "/Annots [1000 0 R]"), TestPDF.Page("pSecret")])
        document.objects[1000] = "<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /Dest [13 0 R /Fit] >>"
        document.catalog = "/OpenAction [13 0 R /Fit] /Outlines << /First 13 0 R >>"

        let run = try ImposeRun(document.octets) { $0.pageRanges = [PageRange(1, 1)] }

        #expect(try Reading(run).labels == ["p1"])
        #expect(run.octets.range(of: Data("pSecret".utf8)) == nil)
    }
}
