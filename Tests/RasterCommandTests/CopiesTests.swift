import Raster
import Testing
import Workbench

@testable import quire_raster

@Suite("Copies of raster")
struct CopiesTests {
    static func words(_ from: RasterFormat, _ to: RasterFormat, sets: Int = 1, copies: Int = 1) -> RasterInstructions {
        var words = RasterInstructions(from: from.rawValue, to: to.rawValue)
        (words.sets, words.pageCopies) = (sets, copies)
        return words
    }

    /// The number of each page: the last sample of its pixels; 0 for a white one.
    static func numbers(_ outcome: Outcome) throws -> [Int] {
        try outcome.decoded().map { $0.pixels.allSatisfy { $0 == 255 } ? 0 : Int($0.pixels[5]) }
    }

    static let readable: [RasterFormat] = [.pwg, .urf, .cups, .pnm]

    @Test("Sets repeat the whole, copies each page; as they are or in another format", arguments: readable, readable)
    func oneSided(from: RasterFormat, to: RasterFormat) throws {
        let source = try document(from)

        let sets = try Outcome(source, Self.words(from, to, sets: 2), isPipe: true)
        let copies = try Outcome(source, Self.words(from, to, copies: 2), isPipe: true)

        #expect(try Self.numbers(sets) == [1, 2, 3, 1, 2, 3])
        #expect(try Self.numbers(copies) == [1, 1, 2, 2, 3, 3])
        #expect(sets.pages == Array(1...6) && copies.pages == Array(1...6))
        #expect(sets.counts?.impressions == 3 && sets.counts?.sheets == 3)
    }

    @Test(
        "A copy begins on a sheet of its own, and the last sheet needs no white back",
        arguments: [RasterFormat.pwg, .urf, .cups], [RasterFormat.pwg, .urf, .cups])
    func twoSided(from: RasterFormat, to: RasterFormat) throws {
        let source = try document(from) { page, _ in page.sides = .twoSidedLongEdge }

        let sets = try Outcome(source, Self.words(from, to, sets: 2))
        let copies = try Outcome(source, Self.words(from, to, copies: 2))

        #expect(try Self.numbers(sets) == [1, 2, 3, 0, 1, 2, 3])
        #expect(try Self.numbers(copies) == [1, 2, 1, 2, 3, 0, 3])
        #expect(sets.counts?.sheets == 2 && copies.counts?.sheets == 2)
    }

    @Test("A page with one side among those with two keeps its sheet for itself", arguments: [RasterFormat.pwg, .urf])
    func mixed(to: RasterFormat) throws {
        let source = try document(.pwg, pages: 1...4) { page, number in
            page.sides = number == 2 ? .oneSided : .twoSidedLongEdge
        }

        let outcome = try Outcome(source, Self.words(.pwg, to, sets: 2, copies: 2))

        // Only the very last sheet is known to need no white back.
        let set = [1, 0, 1, 0, 2, 2, 3, 4, 3, 4]
        let lastSet = to == .pwg ? set : [1, 0, 1, 2, 2, 3, 4, 3, 4]
        #expect(try Self.numbers(outcome) == set + lastSet)
    }

    @Test("Page numbers in headers are those of what is sent, and the rest is byte by byte what it was")
    func headers() throws {
        var source = try document(.pwg) { page, _ in page.totalPages = 3 }
        // A field that we have no word for: VendorIdentifier.
        source[4 + 508 + 3] = 42

        let outcome = try Outcome(source, Self.words(.pwg, .pwg, sets: 2))

        #expect(try outcome.decoded().map(\.page.totalPages) == Array(repeating: 6, count: 6))
        #expect(outcome.bytes.count == 2 * source.count - 4)
        let second = source.count
        #expect(outcome.bytes[4 + 508 + 3] == 42 && outcome.bytes[second + 508 + 3] == 42)
    }

    @Test("Apple raster's number of pages too, unless it is not known")
    func appleHeader() throws {
        let known = try document(.urf) { page, _ in page.totalPages = 3 }
        let unknown = try document(.urf)

        #expect(try Outcome(known, Self.words(.urf, .urf, copies: 3)).decoded().first?.page.totalPages == 9)
        #expect(try Outcome(unknown, Self.words(.urf, .urf, copies: 3)).decoded().first?.page.totalPages == nil)
    }

    @Test("Nothing of a page that is cut off is sent")
    func damaged() throws {
        let source = Array(try document(.pwg).dropLast())
        var bytes: [UInt8] = []
        var order = Self.words(.pwg, .pwg, sets: 2)
        order.sides = "two-sided-long-edge"

        let problem = #expect(throws: Problem.self) {
            try Outcome.run(source, order) { bytes += $0 }
        }

        #expect(problem?.reason == .documentFormatError)
        #expect(problem?.page == 3)
        #expect(try Outcome.decoded(bytes).count == 2)
    }

    @Test("PCL is repeated as a whole")
    func pcl() throws {
        let source = Array("\u{1B}Epage\u{1B}E".utf8)

        let outcome = try Outcome(source, Self.words(.pcl, .pcl, sets: 3))

        #expect(outcome.bytes == source + source + source)
        #expect(outcome.counts == nil)
    }

    @Test("Copies of drawn pages for old printers", arguments: [RasterFormat.pcl, .pclm, .pdf])
    func documents(to: RasterFormat) throws {
        let source = try document(.pnm)

        let once = try Outcome(source, Self.words(.pnm, to))
        let twice = try Outcome(source, Self.words(.pnm, to, sets: 2))

        #expect(twice.pages == Array(1...6))
        #expect(twice.bytes.count > once.bytes.count)
        #expect(once.counts == twice.counts)
    }
}
