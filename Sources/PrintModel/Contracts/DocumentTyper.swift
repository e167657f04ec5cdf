internal import Synchronization

/// Says what a document is by looking at its beginning.
public protocol DocumentTyper: Sendable {
    /// How many bytes from the beginning it wants to see.
    var headOctets: Int { get }
    /// The MIME type of a document that begins with `head`; `nil` when the content does not say.
    ///
    /// Of a compressed document, what is inside (``compression(of:)``).
    func format(of head: [UInt8]) -> String?
    /// The "compression" that the document is in although nobody said so; `nil` for none.
    func compression(of head: [UInt8]) -> String?
    /// What counts the pages of a document of that format while it passes; `nil` where only a conversion can tell.
    func counter(for format: String, head: [UInt8]) -> (any PageCounting)?
}

extension DocumentTyper {
    public func counter(for format: String, head: [UInt8]) -> (any PageCounting)? { nil }
}

/// Undoes the "compression" of a document while it arrives (RFC 8011 §5.4.32).
public protocol DocumentDecoder: Sendable {
    /// Keywords of "compression-supported", `none` first.
    var compressions: [String] { get }
    /// The same document without its compression; the new stream throws ``CompressionProblem`` where the bytes are
    /// not what they claim to be.
    ///
    /// - Parameter sent: what its client has sent of it: the same for each of several compressions one within the other, whose
    ///   bounds would multiply otherwise.
    func decode(_ stream: DocumentStream, compression: String, sent: SentOctets) -> DocumentStream
}

extension DocumentDecoder {
    /// Of a document that is in one compression at most.
    public func decode(_ stream: DocumentStream, compression: String) -> DocumentStream {
        decode(stream, compression: compression, sent: SentOctets())
    }
}

/// How many octets of a document its client has sent and are used by now: told by whoever undoes its outermost compression.
public final class SentOctets: Sendable {
    private let state = Mutex((octets: Int64(0), isTold: false))

    public init() {}

    public var count: Int64 { state.withLock { $0.octets } }

    /// Whether whoever asks is the first to, and so the one who tells.
    public func beginTelling() -> Bool {
        state.withLock { state in
            defer { state.isTold = true }
            return !state.isTold
        }
    }

    public func tell(_ octets: Int64) { state.withLock { $0.octets = octets } }
}

/// The bytes are not of the compression that was named: "client-error-compression-error".
public struct CompressionProblem: Error, Hashable, Sendable {
    public var reason: String
    public init(_ reason: String) { self.reason = reason }
}
