// The Swift types that values map to, one for each syntax; strings are in one type, and their key says which they are.

extension Int32: AttributeElement {
    public static var usualSyntax: AttributeSyntax { .integer }

    public init?(ippValue value: AttributeValue) {
        guard let number = value.integerValue else { return nil }
        self = number
    }

    public func ippValue(as syntax: AttributeSyntax) -> AttributeValue {
        syntax == .enum ? .enum(self) : .integer(self)
    }
}

extension Bool: AttributeElement {
    public static var usualSyntax: AttributeSyntax { .boolean }

    public init?(ippValue value: AttributeValue) {
        guard let flag = value.boolValue else { return nil }
        self = flag
    }

    public func ippValue(as syntax: AttributeSyntax) -> AttributeValue { .boolean(self) }
}

extension String: AttributeElement {
    public static var usualSyntax: AttributeSyntax { .text }

    /// Takes every string syntax, because clients mix keywords with names and text with name; the language is lost.
    public init?(ippValue value: AttributeValue) {
        guard let string = value.stringValue else { return nil }
        self = string
    }

    public func ippValue(as syntax: AttributeSyntax) -> AttributeValue { AttributeValue(self, as: syntax) }
}

/// A text or name together with the language it is in, where it differs from the message's (RFC 8011 §5.1.2, §5.1.3).
public struct LocalizedString: AttributeElement, Hashable {
    public var string: String
    /// `nil`: the attributes-natural-language of the message.
    public var language: String?

    public init(_ string: String, language: String? = nil) {
        self.string = string
        self.language = language
    }

    public static var usualSyntax: AttributeSyntax { .text }

    public init?(ippValue value: AttributeValue) {
        guard let string = value.stringValue else { return nil }
        self.init(string, language: value.languageValue)
    }

    public func ippValue(as syntax: AttributeSyntax) -> AttributeValue {
        guard let language else { return AttributeValue(string, as: syntax) }
        return switch syntax {
        case .text: .textWithLanguage(string, language: language)
        case .name: .nameWithLanguage(string, language: language)
        default: AttributeValue(string, as: syntax)
        }
    }
}

/// The bytes of an `octetString`.
public struct OctetString: AttributeElement, Hashable {
    public var bytes: [UInt8]

    public init(_ bytes: [UInt8]) { self.bytes = bytes }
    public init(_ string: String) { bytes = Array(string.utf8) }

    /// The bytes as text, as printer-supply and printer-input-tray use them (PWG 5100.13); `nil` if they are none.
    public var string: String? { String(validating: bytes, as: UTF8.self) }

    public static var usualSyntax: AttributeSyntax { .octetString }

    public init?(ippValue value: AttributeValue) {
        guard case .octetString(let bytes) = value else { return nil }
        self.init(bytes)
    }

    public func ippValue(as syntax: AttributeSyntax) -> AttributeValue { .octetString(bytes) }
}

extension IPPDateTime: AttributeElement {
    public static var usualSyntax: AttributeSyntax { .dateTime }

    public init?(ippValue value: AttributeValue) {
        guard case .dateTime(let dateTime) = value else { return nil }
        self = dateTime
    }

    public func ippValue(as syntax: AttributeSyntax) -> AttributeValue { .dateTime(self) }
}

extension Resolution: AttributeElement {
    public static var usualSyntax: AttributeSyntax { .resolution }

    public init?(ippValue value: AttributeValue) {
        guard case .resolution(let resolution) = value else { return nil }
        self = resolution
    }

    public func ippValue(as syntax: AttributeSyntax) -> AttributeValue { .resolution(self) }
}

extension IntegerRange: AttributeElement {
    public static var usualSyntax: AttributeSyntax { .rangeOfInteger }

    public init?(ippValue value: AttributeValue) {
        guard case .rangeOfInteger(let range) = value else { return nil }
        self = range
    }

    public func ippValue(as syntax: AttributeSyntax) -> AttributeValue { .rangeOfInteger(self) }
}

/// A value of an attribute that takes single numbers and ranges, as job-priority-supported and the dimensions in
/// media-size-supported do.
public enum IntegerOrRange: AttributeElement, Hashable {
    case integer(Int32)
    case range(IntegerRange)

    public func contains(_ number: Int32) -> Bool {
        switch self {
        case .integer(let only): only == number
        case .range(let range): range.contains(number)
        }
    }

    public static var usualSyntax: AttributeSyntax { .integer }

    public init?(ippValue value: AttributeValue) {
        switch value {
        case .integer(let number): self = .integer(number)
        case .rangeOfInteger(let range): self = .range(range)
        default: return nil
        }
    }

    public func ippValue(as syntax: AttributeSyntax) -> AttributeValue {
        switch self {
        case .integer(let number): .integer(number)
        case .range(let range): .rangeOfInteger(range)
        }
    }
}

/// The members of a collection (RFC 8011 §5.1.18), read and written by key as the attributes of a group are.
public struct AttributeCollection: AttributeContainer, AttributeElement, Hashable {
    public var attributes: [Attribute]

    public init(_ attributes: [Attribute] = []) { self.attributes = attributes }

    public static var usualSyntax: AttributeSyntax { .collection }

    public init?(ippValue value: AttributeValue) {
        guard case .collection(let members) = value else { return nil }
        self.init(members)
    }

    public func ippValue(as syntax: AttributeSyntax) -> AttributeValue { .collection(attributes) }
}
