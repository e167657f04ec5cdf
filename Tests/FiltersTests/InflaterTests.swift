import Filters
import PrintModel
import Testing

@Suite("Undoing compression")
struct InflaterTests {
    /// 200,000 bytes that compress, but not to nothing.
    static let document: [UInt8] = (0..<200_000).map { UInt8(truncatingIfNeeded: ($0 &* $0) >> 7) }

    static func inflate(_ bytes: [UInt8], _ compression: String, pieces: Int = 1000) async throws -> [UInt8] {
        try await Inflater().decode(.pieces(bytes, of: pieces), compression: compression).collect().bytes
    }

    @Test("A document comes out as it went in", arguments: [("gzip", Int32(31)), ("deflate", 15), ("deflate", -15)])
    func roundTrip(compression: String, windowBits: Int32) async throws {
        let compressed = Deflating.deflate(Self.document, windowBits: windowBits)

        for octets in [1, 2, 7, 4096, compressed.count] {
            let inflated = try await Self.inflate(compressed, compression, pieces: octets)
            #expect(inflated == Self.document)
        }
    }

    @Test("Without compression nothing is changed")
    func none() async throws {
        let bytes = try await Self.inflate([1, 2, 3], "none")

        #expect(bytes == [1, 2, 3])
    }

    @Test("An empty document can be compressed", arguments: [("gzip", Int32(31)), ("deflate", 15), ("deflate", -15)])
    func emptyDocument(compression: String, windowBits: Int32) async throws {
        let bytes = try await Self.inflate(Deflating.deflate([], windowBits: windowBits), compression)

        #expect(bytes.isEmpty)
    }

    @Test("A gzip file of several members is one document")
    func members() async throws {
        let compressed = Deflating.gzip([1, 2, 3]) + Deflating.gzip([]) + Deflating.gzip([4, 5])

        for octets in [1, compressed.count] {
            let inflated = try await Self.inflate(compressed, "gzip", pieces: octets)
            #expect(inflated == [1, 2, 3, 4, 5])
        }
    }

    @Test(
        "A bomb is refused before it has grown, and a document that compresses well is not",
        arguments: ["gzip", "deflate"])
    func bomb(compression: String) async throws {
        let bomb = Deflating.deflate(
            [UInt8](repeating: 0, count: 3_000_000), windowBits: compression == "gzip" ? 31 : 15)
        func inflate(ratioMax: Int, octetsFree: Int64) async throws -> Int {
            try await Inflater(ratioMax: ratioMax, octetsFree: octetsFree)
                .decode(.pieces(bomb, of: 100), compression: compression).collect().bytes.count
        }

        let error = await #expect(throws: CompressionProblem.self) {
            try await inflate(ratioMax: 500, octetsFree: 1_000_000)
        }

        #expect(error?.reason.contains("500 times") == true)
        #expect(try await inflate(ratioMax: 500, octetsFree: 3_000_000) == 3_000_000)
        #expect(try await inflate(ratioMax: 1_100, octetsFree: 0) == 3_000_000)
        #expect(try await inflate(ratioMax: 0, octetsFree: 0) == 3_000_000)
    }

    @Test("A bomb within a bomb is no larger than one")
    func nestedBomb() async throws {
        let inner = Deflating.gzip([UInt8](repeating: 0, count: 30_000_000))
        let bomb = Deflating.gzip(inner)
        #expect(bomb.count < 1_000 && inner.count > 25_000)

        await #expect(throws: CompressionProblem.self) {
            let inflater = Inflater(ratioMax: 1_100, octetsFree: 1_000_000)
            let sent = SentOctets()
            let once = inflater.decode(.pieces(bomb, of: 100), compression: "gzip", sent: sent)
            _ = try await inflater.decode(once, compression: "gzip", sent: sent).collect()
        }

        let small = Deflating.gzip(Deflating.gzip([1, 2, 3]))
        let sent = SentOctets()
        let once = Inflater().decode(.pieces(small, of: 7), compression: "gzip", sent: sent)
        #expect(
            try await Inflater().decode(once, compression: "gzip", sent: sent).collect().bytes == [1, 2, 3])
        #expect(sent.count == Int64(small.count))
    }

    @Test("However well it was compressed, no piece is larger than the bound")
    func bounded() async throws {
        let zeros = [UInt8](repeating: 0, count: 10_000_000)
        let compressed = Deflating.gzip(zeros)

        let (bytes, largest) = try await Inflater().decode(.pieces(compressed, of: 65_536), compression: "gzip")
            .collect()

        #expect(compressed.count < 20_000)
        #expect(bytes.count == zeros.count)
        #expect(largest <= 65_536)
    }

    @Test("A document that is cut off anywhere is refused", arguments: [("gzip", Int32(31)), ("deflate", 15)])
    func cutOff(compression: String, windowBits: Int32) async {
        let compressed = Deflating.deflate(Array("A short text, a short text.".utf8), windowBits: windowBits)

        for count in 0..<compressed.count {
            await #expect(throws: CompressionProblem.self, "\(count) bytes") {
                try await Self.inflate(Array(compressed.prefix(count)), compression)
            }
        }
    }

    @Test("What follows after the end is refused", arguments: [("gzip", Int32(31)), ("deflate", 15), ("deflate", -15)])
    func garbage(compression: String, windowBits: Int32) async {
        let compressed = Deflating.deflate(Self.document, windowBits: windowBits)

        for trailer in [[0], [0x1F], Array("more".utf8)] as [[UInt8]] {
            await #expect(throws: CompressionProblem.self) {
                try await Self.inflate(compressed + trailer, compression)
            }
        }
    }

    @Test("A document of another compression, or of none, is refused", arguments: ["gzip", "deflate"])
    func wrong(compression: String) async {
        await #expect(throws: CompressionProblem.self) {
            try await Self.inflate(Array("%PDF-1.4 is not compressed\n".utf8), compression)
        }
        let other = compression == "gzip" ? Deflating.deflate([1], windowBits: 15) : Deflating.gzip([1])
        await #expect(throws: CompressionProblem.self) { try await Self.inflate(other, compression) }
    }

    @Test("A changed byte is noticed")
    func damaged() async {
        let compressed = Deflating.gzip(Self.document)
        // The last 8 bytes are the checksum and the length.
        let damaged = Array(compressed.dropLast(8)) + compressed.suffix(8).map { $0 ^ 1 }

        await #expect(throws: CompressionProblem.self) { try await Self.inflate(damaged, "gzip") }
    }

    @Test("A compression that there is not is a problem and not a crash")
    func unknown() async {
        #expect(!Inflater().compressions.contains("compress"))
        await #expect(throws: CompressionProblem.self) { try await Self.inflate([1], "compress") }
    }

    @Test("Once it has failed it goes on failing")
    func staysFailed() async {
        let stream = Inflater().decode(.bytes([1, 2, 3]), compression: "gzip")

        for _ in 0..<2 { await #expect(throws: CompressionProblem.self) { try await stream.next() } }
    }

    @Test("What stops the source stops the document")
    func sourceFails() async {
        struct Broken: Error {}
        let stream = Inflater().decode(DocumentStream { throw Broken() }, compression: "gzip")

        await #expect(throws: Broken.self) { try await stream.next() }
    }

    @Test("None comes first among what is supported")
    func supported() {
        #expect(Inflater().compressions == ["none", "gzip", "deflate"])
    }
}
