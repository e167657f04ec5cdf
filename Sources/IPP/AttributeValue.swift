/// One value of an attribute, with the syntax it was sent in (RFC 8010 §3.9, RFC 8011 §5.1).
public enum AttributeValue: Hashable, Sendable {
    /// A 32-bit signed integer.
    case integer(Int32)
    case boolean(Bool)
    /// A number whose meaning the registry lists, 1 or more.
    case `enum`(Int32)
    /// Bytes without meaning to us, at most 1,023 (RFC 8011 §5.1.10).
    case octetString([UInt8])
    case dateTime(IPPDateTime)
    case resolution(Resolution)
    case rangeOfInteger(IntegerRange)
    /// Members in the order sent; names are not repeated.
    case collection([Attribute])
    case textWithLanguage(String, language: String)
    case nameWithLanguage(String, language: String)
    /// At most 1,023 octets of UTF-8 (RFC 8011 §5.1.2).
    case text(String)
    /// At most 255 octets of UTF-8 (RFC 8011 §5.1.3).
    case name(String)
    /// At most 255 octets of US-ASCII (RFC 8011 §5.1.4).
    case keyword(String)
    /// At most 1,023 octets (RFC 8011 §5.1.6).
    case uri(String)
    case uriScheme(String)
    case charset(String)
    case naturalLanguage(String)
    case mimeMediaType(String)
    /// A value that says why there is none (RFC 8010 §3.8).
    case outOfBand(OutOfBand)
    /// A syntax that we do not know, or one whose octets are not what the syntax asks for and a ``Quirk`` let
    /// through: kept as it came, so that encoding gives back the same message.
    case unknown(tag: UInt8, [UInt8])
}

/// Why an attribute has no value (RFC 8010 §3.8, RFC 3380 §8).
public enum OutOfBand: UInt8, Hashable, Sendable, CaseIterable {
    case unsupported = 0x10
    case unknown = 0x12
    case noValue = 0x13
    case notSettable = 0x15
    case deleteAttribute = 0x16
    case adminDefine = 0x17
}

/// A resolution in two directions (RFC 8011 §5.1.16).
public struct Resolution: Hashable, Sendable {
    /// Dots per unit across the feed direction, and along it; 1 or more.
    public var crossFeed: Int32
    public var feed: Int32
    /// 3 = dots per inch, 4 = dots per centimetre.
    public var units: UInt8

    public init(crossFeed: Int32, feed: Int32, units: UInt8 = 3) {
        self.crossFeed = crossFeed
        self.feed = feed
        self.units = units
    }

    /// The same number of dots per inch both ways.
    public static func dpi(_ dots: Int32) -> Resolution { Resolution(crossFeed: dots, feed: dots) }
}

/// Two integers, the lower first (RFC 8011 §5.1.14).
///
/// Not a `ClosedRange`: the wire can carry one that runs backwards, and the operation that asked for it has to
/// say so; a `ClosedRange` would trap.
public struct IntegerRange: Hashable, Sendable {
    public var lower: Int32
    public var upper: Int32

    public init(_ lower: Int32, _ upper: Int32) {
        self.lower = lower
        self.upper = upper
    }

    public var isBackwards: Bool { lower > upper }
    public func contains(_ value: Int32) -> Bool { lower <= value && value <= upper }
}
