import IPP
import Testing

@Suite("Bytes that are not an IPP message")
struct RefusalTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let what: String
        let bytes: [UInt8]
        let code: IPPError.Code
        let offset: Int
        var testDescription: String { what }

        init(_ what: String, _ bytes: [UInt8], _ code: IPPError.Code, at offset: Int) {
            self.what = what
            self.bytes = bytes
            self.code = code
            self.offset = offset
        }

        /// A refused value of an attribute "x": the length is at byte 13, the value at byte 15.
        static func value(
            _ what: String, _ tag: UInt8, _ value: [UInt8], _ code: IPPError.Code = .badValue, at offset: Int = 15
        ) -> Case {
            Case(what, Wire.message(Wire.attribute(tag, "x", value)), code, at: offset)
        }
    }

    /// Numbers such as I15 are rows of the bad-input matrix.
    static let frames: [Case] = [
        Case("nothing at all", [], .truncated, at: 0),
        Case("I02: four octets", [2, 0, 0, 2], .truncated, at: 4),
        Case("a header and no more", Wire.header, .missingEnd, at: 8),
        Case("I10: no end tag", Wire.header + [1] + Wire.attribute(0x22, "x", [1]), .missingEnd, at: 16),
        Case("I15: a name length that lies", Wire.header + [1, 0x44, 0xFF, 0xFF, 1, 2, 3], .badName, at: 10),
        Case("a name that ends early", Wire.header + [1, 0x44, 0, 9, 0x61], .truncated, at: 12),
        Case(
            "I16: a value length that lies", Wire.header + [1, 0x44, 0, 1, 0x78, 0xFF, 0xFF, 1], .badValue, at: 13),
        Case("a value that ends early", Wire.header + [1, 0x44, 0, 1, 0x78, 0, 9, 1], .truncated, at: 15),
        Case(
            "I17: a negative value length, all there",
            Wire.message([0x30, 0, 1, 0x78, 0x80, 0] + Array(repeating: 0, count: 0x8000)), .badValue, at: 13),
        Case("I18: a value without an attribute", Wire.message(Wire.attribute(0x44, "", "a")), .badName, at: 10),
        Case("I33: group tag 0x00", Wire.header + [0, 3], .unexpectedTag, at: 8),
        Case("I34: group tag 0x0F", Wire.header + [1, 0x0F, 3], .unexpectedTag, at: 9),
        Case(
            "an attribute before any group", Wire.header + Wire.attribute(0x22, "x", [1]) + [3], .unexpectedTag, at: 8),
        Case("I36: a member outside a collection", Wire.message(Wire.attribute(0x4A, "x", "m")), .unexpectedTag, at: 9),
        Case(
            "a member behind an attribute",
            Wire.message(Wire.attribute(0x22, "x", [1]), Wire.attribute(0x4A, "", "m")), .unexpectedTag, at: 16),
        Case("I37: an end without a beginning", Wire.message(Wire.attribute(0x37, "x", [])), .unexpectedTag, at: 9),
        Case("I47: a name of 20,000 octets", Wire.message(named(20_000)), .badName, at: 10),
        Case("a name of 256 octets", Wire.message(named(256)), .badName, at: 10),
        Case("a name with a blank", Wire.message(Wire.attribute(0x22, "a b", [1])), .badName, at: 12),
        Case("a name that is not ASCII", Wire.message(Wire.attribute(0x22, "é", [1])), .badName, at: 12),
    ]

    static let collections: [Case] = [
        Case("I27: a collection without an end", Wire.message(Wire.attribute(0x34, "c", [])), .unexpectedTag, at: 15),
        Case(
            "a collection that the bytes end in", Array(Wire.message(Wire.attribute(0x34, "c", [])).dropLast()),
            .truncated, at: 15),
        Case("a collection that starts with a value", Wire.message(Wire.attribute(0x34, "c", [1])), .badValue, at: 15),
        Case(
            "an end with a value", Wire.message(Wire.attribute(0x34, "c", []), Wire.attribute(0x37, "", [1])),
            .badValue, at: 18),
        Case(
            "an end with a name", Wire.message(Wire.attribute(0x34, "c", []), Wire.attribute(0x37, "c", [])),
            .badName, at: 16),
        Case(
            "a member without a name", Wire.message(Wire.collection("c", Wire.member(0x22, "", [1]))), .badName, at: 18),
        Case(
            "a member without a value", Wire.message(Wire.collection("c", Wire.attribute(0x4A, "", "m"))),
            .unexpectedTag, at: 21),
        Case(
            "a value before any member", Wire.message(Wire.collection("c", Wire.attribute(0x22, "", [1]))),
            .unexpectedTag, at: 15),
        Case(
            "a member with its name in the wrong place",
            Wire.message(Wire.collection("c", Wire.attribute(0x22, "m", [1]))), .unexpectedTag, at: 15),
        Case(
            "a member's value with a name",
            Wire.message(Wire.collection("c", Wire.attribute(0x4A, "", "m"), Wire.attribute(0x22, "n", [1]))),
            .badName, at: 22),
        Case("I28: collections nested 100 deep", nested(100), .nestedTooDeep, at: 15 + 8 * 11),
        Case("I29: collections nested 50,000 deep", nested(50_000), .nestedTooDeep, at: 15 + 8 * 11),
    ]

    static let values: [Case] = [
        .value("I19: an integer of 3 octets", 0x21, [0, 0, 1]),
        .value("an enum of 5 octets", 0x23, [0, 0, 0, 0, 1]),
        .value("I20: a boolean of 0 octets", 0x22, []),
        .value("I21: a boolean of 2", 0x22, [2]),
        .value("I22: a dateTime of 5 octets", 0x31, [7, 0xEA, 1, 1, 0]),
        .value("I23: the 40th of month 13", 0x31, [7, 0xEA, 13, 40, 0, 0, 0, 0, 0x2B, 0, 0]),
        .value("29 February of a common year", 0x31, [7, 0xEA, 2, 29, 0, 0, 0, 0, 0x2B, 0, 0]),
        .value("day 0", 0x31, [7, 0xEA, 1, 0, 0, 0, 0, 0, 0x2B, 0, 0]),
        .value("24 o'clock", 0x31, [7, 0xEA, 1, 1, 24, 0, 0, 0, 0x2B, 0, 0]),
        .value("minute 60", 0x31, [7, 0xEA, 1, 1, 0, 60, 0, 0, 0x2B, 0, 0]),
        .value("second 61", 0x31, [7, 0xEA, 1, 1, 0, 0, 61, 0, 0x2B, 0, 0]),
        .value("decisecond 10", 0x31, [7, 0xEA, 1, 1, 0, 0, 0, 10, 0x2B, 0, 0]),
        .value("a direction that is neither + nor -", 0x31, [7, 0xEA, 1, 1, 0, 0, 0, 0, 0x20, 0, 0]),
        .value("15 hours from UTC", 0x31, [7, 0xEA, 1, 1, 0, 0, 0, 0, 0x2B, 15, 0]),
        .value("I24: a resolution of 8 octets", 0x32, [0, 0, 1, 0, 0, 0, 1, 0]),
        .value("I25: a rangeOfInteger of 7 octets", 0x33, [0, 0, 0, 1, 0, 0, 0]),
        .value("I32: an extension of 2 octets", 0x7F, [0, 0]),
        .value("no-value with a value", 0x13, [1]),
        .value("I35: a nameWithLanguage whose inner lengths lie", 0x36, [0, 9, 0x65, 0x6E, 0, 1, 0x78]),
        .value("a nameWithLanguage with more behind it", 0x36, [0, 2, 0x65, 0x6E, 0, 1, 0x78, 0x79]),
        .value("a textWithLanguage of 1 octet", 0x35, [0]),
        .value("I41: a name that is not UTF-8", 0x42, [0x61, 0xFF], .notUTF8),
        .value("a surrogate in UTF-8", 0x41, [0xED, 0xA0, 0x80], .notUTF8),
        .value("a language that is not UTF-8", 0x36, [0, 1, 0xFF, 0, 1, 0x78], .notUTF8),
        .value("I38: a name of 2,000 octets", 0x42, letters(2_000), .valueTooLong),
        .value("I39: a keyword of 1,000 octets", 0x44, letters(1_000), .valueTooLong),
        .value("I40: a uri of 5,000 octets", 0x45, letters(5_000), .valueTooLong),
        .value("a text of 1,024 octets", 0x41, letters(1_024), .valueTooLong),
        .value("an octetString of 1,024 octets", 0x30, letters(1_024), .valueTooLong),
        .value("a charset of 64 octets", 0x47, letters(64), .valueTooLong),
        .value("a nameWithLanguage of 256 octets", 0x36, [0, 1, 0x65] + [1, 0] + letters(256), .valueTooLong),
    ]

    @Test("A message that is framed wrongly is refused with the place", arguments: frames + collections)
    func frame(_ refused: Case) { check(refused) }

    @Test("A value that its syntax does not allow is refused with the place", arguments: values)
    func value(_ refused: Case) { check(refused) }

    @Test("The longest strings allowed are accepted", arguments: [(0x42, 255), (0x44, 255), (0x45, 1_023), (0x47, 63)])
    func longest(tag: UInt8, count: Int) throws {
        let bytes = Wire.message(Wire.attribute(tag, "x", Self.letters(count)))

        #expect(try IPPMessage(decoding: bytes).encoded() == bytes)
    }

    @Test("The reason names the attribute")
    func reason() {
        let bytes = Wire.message(Wire.attribute(0x42, "job-name", Self.letters(300)))

        #expect { try IPPMessage(decoding: bytes) } throws: { "\($0)".contains("'job-name'") }
    }

    @Test("I30: more attributes than the limit are refused")
    func tooManyAttributes() {
        let attributes = (0..<50_000).map { Wire.attribute(0x22, "a\($0)", [1]) }
        let bytes = Wire.message(Array(attributes.joined()))

        #expect { try IPPMessage(decoding: bytes) } throws: { ($0 as? IPPError)?.code == .tooManyAttributes }
    }

    @Test("Members of collections count as attributes")
    func tooManyMembers() {
        let members = (0..<4_000).map { Wire.member(0x22, "m\($0)", [1]) }
        let bytes = Wire.message(Wire.collection("c", Array(members.joined())))

        #expect { try IPPMessage(decoding: bytes) } throws: { ($0 as? IPPError)?.code == .tooManyAttributes }
    }

    @Test("I31: more values than the limit are refused")
    func tooManyValues() {
        let more = Array(repeating: Wire.attribute(0x22, "", [1]), count: 200_000).joined()
        let bytes = Wire.message(Wire.attribute(0x22, "x", [1]) + more)
        let limits = IPPLimits(attributeBytesMax: .max)

        #expect { try IPPMessage(decoding: bytes, limits: limits) } throws: {
            ($0 as? IPPError) == IPPError(.tooManyValues, "'x' has more than 4000 values", at: 9 + 7 + 3_999 * 6)
        }
        #expect { try IPPMessage(decoding: bytes) } throws: { ($0 as? IPPError)?.code == .tooManyValues }
    }

    @Test("Exactly as many bytes as the limit are accepted, one more is not")
    func attributeBytes() throws {
        let bytes = Wire.message(Wire.attribute(0x22, "x", [1]))
        let document: [UInt8] = [0x25, 0x50]

        #expect(
            try IPPMessage.decode(bytes + document, limits: IPPLimits(attributeBytesMax: bytes.count)).documentOffset
                == 17)
        for short in 0..<bytes.count {
            #expect { try IPPMessage.decode(bytes, limits: IPPLimits(attributeBytesMax: short)) } throws: {
                ($0 as? IPPError)?.code == .tooManyBytes
            }
        }
    }

    @Test("A depth that the stack could not take is not a limit one can set")
    func depthLimit() {
        #expect(IPPLimits(collectionDepthMax: 1_000_000).collectionDepthMax == 64)
    }

    private func check(_ refused: Case) {
        #expect { try IPPMessage(decoding: refused.bytes) } throws: { error in
            guard let error = error as? IPPError else { return false }
            return (error.code, error.byteOffset) == (refused.code, refused.offset)
        }
    }

    private static func letters(_ count: Int) -> [UInt8] { Array(repeating: 0x61, count: count) }
    private static func named(_ count: Int) -> [UInt8] {
        Wire.attribute(0x22, String(repeating: "n", count: count), [1])
    }

    /// Each level takes 11 bytes, the first 6 of them without its member name.
    private static func nested(_ depth: Int) -> [UInt8] {
        let beginning = Wire.attribute(0x4A, "", "m") + Wire.attribute(0x34, "", [])
        let levels = Array(repeating: beginning, count: depth - 1).joined()
        let ends = Array(repeating: Wire.attribute(0x37, "", []), count: depth).joined()
        return Wire.message(Wire.attribute(0x34, "c", []) + levels + ends)
    }
}
