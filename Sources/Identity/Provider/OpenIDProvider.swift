internal import JWTKit
public import PrintModel

/// Takes the tokens of an OpenID provider: signed by one of its keys, from it, for us, and in their time (RFC 7519, RFC 8725).
public struct OpenIDProvider: Sendable {
    /// Clocks differ.
    private static let leewaySeconds = 60.0
    /// Signed with a key that has another half; a token signed with a shared secret, or not at all, is none (RFC 8725 §3.1).
    private static let algorithms: Set<String> = [
        "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA",
    ]
    private static let groupsMax = 1000
    /// Seconds since 1970, in the year 9999: whoever says more means that it does not end, and none of that kind is made here.
    private static let endMax = 253_402_300_799.0

    private let settings: ProviderSettings
    private let keys: ProviderKeys
    private let clock: any WallClock

    public init(_ settings: ProviderSettings, clock: any WallClock, fetch: @escaping SmallFetch) {
        self.settings = settings
        self.clock = clock
        keys = ProviderKeys(issuer: settings.issuer, fetch: fetch, clock: clock)
    }

    enum Answer: Hashable, Sendable {
        case proved(name: String, groups: Set<String>, role: Role, until: Moment)
        case refused
        /// The provider's keys are not to be had.
        case unknown
    }

    /// Whether it looks like one: three parts with points between them (RFC 7515 §7.1).
    static func isToken(_ text: String) -> Bool { text.utf8.count { $0 == UInt8(ascii: ".") } == 2 }

    func answer(to token: String) async -> Answer {
        guard let header = TokenHeader(token), !header.hasDemands, Self.algorithms.contains(header.algorithm) else {
            return .refused
        }
        switch await keys.key(named: header.key, for: header.algorithm) {
        case .unknown: return .unknown
        case .none: return .refused
        case .key(let collection):
            guard let claims = try? await collection.verify(Array(token.utf8), as: ProviderClaims.self),
                let end = end(of: claims), let name = claims.text(settings.userClaim), Account.isName(name)
            else { return .refused }
            let groups = Set(claims.names(settings.groupsClaim).prefix(Self.groupsMax))
            return .proved(name: name, groups: groups, role: settings.role(of: groups), until: end)
        }
    }

    /// When a token ends that is for us and good now; `nil` for others.
    private func end(of claims: ProviderClaims) -> Moment? {
        let now = Double(clock.now().milliseconds) / 1000
        guard claims.text("iss") == settings.issuer, claims.audiences.contains(settings.audience),
            let end = claims.moment("exp"), now < end + Self.leewaySeconds,
            claims.moment("nbf").map({ now >= $0 - Self.leewaySeconds }) ?? true
        else { return nil }
        return Moment(milliseconds: Int64(min(end, Self.endMax) * 1000))
    }
}
