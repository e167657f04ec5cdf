public import IPP

/// An answer that says no: its status, and the reason in the server's words.
public struct IPPRefusal: Error, Hashable, Sendable, CustomStringConvertible {
    public let status: StatusCode
    /// "status-message" of the answer; empty when the server gave none.
    public let reason: String
    /// Attributes the server named as unsupported, or in conflict with one another.
    public let unsupported: [Attribute]

    public init(status: StatusCode, reason: String, unsupported: [Attribute] = []) {
        self.status = status
        self.reason = reason
        self.unsupported = unsupported
    }

    public var description: String { reason.isEmpty ? "the server answered \(status)" : reason }
}

extension IPPMessage {
    /// "status-message" (RFC 8011 §4.1.6.2).
    public var statusMessage: String { self[.operation]?["status-message"]?.stringValue ?? "" }

    /// What the server did not support of a request (RFC 8011 §4.1.7), also where it did the rest.
    public var unsupportedAttributes: [Attribute] {
        groups.filter { $0.tag == .unsupported }.flatMap(\.attributes)
    }

    /// Throws when the answer says that the operation was not done.
    public func requireSuccess() throws(IPPRefusal) {
        guard !status.isSuccessful else { return }
        throw IPPRefusal(status: status, reason: statusMessage, unsupported: unsupportedAttributes)
    }
}
