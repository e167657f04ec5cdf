import Testing

@testable import SNMP

@Suite("Messages of SNMP")
struct SNMPMessageTests {
    private static let name = ObjectID("1.3.6.1.2.1.43.11.1.1.9.1.4294967295")

    @Test("A question is written as RFC 1157 has it")
    func question() {
        let message = SNMPMessage(.getNext, of: [ObjectID("1.3.6.1.2.1.1")], community: "public", requestID: 300)

        #expect(
            message.encoded() == [
                0x30, 37, 2, 1, 0, 4, 6, 0x70, 0x75, 0x62, 0x6C, 0x69, 0x63, 0xA1, 24, 2, 2, 1, 44, 2, 1, 0, 2, 1, 0,
                0x30, 12, 0x30, 10, 6, 6, 0x2B, 6, 1, 2, 1, 1, 5, 0,
            ])
    }

    @Test("What is written can be read", arguments: [Int32.min, -129, -1, 0, 127, 128, 65_535, .max])
    func roundTrip(number: Int32) throws {
        let message = SNMPMessage(
            .get, of: [Self.name, ObjectID("2.100.3")], version: 1, community: "x", requestID: number)

        #expect(try SNMPMessage(decoding: message.encoded()) == message)
    }

    @Test("Values of every kind are read")
    func values() throws {
        func value(_ octets: [UInt8]) throws -> SNMPValue {
            var reader = BERReader(octets[...])
            let (tag, contents) = try reader.next()
            return try SNMPValue(tag, contents)
        }

        #expect(try value([0x02, 1, 0xFD]) == .integer(-3))
        #expect(try value([0x02, 2, 0x00, 0xFF]) == .integer(255))
        #expect(try value([0x41, 5, 0, 0xFF, 0xFF, 0xFF, 0xFF]) == .integer(4_294_967_295))
        #expect(try value([0x46, 9, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]) == .integer(.max))
        #expect(try value([0x04, 2, 0x68, 0x69]) == .octets([0x68, 0x69]))
        #expect(try value([0x06, 3, 0x2B, 0x81, 0x00]) == .objectID(ObjectID([1, 3, 128])))
        #expect(try value([0x82, 0]) == .nothing)
        #expect(try value([0x05, 0]) == .nothing)
    }

    @Test("Whatever is cut off or changed is refused or read, and never more than that")
    func hostile() throws {
        let whole = SNMPMessage(.response, of: [Self.name, Self.name], community: "public", requestID: 7).encoded()
        for count in 0..<whole.count {
            #expect(throws: SNMPProblem.self) { try SNMPMessage(decoding: Array(whole.prefix(count))) }
        }
        for place in whole.indices {
            for octet in [0, 1, 0x7F, 0x80, 0x84, 0x88, 0xFF] as [UInt8] {
                var changed = whole
                changed[place] = octet
                // Some are messages as well.
                _ = try? SNMPMessage(decoding: changed)
            }
        }
        var seed: UInt64 = 0x9E37_79B9_7F4A_7C15
        for _ in 0..<20_000 {
            let noise = (0..<40).map { _ -> UInt8 in
                seed ^= seed << 13
                seed ^= seed >> 7
                seed ^= seed << 17
                return UInt8(truncatingIfNeeded: seed)
            }
            _ = try? SNMPMessage(decoding: [0x30, 38] + noise)
        }
    }

    @Test(
        "Lengths, numbers and names that no datagram has are refused",
        arguments: [
            [0x30, 0x80, 0, 0], [0x30, 0x84, 0xFF, 0xFF, 0xFF, 0xFF], [0x30, 0x88, 1, 1, 1, 1, 1, 1, 1, 1],
            [0x30, 3, 2, 0, 0], [0x30, 11, 2, 9, 1, 1, 1, 1, 1, 1, 1, 1, 1],
        ] as [[UInt8]])
    func refused(octets: [UInt8]) {
        #expect(throws: SNMPProblem.self) { try SNMPMessage(decoding: octets) }
        #expect(throws: SNMPProblem.self) { try BERReader.objectID([0x2B, 0x90, 0x80, 0x80, 0x80, 0x00]) }
        #expect(throws: SNMPProblem.self) {
            try BERReader.objectID(ArraySlice([0x2B] + Array(repeating: 1, count: 200)))
        }
        #expect(throws: SNMPProblem.self) { try BERReader.objectID([0x2B, 0x81]) }
    }
}
