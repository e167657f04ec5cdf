/// A named set of values (RFC 8011 §5.1): one value, or several of a `1setOf`.
public struct Attribute: Hashable, Sendable {
    /// The keyword on the wire, at most 255 octets (RFC 8011 §5.1.4).
    public var name: String
    /// Never empty: an attribute without a value carries an ``AttributeValue/outOfBand(_:)`` one.
    public var values: [AttributeValue]

    public init(_ name: String, _ values: [AttributeValue]) {
        self.name = name
        self.values = values
    }

    public init(_ name: String, _ value: AttributeValue) {
        self.init(name, [value])
    }
}

/// Attributes in the order sent: a group of a message, or the members of a collection.
public protocol AttributeContainer: Sendable {
    var attributes: [Attribute] { get set }
}

extension AttributeContainer {
    /// The attribute with that name, the first where it stands more than once.
    public subscript(name: String) -> Attribute? {
        attributes.first { $0.name == name }
    }

    /// Puts `attribute` in, in place of one with the same name if there is one.
    public mutating func set(_ attribute: Attribute) {
        if let index = attributes.firstIndex(where: { $0.name == attribute.name }) {
            attributes[index] = attribute
        } else {
            attributes.append(attribute)
        }
    }

    /// Puts the values in under `name`, in place of those that were there.
    public mutating func set(_ name: String, _ values: AttributeValue...) {
        set(Attribute(name, values))
    }

    /// Takes the attribute with that name out, and gives it back if it was there.
    @discardableResult
    public mutating func remove(_ name: String) -> Attribute? {
        guard let index = attributes.firstIndex(where: { $0.name == name }) else { return nil }
        return attributes.remove(at: index)
    }
}

/// Attributes under one group tag, in the order sent (RFC 8010 §3.1.2).
public struct AttributeGroup: AttributeContainer, Hashable {
    public var tag: GroupTag
    public var attributes: [Attribute]

    public init(_ tag: GroupTag, _ attributes: [Attribute] = []) {
        self.tag = tag
        self.attributes = attributes
    }
}

/// What a group of attributes describes (RFC 8010 §3.5.1; IANA "Delimiter Tag Values").
public struct GroupTag: RawRepresentable, Hashable, Sendable {
    public let rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// The name in the registry, such as `job-attributes-tag`.
    public var name: String? { Registry.groupTagNames[Int32(rawValue)] }

    public static let operation = GroupTag(rawValue: 0x01)
    public static let job = GroupTag(rawValue: 0x02)
    /// Ends the attributes; what follows is document data.
    public static let end = GroupTag(rawValue: 0x03)
    public static let printer = GroupTag(rawValue: 0x04)
    public static let unsupported = GroupTag(rawValue: 0x05)
    public static let subscription = GroupTag(rawValue: 0x06)
    public static let eventNotification = GroupTag(rawValue: 0x07)
    public static let resource = GroupTag(rawValue: 0x08)
    public static let document = GroupTag(rawValue: 0x09)
    public static let system = GroupTag(rawValue: 0x0A)
}
