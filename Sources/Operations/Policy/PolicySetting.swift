import IPP
import PrintModel

/// What people set about who may do what on a queue and who sees what of it.
enum PolicySetting {
    /// Of "printer-settable-attributes-supported".
    static let settable = [
        Printer.operationPolicyAttribute, PolicyRules.attribute, Printer.sharingRuleAttribute,
        PrivacySetting.jobScope, PrivacySetting.jobAttributes, PrivacySetting.subscriptionScope,
    ]

    /// As it is kept, without values for what is said about every queue. Throws a sentence for what cannot be.
    static func kept(_ attribute: Attribute) throws -> Attribute {
        if attribute.values == [.outOfBand(.noValue)] { return Attribute(attribute.name, []) }
        let words = attribute.stringValues
        guard words.count == attribute.values.count, !words.isEmpty else { throw refused(attribute, "a keyword") }
        switch attribute.name {
        case PolicyRules.attribute: return try rules(attribute, words)
        case Printer.sharingRuleAttribute:
            guard words.count == 1 else { throw refused(attribute, "one rule") }
            return try rules(attribute, words)
        case Printer.operationPolicyAttribute:
            guard words.count == 1, let policy = OperationPolicy(rawValue: words[0]) else {
                throw refused(attribute, "one of \(OperationPolicy.allCases.map(\.rawValue).joined(separator: ", "))")
            }
            return Attribute(attribute.name, policy == .standard ? [] : [.name(policy.rawValue)])
        case PrivacySetting.jobScope, PrivacySetting.subscriptionScope:
            let scopes = scopes(of: attribute.name)
            guard words.count == 1, let scope = scopes.first(where: { $0.rawValue == words[0] }) else {
                throw refused(attribute, "one of \(scopes.map(\.rawValue).joined(separator: ", "))")
            }
            return Attribute(attribute.name, scope == .standard ? [] : [.keyword(scope.rawValue)])
        case PrivacySetting.jobAttributes:
            guard words.count <= PrivacySetting.attributesMax, words.allSatisfy(isJobAttribute),
                words.count == 1 || !words.contains("none")
            else {
                throw refused(attribute, "all, default, none, job-description, job-template or names of attributes")
            }
            return Attribute(attribute.name, words == ["default"] ? [] : words.map { .keyword($0) })
        default: throw refused(attribute, "something else")
        }
    }

    /// Rules as they are kept; used for the server's as well.
    static func rules(_ attribute: Attribute, _ texts: [String]) throws -> Attribute {
        guard texts.count <= PolicyRule.rulesMax else {
            throw OperationError(
                .attributesOrValuesNotSupported, "there may be \(PolicyRule.rulesMax) rules", unsupported: [attribute])
        }
        let kept = try texts.map { text in
            do {
                return AttributeValue.text(try PolicyRule(text).description)
            } catch let problem as PolicyProblem {
                throw OperationError(
                    .attributesOrValuesNotSupported, problem.reason,
                    unsupported: [Attribute(attribute.name, .text(text))])
            }
        }
        return Attribute(attribute.name, kept)
    }

    /// Whoever made a subscription has to see it, or could never end it.
    private static func scopes(of name: String) -> [PrivacySetting.Scope] {
        PrivacySetting.Scope.allCases.filter { name == PrivacySetting.jobScope || $0 != .none }
    }

    private static func isJobAttribute(_ word: String) -> Bool {
        if Registry.keywords(of: PrivacySetting.jobAttributes).contains(word) { return true }
        let groups: [RegistryGroup] = [.jobDescription, .jobStatus, .jobTemplate]
        return groups.contains { Registry.attribute(named: word, in: $0) != nil }
    }

    private static func refused(_ attribute: Attribute, _ what: String) -> OperationError {
        OperationError(
            .attributesOrValuesNotSupported, "'\(attribute.name)' is \(what)", unsupported: [attribute])
    }

    /// - Parameter showsRules: whether whoever asks may know whom rules name.
    static func put(_ printer: Printer, showsRules: @autoclosure () -> Bool, into writer: inout AttributeWriter) {
        writer.put(Printer.operationPolicyAttribute, .name(printer.operationPolicy.rawValue))
        writer.put(
            "\(Printer.operationPolicyAttribute)-supported", OperationPolicy.allCases.map { .name($0.rawValue) })
        writer.put(PrivacySetting.jobScope, .keyword(printer.jobPrivacy.scope.rawValue))
        writer.put(PrivacySetting.jobAttributes, printer.jobPrivacy.attributes.map { .keyword($0) })
        writer.put(PrivacySetting.subscriptionScope, .keyword(printer.subscriptionPrivacy.scope.rawValue))
        writer.put(PrivacySetting.subscriptionAttributes, .keyword("all"))
        guard writer.requested.wantsAny(PolicyRules.attribute, Printer.sharingRuleAttribute, kind: .byNameOnly),
            showsRules()
        else { return }
        let rules = printer.policyRules.rules.map { AttributeValue.text($0.description) }
        writer.put(PolicyRules.attribute, .byNameOnly, rules.isEmpty ? [.outOfBand(.noValue)] : rules)
        let shared = printer.attributes[Printer.sharingRuleAttribute]?.values ?? []
        writer.put(Printer.sharingRuleAttribute, .byNameOnly, shared.isEmpty ? [.outOfBand(.noValue)] : shared)
    }
}
