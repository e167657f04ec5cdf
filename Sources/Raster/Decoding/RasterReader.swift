/// Reads the pages of PWG, Apple and CUPS raster (all versions, either order of bytes) and of anymaps, line by line.
///
///     while let page = try reader.nextPage() {
///         while case let lines = try reader.read(into: buffer), lines > 0 { … }
///     }
///
/// What it reads may come from anybody: pages beyond ``RasterLimits`` are refused, and a document that ends within a page
/// is an error, never a short page.
public final class RasterReader {
    public enum Kind: Hashable, Sendable {
        case pwg
        case urf
        case cups
        case anymap
    }

    /// PWG raster and version 2 of CUPS raster begin alike; which one it is says the first page.
    public private(set) var kind: Kind

    private let input: InputBuffer
    private let headers: any PageHeaderReader
    private var page: PageReader?

    /// Reads as far as it takes to know what it is.
    ///
    /// - Parameter anymaps: what anymaps do not say of their pages.
    public init(anymaps: AnymapPages = AnymapPages(), from source: @escaping ByteSource) throws {
        input = InputBuffer(from: source)
        let first = try input.peek()
        if first == 0x50 {
            (kind, headers) = (.anymap, AnymapHeaders(anymaps))
            return
        }
        let sync = String(decoding: try input.bytes(4, "its first word"), as: UTF8.self)
        switch sync {
        case "RaS2", "2SaR": (kind, headers) = (.cups, CUPSHeaders(version: 2, isBigEndian: sync == "RaS2"))
        case "RaS3", "3SaR": (kind, headers) = (.cups, CUPSHeaders(version: 3, isBigEndian: sync == "RaS3"))
        case "RaSt", "tSaR": (kind, headers) = (.cups, CUPSHeaders(version: 1, isBigEndian: sync == "RaSt"))
        case "UNIR":
            guard try input.bytes(4, "its first word") == Array("AST\0".utf8) else { throw Self.unknown }
            let total = try input.bytes(4, "the number of pages").reduce(0) { $0 << 8 | Int($1) }
            (kind, headers) = (.urf, URFHeaders(totalPages: total == 0 ? nil : total))
        default: throw Self.unknown
        }
    }

    private static var unknown: RasterError {
        RasterError(.damaged, "its first word is not one of PWG, Apple or CUPS raster or of an anymap", at: 0)
    }

    /// The next page; `nil` after the last. What was not read of the page before is read and forgotten.
    public func nextPage() throws -> RasterPage? {
        try page?.skip()
        page = nil
        guard let header = try headers.next(input) else { return nil }
        if header.isPWG { kind = .pwg }
        page = PageReader(header, input)
        return header.page
    }

    /// Reads the lines of the page that were not read yet, and forgets them.
    public func skipLines() throws {
        try page?.skip()
    }

    /// Where the next byte is that was not read yet. Before ``nextPage()``, and after the last line of a page, that is
    /// where a page begins.
    public var offset: Int { input.offset }

    /// Goes on at `offset`, where a page begins; the source gives the bytes from there on.
    public func resume(at offset: Int) {
        page = nil
        input.resume(at: offset)
    }

    /// Writes the lines of a white page that is laid out like the current one, to follow a copy of its header.
    public func writeBlankLines(_ sink: ByteSink) throws {
        try page?.layout.writeBlankLines(sink)
    }

    /// Reads as many whole lines as there is room for.
    ///
    /// - Parameter buffer: room for at least one line of ``RasterPage/octetsPerLine`` bytes.
    /// - Returns: how many lines were read; 0 after the last of the page.
    public func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        guard let page else { return 0 }
        return try page.read(into: buffer)
    }
}
