/// The name of an attribute, tied to the Swift type its values have.
///
/// A key is the way into an ``AttributeGroup``: asking for `.copies` gives an `Int32?`, never a string that happens
/// to hold digits, and a misspelt name does not compile. The keys of registered attributes are in `Registry/`.
///
/// The key also carries the syntax to write. IPP has eight kinds of strings, and which of them an attribute takes is a
/// matter of the attribute, not of the value; so operations handle plain `String`, and `group[.jobName] = "x"` writes
/// a name where `group[.jobHoldUntil] = "x"` writes a keyword. (A Swift type for each kind was the other way: it put a
/// conversion into every line that handles one, and let a keyword be compared with a name no more safely.)
public struct AttributeKey<Value: AttributeValueConvertible>: Hashable, Sendable {
    public let name: String
    public let syntax: AttributeSyntax

    /// - Parameter syntax: has to be given for strings, and for `Int32` where the attribute is an `enum`.
    public init(_ name: String, as syntax: AttributeSyntax = Value.usualSyntax) {
        self.name = name
        self.syntax = syntax
    }
}

extension AttributeKey where Value == String {
    @available(*, unavailable, message: "say which string syntax the attribute has: AttributeKey(_:as:)")
    public init(_ name: String) { self.init(name, as: .text) }
}

extension AttributeKey where Value == [String] {
    @available(*, unavailable, message: "say which string syntax the attribute has: AttributeKey(_:as:)")
    public init(_ name: String) { self.init(name, as: .text) }
}

/// A Swift type that one IPP attribute syntax, or a `1setOf` of it, maps to and from.
public protocol AttributeValueConvertible: Sendable {
    /// The syntax written where a key does not say another.
    static var usualSyntax: AttributeSyntax { get }
    /// `nil` when `values` are not of this type: out-of-band, of another syntax, or too many.
    init?(ippValues values: [AttributeValue])
    func ippValues(as syntax: AttributeSyntax) -> [AttributeValue]
}

/// A Swift type that one value maps to and from; arrays of it are a `1setOf`.
public protocol AttributeElement: AttributeValueConvertible {
    /// `nil` when `value` is not of this type.
    init?(ippValue value: AttributeValue)
    func ippValue(as syntax: AttributeSyntax) -> AttributeValue
}

extension AttributeElement {
    public init?(ippValues values: [AttributeValue]) {
        guard values.count == 1, let value = values.first else { return nil }
        self.init(ippValue: value)
    }

    public func ippValues(as syntax: AttributeSyntax) -> [AttributeValue] { [ippValue(as: syntax)] }
}

extension Array: AttributeValueConvertible where Element: AttributeElement {
    public static var usualSyntax: AttributeSyntax { Element.usualSyntax }

    public init?(ippValues values: [AttributeValue]) {
        self = []
        reserveCapacity(values.count)
        for value in values {
            guard let element = Element(ippValue: value) else { return nil }
            append(element)
        }
    }

    public func ippValues(as syntax: AttributeSyntax) -> [AttributeValue] { map { $0.ippValue(as: syntax) } }
}

extension AttributeContainer {
    /// The value under `key`, or `nil` where there is none of that type.
    public subscript<Value>(key: AttributeKey<Value>) -> Value? {
        get { self[key.name].flatMap { Value(ippValues: $0.values) } }
        set {
            if let newValue {
                set(Attribute(key, newValue))
            } else {
                remove(key.name)
            }
        }
    }

    /// Whether an attribute with that name is there, whatever its values are.
    public func contains<Value>(_ key: AttributeKey<Value>) -> Bool { self[key.name] != nil }
}

extension Attribute {
    public init<Value>(_ key: AttributeKey<Value>, _ value: Value) {
        self.init(key.name, value.ippValues(as: key.syntax))
    }
}
