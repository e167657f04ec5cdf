/// Fetches documents that a client only names (Print-URI and Send-URI, RFC 8011 §4.2.2 and §4.3.2).
public protocol DocumentFetcher: Sendable {
    /// Schemes that it fetches from ("reference-uri-schemes-supported"), in lower case; empty when it fetches nothing.
    var schemes: [String] { get }

    /// Begins to fetch; the document is read while it arrives. Its stream throws ``DocumentAccessProblem`` too.
    func fetch(_ uri: String) async throws(DocumentAccessProblem) -> FetchedDocument
}

/// A document on its way from where it lies.
public struct FetchedDocument: Sendable {
    /// What its server calls it ("Content-Type"), without parameters; `nil` when it says nothing of use.
    public var format: String?
    public var stream: DocumentStream

    public init(format: String?, stream: DocumentStream) {
        self.format = format
        self.stream = stream
    }
}

/// Why a document cannot be had: "client-error-document-access-error" (RFC 8011 §13.1.4.19).
public struct DocumentAccessProblem: Error, Hashable, Sendable {
    /// For the client: what was asked for and what came of it. Goes out as "document-access-error" as well.
    public var reason: String
    public init(_ reason: String) { self.reason = reason }
}

/// For a house that fetches nothing, which is how one is installed.
public struct NoFetcher: DocumentFetcher {
    public init() {}

    public var schemes: [String] { [] }

    public func fetch(_ uri: String) async throws(DocumentAccessProblem) -> FetchedDocument {
        throw DocumentAccessProblem("documents are not fetched here")
    }
}
