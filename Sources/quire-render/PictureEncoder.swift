import CPoppler
import Raster
import Workbench

/// One page as a JPEG or PNG, to be looked at.
final class PictureEncoder: RasterEncoder {
    private let format: quire_picture_format
    private let sink: ByteSink
    private var picture: OpaquePointer?
    private var stride = 0

    init(_ format: quire_picture_format, to sink: @escaping ByteSink) {
        self.format = format
        self.sink = sink
    }

    deinit { if let picture { quire_picture_free(picture) } }

    func beginPage(_ page: RasterPage) throws {
        guard page.format == .sgray8 || page.format == .srgb8 || (page.format == .black1 && format == QUIRE_PNG) else {
            throw RasterError(.unsupported, "a picture has no \(page.format.keyword)")
        }
        // Of JPEG; PNG could have more, but nothing would open it.
        guard page.width <= 65_500, page.height <= 65_500 else {
            throw RasterError(.tooLarge, "a picture of \(page.width) × \(page.height) pixels")
        }
        stride = page.octetsPerLine
        let result = quire_picture_begin(
            format, Int32(page.width), Int32(page.height), Int32(page.format.colorSpace.samples),
            Int32(page.format.bitsPerSample), Int32(page.resolution.crossFeed), Int32(page.resolution.feed), &picture)
        guard result == QUIRE_FINE else { throw Self.failure }
        try hand()
    }

    func write(_ lines: RawSpan, count: Int) throws {
        guard let picture else { preconditionFailure("lines without a page") }
        precondition(lines.byteCount == count * stride, "lines of another length than the page's")
        let result = lines.withUnsafeBytes { bytes -> quire_result in
            guard let start = bytes.bindMemory(to: UInt8.self).baseAddress else { return QUIRE_FINE }
            return quire_picture_lines(picture, start, stride, Int32(count))
        }
        guard result == QUIRE_FINE else { throw Self.failure }
        try hand()
    }

    func endPage() throws {
        guard let picture else { preconditionFailure("the end of no page") }
        guard quire_picture_end(picture) == QUIRE_FINE else { throw Self.failure }
        try hand()
    }

    func end() throws {}

    private func hand() throws {
        guard let picture else { return }
        var count = 0
        let bytes = quire_picture_take(picture, &count)
        if count > 0 { try sink(UnsafeRawBufferPointer(start: bytes, count: count)) }
    }

    private static var failure: Problem { Problem(.resourcesExceeded, "the picture cannot be made") }
}
