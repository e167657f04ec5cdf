internal import CZlib

/// Undoes zlib's compression, piece by piece.
final class Inflater {
    // zlib keeps the address of its stream.
    private let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    private var output = [UInt8](repeating: 0, count: 128 << 10)
    private(set) var isAtEnd = false

    init() throws {
        stream.initialize(to: z_stream())
        guard inflateInit_(stream, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
            throw PictureFault(.tooLarge, "no memory is left")
        }
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
    }

    /// Hands on what `piece` inflates to, in pieces of its own, until `take` wants no more.
    func inflate(_ piece: ArraySlice<UInt8>, take: (UnsafeBufferPointer<UInt8>) throws -> Bool) throws {
        guard !isAtEnd, piece.count <= Int(UInt32.max) else { return }
        try piece.withUnsafeBufferPointer { input in
            // zlib does not write to it.
            stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
            stream.pointee.avail_in = UInt32(input.count)
            while !isAtEnd {
                let (made, isSound) = output.withUnsafeMutableBufferPointer { step(into: $0) }
                if made == 0, isSound { return }
                // What came before the damage may be all that is wanted, however the octets were cut into pieces.
                guard try output.withUnsafeBufferPointer({ try take(UnsafeBufferPointer(rebasing: $0.prefix(made))) })
                else { return isAtEnd = true }
                guard isSound else { throw PictureFault(.damaged, "the picture's compressed data are damaged") }
            }
        }
    }

    private func step(into buffer: UnsafeMutableBufferPointer<UInt8>) -> (made: Int, isSound: Bool) {
        stream.pointee.next_out = buffer.baseAddress
        stream.pointee.avail_out = UInt32(buffer.count)
        let result = CZlib.inflate(stream, Z_NO_FLUSH)
        isAtEnd = result == Z_STREAM_END
        let isSound = result == Z_OK || result == Z_BUF_ERROR || isAtEnd
        return (buffer.count - Int(stream.pointee.avail_out), isSound)
    }

    /// Everything at once; `nil` when damaged, cut off or longer than `octetsMax`.
    static func whole(_ bytes: ArraySlice<UInt8>, octetsMax: Int) -> [UInt8]? {
        var whole: [UInt8] = []
        var isTooLong = false
        do {
            let inflater = try Inflater()
            try inflater.inflate(bytes) { piece in
                isTooLong = whole.count + piece.count > octetsMax
                if !isTooLong { whole += piece }
                return !isTooLong
            }
            return inflater.isAtEnd && !isTooLong ? whole : nil
        } catch { return nil }
    }
}
