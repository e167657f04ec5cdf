/// Octets of a text, in pieces, to a ``Typist``.
public struct TextDecoder {
    private let charset: Charset
    /// Octets that are the beginning of a character.
    private var rest: [UInt8] = []
    private let converter: Converter?
    /// Octets were met that are none of the charset's.
    public private(set) var sawWrongOctets = false

    /// - Returns: `nil` when there is no such charset here.
    public init?(_ charset: Charset) {
        self.charset = charset
        if case .other(let name) = charset {
            guard let converter = Converter(from: name) else { return nil }
            self.converter = converter
        } else {
            converter = nil
        }
    }

    /// - Parameter isLast: nothing follows; what is cut off is wrong then.
    public mutating func decode(_ piece: [UInt8], isLast: Bool = false, to typist: inout Typist) throws {
        let bytes = rest.isEmpty ? piece : rest + piece
        rest = []
        switch charset {
        case .utf8: try decodeUTF8(bytes, isLast, &typist)
        case .windows1252: try decode1252(bytes, &typist)
        case .utf16(let isLittleEndian): try decodeUTF16(bytes, isLittleEndian, isLast, &typist)
        case .other: try decodeOther(bytes, isLast, &typist)
        }
    }

    private mutating func decodeUTF8(_ bytes: [UInt8], _ isLast: Bool, _ typist: inout Typist) throws {
        var sawWrong = false
        let taken = try Self.eachOctet(bytes, &typist) { offset in
            let (scalar, octets) = UTF8Octets.decode(bytes[offset...])
            if let scalar { return (scalar, octets) }
            if octets == 0, !isLast { return nil }
            sawWrong = true
            return (Self.windows1252(bytes[offset]), 1)
        }
        if sawWrong { sawWrongOctets = true }
        rest = Array(bytes[taken...])
    }

    private mutating func decode1252(_ bytes: [UInt8], _ typist: inout Typist) throws {
        _ = try Self.eachOctet(bytes, &typist) { (Self.windows1252(bytes[$0]), 1) }
    }

    /// Runs of printable ASCII go at once; other octets as `scalar` tells, which says nothing to wait for more.
    ///
    /// - Returns: how many octets were taken.
    private static func eachOctet(
        _ bytes: [UInt8], _ typist: inout Typist, scalar: (Int) -> (scalar: UInt32, octets: Int)?
    ) throws -> Int {
        try bytes.withUnsafeBufferPointer { buffer in
            var offset = 0
            while offset < buffer.count {
                var end = offset
                while end < buffer.count, buffer[end] &- 0x20 < 0x5F { end += 1 }
                if end > offset {
                    try typist.type(ascii: buffer[offset..<end])
                    offset = end
                } else if buffer[offset] < 0x80 {
                    try typist.type(UInt32(buffer[offset]))
                    offset += 1
                } else {
                    guard let (scalar, octets) = scalar(offset) else { break }
                    if scalar != 0 { try typist.type(scalar) }
                    offset += octets
                }
            }
            return offset
        }
    }

    private static func windows1252(_ octet: UInt8) -> UInt32 {
        (0x80...0x9F).contains(octet) ? Charset.windows1252Controls[Int(octet - 0x80)] : UInt32(octet)
    }

    private mutating func decodeUTF16(
        _ bytes: [UInt8], _ isLittleEndian: Bool, _ isLast: Bool, _ typist: inout Typist
    ) throws {
        func unit(_ offset: Int) -> UInt32 {
            let (first, second) = (UInt32(bytes[offset]), UInt32(bytes[offset + 1]))
            return isLittleEndian ? second << 8 | first : first << 8 | second
        }
        var offset = 0
        while offset + 2 <= bytes.count {
            let first = unit(offset)
            if (0xD800...0xDBFF).contains(first) {
                if offset + 4 > bytes.count, !isLast { break }
                let second = offset + 4 <= bytes.count ? unit(offset + 2) : 0
                if (0xDC00...0xDFFF).contains(second) {
                    try typist.type(0x10000 + (first - 0xD800) << 10 + second - 0xDC00)
                    offset += 4
                    continue
                }
            }
            let isHalf = (0xD800...0xDFFF).contains(first)
            if isHalf { sawWrongOctets = true }
            try typist.type(isHalf ? 0xFFFD : first)
            offset += 2
        }
        if isLast, offset < bytes.count { sawWrongOctets = true }
        rest = Array(bytes[offset...])
    }

    private mutating func decodeOther(_ bytes: [UInt8], _ isLast: Bool, _ typist: inout Typist) throws {
        guard let converter else { return }
        var offset = 0
        while offset < bytes.count {
            let step = converter.convert(bytes[offset...])
            for scalar in step.scalars { try typist.type(scalar) }
            offset += step.octets
            switch step.end {
            case .all: break
            case .incomplete where !isLast:
                // No charset has characters of more octets than this.
                guard bytes.count - offset <= 16 else { fallthrough }
                rest = Array(bytes[offset...])
                return
            case .incomplete, .wrong:
                sawWrongOctets = true
                try typist.type(0xFFFD)
                offset += 1
            }
        }
    }
}
