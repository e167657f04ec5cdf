import IPP
import Testing

@Suite("Percent-encoding")
struct PercentEncodingTests {
    @Test("What was encoded is itself again", arguments: ["floor2", "Büro 2", "a/b?c#d", "100%", "", "%41", "~-._"])
    func roundTrip(text: String) throws {
        let encoded = text.percentEncoded

        #expect(encoded.utf8.allSatisfy { $0 < 0x80 && !"/?# ".utf8.contains($0) })
        let decoded = try #require(PercentEncoding.decoded(Array(encoded.utf8)[...]))
        #expect(decoded == Array(text.utf8))
        #expect(PercentEncoding.decodedLeniently(encoded) == text)
    }

    @Test(
        "What is no escape is refused, or leniently stands for itself",
        arguments: ["%", "%4", "%zz", "%+1", "a%4", "% 1"])
    func noEscape(text: String) {
        #expect(PercentEncoding.decoded(Array(text.utf8)[...]) == nil)
        #expect(PercentEncoding.decodedLeniently(text) == text)
    }

    @Test("Digits are large or small, and octets to keep are kept")
    func digits() {
        #expect(PercentEncoding.decoded(Array("%c3%BC".utf8)[...]) == Array("ü".utf8))
        #expect(PercentEncoding.encoded("a%20 b", keeping: [UInt8(ascii: "%")]) == "a%20%20b")
    }
}
