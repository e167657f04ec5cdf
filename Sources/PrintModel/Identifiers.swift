/// A job's number: 1 or more, given once and never again, across restarts and crashes (RFC 8011 §5.3.2 "job-id").
public struct JobID: RawRepresentable, Hashable, Comparable, Sendable, CustomStringConvertible {
    public let rawValue: Int32
    public init(rawValue: Int32) { self.rawValue = rawValue }
    public init(_ rawValue: Int32) { self.rawValue = rawValue }

    public static func < (lhs: JobID, rhs: JobID) -> Bool { lhs.rawValue < rhs.rawValue }
    public var description: String { String(rawValue) }
}

/// A printer's number: 1 or more, never reused, so that history stays with the printer it belongs to.
public struct PrinterID: RawRepresentable, Hashable, Comparable, Sendable, CustomStringConvertible {
    public let rawValue: Int32
    public init(rawValue: Int32) { self.rawValue = rawValue }
    public init(_ rawValue: Int32) { self.rawValue = rawValue }

    public static func < (lhs: PrinterID, rhs: PrinterID) -> Bool { lhs.rawValue < rhs.rawValue }
    public var description: String { String(rawValue) }
}

/// A resource's number: 1 or more, never reused (PWG 5100.22 "resource-id").
public struct ResourceID: RawRepresentable, Hashable, Comparable, Sendable, CustomStringConvertible {
    public let rawValue: Int32
    public init(rawValue: Int32) { self.rawValue = rawValue }
    public init(_ rawValue: Int32) { self.rawValue = rawValue }

    public static func < (lhs: ResourceID, rhs: ResourceID) -> Bool { lhs.rawValue < rhs.rawValue }
    public var description: String { String(rawValue) }
}

/// A queue's name, as it stands in URIs and on command lines.
///
/// 1 to 127 octets of UTF-8 without control characters, spaces, `/`, `#`, `?`, quotes, backslash or `%`: what CUPS'
/// `lpadmin` allows, so that every name works in every client. Compared without regard to case, kept as given.
public struct PrinterName: Hashable, Comparable, Sendable, CustomStringConvertible {
    public let text: String
    /// What is compared and looked up.
    public let folded: String

    /// `nil` when `text` is not a name.
    public init?(_ text: String) {
        guard (1...127).contains(text.utf8.count), text != ".", text != ".." else { return nil }
        let isAllowed = text.unicodeScalars.allSatisfy { scalar in
            scalar.value > 0x20 && scalar.value != 0x7F && !(0x80...0x9F).contains(scalar.value)
                && !Self.forbidden.contains(scalar)
        }
        guard isAllowed else { return nil }
        self.text = text
        self.folded = text.lowercased()
    }

    private static let forbidden: Set<Unicode.Scalar> = ["/", "#", "?", "%", "\\", "\"", "'", "<", ">", "&"]

    public static func == (lhs: PrinterName, rhs: PrinterName) -> Bool { lhs.folded == rhs.folded }
    public static func < (lhs: PrinterName, rhs: PrinterName) -> Bool { lhs.folded < rhs.folded }
    public func hash(into hasher: inout Hasher) { hasher.combine(folded) }
    public var description: String { text }
}
