/// One typed key for each name that attributes and members have, in a file for each kind of object.
struct KeyWriter {
    private struct Key {
        let name: String
        let type: String
        /// Given to the initialiser where the type does not say it.
        let syntax: String?
        let comment: String
        let file: String
    }

    private let keys: [Key]

    init(_ registrations: Registrations, enums: EnumWriter) {
        let usable = registrations.attributes.filter { $0.name != "*" && $0.standing != .obsolete }
        let byName = Dictionary(grouping: usable, by: \.name)
        keys = byName.keys.sorted().compactMap { name in
            Self.chosen(among: byName[name] ?? []).flatMap { Self.key(for: $0, enums: enums) }
        }
    }

    func files() -> [(name: String, text: String)] {
        Dictionary(grouping: keys, by: \.file).sorted { $0.key < $1.key }.map { file, keys in
            let byType = Dictionary(grouping: keys, by: \.type)
            let extensions = byType.keys.sorted().map { type in
                let lines = (byType[type] ?? []).flatMap { key in
                    ["/// " + key.comment] + Self.declaration(of: key)
                }
                return "extension AttributeKey where Value == \(type) {\n\(TableWriter.indented(lines, by: 4))\n}\n"
            }
            return ("AttributeKey+\(file).swift", extensions.joined(separator: "\n"))
        }
    }

    /// The registration that the key is for. An attribute of its own goes before a member with the same name, a set
    /// before a single value (a set can be read as one, not the other way about), a plain number before one that may be
    /// a range, then the group that counts for most.
    private static func chosen(among records: [AttributeRecord]) -> AttributeRecord? {
        func order(_ record: AttributeRecord) -> [Int] {
            [
                record.isMember ? record.syntax.syntaxes.count : 0, record.syntax.isSet ? 0 : 1, record.rank,
            ]
        }
        return records.min { order($0).lexicographicallyPrecedes(order($1)) }
    }

    private static func key(for record: AttributeRecord, enums: EnumWriter) -> Key? {
        guard let (element, syntax) = element(for: record, enums: enums) else { return nil }
        let mark = record.standing == .deprecated ? "Deprecated. " : ""
        let place = record.isMember ? "in \(record.path[record.path.count - 2])" : record.groups.joined(separator: ", ")
        return Key(
            name: record.name, type: record.syntax.isSet ? "[\(element)]" : element, syntax: syntax,
            comment: "\(mark)\(record.syntax) · \(place) · \(record.specification)",
            file: record.isMember ? "Members" : file(of: record))
    }

    private static func file(of record: AttributeRecord) -> String {
        // What tells about a job also stands in the answers to operations, and is registered there as well.
        let first = record.groups.first { $0.hasPrefix("Job") } ?? record.groups.first ?? ""
        return first.split(separator: " ").first.map(String.init) ?? "Other"
    }

    private static func declaration(of key: Key) -> [String] {
        let syntax = key.syntax.map { ", as: .\($0)" } ?? ""
        let head = "public static var \(SwiftName.lower(key.name)): Self {", body = "Self(\"\(key.name)\"\(syntax))"
        let line = "\(head) \(body) }"
        return line.count + 4 <= 120 ? [line] : [head, "    \(body)", "}"]
    }

    private static func element(for record: AttributeRecord, enums: EnumWriter) -> (type: String, syntax: String?)? {
        let syntaxes = Set(record.syntax.syntaxes)
        switch syntaxes {
        case ["integer"]: return ("Int32", nil)
        case ["enum"]: return enums.type(of: record.name).map { ($0, nil) } ?? ("Int32", "enum")
        case ["boolean"]: return ("Bool", nil)
        case ["rangeOfInteger"]: return ("IntegerRange", nil)
        case ["integer", "rangeOfInteger"]: return ("IntegerOrRange", nil)
        case ["resolution"]: return ("Resolution", nil)
        case ["dateTime"]: return ("IPPDateTime", nil)
        case ["octetString"]: return ("OctetString", nil)
        case ["collection"]: return ("AttributeCollection", nil)
        case ["keyword"], ["keyword", "name"]: return ("String", "keyword")
        case ["name"], ["text"], ["uri"], ["uriScheme"], ["charset"], ["naturalLanguage"], ["mimeMediaType"]:
            return syntaxes.first.map { ("String", $0) }
        default:
            print("no key for \(record.path.joined(separator: "/")): \(record.syntax)")
            return nil
        }
    }
}
