internal import CZlib
internal import Synchronization

/// Compresses a document while it is sent (RFC 1952, "compression" RFC 8011 §5.4.32).
final class Gzip: Sendable {
    /// Formats that are made smaller by it; the others are compressed in themselves.
    private static let worthwhile: Set<String> = [
        "image/pwg-raster", "image/urf", "application/postscript", "text/plain", "application/vnd.hp-pcl",
        "application/vnd.cups-raster", "application/octet-stream",
    ]
    /// What is smaller has arrived before the first block is full.
    private static let octetsMin: Int64 = 16_384

    /// - Parameter octets: how many there are, where that is known.
    static func pays(for format: String, octets: Int64?) -> Bool {
        worthwhile.contains(format.lowercased()) && octets.map { $0 >= octetsMin } ?? true
    }

    /// zlib's state, which stays where it is: zlib keeps a pointer to it. Unchecked because of that pointer, which only the
    /// mutex around it gives out.
    private struct Stream: @unchecked Sendable {
        var pointer: UnsafeMutablePointer<z_stream>
    }

    private let stream: Mutex<Stream>
    private let isReady: Bool

    init() {
        let pointer = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
        pointer.initialize(to: z_stream())
        // Quick rather than small: raster shrinks to a tenth at any level. 15 bits of window, and 16 for gzip's wrapping.
        isReady =
            deflateInit2_(
                pointer, 1, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
                Int32(MemoryLayout<z_stream>.size)) == Z_OK
        stream = Mutex(Stream(pointer: pointer))
    }

    deinit {
        stream.withLock { stream in
            if isReady { deflateEnd(stream.pointer) }
            stream.pointer.deallocate()
        }
    }

    struct Failure: Error {}

    /// What can be sent so far; with `isLast`, the rest.
    func compress(_ bytes: [UInt8], isLast: Bool) throws(Failure) -> [UInt8] {
        guard isReady else { throw Failure() }
        return try stream.withLock { stream throws(Failure) in
            let zlib = stream.pointer
            var output: [UInt8] = []
            var isDone = false
            var failed = false
            bytes.withUnsafeBufferPointer { input in
                zlib.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
                zlib.pointee.avail_in = UInt32(clamping: input.count)
                while !isDone, !failed {
                    let room = 65_536
                    let piece = [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
                        zlib.pointee.next_out = buffer.baseAddress
                        zlib.pointee.avail_out = UInt32(room)
                        let result = deflate(zlib, isLast ? Z_FINISH : Z_NO_FLUSH)
                        count = room - Int(zlib.pointee.avail_out)
                        failed = result == Z_STREAM_ERROR
                        isDone = isLast ? result == Z_STREAM_END : zlib.pointee.avail_out > 0
                    }
                    output += piece
                }
                zlib.pointee.next_in = nil
            }
            if failed { throw Failure() }
            return output
        }
    }
}
