import Raster

/// Where the pages of a document are, as far as was asked: pages are read, and so known to be whole, one by one.
final class PageIndex {
    struct Page {
        let bytes: Range<Int>
        let sides: Sides
        let totalPages: Int?
    }

    let reader: RasterReader
    /// Where the first page begins.
    let begin: Int
    private var pages: [Page] = []
    /// The page after those in `pages`, of which only the header was read.
    private var next: RasterPage?
    private var nextBegin: Int
    private var isAtEnd = false

    init(_ input: InputDocument) throws {
        let cursor = InputCursor(input)
        reader = try RasterReader(from: cursor.read)
        begin = reader.offset
        nextBegin = begin
    }

    /// How many pages were read.
    var count: Int { pages.count }

    /// `nil` after the last one.
    func page(_ number: Int) throws -> Page? {
        while number >= pages.count {
            guard let header = try header(pages.count) else { return nil }
            try reader.skipLines()
            pages.append(
                Page(bytes: nextBegin..<reader.offset, sides: header.sides, totalPages: header.totalPages))
            (next, nextBegin) = (nil, reader.offset)
        }
        return pages[number]
    }

    /// The sides that a page is printed on, which its header says; `nil` after the last page.
    func sides(_ number: Int) throws -> Sides? {
        number < pages.count ? pages[number].sides : try header(number)?.sides
    }

    private func header(_ number: Int) throws -> RasterPage? {
        precondition(number == pages.count, "headers are read in order")
        if next == nil, !isAtEnd {
            next = try reader.nextPage()
            isAtEnd = next == nil
        }
        return next
    }
}
