import Foundation
import QuireTestKit
import Testing
import Workbench

@Suite("Documents that are damaged or meant to harm", .enabled(if: !isSanitized))
struct HostileTests {
    struct Case: CustomTestStringConvertible, Sendable {
        var testDescription: String
        var make: @Sendable () -> [UInt8]
        var reason: Problem.Reason = .documentFormatError
        var page: Int?

        init(
            _ name: String, _ reason: Problem.Reason = .documentFormatError, page: Int? = nil,
            _ make: @escaping @Sendable () -> [UInt8]
        ) {
            (testDescription, self.reason, self.page, self.make) = (name, reason, page, make)
        }
    }

    private static let catalog = "<< /Type /Catalog /Pages 2 0 R >>"
    private static let page = "<< /Type /Page /MediaBox [0 0 600 800] >>"

    static let cases = [
        Case("nothing at all") { [] },
        Case("only a beginning") { Array("%PDF-1.4\n".utf8) },
        Case("another kind of document") { Array(repeating: 0x41, count: 10_000) },
        Case("cut off in the middle") { Array(TestPDF(10).octets.prefix(1500)) },
        Case("without its end") { Array(TestPDF(10).octets.dropLast(200)) },
        Case("no pages") { TestPDF([]).octets },
        Case("no list of pages") { TestPDF.file([1: "<< /Type /Catalog >>"]) },
        Case("a list of pages in itself") { TestPDF.file([1: catalog, 2: "<< /Kids [2 0 R] /Count 1 >>"]) },
        Case("lists of pages that multiply") {
            var objects = [1: catalog, 60: page]
            for number in 2..<60 { objects[number] = "<< /Kids [\(number + 1) 0 R \(number + 1) 0 R] >>" }
            return TestPDF.file(objects)
        },
        Case("a page that is not there", page: 2) {
            TestPDF.file([1: catalog, 2: "<< /Kids [3 0 R 9 0 R] /Count 2 >>", 3: page])
        },
        Case("a million pages", .resourcesExceeded) {
            let kids = String(repeating: "3 0 R ", count: 1_000_000)
            return TestPDF.file([1: catalog, 2: "<< /Kids [\(kids)] >>", 3: page])
        },
        Case("an array in an array in an array", page: 1) {
            let deep = String(repeating: "[", count: 500_000) + String(repeating: "]", count: 500_000)
            return TestPDF.file([1: catalog, 2: "<< /Kids [3 0 R] >>", 3: "<< /Type /Page /X \(deep) >>"])
        },
        Case("content that never ends", .documentUnprintable, page: 1) {
            let parts = String(repeating: "4 0 R ", count: 300_000)
            let page = "<< /Type /Page /MediaBox [0 0 600 800] /Contents [\(parts)] >>"
            let part = TestPDF.stream(String(repeating: " ", count: 1000))
            return TestPDF.file([1: catalog, 2: "<< /Kids [3 0 R] >>", 3: page, 4: part])
        },
    ]

    @Test("Each ends with a reason that says where the fault lies, and with no output", arguments: cases)
    func ends(_ test: Case) throws {
        let run = try ImposeRun(test.make()) { $0.media = SheetSize(width: 300, height: 400) }

        #expect(run.status == 1)
        #expect(run.problem?.reason == test.reason)
        #expect(run.problem?.page == test.page)
        #expect(run.problem?.text.isEmpty == false)
        #expect(run.counts == nil)
        #expect(run.octets.range(of: Data("startxref".utf8)) == nil)
    }

    @Test("A document without a table of its objects is repaired, and that is said", .enabled(if: hasTools))
    func repaired() throws {
        let text = String(decoding: TestPDF(3).octets, as: UTF8.self).replacingOccurrences(
            of: "xref\n0 1", with: "nothing")
        let run = try ImposeRun(Array(text.utf8))

        #expect(try Reading(run).labels == ["p1", "p2", "p3"])
        #expect(run.warnings == ["document-repaired"])
    }

    @Test("A repaired document that has lost pages is not printed as if it were whole")
    func lost() throws {
        let text = String(decoding: TestPDF(3).octets, as: UTF8.self)
            .replacingOccurrences(of: "xref\n0 1", with: "nothing").replacingOccurrences(
                of: "/Count 3", with: "/Count 9")
        let run = try ImposeRun(Array(text.utf8))

        #expect(run.problem?.reason == .documentFormatError)
        #expect(run.problem?.text == "only 3 of 9 pages are there")
    }

    @Test("A piece of content that cannot be decoded is left out, and that is said", .enabled(if: hasTools))
    func undecodable() throws {
        var document = TestPDF([TestPDF.Page("p1", 1200, 1600, pieces: 2)])
        document.objects[11] = TestPDF.stream("junk", "/Filter /Unheard")
        let run = try ImposeRun(document.octets) { $0.media = SheetSize(width: 600, height: 800) }

        #expect(try Reading(run).pages.count == 1)
        #expect(run.warnings == ["document-repaired"])
    }

    @Test("A list of pages may be as deep as it likes", .enabled(if: hasTools))
    func deep() throws {
        var objects = [1: Self.catalog, 30_000: Self.page]
        for number in 2..<30_000 { objects[number] = "<< /Kids [\(number + 1) 0 R] /Count 1 >>" }
        let run = try ImposeRun(TestPDF.file(objects))

        #expect(try Reading(run).pages.count == 1)
    }

    @Test("Boxes that are no boxes are those that other programs take", .enabled(if: hasTools))
    func boxes() throws {
        let entries = [
            "/MediaBox [600 800 0 0]", "/MediaBox [0 0 1e300 5]", "/MediaBox (no)", "/CropBox [900 900 999 999]",
            "/MediaBox [0 0 0 0]", "/Rotate 45", "/UserUnit -3",
        ]
        let document = TestPDF(entries.enumerated().map { TestPDF.Page("p\($0 + 1)", entries: $1) })
        let read = try Reading(ImposeRun(document.octets) { $0.media = SheetSize(width: 600, height: 800) })

        #expect(read.pages.count == entries.count)
        #expect(read.pages.allSatisfy { $0.width <= 612 && $0.height <= 800 })
    }
}
