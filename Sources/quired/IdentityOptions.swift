import ArgumentParser
import Fetching
import Glibc
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
        name: [.customLong("oidc-ca")],
        help: ArgumentHelp(
            "Certificates (PEM) of the authorities that vouch for the provider's server; without it the system's.",
            valueName: "file"))
    var oidcCA: String?

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

    /// `nil` where there is none. Throws for a file of authorities that cannot be read.
    func provider(_ clock: any WallClock) throws -> OpenIDProvider? {
        guard let issuer = oidcIssuer, let audience = oidcAudience else { return nil }
        if let oidcCA, access(oidcCA, R_OK) != 0 {
            throw StartProblem("--oidc-ca \(oidcCA): \(String(cString: strerror(errno)))")
        }
        let settings = ProviderSettings(
            issuer: issuer, audience: audience, userClaim: oidcUserClaim, groupsClaim: oidcGroupsClaim,
            roles: [
                .administrator: Set(oidcAdminGroup), .operator_: Set(oidcOperatorGroup),
                .auditor: Set(oidcAuditorGroup),
            ])
        let fetcher = WebFetcher(
            .namedByAdministrator(onlyEncrypted: !Self.isHere(issuer)), authorities: oidcCA)
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
