/// What is wrong with the octets of a value; whoever knows the attribute and the place makes an ``IPPError`` of it.
enum WireFault: Error {
    case malformed, notUTF8, tooLong
}

/// The octets of each syntax (RFC 8010 §3.9), both ways. Collections are read and written by those who call this.
extension AttributeValue {
    /// The value that `bytes` are under `tag`, a tag that this file does not know included.
    init(tag: UInt8, bytes: UnsafeRawBufferPointer, isLengthBounded: Bool) throws(WireFault) {
        if isLengthBounded, let bytesMax = ValueTag.bytesMax(tag), bytes.count > bytesMax { throw .tooLong }
        switch tag {
        case ValueTag.integer: self = .integer(try bytes.int32())
        case ValueTag.boolean: self = .boolean(try bytes.boolean())
        case ValueTag.enum: self = .enum(try bytes.int32())
        case ValueTag.octetString: self = .octetString(Array(bytes))
        case ValueTag.dateTime: self = .dateTime(try IPPDateTime(wire: bytes))
        case ValueTag.resolution: self = .resolution(try Resolution(wire: bytes))
        case ValueTag.rangeOfInteger: self = .rangeOfInteger(try IntegerRange(wire: bytes))
        case ValueTag.textWithLanguage:
            let (language, text) = try bytes.languageAndString(bytesMax: isLengthBounded ? 1_023 : .max)
            self = .textWithLanguage(text, language: language)
        case ValueTag.nameWithLanguage:
            let (language, name) = try bytes.languageAndString(bytesMax: isLengthBounded ? 255 : .max)
            self = .nameWithLanguage(name, language: language)
        case ValueTag.text: self = .text(try bytes.utf8())
        case ValueTag.name: self = .name(try bytes.utf8())
        case ValueTag.keyword: self = .keyword(try bytes.utf8())
        case ValueTag.uri: self = .uri(try bytes.utf8())
        case ValueTag.uriScheme: self = .uriScheme(try bytes.utf8())
        case ValueTag.charset: self = .charset(try bytes.utf8())
        case ValueTag.naturalLanguage: self = .naturalLanguage(try bytes.utf8())
        case ValueTag.mimeMediaType: self = .mimeMediaType(try bytes.utf8())
        case ValueTag.first...ValueTag.lastOutOfBand:
            guard bytes.isEmpty else { throw .malformed }
            self = OutOfBand(rawValue: tag).map(AttributeValue.outOfBand) ?? .unknown(tag: tag, [])
        case ValueTag.extension:
            guard bytes.count >= 4 else { throw .malformed }
            self = .unknown(tag: tag, Array(bytes))
        default: self = .unknown(tag: tag, Array(bytes))
        }
    }
}

extension UnsafeRawBufferPointer {
    fileprivate func int32() throws(WireFault) -> Int32 {
        guard count == 4 else { throw .malformed }
        return int32(at: 0)
    }

    /// For those who have looked at `count`.
    fileprivate func int32(at offset: Int) -> Int32 {
        Int32(bigEndian: loadUnaligned(fromByteOffset: offset, as: Int32.self))
    }

    fileprivate func boolean() throws(WireFault) -> Bool {
        guard count == 1, self[0] <= 1 else { throw .malformed }
        return self[0] == 1
    }

    fileprivate func utf8() throws(WireFault) -> String {
        guard let string = isASCII ? ascii : String(validating: self, as: UTF8.self) else { throw .notUTF8 }
        return string
    }

    /// `String(validating:as:)` looks up its own type at every call, which took a third of the time of decoding; and
    /// nearly all strings are ASCII.
    private var isASCII: Bool {
        let wordsEnd = count & ~7
        var bits: UInt64 = 0
        for offset in stride(from: 0, to: wordsEnd, by: 8) {
            bits |= loadUnaligned(fromByteOffset: offset, as: UInt64.self)
        }
        for offset in wordsEnd..<count { bits |= UInt64(self[offset]) }
        return bits & 0x8080_8080_8080_8080 == 0
    }

    /// For those who know that it is ASCII.
    var ascii: String { String(decoding: self, as: UTF8.self) }

