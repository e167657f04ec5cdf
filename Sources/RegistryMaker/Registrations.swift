import Foundation
import FoundationXML

/// The registry's records, with the notes that are written into names ("(deprecated)") taken out of them.
struct Registrations {
    /// The day of the registry's last change, such as `2025-10-31`.
    let updated: String
    let attributes: [AttributeRecord]
    let keywords: [ValueRecord]
    let enums: [ValueRecord]
    let statuses: [TagRecord]
    let groupTags: [TagRecord]
    let outOfBandTags: [TagRecord]
    let valueTags: [TagRecord]

    init(contentsOf file: URL) throws {
        let document = try XMLDocument(contentsOf: file)
        guard let root = document.rootElement() else { throw RegistryError("\(file.path) has no root element") }
        var records: [String: [XMLElement]] = [:]
        for registry in root.elements(forName: "registry") {
            records[registry.child("title") ?? ""] = registry.elements(forName: "record")
        }
        func listed(_ title: String) throws -> [XMLElement] {
            guard let found = records[title] else { throw RegistryError("no registry '\(title)' in \(file.path)") }
            return found
        }
        updated = root.child("updated") ?? "unknown"
        attributes = AttributeRecord.merged(try listed("Attributes").map(AttributeRecord.init))
        keywords = try listed("Keyword Attribute Values").compactMap(ValueRecord.init)
        enums = try listed("Enum Attribute Values").compactMap(ValueRecord.init)
        statuses = try listed("Status Codes").compactMap(TagRecord.init)
        groupTags = try listed("Attribute Group Tags").compactMap(TagRecord.init)
        outOfBandTags = try listed("Out-of-Band Attribute Value Tags").compactMap(TagRecord.init)
        valueTags = try listed("Attribute Syntaxes").compactMap(TagRecord.init)
    }
}

enum Standing: Int, Comparable {
    case current, deprecated, obsolete

    static func < (lhs: Standing, rhs: Standing) -> Bool { lhs.rawValue < rhs.rawValue }
}

/// A name with the notes behind it: `finishings-col(extension)`.
struct NotedName {
    let name: String
    let standing: Standing
    let isExtension: Bool

    init(_ text: String) {
        let parts = text.split(separator: "(", maxSplits: 1)
        name = parts.first.map { $0.trimmingCharacters(in: .whitespaces) } ?? ""
        let notes = parts.dropFirst().first.map { $0.lowercased() } ?? ""
        standing = notes.contains("obsolete") ? .obsolete : notes.contains("deprecated") ? .deprecated : .current
        isExtension = notes.contains("extension")
    }
}

/// An attribute, or a member of one, in one or several groups.
struct AttributeRecord {
    /// Names from the outermost collection inwards; the last is `*` where the members of `lender` are meant.
    var path: [String]
    /// Titles such as `Job Template`, most important first.
    var groups: [String]
    var syntax: SyntaxText
    let specification: String
    var standing: Standing
    let isExtension: Bool
    /// The collection whose members this one has, of `<Any "media-col" member attribute>`.
    let lender: String?

    var name: String { path.last ?? "" }
    var isMember: Bool { path.count > 1 }

    init(_ record: XMLElement) throws {
        let texts = ["name", "member_attribute", "sub-member_attribute"].compactMap { record.child($0) }
        let last = texts.last ?? ""
        lender = last.hasPrefix("<") ? Self.lender(in: last) : nil
        let names = texts.map { NotedName($0) }
        path = names.map(\.name)
        if last.hasPrefix("<") { path[path.count - 1] = "*" }
        standing = names.map(\.standing).max() ?? .current
        isExtension = names.last?.isExtension ?? false
        groups = [record.child("collection") ?? ""]
        syntax = SyntaxText(record.child("syntax") ?? "")
        specification = record.specification
    }

