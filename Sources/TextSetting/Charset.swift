/// How octets stand for characters.
public enum Charset: Hashable, Sendable {
    /// Octets that are no UTF-8 are read as windows-1252, which is what they are when the two were mixed.
    case utf8
    /// Also for ISO 8859-1, whose 32 control characters nobody uses.
    case windows1252
    case utf16(isLittleEndian: Bool)
    /// One that iconv knows by this name.
    case other(String)

    /// What a client called it; `nil` for what does not say much (US-ASCII is said of anything) or is no name at all.
    public init?(named name: String) {
        let name = name.lowercased()
        switch name {
        case "utf-8", "utf8": self = .utf8
        case "iso-8859-1", "iso8859-1", "iso_8859-1", "latin1", "l1", "windows-1252", "cp1252": self = .windows1252
        case "utf-16", "utf-16be", "iso-10646-ucs-2": self = .utf16(isLittleEndian: false)
        case "utf-16le": self = .utf16(isLittleEndian: true)
        case "us-ascii", "ascii", "ansi_x3.4-1968", "": return nil
        default:
            // Only what is a name goes to iconv, which also takes orders behind slashes.
            let isName = name.utf8.count <= 40 && name.utf8.allSatisfy { Self.nameOctets.contains($0) }
            guard isName else { return nil }
            self = .other(name)
        }
    }

    private static let nameOctets = Set("abcdefghijklmnopqrstuvwxyz0123456789-_.:+()".utf8)

    /// What the start of a text is written in, and how many octets of a byte order mark stand before it.
    ///
    /// - Parameter start: the first 64 KiB, or all of it.
    public static func detect(_ start: [UInt8], told: Charset?) -> (charset: Charset, mark: Int) {
        if start.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
        if start.starts(with: [0xFF, 0xFE]) { return (.utf16(isLittleEndian: true), 2) }
        if start.starts(with: [0xFE, 0xFF]) { return (.utf16(isLittleEndian: false), 2) }
        if let told { return (told, 0) }
        if let isLittleEndian = looksLikeUTF16(start) { return (.utf16(isLittleEndian: isLittleEndian), 0) }
        return (looksLikeUTF8(start) ? .utf8 : .windows1252, 0)
    }

    /// Latin text in UTF-16 has a zero in every other octet.
    private static func looksLikeUTF16(_ start: [UInt8]) -> Bool? {
        let pairs = start.count / 2
        guard pairs >= 4 else { return nil }
        var (even, odd) = (0, 0)
        for pair in 0..<pairs {
            even += start[2 * pair] == 0 ? 1 : 0
            odd += start[2 * pair + 1] == 0 ? 1 : 0
        }
        if odd > pairs * 4 / 10, even <= pairs / 20 { return true }
        if even > pairs * 4 / 10, odd <= pairs / 20 { return false }
        return nil
    }

    /// More letters written in several octets than octets that are none.
    private static func looksLikeUTF8(_ start: [UInt8]) -> Bool {
        var (letters, wrong, rest) = (0, 0, start[...])
        while let first = rest.first {
            if first < 0x80 {
                rest = rest.drop { $0 < 0x80 }
                continue
            }
            let (scalar, octets) = UTF8Octets.decode(rest)
            if octets == 0 { break }
            if scalar == nil { wrong += 1 } else { letters += 1 }
            rest = rest.dropFirst(octets)
        }
        return wrong == 0 || letters > wrong
    }

    /// 0x80 to 0x9F of windows-1252; the five that it has not are left out.
    static let windows1252Controls: [UInt32] = [
        0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
        0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E,
        0x0178,
    ]
}

enum UTF8Octets {
    /// The scalar at the start of `bytes` and its octets; no scalar and 1 where it is wrong; 0 octets where more are
    /// needed to know.
    static func decode(_ bytes: ArraySlice<UInt8>) -> (scalar: UInt32?, octets: Int) {
        guard let first = bytes.first else { return (nil, 0) }
        let (count, least, start): (Int, UInt32, UInt32) =
            switch first {
            case 0x00...0x7F: (1, 0, UInt32(first))
            case 0xC2...0xDF: (2, 0x80, UInt32(first & 0x1F))
            case 0xE0...0xEF: (3, 0x800, UInt32(first & 0x0F))
            case 0xF0...0xF4: (4, 0x10000, UInt32(first & 0x07))
            default: (0, 0, 0)
            }
        guard count > 0 else { return (nil, 1) }
        var scalar = start
        for octet in bytes.dropFirst().prefix(count - 1) {
            guard octet & 0xC0 == 0x80 else { return (nil, 1) }
            scalar = scalar << 6 | UInt32(octet & 0x3F)
        }
        guard bytes.count >= count else { return (nil, 0) }
        let isScalar = scalar >= least && scalar <= 0x10FFFF && !(0xD800...0xDFFF).contains(scalar)
        return isScalar ? (scalar, count) : (nil, 1)
    }
}
