import IPP
import Testing

@Suite("Properties of the codec")
struct PropertyTests {
    /// All quirks after which encoding gives the same bytes.
    private static let faithful = Quirk.allowed.subtracting([.namedCollectionMembers])

    @Test("Any message reads back as it was written", arguments: 1...4 as ClosedRange<UInt64>)
    func writtenThenRead(seed: UInt64) throws {
        var random = RandomMessages(seed: seed)

        for _ in 0..<2_000 {
            let message = random.message()
            let bytes = message.encoded()
            let (read, documentOffset) = try IPPMessage.decode(bytes)
            #expect(read == message)
            #expect(documentOffset == bytes.count)
            #expect(read.encoded() == bytes)
        }
    }

    @Test("Any group reads back as it was written")
    func groups() throws {
        var random = RandomMessages(seed: 11)

        for _ in 0..<1_000 {
            let group = random.group()
            #expect(try AttributeGroup(decoding: group.encoded()) == group)
        }
    }

    @Test("A broken message is refused, or written back byte for byte", arguments: 21...24 as ClosedRange<UInt64>)
    func broken(seed: UInt64) throws {
        var random = RandomMessages(seed: seed)
        var accepted = 0, refused = 0

        for _ in 0..<5_000 {
            let bytes = random.broken(random.message().encoded())
            for quirks in [[], Self.faithful] as [Set<Quirk>] {
                guard let (message, end) = try? IPPMessage.decode(bytes, quirks: quirks) else {
                    refused += 1
                    continue
                }
                accepted += 1
                #expect(message.encoded() == Array(bytes[..<end]))
            }
            _ = try? IPPMessage.decode(bytes, quirks: Quirk.allowed)
        }

        #expect(accepted > 500 && refused > 500, "the breaking must neither always nor never matter")
    }

    @Test("A broken capture is refused, or written back byte for byte")
    func brokenCaptures() throws {
        var random = RandomMessages(seed: 31)

        for capture in Capture.committed {
            for _ in 0..<300 {
                let bytes = random.broken(capture.bytes)
                for quirks in [[], Self.faithful] as [Set<Quirk>] {
                    guard let (message, end) = try? IPPMessage.decode(bytes, quirks: quirks) else { continue }
                    #expect(message.encoded() == Array(bytes[..<end]))
                }
            }
        }
    }
}
