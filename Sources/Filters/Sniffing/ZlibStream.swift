internal import CZlib

/// zlib's inflater, held where it stays: zlib keeps a pointer to its own state.
///
/// Not `Sendable`: whoever has it calls it from one place at a time.
final class ZlibStream {
    /// What the bytes are wrapped in.
    enum Wrapping: Int32 {
        case gzip = 31
        case zlib = 15
        /// Nothing around it (RFC 1951).
        case none = -15
    }

    enum Step: Hashable {
        /// Wants more input, or room for output.
        case going
        /// The end of the compressed data; what input is left does not belong to it.
        case ended
    }

    private let stream: UnsafeMutablePointer<z_stream>
    private let room: UnsafeMutableBufferPointer<UInt8>
    /// How much of the room is used.
    private var filled = 0

    /// - Parameter roomOctets: how much output it holds before ``take()``.
    init(_ wrapping: Wrapping, roomOctets: Int) throws(ZlibError) {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        room = .allocate(capacity: roomOctets)
        let result = inflateInit2_(stream, wrapping.rawValue, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        guard result == Z_OK else {
            stream.deallocate()
            room.deallocate()
            throw ZlibError(reason: "zlib cannot start (\(result))")
        }
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
        room.deallocate()
    }

    var isFull: Bool { filled == room.count }

    /// Inflates from the front of `input`, which shrinks, into the room that is left.
    func inflate(_ input: inout ArraySlice<UInt8>) throws(ZlibError) -> Step {
        let (result, used) = input.withUnsafeBufferPointer { source -> (Int32, Int) in
            stream.pointee.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
            stream.pointee.avail_in = UInt32(source.count)
            stream.pointee.next_out = room.baseAddress.map { $0 + filled }
            stream.pointee.avail_out = UInt32(room.count - filled)
            let result = CZlib.inflate(stream, Z_NO_FLUSH)
            return (result, source.count - Int(stream.pointee.avail_in))
        }
        filled = room.count - Int(stream.pointee.avail_out)
        input = input.dropFirst(used)
        switch result {
        case Z_STREAM_END: return .ended
        // Z_BUF_ERROR: nothing could be done with so little input or room; it goes on with more.
        case Z_OK, Z_BUF_ERROR: return .going
        default: throw ZlibError(reason: message(result))
        }
    }

    /// The output so far; the room is free again.
    func take() -> [UInt8] {
        defer { filled = 0 }
        return Array(room.prefix(filled))
    }

    /// Begins with the next member of a gzip file.
    func reset() { inflateReset(stream) }

    private func message(_ result: Int32) -> String {
        if let text = stream.pointee.msg { return String(cString: text) }
        return result == Z_NEED_DICT ? "a preset dictionary, which nobody has" : "zlib error \(result)"
    }
}

struct ZlibError: Error, Hashable, Sendable {
    var reason: String
}

/// Looks into a compressed document without asking that it be whole.
enum GzipPeek {
    /// The first bytes of what is inside, as many as `head` gives; none when it is not gzip after all.
    static func inflate(_ head: ArraySlice<UInt8>, octetsMax: Int) -> [UInt8] {
        guard let stream = try? ZlibStream(.gzip, roomOctets: octetsMax) else { return [] }
        var rest = head
        // One call does all that can be done; damage after what it could read does not matter here.
        _ = try? stream.inflate(&rest)
        return stream.take()
    }
}
