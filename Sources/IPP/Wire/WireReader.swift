/// Reads numbers and runs of bytes, each only after looking whether they are there.
///
/// The one place in this room that touches memory by address: it holds a buffer that the caller keeps alive for the
/// length of a call, and never gives out a byte beyond `count`.
struct WireReader {
    private let bytes: UnsafeRawBufferPointer
    private let count: Int
    /// Set when ``IPPLimits/attributeBytesMax`` hides bytes that are there.
    private let limit: Int?
    private(set) var offset = 0

    init(_ bytes: UnsafeRawBufferPointer, bytesMax: Int) {
        self.bytes = bytes
        count = Swift.max(0, min(bytes.count, bytesMax))
        limit = bytes.count > bytesMax ? bytesMax : nil
    }

    var isAtEnd: Bool { offset >= count }

    /// The tag of the next value, if that value is one more of the same attribute: its name has no length.
    @inline(__always)
    func tagOfAdditionalValue() -> UInt8? {
        guard count - offset >= 3, bytes[offset] >= ValueTag.first, bytes[offset + 1] == 0, bytes[offset + 2] == 0
        else { return nil }
        return bytes[offset]
    }

    /// Whether a length of zero comes next, or no length at all.
    var isNextLengthZero: Bool { count - offset < 2 || (bytes[offset] == 0 && bytes[offset + 1] == 0) }

    @inline(__always)
    mutating func readUInt8() throws(IPPError) -> UInt8 {
        guard count - offset >= 1 else { throw shortage(of: 1) }
        defer { offset += 1 }
        return bytes[offset]
    }

    @inline(__always)
    mutating func readUInt16() throws(IPPError) -> UInt16 {
        guard count - offset >= 2 else { throw shortage(of: 2) }
        defer { offset += 2 }
        return UInt16(bytes[offset]) << 8 | UInt16(bytes[offset + 1])
    }

    @inline(__always)
    mutating func readInt32() throws(IPPError) -> Int32 {
        guard count - offset >= 4 else { throw shortage(of: 4) }
        defer { offset += 4 }
        return Int32(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: Int32.self))
    }

    /// The next bytes, which stay where they are.
    @inline(__always)
    mutating func readBytes(_ length: Int) throws(IPPError) -> UnsafeRawBufferPointer {
        guard length >= 0, count - offset >= length else { throw shortage(of: length) }
        defer { offset += length }
        return UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + length])
    }

    /// What to say when the bytes end where `expected` should follow.
    func shortage(of expected: Int) -> IPPError {
        if let limit {
            return IPPError(.tooManyBytes, "the attributes take more than \(limit) bytes", at: offset)
        }
        return IPPError(.truncated, "expected \(expected) bytes, found \(count - offset)", at: offset)
    }

    func missingEnd() -> IPPError {
        limit == nil ? IPPError(.missingEnd, "no end-of-attributes tag", at: offset) : shortage(of: 1)
    }
}
