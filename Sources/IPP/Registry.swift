/// What IANA's registry says of attributes and keywords, by name.
///
/// The tables are made from the registry and lie in the program as text; the first question about attributes or
/// keywords reads them into a dictionary, in about four milliseconds. Starting the program reads nothing.
public enum Registry {
    /// The registration that counts for most: of an operation, then of a job, then of what else has the name.
    public static func attribute(named name: String) -> RegisteredAttribute? {
        attributesByPath[name]?.first
    }

    /// The registration of the attribute as one of `group`; syntaxes can differ between groups.
    public static func attribute(named name: String, in group: RegistryGroup) -> RegisteredAttribute? {
        attributesByPath[name]?.first { $0.groups.contains(group) }
    }

    /// The names of all attributes of `group`, in order; those taken out of use are left out.
    public static func attributeNames(in group: RegistryGroup) -> [String] {
        attributesByPath.values.joined()
            .filter { $0.groups.contains(group) && !$0.path.contains("/") && $0.standing != .obsolete }
            .map(\.path).sorted()
    }

    /// The member `member` of the collection `collection`, itself a path such as `media-col/media-size` if need be.
    ///
    /// Collections that borrow their members, as `media-col-default` does, give those of `media-col`; `overrides` has
    /// all Job Template attributes besides its own.
    public static func member(_ member: String, of collection: String) -> RegisteredAttribute? {
        if collection == jobTemplate { return attribute(named: member, in: .jobTemplate) }
        return attributesByPath[path(of: collection) + "/" + member]?.first
            ?? lenders(to: collection).lazy.compactMap { Registry.member(member, of: $0) }.first
    }

    /// The names of the members of `collection`, in order; empty where it is none.
    public static func members(of collection: String) -> [String] {
        if collection == jobTemplate { return attributeNames(in: .jobTemplate) }
        let own = membersByPath[path(of: collection)]?.members ?? []
        return Set(own + lenders(to: collection).flatMap { members(of: $0) }).sorted()
    }

    /// Stands among the lenders for all attributes of that group.
    private static let jobTemplate = "job-template"

    /// The keywords registered for `attribute`, in the order of the registry; `xxx-default` and `xxx-supported` have
    /// those of `xxx`.
    ///
    /// - Parameter includingObsolete: whether to give those too that are deprecated or taken out of use, such as the
    ///   media names of RFC 2911.
    public static func keywords(of attribute: String, includingObsolete: Bool = false) -> [String] {
        var found: [String] = []
        for word in keywordsByAttribute[attribute] ?? [] {
            if word.hasPrefix("=") {
                found += keywords(of: String(word.dropFirst()), includingObsolete: includingObsolete)
            } else if word.hasPrefix("-") {
                if includingObsolete { found.append(String(word.dropFirst())) }
            } else {
                found.append(String(word))
            }
        }
        return found
    }

    private static func path(of collection: String) -> String {
        if collection.contains("/") || membersByPath[collection] != nil { return collection }
        // A member collection asked for by its bare name, such as "media-size".
        return pathsByLastName[collection] ?? collection
    }

    /// The collections whose members `collection` takes as its own. The registry names them for most; where it lists
    /// no members at all, `xxx-default` and the like have those of `xxx`.
    private static func lenders(to collection: String) -> [String] {
        if let listed = membersByPath[path(of: collection)] { return listed.lenders }
        let suffixes = ["-default", "-actual", "-ready", "-database", "-detected"]
        return suffixes.filter { collection.hasSuffix($0) }.map { String(collection.dropLast($0.count)) }
    }

    private static let attributesByPath: [String: [RegisteredAttribute]] = {
        var byPath: [String: [RegisteredAttribute]] = [:]
        byPath.reserveCapacity(2_000)
        for line in attributeTable.utf8.split(separator: UInt8(ascii: "\n")) {
            guard let attribute = RegisteredAttribute(line: Substring(line)) else { continue }
            byPath[attribute.path, default: []].append(attribute)
        }
        return byPath
    }()

    private static let membersByPath: [String: (members: [String], lenders: [String])] = {
        var byPath: [String: (members: [String], lenders: [String])] = [:]
        for path in attributesByPath.keys {
            guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { continue }
            byPath[String(path[..<slash]), default: ([], [])].members.append(String(path[path.index(after: slash)...]))
        }
        for line in borrowedMembersTable.utf8.split(separator: UInt8(ascii: "\n")) {
            let words = String(Substring(line)).words().map(String.init)
            guard let collection = words.first else { continue }
            byPath[collection, default: ([], [])].lenders += words.dropFirst()
        }
        return byPath
    }()

    private static let pathsByLastName: [String: String] = Dictionary(
        membersByPath.keys.sorted().compactMap { path in
            path.utf8.lastIndex(of: UInt8(ascii: "/")).map { (String(path[path.index(after: $0)...]), path) }
        }, uniquingKeysWith: { first, _ in first })

    private static let keywordsByAttribute: [String: [Substring]] = {
        var byAttribute: [String: [Substring]] = [:]
        var attribute = ""
        for table in keywordTables {
            for word in table.words() {
                if word.hasSuffix(":") {
                    attribute = String(word.dropLast())
                } else {
                    byAttribute[attribute, default: []].append(word)
                }
            }
        }
        return byAttribute
    }()
}

/// Where in the registry an attribute is listed.
public enum RegistryGroup: Character, Hashable, Sendable, CaseIterable {
    case operation = "O"
    case jobTemplate = "T"
    case jobDescription = "J"
    case jobStatus = "j"
    case printerDescription = "P"
    case printerStatus = "p"
    case documentTemplate = "M"
    case documentDescription = "D"
    case documentStatus = "d"
    case subscriptionTemplate = "S"
    case subscriptionStatus = "s"
    case eventNotifications = "E"
    case resourceDescription = "R"
    case resourceStatus = "r"
    case systemDescription = "Y"
    case systemStatus = "y"
}
