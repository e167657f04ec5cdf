import IPP
import Testing

@Suite("What real printers sent")
struct CaptureTests {
    @Test("A printer's reply is read without leniency and written back the same", arguments: Capture.committed)
    func committed(_ capture: Capture) throws {
        try check(capture)
    }

    @Test(
        "Every printer's reply of the collection is read without leniency and written back the same",
        .enabled(if: Capture.collected != nil, "QUIRE_CAPTURES does not say where the captured replies are"))
    func collected() throws {
        let captures = try #require(Capture.collected)

        #expect(captures.count >= 262)
        for capture in captures { try check(capture) }
    }

    @Test("There are captures to test with")
    func present() {
        #expect(Capture.committed.count >= 4)
    }

    private func check(_ capture: Capture) throws {
        let (message, documentOffset) = try IPPMessage.decode(capture.bytes)
        var boundary = IPPBoundary()

        #expect(documentOffset == capture.bytes.count, "\(capture.name)")
        #expect(message.encoded() == capture.bytes, "\(capture.name)")
        #expect(message.groups.first?[.attributesCharset] == "utf-8", "\(capture.name)")
        #expect(try boundary.consume(capture.bytes) == documentOffset, "\(capture.name)")
        #expect(try IPPMessage(decoding: capture.bytes, quirks: Quirk.allowed) == message, "\(capture.name)")
    }
}