    /// Records that differ only in group are made one. An extension takes the place of what it extends.
    static func merged(_ records: [AttributeRecord]) -> [AttributeRecord] {
        var chosen: [String: AttributeRecord] = [:]
        for record in records {
            let key = record.groups.joined() + "/" + record.path.joined(separator: "/")
            guard var earlier = chosen[key] else {
                chosen[key] = record
                continue
            }
            let standing = max(earlier.standing, record.standing)
            if record.isExtension && !earlier.isExtension { earlier = record }
            earlier.standing = standing
            chosen[key] = earlier
        }
        var merged: [String: AttributeRecord] = [:]
        for record in chosen.values.sorted(by: { $0.rank < $1.rank }) {
            let key = "\(record.path) \(record.syntax) \(record.standing) \(record.lender ?? "")"
            if merged[key] == nil { merged[key] = record } else { merged[key]?.groups += record.groups }
        }
        return merged.values.sorted {
            ($0.path.joined(separator: "/"), $0.rank) < ($1.path.joined(separator: "/"), $1.rank)
        }
    }

    /// Which registration counts for most when there are several.
    var rank: Int { groups.compactMap { Group.order.firstIndex(of: $0) }.min() ?? Group.order.count }

    private static func lender(in text: String) -> String {
        let quoted = text.split(separator: "\"")
        return quoted.count > 1 ? String(quoted[1]) : "job-template"
    }
}

/// The groups of the registry, most important first, with the letters that stand for them in the table.
enum Group {
    static let letters: [(title: String, letter: String)] = [
        ("Operation", "O"), ("Job Template", "T"), ("Job Description", "J"), ("Job Status", "j"),
        ("Printer Description", "P"), ("Printer Status", "p"), ("Document Template", "M"),
        ("Document Description", "D"), ("Document Status", "d"), ("Subscription Template", "S"),
        ("Subscription Status", "s"), ("Event Notifications", "E"), ("Resource Description", "R"),
        ("Resource Status", "r"), ("System Description", "Y"), ("System Status", "y"),
    ]
    static let order = letters.map(\.title)

    static func letter(_ title: String) -> String { letters.first { $0.title == title }?.letter ?? "" }
}

/// A value of an attribute: a keyword, or a number with its keyword.
struct ValueRecord {
    let attribute: String
    let value: String
    let name: String
    let standing: Standing
    /// The attribute whose values are meant, of `<Any "media" value>`.
    let lender: String?

    init?(_ record: XMLElement) {
        guard let attribute = record.child("attribute"), let text = record.child("value") else { return nil }
        let value = NotedName(text), name = NotedName(record.child("name") ?? "")
        let quoted = text.split(separator: "\"")
        guard !text.hasPrefix("<") || quoted.count > 1 else { return nil }
        self.attribute = NotedName(attribute).name
        self.value = value.name
        self.name = name.name
        standing = [value.standing, name.standing, NotedName(attribute).standing].max() ?? .current
        lender = text.hasPrefix("<") && quoted.count > 1 ? String(quoted[1]) : nil
    }
}

/// A number in hexadecimal and its name; ranges and free numbers are left out.
struct TagRecord {
    let number: String
    let name: String

    init?(_ record: XMLElement) {
        guard let number = record.child("value"), let name = record.child("name"), number.count <= 6 else { return nil }
        let free = ["Unassigned", "Reserved", "For extension"]
        guard number.hasPrefix("0x"), !number.contains("-"), !free.contains(where: { name.hasPrefix($0) }) else {
            return nil
        }
        self.number = number
        self.name = name.split(separator: " ").first.map(String.init) ?? name
    }
}

extension XMLElement {
    func child(_ name: String) -> String? {
        elements(forName: name).first?.stringValue?.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// The document behind the first `xref`, without blanks: `RFC8011`, `PWG5100.13`.
    var specification: String {
        guard let reference = elements(forName: "xref").first else { return "IANA" }
        let text = reference.stringValue ?? ""
        let name = text.isEmpty ? data(of: reference).uppercased() : text
        return name.isEmpty ? "IANA" : name.split(separator: " ").joined()
    }

    /// `attribute(forName:)` finds nothing in a document that has a namespace.
    private func data(of reference: XMLElement) -> String {
        reference.attributes?.first { $0.name == "data" }?.stringValue ?? ""
    }
}
