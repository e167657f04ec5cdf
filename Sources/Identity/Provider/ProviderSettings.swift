public import PrintModel

/// An OpenID provider whose tokens are taken (OpenID Connect Core 1.0, Discovery 1.0).
public struct ProviderSettings: Sendable {
    /// As it stands in tokens ("iss"), letter by letter; its keys are found below it.
    public var issuer: String
    /// For whom tokens have to be ("aud").
    public var audience: String
    /// The claim with the user's name.
    public var userClaim: String
    /// The claim with his groups: names in a list, or one with spaces between them.
    public var groupsClaim: String
    /// Groups whose members have a role; others are users.
    public var roles: [Role: Set<String>]

    public init(
        issuer: String, audience: String, userClaim: String = "preferred_username", groupsClaim: String = "groups",
        roles: [Role: Set<String>] = [:]
    ) {
        self.issuer = issuer
        self.audience = audience
        self.userClaim = userClaim
        self.groupsClaim = groupsClaim
        self.roles = roles
    }

    /// The highest that his groups give.
    func role(of groups: Set<String>) -> Role {
        let order: [Role] = [.administrator, .operator_, .auditor]
        return order.first { !(roles[$0] ?? []).isDisjoint(with: groups) } ?? .user
    }
}

/// Gets a small document: the provider's keys.
public typealias SmallFetch = @Sendable (_ uri: String, _ octetsMax: Int) async throws -> [UInt8]
