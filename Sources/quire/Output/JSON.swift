import IPP

/// A JSON value whose members keep their order (RFC 8259).
indirect enum JSON: Hashable, Sendable {
    case null
    case bool(Bool)
    case number(Int64)
    case string(String)
    case array([JSON])
    case object([Member])

    struct Member: Hashable, Sendable {
        let name: String
        let value: JSON

        init(_ name: String, _ value: JSON) {
            self.name = name
            self.value = value
        }
    }

    static func strings(_ strings: [String]) -> JSON { .array(strings.map(JSON.string)) }

    /// On one line.
    var text: String {
        switch self {
        case .null: "null"
        case .bool(let flag): flag ? "true" : "false"
        case .number(let number): String(number)
        case .string(let string): Self.quoted(string)
        case .array(let values): "[" + values.map(\.text).joined(separator: ",") + "]"
        case .object(let members):
            "{" + members.map { "\(Self.quoted($0.name)):\($0.value.text)" }.joined(separator: ",") + "}"
        }
    }

    private static func quoted(_ string: String) -> String {
        var text = "\""
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\t": text += "\\t"
            case "\r": text += "\\r"
            case _ where scalar.value < 0x20 || scalar.value == 0x7F:
                let digits = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text + "\""
    }
}

extension JSON {
    /// The attributes by their IPP names: sets as arrays, enums as keywords, moments as RFC 3339 writes them.
    init(_ attributes: [Attribute]) {
        self = .object(attributes.map { JSON.Member($0.name, JSON($0)) })
    }

    init(_ attribute: Attribute) {
        let values = attribute.values.map { JSON($0, in: attribute.name) }
        let isSet = Registry.attribute(named: attribute.name)?.isSet ?? (values.count > 1)
        self = isSet && values != [.null] ? .array(values) : values.first ?? .null
    }

    private init(_ value: AttributeValue, in attribute: String) {
        switch value {
        case .integer(let number): self = .number(Int64(number))
        case .enum(let number):
            self = AttributeDisplay.keyword(of: number, in: attribute).map(JSON.string) ?? .number(Int64(number))
        case .boolean(let flag): self = .bool(flag)
        case .rangeOfInteger(let range):
            self = .object([.init("lower", .number(Int64(range.lower))), .init("upper", .number(Int64(range.upper)))])
        case .collection(let members): self = JSON(members)
        case .outOfBand: self = .null
        default: self = .string(AttributeDisplay.text(of: value, in: attribute))
        }
    }
}
