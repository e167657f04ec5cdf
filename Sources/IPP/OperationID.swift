/// What a request asks for (RFC 8011 §5.4.15; IANA "operations-supported"). An open set: 0x4000 and up are vendors'.
///
/// Written as its number in 16 bits; in attributes it is an enum.
public struct OperationID: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    public let rawValue: Int16
    public init(rawValue: Int16) { self.rawValue = rawValue }

    static let names = RegisteredNames(registeredNames, cupsNames + " " + quireNames)

    /// The name as the registry writes it, such as `Print-Job`.
    public var name: String? { Self.names[Int32(rawValue)] }

    /// The operation behind a name, written exactly as the registry does.
    public init?(name: String) {
        guard let number = Self.names[name] else { return nil }
        self.init(rawValue: Int16(truncatingIfNeeded: number))
    }

    /// The name; the number in hexadecimal where it has none.
    public var description: String { name ?? hexadecimal(rawValue) }

    /// All operations with a name, ascending.
    public static var registered: [OperationID] {
        names.numbers.map { OperationID(rawValue: Int16(truncatingIfNeeded: $0)) }
    }
}

extension OperationID: AttributeElement {
    public static var usualSyntax: AttributeSyntax { .enum }

    public init?(ippValue value: AttributeValue) {
        guard case .enum(let number) = value, let rawValue = Int16(exactly: number) else { return nil }
        self.init(rawValue: rawValue)
    }

    public func ippValue(as syntax: AttributeSyntax) -> AttributeValue { .enum(Int32(rawValue)) }
}

extension IPPMessage {
    /// ``code`` of a request.
    public var operation: OperationID {
        get { OperationID(rawValue: code) }
        set { code = newValue.rawValue }
    }
}
