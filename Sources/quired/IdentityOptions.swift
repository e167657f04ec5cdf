import ArgumentParser
import Fetching
import Identity
import PrintModel

/// Who else says who somebody is: an OpenID provider, an authority for certificates.
struct IdentityOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Take the tokens of this OpenID provider, named as it names itself; https, or http on this machine.",
            valueName: "uri"))
    var oidcIssuer: String?

    @Option(help: ArgumentHelp("For whom its tokens have to be.", valueName: "audience"))
    var oidcAudience: String?

    @Option(help: ArgumentHelp("The claim with the user's name.", valueName: "claim"))
    var oidcUserClaim = "preferred_username"

    @Option(help: ArgumentHelp("The claim with his groups, which policies name with @.", valueName: "claim"))
    var oidcGroupsClaim = "groups"

    @Option(help: ArgumentHelp("A group whose members are administrators. Repeat for more.", valueName: "group"))
    var oidcAdminGroup: [String] = []

    @Option(help: ArgumentHelp("A group whose members are operators. Repeat for more.", valueName: "group"))
    var oidcOperatorGroup: [String] = []

    @Option(help: ArgumentHelp("A group whose members are auditors. Repeat for more.", valueName: "group"))
    var oidcAuditorGroup: [String] = []

    @Option(
        name: [.customLong("client-ca")],
        help: ArgumentHelp(
            "Certificates (PEM) of authorities whose clients' certificates prove to be the account that they name.",
            valueName: "file"))
    var clientCA: String?

    func validate() throws {
        guard let oidcIssuer else { return }
        guard oidcAudience?.isEmpty == false else { throw ValidationError("--oidc-issuer needs --oidc-audience.") }
        guard oidcIssuer.hasPrefix("https://") || Self.isHere(oidcIssuer) else {
            throw ValidationError(
                "--oidc-issuer is an https URI: keys that anybody can change on the way prove nothing.")
        }
    }

    /// Whether it is on this machine, where nobody is on the way.
    private static func isHere(_ issuer: String) -> Bool {
        ["http://127.0.0.1:", "http://[::1]:"].contains { issuer.hasPrefix($0) }
    }

    /// `nil` where there is none.
    func provider(_ clock: any WallClock) throws -> OpenIDProvider? {
        guard let issuer = oidcIssuer, let audience = oidcAudience else { return nil }
        let settings = ProviderSettings(
            issuer: issuer, audience: audience, userClaim: oidcUserClaim, groupsClaim: oidcGroupsClaim,
            roles: [
                .administrator: Set(oidcAdminGroup), .operator_: Set(oidcOperatorGroup),
                .auditor: Set(oidcAuditorGroup),
            ])
        // The administrator has named it: wherever it is. Loopback only where he said so.
        let ranges = Self.isHere(issuer) ? ["127.0.0.0/8", "::1/128"] : []
        let fetcher = WebFetcher(
            FetchPolicy(ranges: ranges.compactMap { AddressRange($0) }, allowsOthers: !Self.isHere(issuer)))
        return OpenIDProvider(settings, clock: clock) { uri, octetsMax in
            let document = try await fetcher.fetch(uri)
            var bytes: [UInt8] = []
            while let more = try await document.stream.next() {
                bytes += more
                guard bytes.count <= octetsMax else { throw DocumentAccessProblem("\(uri) is too long") }
            }
            return bytes
        }
    }
}
