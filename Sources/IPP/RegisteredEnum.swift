/// A number whose meanings the registry lists (RFC 8011 §5.1.5). An open set: vendors and later standards add to it.
public protocol RegisteredEnum: RawRepresentable, AttributeElement, Hashable, CustomStringConvertible
where RawValue == Int32 {
    init(rawValue: Int32)
    /// The registered numbers and their keywords.
    static var names: RegisteredNames { get }
}

extension RegisteredEnum {
    /// The registered keyword, such as `pending-held`.
    public var keyword: String? { Self.names[rawValue] }

    /// The number behind a registered keyword.
    public init?(keyword: String) {
        guard let number = Self.names[keyword] else { return nil }
        self.init(rawValue: number)
    }

    /// The keyword; the number where it has none.
    public var description: String { keyword ?? String(rawValue) }

    /// All registered values, ascending.
    public static var registered: [Self] { names.numbers.map { Self(rawValue: $0) } }

    public static var usualSyntax: AttributeSyntax { .enum }

    public init?(ippValue value: AttributeValue) {
        guard case .enum(let number) = value else { return nil }
        self.init(rawValue: number)
    }

    public func ippValue(as syntax: AttributeSyntax) -> AttributeValue {
        syntax == .integer ? .integer(rawValue) : .enum(rawValue)
    }
}

/// Numbers with their names, both ways, from a table such as `3 pending 4 pending-held`.
public struct RegisteredNames: Sendable {
    private let byNumber: [Int32: String]
    private let byName: [String: Int32]

    /// - Parameter table: numbers (decimal, or hexadecimal behind `0x`) and names by turns, with blanks between.
    init(_ table: String, _ more: String = "") {
        var byNumber: [Int32: String] = [:]
        var byName: [String: Int32] = [:]
        var number: Int32?
        for word in table.words() + more.words() {
            guard let current = number else {
                number = word.hasPrefix("0x") ? Int32(word.dropFirst(2), radix: 16) : Int32(word)
                continue
            }
            byNumber[current] = String(word)
            byName[String(word)] = current
            number = nil
        }
        self.byNumber = byNumber
        self.byName = byName
    }

    public subscript(number: Int32) -> String? { byNumber[number] }
    public subscript(name: String) -> Int32? { byName[name] }
    public var numbers: [Int32] { byNumber.keys.sorted() }
}

extension String {
    /// The runs between blanks and line ends. Bytes are compared, not characters, which is far quicker.
    func words() -> [Substring] {
        utf8.split { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\n") }.map { Substring($0) }
    }
}
