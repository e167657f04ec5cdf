/// The beginning of a document, with the questions that rules ask of it.
struct Head: Hashable, Sendable {
    var bytes: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) { self.bytes = bytes }

    /// - Parameter pattern: ASCII, with `\u{..}` up to FF for other bytes; `offset` counts from the beginning.
    func has(_ pattern: String, at offset: Int = 0) -> Bool {
        matches(pattern, at: offset) { $0 }
    }

    /// The same without regard to the case of ASCII letters; `pattern` in lower case.
    func hasIgnoringCase(_ pattern: String, at offset: Int = 0) -> Bool {
        matches(pattern, at: offset, Self.lowercased)
    }

    /// Where `pattern` first begins within the first `limit` bytes, counted from the beginning.
    func find(_ pattern: String, within limit: Int) -> Int? {
        guard let first = pattern.unicodeScalars.first else { return nil }
        let begin = UInt8(truncatingIfNeeded: first.value)
        return (0..<min(limit, bytes.count)).first { bytes[bytes.startIndex + $0] == begin && has(pattern, at: $0) }
    }

    /// Compares in place: every document is asked some fifty of these, and none of them should allocate.
    private func matches(_ pattern: String, at offset: Int, _ folded: (UInt8) -> UInt8) -> Bool {
        var index = bytes.startIndex + offset
        for scalar in pattern.unicodeScalars {
            guard index < bytes.endIndex, folded(bytes[index]) == UInt8(truncatingIfNeeded: scalar.value) else {
                return false
            }
            index += 1
        }
        return true
    }

    func byte(_ offset: Int) -> UInt8? {
        offset < bytes.count ? bytes[bytes.startIndex + offset] : nil
    }

    func littleEndian32(_ offset: Int) -> UInt32? {
        guard offset + 4 <= bytes.count else { return nil }
        return bytes.dropFirst(offset).prefix(4).reversed().reduce(0) { $0 << 8 | UInt32($1) }
    }

    func dropping(_ count: Int) -> Head { Head(bytes.dropFirst(count)) }

    func dropping(while isSkipped: (UInt8) -> Bool) -> Head { Head(bytes.drop(while: isSkipped)) }

    /// What is left of a text after the mark of UTF-8, white space and a Control-D that a driver put before it.
    var text: Head {
        let plain = has("\u{EF}\u{BB}\u{BF}") ? dropping(3) : self
        return plain.dropping { $0 == 0x20 || (0x09...0x0D).contains($0) || $0 == 0x04 }
    }

    private static func lowercased(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }
}
