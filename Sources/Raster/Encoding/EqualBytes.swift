/// Comparing, which is half of what compression does: 32 bytes a step.
enum EqualBytes {
    /// How many bytes are equal from the beginning, at most `count`; the two may overlap.
    @inline(__always)
    static func prefix(_ first: UnsafePointer<UInt8>, _ second: UnsafePointer<UInt8>, count: Int) -> Int {
        let (one, two) = (UnsafeRawPointer(first), UnsafeRawPointer(second))
        var at = 0
        while at + 32 <= count {
            let low = word(one, two, at) | word(one, two, at + 8)
            let high = word(one, two, at + 16) | word(one, two, at + 24)
            if low | high != 0 { break }
            at += 32
        }
        while at + 8 <= count {
            let difference = word(one, two, at)
            if difference != 0 { return at + difference.trailingZeroBitCount / 8 }
            at += 8
        }
        while at < count, first[at] == second[at] { at += 1 }
        return at
    }

    static func areEqual(_ first: UnsafePointer<UInt8>, _ second: UnsafePointer<UInt8>, count: Int) -> Bool {
        prefix(first, second, count: count) == count
    }

    /// The difference of eight bytes, the first of them lowest.
    @inline(__always)
    static func word(_ first: UnsafeRawPointer, _ second: UnsafeRawPointer, _ at: Int) -> UInt64 {
        load(first, at) ^ load(second, at)
    }

    @inline(__always)
    static func load(_ start: UnsafeRawPointer, _ at: Int) -> UInt64 {
        UInt64(littleEndian: start.loadUnaligned(fromByteOffset: at, as: UInt64.self))
    }
}
