/// The beginning of a document, with the questions that rules ask of it.
struct Head: Hashable, Sendable {
    var bytes: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) { self.bytes = bytes }

    /// - Parameter pattern: ASCII, with `\u{..}` up to FF for other bytes; `offset` counts from the beginning.
    func has(_ pattern: String, at offset: Int = 0) -> Bool {
        bytes.dropFirst(offset).starts(with: Self.octets(pattern))
    }

    /// The same without regard to the case of ASCII letters; `pattern` in lower case.
    func hasIgnoringCase(_ pattern: String, at offset: Int = 0) -> Bool {
        let wanted = Self.octets(pattern)
        return bytes.dropFirst(offset).prefix(wanted.count).map(Self.lowercased).elementsEqual(wanted)
    }

    /// Where `pattern` first begins within the first `limit` bytes, counted from the beginning.
    func find(_ pattern: String, within limit: Int) -> Int? {
        let wanted = Self.octets(pattern)
        guard let first = wanted.first else { return nil }
        var rest = bytes.prefix(limit + wanted.count)
        while let place = rest.firstIndex(of: first), place - bytes.startIndex < limit {
            if rest[place...].starts(with: wanted) { return place - bytes.startIndex }
            rest = rest[(place + 1)...]
        }
        return nil
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

    private static func octets(_ pattern: String) -> [UInt8] { pattern.unicodeScalars.map { UInt8($0.value) } }

    private static func lowercased(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }
}
