import CZlib
import PrintModel

/// Compresses, as clients do.
enum Deflating {
    /// - Parameter windowBits: 31 for gzip, 15 for zlib, -15 for raw deflate.
    static func deflate(_ bytes: [UInt8], windowBits: Int32) -> [UInt8] {
        var stream = z_stream()
        deflateInit2_(
            &stream, Z_BEST_COMPRESSION, Z_DEFLATED, windowBits, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
            Int32(MemoryLayout<z_stream>.size))
        defer { deflateEnd(&stream) }
        var output = [UInt8](repeating: 0, count: bytes.count + bytes.count / 100 + 1024)
        var input = bytes
        let room = output.count
        input.withUnsafeMutableBufferPointer { source in
            output.withUnsafeMutableBufferPointer { target in
                stream.next_in = source.baseAddress
                stream.avail_in = UInt32(source.count)
                stream.next_out = target.baseAddress
                stream.avail_out = UInt32(room)
                _ = CZlib.deflate(&stream, Z_FINISH)
            }
        }
        return Array(output.prefix(room - Int(stream.avail_out)))
    }

    static func gzip(_ bytes: [UInt8]) -> [UInt8] { deflate(bytes, windowBits: 31) }
}

extension DocumentStream {
    /// `bytes` in pieces of that size.
    static func pieces(_ bytes: [UInt8], of octets: Int) -> DocumentStream {
        let rest = Rest(bytes)
        return DocumentStream { await rest.take(octets) }
    }

    /// All that comes, and the size of the largest piece.
    func collect() async throws -> (bytes: [UInt8], largest: Int) {
        var bytes: [UInt8] = []
        var largest = 0
        while let piece = try await next() {
            bytes += piece
            largest = max(largest, piece.count)
        }
        return (bytes, largest)
    }

    private actor Rest {
        private var bytes: ArraySlice<UInt8>

        init(_ bytes: [UInt8]) { self.bytes = bytes[...] }

        func take(_ octets: Int) -> [UInt8]? {
            guard !bytes.isEmpty else { return nil }
            defer { bytes = bytes.dropFirst(octets) }
            return Array(bytes.prefix(octets))
        }
    }
}
