internal import CZlib

/// zlib's format (RFC 1950) into an ``OutputBuffer``, for streams of PDF.
///
/// Level 1: at 600 dpi the time goes here, and raster of text shrinks to a hundredth with any level.
final class Deflater {
    private let stream: UnsafeMutablePointer<z_stream>
    private let output: OutputBuffer
    static let level: Int32 = 1

    init(into output: OutputBuffer) throws {
        self.output = output
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        let status = deflateInit2_(
            stream, Self.level, Z_DEFLATED, 15, 9, Z_DEFAULT_STRATEGY, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        guard status == Z_OK else {
            stream.deallocate()
            throw RasterError(.tooLarge, "no memory to compress")
        }
    }

    deinit {
        deflateEnd(stream)
        stream.deallocate()
    }

    func add(_ bytes: UnsafeRawBufferPointer) throws {
        // zlib counts in 32 bits.
        var rest = bytes[...]
        while !rest.isEmpty {
            let piece = rest.prefix(1 << 30)
            try run(UnsafeRawBufferPointer(rebasing: piece), Z_NO_FLUSH)
            rest = rest.dropFirst(piece.count)
        }
    }

    /// Ends the stream; the next bytes begin another one.
    func finish() throws {
        try run(UnsafeRawBufferPointer(start: nil, count: 0), Z_FINISH)
        deflateReset(stream)
    }

    private func run(_ bytes: UnsafeRawBufferPointer, _ flush: Int32) throws {
        let start = bytes.bindMemory(to: UInt8.self).baseAddress
        stream.pointee.next_in = UnsafeMutablePointer(mutating: start)
        stream.pointee.avail_in = UInt32(bytes.count)
        var status = Z_OK
        repeat {
            let room = 32 << 10
            let to = try output.reserve(room)
            stream.pointee.next_out = to
            stream.pointee.avail_out = UInt32(room)
            status = deflate(stream, flush)
            output.advance(to: to + room - Int(stream.pointee.avail_out))
        } while stream.pointee.avail_out == 0 || (flush == Z_FINISH && status == Z_OK)
    }
}
