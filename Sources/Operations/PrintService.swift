public import PrintModel

/// What the ways in (HTTP, later LPD and the web) ask of the operations: bytes of a request in, bytes of an answer out.
///
/// The way in knows sockets and who is at the other end; what the bytes mean is decided here.
public protocol PrintService: Sendable {
    /// The answer to a request whose answer lies ready and needs no document, or `nil`. Never waits: it is called on
    /// the event loop.
    ///
    /// - Parameter message: a whole IPP request, up to and including its end-of-attributes tag.
    func readyAnswer(to message: [UInt8], from caller: Caller) -> [UInt8]?

    /// Answers a request.
    ///
    /// - Parameters:
    ///   - message: the IPP request up to and including its end-of-attributes tag, or as much as there was.
    ///   - document: what follows it; may be left unread, and is then drained or cut off by the way in.
    func answer(to message: [UInt8], document: DocumentStream, from caller: Caller) async -> ServiceAnswer
}

/// One request's circumstances, as its way in knows them.
public struct Caller: Hashable, Sendable {
    public var requester: Requester
    /// The authority the client used (`Host`), for URIs in answers; `nil` when it named none.
    public var authority: String?
    /// The path it was sent to, percent-decoded.
    public var path: String
    /// Whether it takes an answer in parts: its `Accept` names multipart/related.
    public var takesParts: Bool

    public init(requester: Requester, authority: String?, path: String, takesParts: Bool = false) {
        self.requester = requester
        self.authority = authority
        self.path = path
        self.takesParts = takesParts
    }
}

/// An answer on its way out.
public struct ServiceAnswer: Sendable {
    /// HTTP status; IPP errors travel in 200 (RFC 8010 §3.4).
    public var httpStatus: Int
    public var contentType: String
    /// The beginning; the whole answer when there is no ``rest``.
    public var bytes: [UInt8]
    /// What follows, pulled piece by piece: long lists, documents.
    public var rest: DocumentStream?
    /// Whether ``rest`` waits for something to happen: then it holds nothing up, and is cancelled when the client goes.
    public var isWaiting: Bool
    /// Whether it is a refusal of somebody unknown that a password or a token might turn into something else: a way in
    /// over which one can be asked for asks for it in place of this answer.
    public var wantsProof = false

    public init(
        httpStatus: Int = 200, contentType: String = "application/ipp", bytes: [UInt8], rest: DocumentStream? = nil,
        isWaiting: Bool = false
    ) {
        self.isWaiting = isWaiting
        self.httpStatus = httpStatus
        self.contentType = contentType
        self.bytes = bytes
        self.rest = rest
    }
}

extension Caller {
    /// What URIs in the answer name as the server.
    ///
    /// libcups says `localhost:0` over a Unix socket, and takes a URI with port 0 for a bad one.
    var uriAuthority: String {
        guard let authority, !authority.hasSuffix(":0") else { return "localhost" }
        return authority
    }

    /// The server as web clients name it: `http://host:631`, by TLS as they came.
    public var webRoot: String { "\(usesTLS ? "https" : "http")://\(uriAuthority)" }

    /// Whether URIs in the answer name TLS: it came by that, and not from loopback, where it is of no use.
    var usesTLS: Bool {
        guard case .network(_, let isLoopback) = requester.origin else { return false }
        return requester.isPrivate && !isLoopback
    }
}
