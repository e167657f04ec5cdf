import NIOCore
import Operations
import Testing

@testable import FrontDoor

@Suite("Answers to libcups", .timeLimit(.minutes(30)))
struct LibcupsFramingTests {
    /// Frames of a body in chunks: their octets on the wire, line and end included, and what they carry.
    private func frames(of wire: some Collection<UInt8>) throws -> [(octets: Int, content: [UInt8])] {
        var frames: [(octets: Int, content: [UInt8])] = []
        var rest = Array(wire)[...]
        while let end = rest.firstIndex(of: 13) {
            let count = try #require(Int(String(decoding: rest[..<end], as: UTF8.self), radix: 16))
            let content = Array(rest.dropFirst(end - rest.startIndex + 2).prefix(count))
            frames.append((octets: end - rest.startIndex + 4 + count, content: content))
            rest = rest.dropFirst(end - rest.startIndex + 4 + count)
        }
        return frames
    }

    @Test("Each chunk fills the buffer of libcups, the first with the head", arguments: [0, 173, 2_040, 2_047, 5_000])
    func sizes(head: Int) throws {
        for count in [1, 100, 2_033, 2_041, 2_042, 10_000] {
            let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 / 7) }
            var buffer = ByteBuffer()
            buffer.writeLibcupsChunks(bytes, behind: head)
            let frames = try frames(of: buffer.readableBytesView)

            #expect(frames.flatMap(\.content) == bytes)
            #expect(frames.first.map { head % 2_048 + $0.octets <= 2_056 } == true)
            #expect(frames.dropFirst().allSatisfy { $0.octets <= 2_048 })
            #expect(frames.dropFirst().dropLast().allSatisfy { $0.octets == 2_048 })
        }
    }

    @Test("Only long answers to libcups come in chunks, ready ones and late ones alike")
    func onTheWire() async throws {
        let long = (0..<9_000).map { UInt8(truncatingIfNeeded: $0 / 11) }
        let ready = StubService(ready: { _, _ in long }) { _, _, _ in ServiceAnswer(bytes: []) }
        let late = StubService { _, _, _ in ServiceAnswer(bytes: long) }

        for service in [ready, late] {
            let (cups, other) = (try await Wire.open(service), try await Wire.open(service))
            try await cups.send(Request.ipp(fields: ["User-Agent: CUPS/2.4.2 (Linux) IPP/2.0"]))
            try await other.send(Request.ipp())
            let chunked = try await cups.receivedBytes()
            let end = try #require(chunked.firstRange(of: Array("\r\n\r\n".utf8)))

            #expect(
                String(decoding: chunked[..<end.upperBound], as: UTF8.self).contains(
                    "\r\nTransfer-Encoding: chunked\r\n"))
            #expect(try frames(of: chunked[end.upperBound...]).flatMap(\.content) == long)
            #expect(try await other.received().contains("\r\nContent-Length: 9000\r\n"))
        }
        let short = try await Wire.open(.immediate)
        try await short.send(Request.ipp(fields: ["User-Agent: CUPS/2.4.2 (Linux) IPP/2.0"]))
        #expect(try await short.received().contains("\r\nContent-Length: 5\r\n"))
    }
}
