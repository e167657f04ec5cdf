public import IPP

/// An answer, and the document behind it where there is one (CUPS-Get-Document, CUPS-Get-PPD).
public struct IPPReply: Sendable {
    public let message: IPPMessage
    /// What follows the attributes; empty for most operations.
    public let document: IPPReplyDocument
}

/// The document behind an answer, read as it arrives: not reading slows the server down.
///
/// Reading it to its end lets the connection be used again; letting go of it earlier closes the connection.
public final class IPPReplyDocument: AsyncSequence, Sendable {
    public typealias Element = [UInt8]

    private let body: ReplyBody
    init(_ body: ReplyBody) { self.body = body }

    public struct AsyncIterator: AsyncIteratorProtocol {
        let body: ReplyBody

        /// The next piece, never an empty one; `nil` at the end.
        public mutating func next() async throws -> [UInt8]? { try await body.next() }
    }

    public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(body: body) }
}
