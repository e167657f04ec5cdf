/// A request or response without its document data (RFC 8010 §3.1.1).
public struct IPPMessage: Hashable, Sendable {
    public var version: IPPVersion
    /// operation-id of a request, status-code of a response.
    public var code: Int16
    /// Chosen by the client, 1 or more; given back unchanged.
    public var requestID: Int32
    public var groups: [AttributeGroup]

    public init(version: IPPVersion = .v2_0, code: Int16, requestID: Int32, groups: [AttributeGroup] = []) {
        self.version = version
        self.code = code
        self.requestID = requestID
        self.groups = groups
    }

    /// The first group with that tag.
    public subscript(tag: GroupTag) -> AttributeGroup? {
        groups.first { $0.tag == tag }
    }
}

/// The version of IPP a message is written in (RFC 8011 §4.1.8).
public struct IPPVersion: Hashable, Sendable, Comparable, CustomStringConvertible {
    public var major: UInt8
    public var minor: UInt8

    public init(_ major: UInt8, _ minor: UInt8) {
        self.major = major
        self.minor = minor
    }

    public static let v1_0 = IPPVersion(1, 0)
    public static let v1_1 = IPPVersion(1, 1)
    public static let v2_0 = IPPVersion(2, 0)
    public static let v2_1 = IPPVersion(2, 1)
    public static let v2_2 = IPPVersion(2, 2)

    public static func < (lhs: IPPVersion, rhs: IPPVersion) -> Bool {
        (lhs.major, lhs.minor) < (rhs.major, rhs.minor)
    }

    public var description: String { "\(major).\(minor)" }
}
