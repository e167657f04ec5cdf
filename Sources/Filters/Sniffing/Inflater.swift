public import PrintModel

/// Undoes "compression" (RFC 8011 §5.4.32): `gzip` (RFC 1952) and `deflate`.
///
/// The store bounds what it takes in, and no piece is larger than ``pieceOctetsMax``. What grows further than documents do
/// is refused before that: a gigabyte of zeros fits into one megabyte.
public struct Inflater: DocumentDecoder {
    private let ratioMax: Int64
    private let octetsFree: Int64

    /// - Parameters:
    ///   - ratioMax: how many times larger than what was sent a document may become; 0 for no limit. Deflate can do 1,032;
    ///     pages of text as pictures have 50 to 100.
    ///   - octetsFree: what a document may have without being measured, because empty pages compress as well as bombs do.
    public init(ratioMax: Int = 500, octetsFree: Int64 = 64 << 20) {
        (self.ratioMax, self.octetsFree) = (Int64(ratioMax), octetsFree)
    }

    public let compressions = ["none", "gzip", "deflate"]

    /// The largest piece that comes out.
    public static let pieceOctetsMax = 64 << 10

    public func decode(_ stream: DocumentStream, compression: String, sent: SentOctets) -> DocumentStream {
        switch compression {
        case "none": return stream
        case "gzip", "deflate":
            let inflation = Inflation(of: stream, compression, ratioMax: ratioMax, octetsFree: octetsFree, sent: sent)
            return DocumentStream { try await inflation.next() }
        default:
            let problem = CompressionProblem("there is no compression '\(compression)' here")
            return DocumentStream { throw problem }
        }
    }
}

/// Ways in which clients stray from the RFCs that are read anyway.
enum CompressionQuirk: String, CaseIterable, Sendable {
    /// RFC 8011 says "deflate" is "ZIP public domain inflate/deflate (RFC 1951)", HTTP says it is RFC 1950, which has a
    /// header around it: some clients send one and some the other. The header has a check in it, so it is told apart.
    case deflateWithOrWithoutHeader
}

/// One document on its way.
private actor Inflation {
    private let source: DocumentStream
    private let compression: String
    private var zlib: ZlibStream?
    /// Compressed bytes that are not used yet.
    private var rest: ArraySlice<UInt8> = []
    /// Whether zlib may have more to give without more to read, because it stopped for want of room.
    private var hasMore = false
    /// After the end of the compressed data; with gzip, another member may follow (RFC 1952 §2.2).
    private var isBetweenMembers = false
    private var isFinished = false
    private var failure: (any Error)?
    private let ratioMax: Int64
    private let octetsFree: Int64
    private var received: Int64 = 0
    private var given: Int64 = 0
    private let sent: SentOctets
    /// Whether ``source`` is what the client sends, and not what another compression has become.
    private let isOutermost: Bool

    init(of source: DocumentStream, _ compression: String, ratioMax: Int64, octetsFree: Int64, sent: SentOctets) {
        self.sent = sent
        isOutermost = sent.beginTelling()
        self.source = source
        self.compression = compression
        (self.ratioMax, self.octetsFree) = (ratioMax, octetsFree)
    }

    func next() async throws -> [UInt8]? {
        if let failure { throw failure }
        do {
            return try await piece()
        } catch let error as ZlibError {
            failure = problem(error.reason)
        } catch {
            failure = error
        }
        zlib = nil
        throw failure ?? problem("it failed before")
    }

    private func piece() async throws -> [UInt8]? {
        let zlib = try await begun()
        while !isFinished, !zlib.isFull {
            if rest.isEmpty, !hasMore, try await !fill() {
                guard isBetweenMembers else { throw problem("it is cut off") }
                isFinished = true
                break
            }
            if isBetweenMembers { try beginNextMember(zlib) }
            let step = try zlib.inflate(&rest)
            isBetweenMembers = step == .ended
            hasMore = step == .going && zlib.isFull
        }
        let piece = zlib.take()
        given += Int64(piece.count)
        if isOutermost { sent.tell(received - Int64(rest.count)) }
        try checkRatio()
        return piece.isEmpty ? nil : piece
    }

    private func checkRatio() throws {
        guard ratioMax > 0, given > octetsFree, given / ratioMax > sent.count else { return }
        throw problem("it becomes more than \(ratioMax) times as large as it was sent, the most taken here")
    }

    /// Makes sure that there are bytes to use; gives back whether there are.
    private func fill() async throws -> Bool {
        while rest.isEmpty {
            guard let more = try await source.next() else { return false }
            received += Int64(more.count)
            rest = more[...]
        }
        return true
    }

    private func begun() async throws -> ZlibStream {
        if let zlib { return zlib }
        while rest.count < 2, let more = try await source.next() {
            received += Int64(more.count)
            rest += more
        }
        guard !rest.isEmpty else { throw problem("it is empty") }
        let zlib = try ZlibStream(
            compression == "gzip" ? .gzip : Self.hasHeader(rest) ? .zlib : .none, roomOctets: Inflater.pieceOctetsMax)
        self.zlib = zlib
        return zlib
    }

    /// RFC 1950 §2.2: method 8, a window of at most 32 KiB, and 5 bits that make the two bytes a multiple of 31
    /// (``CompressionQuirk/deflateWithOrWithoutHeader``).
    private static func hasHeader(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard bytes.count >= 2 else { return false }
        let (first, second) = (Int(bytes[bytes.startIndex]), Int(bytes[bytes.startIndex + 1]))
        return first & 0x0F == 8 && first >> 4 <= 7 && (first << 8 | second) % 31 == 0
    }

    private func beginNextMember(_ zlib: ZlibStream) throws {
        guard compression == "gzip", rest.first == 0x1F else { throw problem("something follows after its end") }
        zlib.reset()
        isBetweenMembers = false
    }

    private func problem(_ what: String) -> CompressionProblem {
        CompressionProblem("the document is not in good \(compression): \(what)")
    }
}
