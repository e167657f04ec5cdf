/// The name of an attribute, tied to the Swift type its values have.
///
/// A key is the way into an ``AttributeGroup``: asking for `.copies` gives an `Int32?`, never a string that happens
/// to hold digits, and a misspelt name does not compile. The keys of registered attributes are in `Registry/`.
public struct AttributeKey<Value: AttributeValueConvertible>: Sendable {
    public let name: String
    public init(_ name: String) { self.name = name }
}

/// A Swift type that one IPP attribute syntax, or a `1setOf` of it, maps to and from.
public protocol AttributeValueConvertible: Sendable {
    /// `nil` when `values` are not of this type: out-of-band, of another syntax, or too many.
    init?(ippValues values: [AttributeValue])
    var ippValues: [AttributeValue] { get }
}

extension AttributeGroup {
    /// The value under `key`, or `nil` where there is none of that type.
    public subscript<Value>(key: AttributeKey<Value>) -> Value? {
        get { self[key.name].flatMap { Value(ippValues: $0.values) } }
        set {
            if let newValue { set(Attribute(key.name, newValue.ippValues)) } else { remove(key.name) }
        }
    }
}
