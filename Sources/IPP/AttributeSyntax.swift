/// The kinds of values that attributes are registered with (RFC 8011 §5.1), by their value tag.
///
/// `text` and `name` stand for both of their forms, with a language of their own and without.
public enum AttributeSyntax: UInt8, Hashable, Sendable, CaseIterable {
    case integer = 0x21
    case boolean = 0x22
    case `enum` = 0x23
    case octetString = 0x30
    case dateTime = 0x31
    case resolution = 0x32
    case rangeOfInteger = 0x33
    case collection = 0x34
    case text = 0x41
    case name = 0x42
    case keyword = 0x44
    case uri = 0x45
    case uriScheme = 0x46
    case charset = 0x47
    case naturalLanguage = 0x48
    case mimeMediaType = 0x49
}

extension AttributeValue {
    /// The syntax the value was sent in; `nil` for one without a value, or of a syntax that we do not know.
    public var syntax: AttributeSyntax? {
        switch self {
        case .integer: .integer
        case .boolean: .boolean
        case .enum: .enum
        case .octetString: .octetString
        case .dateTime: .dateTime
        case .resolution: .resolution
        case .rangeOfInteger: .rangeOfInteger
        case .collection: .collection
        case .text, .textWithLanguage: .text
        case .name, .nameWithLanguage: .name
        case .keyword: .keyword
        case .uri: .uri
        case .uriScheme: .uriScheme
        case .charset: .charset
        case .naturalLanguage: .naturalLanguage
        case .mimeMediaType: .mimeMediaType
        case .outOfBand, .unknown: nil
        }
    }

    /// A string in the string syntax asked for; in `text` where `syntax` is none.
    public init(_ string: String, as syntax: AttributeSyntax) {
        switch syntax {
        case .name: self = .name(string)
        case .keyword: self = .keyword(string)
        case .uri: self = .uri(string)
        case .uriScheme: self = .uriScheme(string)
        case .charset: self = .charset(string)
        case .naturalLanguage: self = .naturalLanguage(string)
        case .mimeMediaType: self = .mimeMediaType(string)
        case .text, .integer, .boolean, .enum, .octetString, .dateTime, .resolution, .rangeOfInteger, .collection:
            self = .text(string)
        }
    }

    /// The number of an `integer` or `enum`.
    public var integerValue: Int32? {
        switch self {
        case .integer(let number), .enum(let number): number
        default: nil
        }
    }

    public var boolValue: Bool? {
        if case .boolean(let flag) = self { flag } else { nil }
    }

    /// The characters of any string syntax; a language that came with them is left out.
    public var stringValue: String? {
        switch self {
        case .text(let string), .name(let string), .keyword(let string), .uri(let string), .uriScheme(let string),
            .charset(let string), .naturalLanguage(let string), .mimeMediaType(let string),
            .textWithLanguage(let string, _), .nameWithLanguage(let string, _):
            string
        default: nil
        }
    }

    /// The language that a text or name brought along.
    public var languageValue: String? {
        switch self {
        case .textWithLanguage(_, let language), .nameWithLanguage(_, let language): language
        default: nil
        }
    }

    public var collectionValue: AttributeCollection? {
        if case .collection(let members) = self { AttributeCollection(members) } else { nil }
    }

    public var isOutOfBand: Bool {
        if case .outOfBand = self { true } else { false }
    }
}

extension Attribute {
    /// The first value, where it is an `integer` or `enum`.
    public var integerValue: Int32? { values.first?.integerValue }
    /// The first value, where it is a `boolean`.
    public var boolValue: Bool? { values.first?.boolValue }
    /// The first value, where it is of a string syntax.
    public var stringValue: String? { values.first?.stringValue }
    /// The first value, where it is a collection.
    public var collectionValue: AttributeCollection? { values.first?.collectionValue }
    /// The numbers among the values.
    public var integerValues: [Int32] { values.compactMap(\.integerValue) }
    /// The strings among the values.
    public var stringValues: [String] { values.compactMap(\.stringValue) }
}
