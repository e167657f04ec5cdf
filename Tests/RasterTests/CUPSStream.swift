import CCups
import Raster

/// libcups' reader and writer of raster, on bytes in memory.
enum CUPSStream {
    final class Bytes {
        var bytes: [UInt8]
        var at = 0

        init(_ bytes: [UInt8]) { self.bytes = bytes }
    }

    struct Page {
        var header: cups_page_header2_t
        var pixels: [UInt8]
    }

    struct Failure: Error { var reason: String }

    /// Reads every page to its end.
    static func read(_ bytes: [UInt8]) throws -> [Page] {
        let source = Bytes(bytes)
        return try withExtendedLifetime(source) {
            let stream = cupsRasterOpenIO(
                { context, buffer, length in
                    guard let context, let buffer else { return -1 }
                    let source = Unmanaged<Bytes>.fromOpaque(context).takeUnretainedValue()
                    let piece = source.bytes[source.at...].prefix(length)
                    UnsafeMutableRawBufferPointer(start: buffer, count: length).copyBytes(from: piece)
                    source.at += piece.count
                    return piece.count
                }, Unmanaged.passUnretained(source).toOpaque(), CUPS_RASTER_READ)
            guard let stream else { throw Failure(reason: error) }
            defer { cupsRasterClose(stream) }
            var pages: [Page] = []
            var header = cups_page_header2_t()
            while cupsRasterReadHeader2(stream, &header) != 0 {
                var pixels = [UInt8](repeating: 0, count: Int(header.cupsBytesPerLine * header.cupsHeight))
                for line in 0..<Int(header.cupsHeight) {
                    let octets = Int(header.cupsBytesPerLine)
                    let count = pixels.withUnsafeMutableBufferPointer { buffer in
                        buffer.baseAddress.map { cupsRasterReadPixels(stream, $0 + line * octets, UInt32(octets)) } ?? 0
                    }
                    guard count == octets else {
                        throw Failure(reason: "line \(line): \(count) of \(octets), \(error)")
                    }
                }
                pages.append(Page(header: header, pixels: pixels))
            }
            guard source.at == bytes.count else { throw Failure(reason: "stopped at \(source.at): \(error)") }
            return pages
        }
    }

    /// Writes pages, each with its header.
    static func write(_ pages: [Page], _ mode: cups_mode_t) throws -> [UInt8] {
        let sink = Bytes([])
        try withExtendedLifetime(sink) {
            let stream = cupsRasterOpenIO(
                { context, buffer, length in
                    guard let context, let buffer else { return -1 }
                    Unmanaged<Bytes>.fromOpaque(context).takeUnretainedValue().bytes += UnsafeBufferPointer(
                        start: buffer, count: length)
                    return length
                }, Unmanaged.passUnretained(sink).toOpaque(), mode)
            guard let stream else { throw Failure(reason: error) }
            defer { cupsRasterClose(stream) }
            for page in pages {
                var (header, pixels) = (page.header, page.pixels)
                guard cupsRasterWriteHeader2(stream, &header) != 0,
                    cupsRasterWritePixels(stream, &pixels, UInt32(pixels.count)) == pixels.count
                else { throw Failure(reason: error) }
            }
        }
        return sink.bytes
    }

    /// The header libcups makes for a page.
    static func header(_ type: String, sides: Sides, back: SheetBack?, height: UInt32? = nil) throws
        -> cups_page_header2_t
    {
        var header = cups_page_header2_t()
        guard let media = pwgMediaForPWG("iso_a4_210x297mm"),
            cupsRasterInitPWGHeader(&header, media, type, 300, 300, sides.rawValue, back?.rawValue) != 0
        else { throw Failure(reason: error) }
        if let height { header.cupsHeight = height }
        return header
    }

    private static var error: String {
        cupsRasterErrorString().map { String(cString: $0) } ?? "no reason"
    }
}
