internal import IPP

/// What is hidden of things and from whom: "xxx-privacy-scope" and "xxx-privacy-attributes" (IPP Privacy Attributes v1.0,
/// PWG 5199.10; here for jobs with their documents, and for subscriptions).
public struct PrivacySetting: Hashable, Sendable {
    /// Who sees what is hidden from others.
    public enum Scope: String, Hashable, Sendable, CaseIterable {
        /// Everybody.
        case all
        /// The owner, and whoever may see the details of everybody's.
        case standard = "default"
        /// The owner and nobody else, administrators neither.
        case owner
        /// Nobody, the owner neither.
        case none
    }

    public var scope: Scope
    /// Keywords: `default`, `all`, `none`, names of groups of attributes, names of attributes.
    public var attributes: [String]

    public init(scope: Scope = .standard, attributes: [String] = ["default"]) {
        self.scope = scope
        self.attributes = attributes
    }

    public static let jobScope = "job-privacy-scope"
    public static let jobAttributes = "job-privacy-attributes"
    public static let subscriptionScope = "subscription-privacy-scope"
    public static let subscriptionAttributes = "subscription-privacy-attributes"

    /// Names in one list.
    public static let attributesMax = 100
}

extension Printer {
    public var jobPrivacy: PrivacySetting { privacy(PrivacySetting.jobScope, PrivacySetting.jobAttributes) }

    public var subscriptionPrivacy: PrivacySetting {
        privacy(PrivacySetting.subscriptionScope, PrivacySetting.subscriptionAttributes)
    }

    private func privacy(_ scope: String, _ names: String) -> PrivacySetting {
        PrivacySetting(
            scope: attributes[scope]?.values.first?.stringValue.flatMap { PrivacySetting.Scope(rawValue: $0) }
                ?? .standard,
            attributes: attributes[names]?.stringValues ?? ["default"])
    }
}

extension PrivacySetting.Scope {
    /// Whether even those who see everybody's details are shut out.
    public var isOwners: Bool { self == .owner || self == .none }
}
