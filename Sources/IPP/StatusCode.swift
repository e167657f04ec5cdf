/// What became of a request (RFC 8011 §4.1.6, appendix B; IANA "Status Codes"). An open set, as ``OperationID`` is.
public struct StatusCode: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    public let rawValue: Int16
    public init(rawValue: Int16) { self.rawValue = rawValue }

    /// CUPS: the operation is done elsewhere. IANA has it as unassigned, next to the redirection classes.
    public static let cupsSeeOther = StatusCode(rawValue: 0x0280)

    static let names = RegisteredNames(registeredNames, "0x0280 cups-see-other")

    /// Whether the operation was done, perhaps with reservations: 0x0000 to 0x00FF.
    public var isSuccessful: Bool { 0x0000...0x00FF ~= rawValue }

    /// The keyword, such as `client-error-bad-request`.
    public var keyword: String? { Self.names[Int32(rawValue)] }

    /// The code behind a keyword.
    public init?(keyword: String) {
        guard let number = Self.names[keyword] else { return nil }
        self.init(rawValue: Int16(truncatingIfNeeded: number))
    }

    /// The keyword; the number in hexadecimal where it has none.
    public var description: String { keyword ?? hexadecimal(rawValue) }

    /// All codes with a name, ascending.
    public static var registered: [StatusCode] {
        names.numbers.map { StatusCode(rawValue: Int16(truncatingIfNeeded: $0)) }
    }
}

extension StatusCode: AttributeElement {
    public static var usualSyntax: AttributeSyntax { .enum }

    public init?(ippValue value: AttributeValue) {
        guard case .enum(let number) = value, let rawValue = Int16(exactly: number) else { return nil }
        self.init(rawValue: rawValue)
    }

    public func ippValue(as syntax: AttributeSyntax) -> AttributeValue { .enum(Int32(rawValue)) }
}

extension IPPMessage {
    /// ``code`` of a response.
    public var status: StatusCode {
        get { StatusCode(rawValue: code) }
        set { code = newValue.rawValue }
    }
}

func hexadecimal(_ code: Int16) -> String {
    let digits = String(UInt16(bitPattern: code), radix: 16, uppercase: true)
    return "0x" + String(repeating: "0", count: 4 - digits.count) + digits
}
