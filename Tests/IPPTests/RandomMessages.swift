import IPP

/// Makes messages, and breaks them, always the same way for the same seed (SplitMix64).
struct RandomMessages: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func message() -> IPPMessage {
        IPPMessage(
            version: IPPVersion(byte(), byte()), code: Int16(truncatingIfNeeded: next()), requestID: integer(),
            groups: (0..<pick(0...4)).map { _ in group() })
    }

    mutating func group() -> AttributeGroup {
        let tags: [UInt8] = [1, 2, 4, 5, 6, 7, 8, 9, 10]
        let tag = tags[pick(0...tags.count - 1)]
        return AttributeGroup(GroupTag(rawValue: tag), attributes(atMost: 6, depth: 0))
    }

    /// `bytes` with a few places changed, taken out, put in or cut off.
    mutating func broken(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<pick(1...3) where !bytes.isEmpty {
            let index = pick(0...bytes.count - 1)
            switch pick(0...5) {
            case 0: bytes[index] = byte()
            case 1: bytes[index] ^= 1 << UInt8(pick(0...7))
            case 2: bytes.remove(at: index)
            case 3: bytes.insert(byte(), at: index)
            case 4: bytes.replaceSubrange(index..<min(index + 4, bytes.count), with: [0, 0, 0, 0])
            default: bytes.removeLast(pick(0...min(8, bytes.count)))
            }
        }
        return bytes
    }

    mutating func pick(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }

    private mutating func attributes(atMost count: Int, depth: Int) -> [Attribute] {
        (0..<pick(0...count)).map { _ in
            Attribute(string(1...20, of: Array("abcdefgh-0.XZ_")), (0..<pick(1...3)).map { _ in value(depth: depth) })
        }
    }

    private mutating func value(depth: Int) -> AttributeValue {
        switch pick(0...20) {
        case 0: .integer(integer())
        case 1: .boolean(pick(0...1) == 1)
        case 2: .enum(integer())
        case 3: .octetString(bytes())
        case 4: .dateTime(dateTime())
        case 5: .resolution(Resolution(crossFeed: integer(), feed: integer(), units: byte()))
        case 6: .rangeOfInteger(IntegerRange(integer(), integer()))
        case 7, 8: depth < 4 ? .collection(attributes(atMost: 3, depth: depth + 1)) : .outOfBand(.noValue)
        case 9: .textWithLanguage(text(), language: text())
        case 10: .nameWithLanguage(text(), language: text())
        case 11: .text(text())
        case 12: .name(text())
        case 13: .keyword(text())
        case 14: .uri(text())
        case 15: .uriScheme(text())
        case 16: .charset(text())
        case 17: .naturalLanguage(text())
        case 18: .mimeMediaType(text())
        case 19: .outOfBand(OutOfBand.allCases[pick(0...OutOfBand.allCases.count - 1)])
        default: .unknown(tag: [0x20, 0x2A, 0x40, 0x60, 0x80, 0xFF][pick(0...5)], bytes())
        }
    }

    private mutating func text() -> String { string(0...15, of: Array("aZ 9é漢🖨\u{0}\u{301}~")) }

    private mutating func string(_ length: ClosedRange<Int>, of characters: [Character]) -> String {
        String((0..<pick(length)).map { _ in characters[pick(0...characters.count - 1)] })
    }

    private mutating func dateTime() -> IPPDateTime {
        IPPDateTime(
            year: UInt16(pick(0...65_535)), month: UInt8(pick(1...12)), day: UInt8(pick(1...28)),
            hour: UInt8(pick(0...23)), minute: UInt8(pick(0...59)), second: UInt8(pick(0...60)),
            deciSecond: UInt8(pick(0...9)), isAheadOfUTC: pick(0...1) == 1, utcHours: UInt8(pick(0...14)),
            utcMinutes: UInt8(pick(0...59)))
    }

    private mutating func bytes() -> [UInt8] { (0..<pick(0...12)).map { _ in byte() } }
    private mutating func byte() -> UInt8 { UInt8(truncatingIfNeeded: next()) }
    private mutating func integer() -> Int32 { Int32(truncatingIfNeeded: next() >> UInt64(pick(0...63))) }
}
