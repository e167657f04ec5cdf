internal import CZlib

/// Compresses by zlib, piece by piece.
final class Deflater {
    private let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    private var output = [UInt8](repeating: 0, count: 64 << 10)
    private let write: (ArraySlice<UInt8>) throws -> Void

    /// Level 1: twice as fast as the usual 6, for what mostly lives a second.
    init(write: @escaping (ArraySlice<UInt8>) throws -> Void) throws {
        self.write = write
        stream.initialize(to: z_stream())
        guard deflateInit_(stream, Z_BEST_SPEED, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
            throw PictureFault(.tooLarge, "no memory is left")
        }
    }

    deinit {
        deflateEnd(stream)
        stream.deallocate()
    }

    func append(_ bytes: [UInt8]) throws { try run(bytes, flush: Z_NO_FLUSH) }

    func finish() throws { try run([], flush: Z_FINISH) }

    private func run(_ bytes: [UInt8], flush: Int32) throws {
        try bytes.withUnsafeBufferPointer { input in
            stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
            stream.pointee.avail_in = UInt32(input.count)
            repeat {
                let made = output.withUnsafeMutableBufferPointer { buffer in
                    stream.pointee.next_out = buffer.baseAddress
                    stream.pointee.avail_out = UInt32(buffer.count)
                    _ = deflate(stream, flush)
                    return buffer.count - Int(stream.pointee.avail_out)
                }
                if made > 0 { try write(output[..<made]) }
            } while stream.pointee.avail_out == 0
        }
    }
}
