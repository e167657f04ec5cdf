public import Operations
public import PrintModel

/// Web pages and everything else that HTTP carries besides IPP.
public protocol PageHandler: Sendable {
    /// The answer to a request that is not IPP; `nil` when there is nothing there.
    func answer(to request: PageRequest) async -> PageAnswer?
}

/// A checked HTTP request.
public struct PageRequest: Sendable {
    public var method: String
    /// Percent-decoded, without `..` and control characters.
    public var path: String
    /// Behind the `?`, still encoded.
    public var query: String?
    /// In the order sent, names in lower case.
    public var fields: [HTTPField]
    /// May be left unread.
    public var body: DocumentStream
    public var caller: Caller

    public func field(_ name: String) -> String? { fields.first { $0.name == name }?.value }
}

public struct PageAnswer: Sendable {
    public var status: Int
    public var contentType: String
    /// Further fields; length, type and connection are written by the server.
    public var fields: [HTTPField]
    public var bytes: [UInt8]
    public var rest: DocumentStream?

    public init(
        status: Int = 200, contentType: String = "text/html; charset=utf-8", fields: [HTTPField] = [], bytes: [UInt8],
        rest: DocumentStream? = nil
    ) {
        self.status = status
        self.contentType = contentType
        self.fields = fields
        self.bytes = bytes
        self.rest = rest
    }
}
