import IPP
import Testing

@Suite("What some devices send all the same")
struct QuirkTests {
    @Test(
        "A value that its syntax does not allow is kept as it came",
        arguments: [
            (0x22, [2], Quirk.malformedValues), (0x31, Array(repeating: 99, count: 11), .malformedValues),
            (0x13, [1], .malformedValues), (0x7F, [0], .malformedValues), (0x36, [0, 9], .malformedValues),
            (0x42, [0xFF], .notUTF8), (0x36, [0, 1, 0xFF, 0, 0], .notUTF8),
        ] as [(UInt8, [UInt8], Quirk)])
    func keptAsItCame(tag: UInt8, value: [UInt8], quirk: Quirk) throws {
        let bytes = Wire.message(Wire.attribute(tag, "x", value))

        let message = try IPPMessage(decoding: bytes, quirks: [quirk])

        #expect(message[.operation]?["x"]?.values == [.unknown(tag: tag, value)])
        #expect(message.encoded() == bytes)
        #expect(throws: IPPError.self) { try IPPMessage(decoding: bytes, quirks: Quirk.allowed.subtracting([quirk])) }
    }

    @Test("A long string is kept whole")
    func overlong() throws {
        let name = String(repeating: "n", count: 2_000)
        let bytes = Wire.message(Wire.attribute(0x42, "x", name))

        let message = try IPPMessage(decoding: bytes, quirks: [.overlongValues])

        #expect(message[.operation]?["x"]?.stringValue == name)
        #expect(message.encoded() == bytes)
    }

    @Test("Member names outside a collection stay with the attribute before them (Kyocera FS-4200DN)")
    func membersOutside() throws {
        let bytes = Wire.message(
            Wire.attribute(0x44, "x", "a"), Wire.attribute(0x4A, "", "m"), Wire.attribute(0x21, "", [0, 0, 0, 1]),
            Wire.attribute(0x37, "", []))

        let message = try IPPMessage(decoding: bytes, quirks: [.membersOutsideCollections])

        #expect(
            message[.operation]?["x"]?.values == [
                .keyword("a"), .unknown(tag: 0x4A, [0x6D]), .integer(1), .unknown(tag: 0x37, []),
            ])
        #expect(message.encoded() == bytes)
    }

    @Test("Members named as attributes are read as members and written properly (Pantum M7300FDW)")
    func namedMembers() throws {
        let bytes = Wire.message(
            Wire.collection(
                "c", Wire.attribute(0x21, "x", [0, 0, 0, 1]), Wire.attribute(0x21, "", [0, 0, 0, 2]),
                Wire.collection("inner", Wire.attribute(0x22, "y", [1])), Wire.member(0x22, "z", [0])))

        let message = try IPPMessage(decoding: bytes, quirks: [.namedCollectionMembers])

        let collection = try #require(message[.operation]?["c"]?.collectionValue)
        #expect(collection["x"]?.integerValues == [1, 2])
        #expect(collection["inner"]?.collectionValue?["y"]?.boolValue == true)
        #expect(collection["z"]?.boolValue == false)
        #expect(try IPPMessage(decoding: message.encoded()) == message)
    }
}
