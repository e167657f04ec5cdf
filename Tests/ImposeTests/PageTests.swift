import Foundation
import Testing
import Workbench

@Suite("Pages of a PDF are put on sheets", .enabled(if: hasTools))
struct PageTests {
    private static let sheet = SheetSize(width: 600, height: 800, left: 20, bottom: 20, right: 20, top: 20)

    @Test("A document that is to stay as it is stays as it is")
    func unchanged() throws {
        let document = TestPDF(3).octets
        let run = try ImposeRun(document)
        let read = try Reading(run)

        #expect(read.labels == ["p1", "p2", "p3"])
        #expect(run.counts == PageCounts(impressions: 3, sheets: 3))
        #expect(run.lines.first?.pages == 3)
        #expect(run.lines.compactMap(\.page).last == 3)
    }

    @Test("Ranges and copies come out in their order")
    func ranges() throws {
        let run = try ImposeRun(TestPDF(5).octets) {
            $0.pageRanges = [PageRange(4, 9), PageRange(1, 2)]
            $0.copies = 2
        }

        #expect(try Reading(run).labels == ["p4", "p5", "p1", "p2", "p4", "p5", "p1", "p2"])
        #expect(run.counts == PageCounts(impressions: 4, sheets: 4))
    }

    @Test("Documents that lie one behind the other are printed as one, with their annotations")
    func parts() throws {
        let first = TestPDF([TestPDF.Page("p1"), TestPDF.Page("p2", pieces: 3)]).octets
        let second = TestPDF([TestPDF.Page("p3", pieces: 7), TestPDF.Page("p4", 300, 400), TestPDF.Page("p5")]).octets
        let third = TestPDF([TestPDF.Page("p6", entries: "/Rotate 90")]).octets
        let all = first + second + third
        let lengths = [first, second, third].map { Int64($0.count) }

        let kept = try ImposeRun(all) { $0.parts = lengths }
        #expect(try Reading(kept).labels == ["p1", "p2", "p3", "p4", "p5", "p6"])
        #expect(kept.counts == PageCounts(impressions: 6, sheets: 6))
        let placed = try Reading(
            ImposeRun(all) {
                $0.parts = lengths
                $0.media = Self.sheet
                $0.numberUp = 2
                $0.copies = 2
            })
        let once = [["p1", "p2"], ["p3", "p4"], ["p5", "p6"]]
        #expect(placed.pages.map { Set($0.labels) } == (once + once).map { Set($0) })
        let apart = try ImposeRun(all) {
            $0.parts = lengths
            $0.media = Self.sheet
            $0.sides = "two-sided-long-edge"
            $0.newSheets = true
        }
        #expect(try Reading(apart).pages.map { $0.labels.first ?? "" } == ["p1", "p2", "p3", "p4", "p5", "", "p6"])
    }

    @Test(
        "Lengths that are not those of the documents are refused",
        arguments: [[1], [-5, 20], [.max, .max], [0], [10, 10]] as [[Int64]])
    func wrongParts(_ parts: [Int64]) throws {
        let run = try ImposeRun(TestPDF(1).octets) { $0.parts = parts }

        #expect(run.status == 1)
        #expect(run.problem != nil)
    }

    @Test("Four pages on a side lie in its four corners")
    func fourUp() throws {
        let read = try Reading(
            ImposeRun(TestPDF(4).octets) {
                $0.media = Self.sheet
                $0.numberUp = 4
            })

        let page = try #require(read.pages.first)
        #expect(read.pages.count == 1)
        #expect(page.labels == ["p1", "p2", "p3", "p4"])
        for (label, left, upper) in [
            ("p1", true, true), ("p2", false, true), ("p3", true, false), ("p4", false, false),
        ] {
            let word = try page.word(label)
            #expect((word.x < 300) == left)
            #expect((word.y < 400) == upper)
        }
    }

    @Test("A page is as large as its sheet asks for, whichever way it is turned, cropped or measured")
    func geometry() throws {
        let read = try Reading(
            ImposeRun(
                TestPDF([
                    TestPDF.Page("p1", 800, 600), TestPDF.Page("p2", entries: "/Rotate 90"),
                    TestPDF.Page("p3", 900, 1000, entries: "/CropBox [150 100 750 900]"),
                    TestPDF.Page("p4", 300, 400, entries: "/UserUnit 2"), TestPDF.Page("p5", 1200, 1600, pieces: 4),
                ]).octets
            ) { $0.media = Self.sheet })

        #expect(read.labels == ["p1", "p2", "p3", "p4", "p5"])
        #expect(read.pages.allSatisfy { $0.width == 600 && $0.height == 800 })
        // Turned to the left, the top of a page is at the left of the sheet; the second was turned to the right before.
        let tops = try [read.pages[0].word("top"), read.pages[1].word("top")]
        #expect(tops[0].x < 50 && tops[0].y > 700)
        #expect(tops[1].x < 50 && tops[1].y < 50)
        let cropped = try read.pages[2].word("p3")
        #expect(abs(cropped.x - 300) < 40 && abs(cropped.y - 400) < 40)
        let enlarged = try read.pages[3].word("p4")
        #expect(abs(enlarged.x - 300) < 80 && abs(enlarged.y - 400) < 80)
        let scaled = try read.pages[4].word("p5")
        #expect(abs(scaled.x - 300) < 40 && abs(scaled.y - 400) < 40)
    }

