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
    func decode(_ stream: DocumentStream, compression: String) -> DocumentStream
}

/// The bytes are not of the compression that was named: "client-error-compression-error".
public struct CompressionProblem: Error, Hashable, Sendable {
    public var reason: String
    public init(_ reason: String) { self.reason = reason }
}
