import IPP
import Testing

@Suite("Values of each syntax")
struct ValueSyntaxTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let value: AttributeValue
        let tag: UInt8
        let bytes: [UInt8]
        var testDescription: String { "\(value)" }
    }

    static let cases: [Case] = [
        Case(value: .integer(-2), tag: 0x21, bytes: [0xFF, 0xFF, 0xFF, 0xFE]),
        Case(value: .integer(.max), tag: 0x21, bytes: [0x7F, 0xFF, 0xFF, 0xFF]),
        Case(value: .boolean(true), tag: 0x22, bytes: [1]),
        Case(value: .boolean(false), tag: 0x22, bytes: [0]),
        Case(value: .enum(5), tag: 0x23, bytes: [0, 0, 0, 5]),
        Case(value: .octetString([0, 0xFF]), tag: 0x30, bytes: [0, 0xFF]),
        Case(
            value: .dateTime(
                IPPDateTime(
                    year: 2026, month: 2, day: 28, hour: 23, minute: 59, second: 60, deciSecond: 9,
                    isAheadOfUTC: false, utcHours: 3, utcMinutes: 30)),
            tag: 0x31, bytes: [0x07, 0xEA, 2, 28, 23, 59, 60, 9, 0x2D, 3, 30]),
        Case(
            value: .resolution(Resolution(crossFeed: 600, feed: 1200, units: 3)), tag: 0x32,
            bytes: [0, 0, 2, 0x58, 0, 0, 4, 0xB0, 3]),
        Case(value: .rangeOfInteger(IntegerRange(5, 1)), tag: 0x33, bytes: [0, 0, 0, 5, 0, 0, 0, 1]),
        Case(
            value: .textWithLanguage("été", language: "fr"), tag: 0x35,
            bytes: [0, 2, 0x66, 0x72, 0, 5, 0xC3, 0xA9, 0x74, 0xC3, 0xA9]),
        Case(value: .nameWithLanguage("", language: "de"), tag: 0x36, bytes: [0, 2, 0x64, 0x65, 0, 0]),
        Case(value: .text("a b"), tag: 0x41, bytes: Array("a b".utf8)),
        Case(value: .name("é"), tag: 0x42, bytes: [0xC3, 0xA9]),
        Case(value: .keyword("none"), tag: 0x44, bytes: Array("none".utf8)),
        Case(value: .uri("ipp://h/p"), tag: 0x45, bytes: Array("ipp://h/p".utf8)),
        Case(value: .uriScheme("ipps"), tag: 0x46, bytes: Array("ipps".utf8)),
        Case(value: .charset("utf-8"), tag: 0x47, bytes: Array("utf-8".utf8)),
        Case(value: .naturalLanguage("en"), tag: 0x48, bytes: Array("en".utf8)),
        Case(value: .mimeMediaType("text/plain"), tag: 0x49, bytes: Array("text/plain".utf8)),
        Case(value: .outOfBand(.unsupported), tag: 0x10, bytes: []),
        Case(value: .outOfBand(.unknown), tag: 0x12, bytes: []),
        Case(value: .outOfBand(.noValue), tag: 0x13, bytes: []),
        Case(value: .outOfBand(.notSettable), tag: 0x15, bytes: []),
        Case(value: .outOfBand(.deleteAttribute), tag: 0x16, bytes: []),
        Case(value: .outOfBand(.adminDefine), tag: 0x17, bytes: []),
        Case(value: .unknown(tag: 0x11, []), tag: 0x11, bytes: []),
        Case(value: .unknown(tag: 0x2F, [1, 2, 3]), tag: 0x2F, bytes: [1, 2, 3]),
        Case(value: .unknown(tag: 0x7F, [0x40, 0, 0, 1, 9]), tag: 0x7F, bytes: [0x40, 0, 0, 1, 9]),
        Case(value: .unknown(tag: 0xFF, []), tag: 0xFF, bytes: []),
    ]

    @Test("A value of each syntax is read and written as RFC 8010 §3.9 draws it", arguments: cases)
    func bothWays(_ expected: Case) throws {
        let bytes = Wire.message(Wire.attribute(expected.tag, "x", expected.bytes))

        let message = try IPPMessage(decoding: bytes)

        #expect(message.groups == [AttributeGroup(.operation, [Attribute("x", expected.value)])])
        #expect(message.encoded() == bytes)
    }

    @Test("A collection keeps its members, sets and inner collections in order")
    func collections() throws {
        let bytes = Wire.message(
            Wire.collection(
                "media-col",
                Wire.member(0x44, "media-type", Array("stationery".utf8)),
                Wire.attribute(0x44, "", "labels"),
                Wire.attribute(0x4A, "", "media-size"),
                Wire.collection("", Wire.member(0x21, "x-dimension", [0, 0, 0x52, 0x08])),
                Wire.collection("")),
            Wire.collection(""),
            Wire.attribute(0x13, "next", []))

        let group = try #require(IPPMessage(decoding: bytes)[.operation])

        let size = AttributeValue.collection([Attribute("x-dimension", .integer(21_000))])
        let mediaCol = AttributeValue.collection([
            Attribute("media-type", [.keyword("stationery"), .keyword("labels")]),
            Attribute("media-size", [size, .collection([])]),
        ])
        #expect(
            group.attributes == [
                Attribute("media-col", [mediaCol, .collection([])]), Attribute("next", .outOfBand(.noValue)),
            ])
        #expect(IPPMessage(code: 2, requestID: 1, groups: [group]).encoded() == bytes)
    }

    @Test("Several values of an attribute may differ in syntax")
    func mixedSet() throws {
        let bytes = Wire.message(Wire.attribute(0x44, "media", "iso_a4"), Wire.attribute(0x42, "", "Mine"))

        let message = try IPPMessage(decoding: bytes)

        #expect(message[.operation]?["media"]?.values == [.keyword("iso_a4"), .name("Mine")])
        #expect(message.encoded() == bytes)
    }

    @Test("Groups are kept as they came: repeated, empty, in any order")
    func groups() throws {
        let bytes = Wire.header + [0x02, 0x02, 0x0A, 0x09, 0x01, 0x03]

        let message = try IPPMessage(decoding: bytes)

        #expect(message.groups.map(\.tag) == [.job, .job, .system, .document, .operation])
        #expect(message.encoded() == bytes)
    }

    @Test("The same attribute twice in a group stays two attributes")
    func repeatedAttribute() throws {
        let bytes = Wire.message(Wire.attribute(0x22, "a", [1]), Wire.attribute(0x22, "a", [0]))

        let message = try IPPMessage(decoding: bytes)

        #expect(message[.operation]?.attributes.count == 2)
        #expect(message.encoded() == bytes)
    }

    @Test("The document starts behind the end tag, and header numbers are signed")
    func header() throws {
        let bytes: [UInt8] = [1, 1, 0xFF, 0xFE, 0xFF, 0xFF, 0xFF, 0xFF, 0x03, 0x25, 0x50]

        let (message, documentOffset) = try IPPMessage.decode(bytes[...])

        #expect(message == IPPMessage(version: .v1_1, code: -2, requestID: -1))
        #expect(documentOffset == 9)
    }

    @Test("Offsets of a slice count from its start")
    func slice() throws {
        let bytes: [UInt8] = [9, 9, 9] + Wire.message() + [7]

        #expect(try IPPMessage.decode(bytes[3...]).documentOffset == 10)
        #expect { try IPPMessage.decode(bytes[3..<7]) } throws: { ($0 as? IPPError)?.byteOffset == 4 }
    }

    @Test("A group on its own is read and written with its tag")
    func loneGroup() throws {
        let group = AttributeGroup(.job, [Attribute("job-id", .integer(7)), Attribute("job-name", .name("x"))])

        let bytes = group.encoded()

        #expect(bytes.first == 0x02)
        #expect(try AttributeGroup(decoding: bytes) == group)
        #expect(throws: IPPError.self) { try AttributeGroup(decoding: bytes + [0x03]) }
        #expect(throws: IPPError.self) { try AttributeGroup(decoding: [0x03]) }
        #expect(throws: IPPError.self) { try AttributeGroup(decoding: []) }
    }

    @Test("An answer written group by group is the answer written at once")
    func groupByGroup() throws {
        let jobs = (1...3).map { AttributeGroup(.job, [Attribute("job-id", .integer($0))]) }
        let head = AttributeGroup(.operation, [Attribute("attributes-charset", .charset("utf-8"))])

        var bytes: [UInt8] = []
        IPPMessage(code: 0, requestID: 5, groups: [head]).encode(into: &bytes, ending: false)
        for job in jobs { bytes += job.encoded() }
        bytes.append(GroupTag.end.rawValue)

        #expect(bytes == IPPMessage(code: 0, requestID: 5, groups: [head] + jobs).encoded())
    }

    @Test("What the wire cannot carry is made to fit when encoding")
    func encodingOwnMistakes() throws {
        let long = String(repeating: "é", count: 20_000)
        let group = AttributeGroup(
            .operation,
            [
                Attribute("a", []), Attribute("", .integer(1)), Attribute("b", .text(long)),
                Attribute("c", .textWithLanguage(long, language: long)),
                Attribute("d", .octetString(Array(repeating: 7, count: 40_000))),
            ])

        let message = try IPPMessage(
            decoding: IPPMessage(code: 0, requestID: 1, groups: [group]).encoded(), quirks: [.overlongValues])

        let read = try #require(message[.operation])
        #expect(read.attributes.map(\.name) == ["a", "b", "c", "d"])
        #expect(read["a"]?.values == [.outOfBand(.noValue)])
        #expect(read["b"]?.stringValue?.utf8.count == 32_766)
        #expect(read["d"]?.values == [.octetString(Array(repeating: 7, count: 32_767))])
    }
}
