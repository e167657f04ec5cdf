import IPP
import Testing

@Suite("Where the document begins")
struct BoundaryTests {
    @Test("The end is found however the bytes are cut in two")
    func everyCut() throws {
        let message = Wire.message(
            Wire.attribute(0x47, "attributes-charset", "utf-8"), Wire.attribute(0x13, "x", []),
            Wire.collection("c", Wire.member(0x22, "m", [1])))
        let bytes = message + [0x25, 0x50, 0x44, 0x46]

        for cut in 0...bytes.count {
            var boundary = IPPBoundary()
            let first = try boundary.consume(bytes[..<cut])
            #expect(first == (cut < message.count ? nil : message.count))
            let second = try boundary.consume(bytes[cut...])
            #expect(second == (cut < message.count ? message.count - cut : 0))
            #expect(boundary.isAtEnd && boundary.byteCount == message.count)
        }
    }

    @Test("The end is found where the decoder finds it, in chunks of any size", arguments: 1...3 as ClosedRange<UInt64>)
    func agreesWithDecoder(seed: UInt64) throws {
        var random = RandomMessages(seed: seed)

        for round in 0..<2_000 {
            let whole = random.message().encoded()
            let bytes = (round.isMultiple(of: 2) ? whole : random.broken(whole)) + [1, 2, 3]
            guard let end = try? IPPMessage.decode(bytes).documentOffset else { continue }
            var boundary = IPPBoundary(), offset = 0, found: Int?
            while found == nil, offset < bytes.count {
                let next = min(offset + random.pick(1...9), bytes.count)
                found = try boundary.consume(bytes[offset..<next]).map { $0 + offset }
                offset = next
            }
            #expect(found == end)
        }
    }

    @Test("What it refuses, the decoder refuses")
    func refusesNoMore() {
        var random = RandomMessages(seed: 5)

        for _ in 0..<5_000 {
            let bytes = random.broken(random.message().encoded())
            var boundary = IPPBoundary()
            guard (try? boundary.consume(bytes)) == nil else { continue }
            #expect(throws: IPPError.self) { try IPPMessage.decode(bytes) }
        }
    }

    @Test("A tag that no message has there is refused at once", arguments: [0x00, 0x0B, 0x0F, 0x44] as [UInt8])
    func badGroupTag(tag: UInt8) {
        var boundary = IPPBoundary()

        #expect { try boundary.consume(Wire.header + [tag]) } throws: {
            ($0 as? IPPError)?.code == .unexpectedTag && ($0 as? IPPError)?.byteOffset == 8
        }
    }

    @Test("More bytes than the limit are refused before they are all there")
    func limit() throws {
        var boundary = IPPBoundary(limits: IPPLimits(attributeBytesMax: 20))

        #expect(try boundary.consume(Wire.header + [1, 0x30, 0, 1, 0x78, 0x7F, 0xFF]) == nil)
        #expect { try boundary.consume([UInt8](repeating: 0, count: 6)) } throws: {
            ($0 as? IPPError)?.code == .tooManyBytes && ($0 as? IPPError)?.byteOffset == 20
        }
    }

    @Test("A stream that is over too soon gets a reason")
    func streamEnded() throws {
        var boundary = IPPBoundary()
        #expect(boundary.streamEnded().code == .truncated)
        _ = try boundary.consume(Wire.header + [1])
        #expect(boundary.streamEnded() == IPPError(.missingEnd, "no end-of-attributes tag", at: 9))
    }
}