    /// Length 2, language, length 2, string, and nothing behind it (RFC 8010 §3.9).
    fileprivate func languageAndString(bytesMax: Int) throws(WireFault) -> (language: String, string: String) {
        let (language, rest) = try lengthAndBytes()
        let (string, end) = try rest.lengthAndBytes()
        guard end.isEmpty else { throw .malformed }
        guard bytesMax == .max || language.count <= 63, string.count <= bytesMax else { throw .tooLong }
        return (try language.utf8(), try string.utf8())
    }

    private func lengthAndBytes() throws(WireFault) -> (bytes: Self, rest: Self) {
        guard count >= 2 else { throw .malformed }
        let length = Int(self[0]) << 8 | Int(self[1])
        guard count - 2 >= length else { throw .malformed }
        return (Self(rebasing: self[2..<2 + length]), Self(rebasing: self[(2 + length)...]))
    }
}

extension Resolution {
    fileprivate init(wire bytes: UnsafeRawBufferPointer) throws(WireFault) {
        guard bytes.count == 9 else { throw .malformed }
        self.init(crossFeed: bytes.int32(at: 0), feed: bytes.int32(at: 4), units: bytes[8])
    }
}

extension IntegerRange {
    fileprivate init(wire bytes: UnsafeRawBufferPointer) throws(WireFault) {
        guard bytes.count == 8 else { throw .malformed }
        self.init(bytes.int32(at: 0), bytes.int32(at: 4))
    }
}

extension IPPDateTime {
    /// RFC 2579's eleven octets: year 2, month, day, hour, minute, second, decisecond, `+` or `-`, hours and minutes
    /// from UTC.
    fileprivate init(wire bytes: UnsafeRawBufferPointer) throws(WireFault) {
        let plus = UInt8(ascii: "+"), minus = UInt8(ascii: "-")
        guard bytes.count == 11, bytes[8] == plus || bytes[8] == minus else { throw .malformed }
        self.init(
            year: UInt16(bytes[0]) << 8 | UInt16(bytes[1]), month: bytes[2], day: bytes[3],
            hour: bytes[4], minute: bytes[5], second: bytes[6], deciSecond: bytes[7],
            isAheadOfUTC: bytes[8] == plus, utcHours: bytes[9], utcMinutes: bytes[10])
        guard isValid else { throw .malformed }
    }
}

extension AttributeValue {
    /// Appends tag, name and value. `name` is empty for a value that is not an attribute's first.
    func encode(named name: String, into bytes: inout [UInt8]) {
        bytes.append(wireTag)
        bytes.appendLengthAndUTF8(name)
        switch self {
        case .integer(let number), .enum(let number):
            bytes.append(bigEndian: UInt16(4))
            bytes.append(bigEndian: UInt32(bitPattern: number))
        case .boolean(let flag):
            bytes.append(bigEndian: UInt16(1))
            bytes.append(flag ? 1 : 0)
        case .octetString(let octets), .unknown(_, let octets):
            let octets = octets.prefix(Self.bytesMax)
            bytes.append(bigEndian: UInt16(octets.count))
            bytes.append(contentsOf: octets)
        case .dateTime(let dateTime):
            bytes.append(bigEndian: UInt16(11))
            dateTime.encode(into: &bytes)
        case .resolution(let resolution):
            bytes.append(bigEndian: UInt16(9))
            bytes.append(bigEndian: UInt32(bitPattern: resolution.crossFeed))
            bytes.append(bigEndian: UInt32(bitPattern: resolution.feed))
            bytes.append(resolution.units)
        case .rangeOfInteger(let range):
            bytes.append(bigEndian: UInt16(8))
            bytes.append(bigEndian: UInt32(bitPattern: range.lower))
            bytes.append(bigEndian: UInt32(bitPattern: range.upper))
        case .collection(let members):
            bytes.append(bigEndian: UInt16(0))
            Self.encode(members: members, into: &bytes)
        case .textWithLanguage(let string, let language), .nameWithLanguage(let string, let language):
            Self.encode(string, language: language, into: &bytes)
        case .text(let string), .name(let string), .keyword(let string), .uri(let string), .uriScheme(let string),
            .charset(let string), .naturalLanguage(let string), .mimeMediaType(let string):
            bytes.appendLengthAndUTF8(string)
        case .outOfBand:
            bytes.append(bigEndian: UInt16(0))
        }
    }

