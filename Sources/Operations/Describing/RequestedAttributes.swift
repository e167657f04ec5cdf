import IPP

/// "requested-attributes": names, or names of groups, that an answer should hold (RFC 8011 §4.2.5.1).
struct RequestedAttributes: Sendable {
    /// What an attribute belongs to, for the group names.
    enum Kind: Sendable {
        /// "printer-description" or "job-description".
        case description
        case template
        /// Of "job-template" and of "document-template": what a document of a job can have as well (PWG 5100.5 §7).
        case documentTemplate
        /// "subscription-template" (RFC 3995 §5.3).
        case subscriptionTemplate
        /// "job-actual": what was done of what was asked (PWG 5100.8 §4.1).
        case actual
        /// Only given when asked for by name, for their size or because they are ours alone.
        case byNameOnly
        /// "system-status" or "resource-status".
        case status
    }

    private var names: Set<String>
    private var hasAll: Bool
    private var hasDescription: Bool
    private var hasTemplate: Bool
    private var hasStatus: Bool
    private var hasDocumentTemplate: Bool
    private var hasSubscriptionTemplate: Bool
    private var hasActual: Bool

    /// - Parameter standard: what is meant when the client names nothing.
    init(_ operation: AttributeGroup, standard: [String]) throws {
        var requested = standard
        if let attribute = operation["requested-attributes"] {
            requested = try attribute.values.map { value in
                guard case .keyword(let name) = value else {
                    throw OperationError(
                        .badRequest, "'requested-attributes' must be keywords", unsupported: [attribute])
                }
                return name
            }
        }
        names = Set(requested)
        hasAll = names.contains("all")
        hasDescription = !names.isDisjoint(with: [
            "printer-description", "job-description", "document-description", "system-description",
            "resource-description", "subscription-description",
        ])
        hasStatus = !names.isDisjoint(with: ["system-status", "resource-status"])
        hasActual = names.contains("job-actual")
        hasDocumentTemplate = names.contains("document-template")
        hasSubscriptionTemplate = names.contains("subscription-template")
        hasTemplate = !names.isDisjoint(with: ["job-template", "printer-defaults"])
    }

    func wants(_ name: String, _ kind: Kind) -> Bool {
        switch kind {
        case .description: hasAll || hasDescription || names.contains(name)
        case .template:
            hasAll || hasTemplate || names.contains(name) || hasDocumentTemplate && Self.isOfDocuments(name)
        case .documentTemplate: hasAll || hasTemplate || hasDocumentTemplate || names.contains(name)
        case .subscriptionTemplate: hasAll || hasSubscriptionTemplate || names.contains(name)
        case .actual: hasAll || hasActual || names.contains(name)
        case .byNameOnly: names.contains(name)
        case .status: hasAll || hasStatus || names.contains(name)
        }
    }

    /// Whether it is an attribute of the Document Template, or what a printer says of one (PWG 5100.5 §7.1).
    private static func isOfDocuments(_ name: String) -> Bool {
        if TemplateChecker.isDocumentTemplate(name) { return true }
        let suffix = ["-default", "-supported", "-ready", "-database"].first { name.hasSuffix($0) }
        return suffix.map { TemplateChecker.isDocumentTemplate(String(name.dropLast($0.count))) } ?? false
    }

    /// Whether any of `names` is wanted: to spare the work of finding out.
    func wantsAny(_ names: String..., kind: Kind) -> Bool { names.contains { wants($0, kind) } }
}

/// Puts attributes into an answer if they were asked for.
struct AttributeWriter {
    let requested: RequestedAttributes
    private(set) var attributes: [Attribute] = []

    init(_ requested: RequestedAttributes) {
        self.requested = requested
    }

    /// Values are only made when they are asked for; none at all leave the attribute out.
    mutating func put(
        _ name: String, _ kind: RequestedAttributes.Kind, _ values: @autoclosure () -> [AttributeValue]
    ) {
        guard requested.wants(name, kind) else { return }
        let values = values()
        if !values.isEmpty { attributes.append(Attribute(name, values)) }
    }

    mutating func put(_ name: String, _ kind: RequestedAttributes.Kind, _ value: @autoclosure () -> AttributeValue) {
        put(name, kind, [value()])
    }

    mutating func put(_ name: String, _ values: @autoclosure () -> [AttributeValue]) {
        put(name, .description, values())
    }

    mutating func put(_ name: String, _ value: @autoclosure () -> AttributeValue) {
        put(name, .description, [value()])
    }

    mutating func put(_ attribute: Attribute, _ kind: RequestedAttributes.Kind) {
        if requested.wants(attribute.name, kind) { attributes.append(attribute) }
    }
}
