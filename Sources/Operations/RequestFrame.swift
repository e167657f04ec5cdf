import IPP

/// The checks that every request goes through before its operation is looked at (RFC 8011 §4.1).
enum RequestFrame {
    /// Versions we speak. A higher minor of one of these majors is answered with the highest we have.
    static let versions: [IPPVersion] = [.v1_0, .v1_1, .v2_0, .v2_1, .v2_2]

    /// The version of the answer: the request's own, or the nearest below it (RFC 8011 §4.1.8).
    static func answerVersion(for version: IPPVersion) -> IPPVersion {
        versions.last { $0.major == version.major && $0 <= version } ?? (version.major < 1 ? .v1_0 : .v2_2)
    }

    static func isSupported(_ version: IPPVersion) -> Bool {
        versions.contains { $0.major == version.major && $0 <= version }
    }

    static func check(_ message: IPPMessage) throws {
        try checkGroups(message.groups)
        try checkCharset(message.groups[0].attributes)
        for group in message.groups {
            try checkNames(of: group)
            for attribute in group.attributes {
                for value in attribute.values { try checkText(value, of: attribute.name) }
            }
        }
    }

    /// Operation group first; no other group twice, but for the subscription groups (RFC 8011 §4.1.5).
    private static func checkGroups(_ groups: [AttributeGroup]) throws {
        var seen: Set<GroupTag> = []
        for group in groups where !seen.insert(group.tag).inserted && group.tag != .subscription {
            throw OperationError(
                .badRequest, "the attribute group 0x0\(String(group.tag.rawValue, radix: 16)) stands twice")
        }
    }

    /// attributes-charset first, attributes-natural-language second, both of one value (RFC 8011 §4.1.4).
    private static func checkCharset(_ attributes: [Attribute]) throws {
        guard attributes.count >= 2, attributes[0].name == "attributes-charset", attributes[0].values.count == 1,
            case .charset(let charset) = attributes[0].values[0]
        else { throw OperationError(.badRequest, "attributes-charset is not the first attribute") }
        guard attributes[1].name == "attributes-natural-language", attributes[1].values.count == 1,
            case .naturalLanguage = attributes[1].values[0]
        else { throw OperationError(.badRequest, "attributes-natural-language is not the second attribute") }
        let folded = charset.lowercased()
        guard folded == "utf-8" || folded == "us-ascii" else {
            throw OperationError(
                .charsetNotSupported, "attributes-charset '\(charset)' is not supported; utf-8 is",
                unsupported: [attributes[0]])
        }
    }

    private static func checkNames(of group: AttributeGroup) throws {
        // Up to this many attributes a comparison of each pair is faster than a set.
        if group.attributes.count <= 16 {
            for (index, attribute) in group.attributes.enumerated() {
                for other in group.attributes[..<index] where other.name == attribute.name {
                    try refuseTwice(attribute)
                }
            }
            return
        }
        var seen: Set<String> = []
        for attribute in group.attributes where !seen.insert(attribute.name).inserted { try refuseTwice(attribute) }
    }

    private static func refuseTwice(_ attribute: Attribute) throws {
        throw OperationError(.badRequest, "'\(attribute.name)' stands twice in one group")
    }

    /// No control characters in what is shown, logged or compared. A text may have line breaks and tabs.
    private static func checkText(_ value: AttributeValue, of name: String) throws {
        let text: String
        var allowsLines = false
        switch value {
        case .text(let string), .textWithLanguage(let string, _):
            text = string
            allowsLines = true
        case .name(let string), .nameWithLanguage(let string, _), .keyword(let string), .uri(let string),
            .uriScheme(let string), .charset(let string), .naturalLanguage(let string), .mimeMediaType(let string):
            text = string
        case .collection(let members):
            for member in members { for value in member.values { try checkText(value, of: member.name) } }
            return
        default: return
        }
        for octet in text.utf8 where octet < 0x20 || octet == 0x7F {
            if allowsLines, octet == 0x0A || octet == 0x0D || octet == 0x09 { continue }
            throw OperationError(.badRequest, "'\(name)' holds a control character")
        }
    }
}