    private var wireTag: UInt8 {
        switch self {
        case .integer: ValueTag.integer
        case .boolean: ValueTag.boolean
        case .enum: ValueTag.enum
        case .octetString: ValueTag.octetString
        case .dateTime: ValueTag.dateTime
        case .resolution: ValueTag.resolution
        case .rangeOfInteger: ValueTag.rangeOfInteger
        case .collection: ValueTag.begCollection
        case .textWithLanguage: ValueTag.textWithLanguage
        case .nameWithLanguage: ValueTag.nameWithLanguage
        case .text: ValueTag.text
        case .name: ValueTag.name
        case .keyword: ValueTag.keyword
        case .uri: ValueTag.uri
        case .uriScheme: ValueTag.uriScheme
        case .charset: ValueTag.charset
        case .naturalLanguage: ValueTag.naturalLanguage
        case .mimeMediaType: ValueTag.mimeMediaType
        case .outOfBand(let why): why.rawValue
        case .unknown(let tag, _): tag
        }
    }

    /// The length of a value is a signed 16-bit number.
    fileprivate static let bytesMax = 32_767

    private static func encode(members: [Attribute], into bytes: inout [UInt8]) {
        for member in members where !member.name.isEmpty {
            bytes.append(ValueTag.memberAttrName)
            bytes.append(bigEndian: UInt16(0))
            bytes.appendLengthAndUTF8(member.name)
            for value in member.valuesOnWire { value.encode(named: "", into: &bytes) }
        }
        bytes.append(contentsOf: [ValueTag.endCollection, 0, 0, 0, 0])
    }

    private static func encode(_ string: String, language: String, into bytes: inout [UInt8]) {
        let start = bytes.count
        bytes.append(bigEndian: UInt16(0))
        bytes.appendLengthAndUTF8(language, bytesMax: 1_023)
        bytes.appendLengthAndUTF8(string, bytesMax: bytesMax - 4 - 1_023)
        let length = UInt16(truncatingIfNeeded: bytes.count - start - 2)
        bytes[start] = UInt8(truncatingIfNeeded: length >> 8)
        bytes[start + 1] = UInt8(truncatingIfNeeded: length)
    }
}

extension IPPDateTime {
    fileprivate func encode(into bytes: inout [UInt8]) {
        bytes.append(bigEndian: year)
        bytes.append(contentsOf: [
            month, day, hour, minute, second, deciSecond, UInt8(ascii: isAheadOfUTC ? "+" : "-"), utcHours, utcMinutes,
        ])
    }
}

extension Attribute {
    /// Nothing of an empty `values` could be written; RFC 8010 §3.8 has a value that says so.
    var valuesOnWire: [AttributeValue] { values.isEmpty ? [.outOfBand(.noValue)] : values }
}

extension [UInt8] {
    mutating func append(bigEndian number: UInt16) {
        append(UInt8(truncatingIfNeeded: number >> 8))
        append(UInt8(truncatingIfNeeded: number))
    }

    mutating func append(bigEndian number: UInt32) {
        append(bigEndian: UInt16(truncatingIfNeeded: number >> 16))
        append(bigEndian: UInt16(truncatingIfNeeded: number))
    }

    /// Cut before a character that would go past `bytesMax`.
    fileprivate mutating func appendLengthAndUTF8(_ string: String, bytesMax: Int = AttributeValue.bytesMax) {
        let count = string.utf8.count
        guard count > bytesMax else {
            append(bigEndian: UInt16(truncatingIfNeeded: count))
            append(contentsOf: string.utf8)
            return
        }
        var end = string.utf8.index(string.utf8.startIndex, offsetBy: bytesMax)
        while end > string.startIndex, UTF8.isContinuation(string.utf8[end]) { end = string.utf8.index(before: end) }
        let cut = string.utf8[..<end]
        append(bigEndian: UInt16(truncatingIfNeeded: cut.count))
        append(contentsOf: cut)
    }
}
