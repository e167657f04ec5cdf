import Glibc
import Raster
import Workbench

@testable import quire_raster

/// What the program writes and says for a document, run in this process.
struct Outcome {
    var bytes: [UInt8] = []
    var pages: [Int] = []
    var counts: PageCounts?

    /// - Parameter isPipe: the document comes through a pipe, and not from a file.
    init(_ document: [UInt8], _ words: RasterInstructions, isPipe: Bool = false) throws {
        var (bytes, pages): ([UInt8], [Int]) = ([], [])
        counts = try Self.run(document, words, isPipe: isPipe, page: { pages.append($0) }, to: { bytes += $0 })
        (self.bytes, self.pages) = (bytes, pages)
    }

    @discardableResult
    static func run(
        _ document: [UInt8], _ words: RasterInstructions, isPipe: Bool = false,
        page: @escaping (Int) -> Void = { _ in },
        to sink: @escaping ByteSink
    ) throws -> PageCounts? {
        let order = try RasterOrder(words)
        let input = try Self.input(document, order, isPipe: isPipe)
        defer { close(input.descriptor) }
        return try RasterCommand.run(order, input, to: sink, page: page)
    }

    private static func input(_ document: [UInt8], _ order: RasterOrder, isPipe: Bool) throws -> InputDocument {
        var ends: [Int32] = [0, 0]
        if isPipe {
            // As much as fits into a pipe at once.
            precondition(document.count <= 32 << 10)
            pipe(&ends)
            try Helper.write(document, to: ends[1])
            close(ends[1])
        } else {
            var name = Array("/tmp/raster-test-XXXXXX".utf8CString)
            ends[0] = mkstemp(&name)
            unlink(name)
            try Helper.write(document, to: ends[0])
        }
        return try InputDocument(descriptor: ends[0], isReadAgain: order.readsAgain)
    }

    /// The pages that were written.
    func decoded() throws -> [(page: RasterPage, pixels: [UInt8])] { try Self.decoded(bytes) }

    static func decoded(_ bytes: [UInt8]) throws -> [(page: RasterPage, pixels: [UInt8])] {
        var rest = bytes[...]
        let reader = try RasterReader { room in
            let piece = rest.prefix(room.count)
            rest = rest.dropFirst(piece.count)
            room.copyBytes(from: piece)
            return piece.count
        }
        var pages: [(page: RasterPage, pixels: [UInt8])] = []
        while let page = try reader.nextPage() {
            var pixels = [UInt8](repeating: 0, count: page.height * page.octetsPerLine)
            _ = try pixels.withUnsafeMutableBytes { try reader.read(into: $0) }
            pages.append((page, pixels))
        }
        return pages
    }
}

/// A document whose pages of 2 × 3 pixels are numbered: all samples of page n are n, but the first, which is 255.
func document(
    _ format: RasterFormat, pages: ClosedRange<Int> = 1...3, _ pixels: PixelFormat = .sgray8,
    _ change: (inout RasterPage, Int) -> Void = { _, _ in }
) throws -> [UInt8] {
    var bytes: [UInt8] = []
    let encoder = try format.encoder { bytes += $0 }
    for number in pages {
        var page = RasterPage(
            width: 2, height: 3, resolution: Resolution(300), media: MediaSize(width: 17, height: 25), format: pixels)
        change(&page, number)
        var samples = [UInt8](repeating: UInt8(number), count: page.height * page.octetsPerLine)
        samples[0] = 255
        try encoder.beginPage(page)
        try encoder.write(samples.span.bytes, count: page.height)
        try encoder.endPage()
    }
    try encoder.end()
    return bytes
}
