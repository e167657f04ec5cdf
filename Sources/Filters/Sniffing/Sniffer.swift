public import PrintModel

/// Says what a document is by looking at its beginning, as print data is rather than as files on a disk are: behind
/// the job headers of drivers, and with printer languages told apart that general tools call "data" or "text".
///
/// Pure. The rules are ``SniffRule/all``; here is what lies around a document: compression and PJL.
public struct Sniffer: DocumentTyper {
    public init() {}

    public let headOctets = 4096

    public func format(of head: [UInt8]) -> String? {
        let head = Head(head.prefix(headOctets))
        guard Self.isGzip(head) else { return Self.format(of: head) }
        let inside = GzipPeek.inflate(head.bytes, octetsMax: headOctets)
        // Once only: nobody prints what was compressed twice.
        return inside.isEmpty ? Self.gzip : Self.format(of: Head(inside[...])) ?? Self.gzip
    }

    /// The "compression" a document is in without anybody having said so; `nil` when it is in none.
    ///
    /// ``format(of:)`` names what is inside, so whoever stores the document undoes this first (``Inflater``).
    public func compression(of head: [UInt8]) -> String? { Self.isGzip(Head(head[...])) ? "gzip" : nil }

    private static let gzip = "application/gzip"

    /// RFC 1952: magic, and the only method there is.
    private static func isGzip(_ head: Head) -> Bool { head.has("\u{1F}\u{8B}\u{08}") }

    private static func format(of head: Head) -> String? {
        guard let job = PJLHeader(head) else { return SniffRule.format(of: head) }
        // The language a driver announces counts only where the content does not speak for itself.
        return SniffRule.format(of: job.rest, isBehindPJL: true) ?? job.format
    }
}
