internal import IPP

/// The rules of a printer, or of the server.
public struct PolicyRules: Hashable, Sendable {
    public let rules: [PolicyRule]
    /// Whether groups have to be looked up to know what they say.
    public let namesGroups: Bool

    public init(_ rules: [PolicyRule] = []) {
        self.rules = rules
        namesGroups = rules.contains(where: \.namesGroups)
    }

    /// Where they are kept: in a printer's attributes, and in those of the System.
    public static let attribute = "quire-policy"

    /// Rules that were kept; one that cannot be read, which nobody could have set, shuts everybody out: rather too few get
    /// in than too many.
    public init(kept texts: [String]) {
        self.init(
            texts.map { text in
                do { return try PolicyRule(text) } catch { return PolicyRule.closed }
            })
    }

    public static let none = PolicyRules()
}

extension PolicyRule {
    fileprivate static let closed = PolicyRule(deniesAll: "a rule that cannot be read")
    private init(deniesAll text: String) {
        (effect, rights, subjects, description) = (.deny, [.all], [.everybody], text)
    }
}

extension Printer {
    public var policyRules: PolicyRules {
        attributes[PolicyRules.attribute].map { PolicyRules(kept: $0.stringValues) } ?? .none
    }

    public static let operationPolicyAttribute = "printer-op-policy"

    public var operationPolicy: OperationPolicy {
        attributes[Self.operationPolicyAttribute]?.values.first?.stringValue
            .flatMap { OperationPolicy(rawValue: $0) } ?? .standard
    }
}

extension SystemRecord {
    public var policyRules: PolicyRules {
        attributes[PolicyRules.attribute].map { PolicyRules(kept: $0.stringValues) } ?? .none
    }
}

/// How far a printer believes what it is told: CUPS' "printer-op-policy".
public enum OperationPolicy: String, Hashable, Sendable, CaseIterable {
    /// Printing needs no proof; an unproved name counts together with its address.
    case standard = "default"
    /// Whoever prints, or changes jobs, has proved who he is. CUPS has the same word.
    case authenticated
    /// An unproved name counts without its address: whoever says it owns the jobs that were printed under it unproved.
    case trustNames = "trust-names"
}
