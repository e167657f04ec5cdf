import NIOCore

/// Answers as libcups reads them fastest.
///
/// libcups fills its buffer of 2,048 octets only when it reads lines: the head, and the line before each chunk. What is
/// not in the buffer it reads with a system call for every length, tag and name, 5,500 calls for one `lp`. So an answer
/// with a Content-Length costs it more than the printing, and one in chunks that each fill the buffer, line and end
/// included, costs a call a chunk.
enum LibcupsFraming {
    /// Octets of libcups' buffer (`HTTP_MAX_BUFFER`).
    static let bufferOctets = 2_048
    /// An answer that may fit into the buffer with its head needs no chunks.
    static let octetsWorthChunks = 1_536
    /// "7f9", CR LF, and CR LF behind the data.
    static let frameOctets = 7
}

extension ByteBuffer {
    /// Writes all of an answer in chunks for libcups.
    ///
    /// - Parameter used: octets that come before, in the same buffer of libcups: the head.
    mutating func writeLibcupsChunks(_ bytes: [UInt8], behind used: Int) {
        let room = LibcupsFraming.bufferOctets - LibcupsFraming.frameOctets
        var start = 0
        // A line of fewer digits only leaves room for an octet more.
        var count = max(1, room - used % LibcupsFraming.bufferOctets)
        while start < bytes.count {
            let end = min(bytes.count, start + count)
            writeChunk(bytes[start..<end])
            (start, count) = (end, room)
        }
    }
}
