/// An attribute, or a member of a collection, as the registry lists it.
public struct RegisteredAttribute: Hashable, Sendable {
    public enum Standing: Hashable, Sendable {
        case current
        /// Still answered for old clients.
        case deprecated
        /// No longer to be sent.
        case obsolete
    }

    /// One syntax that values may have.
    public struct Rule: Hashable, Sendable {
        public let syntax: AttributeSyntax
        /// Of the numbers in a value; ``maximum`` for strings is in octets instead.
        public let minimum: Int32
        public let maximum: Int32
    }

    /// What is wrong with values; `index` says which of them.
    public enum Fault: Hashable, Sendable {
        /// More than one, of an attribute that is not a `1setOf`.
        case tooManyValues
        case wrongSyntax(index: Int)
        /// A string longer than its rule allows.
        case tooLong(index: Int)
        /// A number outside the bounds of its rule, or a range that runs backwards.
        case outOfRange(index: Int)
    }

    /// The name; of a member, the names of the collections it is in before it: `media-col/media-size/x-dimension`.
    public let path: String
    public let groups: Set<RegistryGroup>
    public let standing: Standing
    /// Such as `RFC 8011` or `PWG 5100.13`.
    public let specification: String
    /// Whether it may have several values (`1setOf`).
    public let isSet: Bool
    public let rules: [Rule]
    /// The values without a value that the attribute may have, such as `no-value`.
    public let outOfBand: Set<OutOfBand>

    /// The last name in ``path``.
    public var name: String {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return path }
        return String(path[path.index(after: slash)...])
    }
    public var syntaxes: [AttributeSyntax] { rules.map(\.syntax) }

    /// The first thing that is wrong with `values`, or `nil` when they are as registered.
    public func fault(in values: [AttributeValue]) -> Fault? {
        if values.count > 1, !isSet { return .tooManyValues }
        for (index, value) in values.enumerated() {
            if case .outOfBand(let why) = value {
                if outOfBand.contains(why) { continue }
                return .wrongSyntax(index: index)
            }
            let candidates = rules.filter { $0.syntax == value.syntax }
            guard let rule = candidates.first else { return .wrongSyntax(index: index) }
            if candidates.contains(where: { $0.allows(value) }) { continue }
            return rule.isOfNumbers ? .outOfRange(index: index) : .tooLong(index: index)
        }
        return nil
    }
}

extension RegisteredAttribute.Rule {
    fileprivate var isOfNumbers: Bool { [.integer, .enum, .rangeOfInteger].contains(syntax) }

    fileprivate func allows(_ value: AttributeValue) -> Bool {
        switch value {
        case .integer(let number): minimum <= number && number <= maximum
        case .rangeOfInteger(let range): minimum <= range.lower && range.lower <= range.upper && range.upper <= maximum
        case .octetString(let bytes): bytes.count <= Int(maximum)
        default: value.stringValue.map { $0.utf8.count <= Int(maximum) } ?? true
        }
    }

    /// Reads `integer(1:MAX)`, `name(127)` or a bare `keyword`.
    fileprivate init?(_ text: Substring) {
        let parts = text.utf8.split { $0 == UInt8(ascii: "(") || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ")") }
        guard let syntax = parts.first.flatMap({ AttributeSyntax(registryName: String(Substring($0))) }) else {
            return nil
        }
        self.syntax = syntax
        let bounds = parts.dropFirst().map { String(Substring($0)) }
        switch syntax {
        case .integer, .rangeOfInteger, .enum:
            minimum = bounds.first.flatMap { Int32($0) } ?? .min
            maximum = bounds.dropFirst().first.flatMap { Int32($0) } ?? .max
        default:
            minimum = 0
            maximum = bounds.first.flatMap { Int32($0) } ?? Int32(ValueTag.bytesMax(syntax.rawValue) ?? 32_767)
        }
    }
}

extension RegisteredAttribute {
    /// Reads a line of the table: path, letters of ``RegistryGroup`` (behind them `-` for deprecated, `!` for
    /// obsolete), specification, then `1setOf` if it is one and the syntaxes.
    init?(line: Substring) {
        let words = String(line).words()
        guard words.count >= 3 else { return nil }
        path = String(words[0])
        groups = Set(words[1].compactMap { RegistryGroup(rawValue: $0) })
        standing = words[1].hasSuffix("!") ? .obsolete : words[1].hasSuffix("-") ? .deprecated : .current
        specification = Self.spaced(words[2])
        isSet = words.dropFirst(3).first == "1setOf"
        rules = words.dropFirst(3).compactMap { Rule($0) }
        outOfBand = Set(words.dropFirst(3).compactMap { OutOfBand(registryName: $0) })
    }

    /// `RFC8011` as people write it.
    private static func spaced(_ specification: Substring) -> String {
        for prefix in ["RFC", "PWG"] where specification.hasPrefix(prefix) {
            return prefix + " " + specification.dropFirst(prefix.count)
        }
        return String(specification)
    }
}

extension AttributeSyntax {
    /// The name as RFC 8011 §5.1 writes it.
    public init?(registryName: String) {
        guard let syntax = Self.byRegistryName[registryName] else { return nil }
        self = syntax
    }

    /// The name as RFC 8011 §5.1 writes it.
    public var registryName: String { String(describing: self) }

    private static let byRegistryName = Dictionary(uniqueKeysWithValues: allCases.map { ($0.registryName, $0) })
}

extension OutOfBand {
    init?(registryName: Substring) {
        switch registryName {
        case "no-value": self = .noValue
        case "unknown": self = .unknown
        default: return nil
        }
    }
}