    @Test("Content in several pieces, cut between any two words, is whole", arguments: [1, 2, 7, 30])
    func pieces(_ pieces: Int) throws {
        let read = try Reading(
            ImposeRun(TestPDF([TestPDF.Page("p1", pieces: pieces), TestPDF.Page("p2", pieces: pieces)]).octets) {
                $0.media = Self.sheet
                $0.numberUp = 2
            })

        #expect(Set(read.labels) == ["p1", "p2"])
        #expect(read.pages.first?.words.count == 4)
    }

    @Test("What is encoded is not encoded anew, and what is in object streams stays there")
    func encoding() throws {
        // Not what any encoder makes of it: found again only if it was copied.
        let picture = "68656C6C6F2C 2077 6F72 6C64>"
        var document = TestPDF([
            TestPDF.Page("p1", entries: "/Resources << /XObject << /I 1000 0 R >> /Font << /F 3 0 R >> >>")
        ])
        document.objects[1000] = TestPDF.stream(
            picture,
            "/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray /Filter /ASCIIHexDecode"
        )
        let folder = try Folder()
        try folder.write(Data(document.octets), "plain")
        let packed = folder.url.appending(path: "packed")
        _ = try tool(
            "qpdf",
            [
                "--object-streams=generate", "--stream-data=preserve", folder.url.appending(path: "plain").path,
                packed.path,
            ])

        let run = try ImposeRun([UInt8](Data(contentsOf: packed))) {
            $0.media = Self.sheet
            $0.scaling = "fit"
        }

        #expect(try Reading(run).labels == ["p1"])
        #expect(run.octets.range(of: Data(picture.utf8)) != nil)
        #expect(run.octets.range(of: Data("/ObjStm".utf8)) != nil)
    }

    @Test("Copies cost a few hundred octets a page")
    func copies() throws {
        let document = TestPDF([TestPDF.Page(String(repeating: "p", count: 20_000))]).octets
        let run = try ImposeRun(document) { $0.copies = 100 }

        #expect(try Reading(run).pages.count == 100)
        #expect(run.octets.count < document.count + 100 * 300)
    }

    @Test("The sheets about a job are its first and last pages, once")
    func jobSheets() throws {
        let sheets = [TestPDF([TestPDF.Page("pStart")]), TestPDF([TestPDF.Page("pEnd")])].map(\.octets)
        let run = try ImposeRun(TestPDF(2).octets, sheets: sheets) {
            $0.startSheet = 5
            $0.endSheet = 6
            $0.copies = 2
            $0.sides = "two-sided-long-edge"
            $0.numberUp = 2
            $0.media = Self.sheet
        }
        let read = try Reading(run)

        #expect(read.pages.map(\.labels.count) == [1, 0, 2, 0, 2, 0, 1])
        #expect(read.pages.first?.labels == ["pStart"])
        #expect(read.pages.last?.labels == ["pEnd"])
        #expect(run.counts == PageCounts(impressions: 3, sheets: 3))
    }

    @Test("A watermark is on every page, and where its text cannot be set that is said")
    func watermark() throws {
        let run = try ImposeRun(TestPDF(2).octets) { $0.watermark = Watermark(text: "Größe 草") }
        let read = try Reading(run)

        #expect(read.pages.allSatisfy { page in page.words.contains { $0.text.contains("öß") } })
        #expect(run.warnings == ["font-substituted"])
        #expect(run.octets.range(of: Data("/ca 0.2".utf8)) != nil)
    }

    @Test("What a file cannot have is written into its metadata, whatever it is called")
    func metadata() throws {
        let run = try ImposeRun(TestPDF(1).octets) {
            $0.metadata = ["Quire-Finishings": "staple (top) größe", "a/b >> c": "x", "//": "nameless"]
        }
        _ = try Reading(run)
        let information = try tool("pdfinfo", ["-custom", run.file.path]).output

        #expect(information.contains("staple (top) größe"))
        #expect(information.contains("abc:"))
        #expect(!information.contains("nameless"))
    }
}
