import Foundation
import JWTKit
import PrintModel
import QuireTestKit
import Synchronization

@testable import Identity

/// A provider in memory: what it publishes, and how often it was asked.
final class ProviderIssuer: Sendable {
    private let state = Mutex<(keys: [String: String], isUp: Bool, asked: Int, says: String?)>(([:], true, 0, nil))
    let name = "https://login.example"

    var asked: Int { state.withLock { $0.asked } }
    func set(isUp: Bool) { state.withLock { $0.isUp = isUp } }
    func set(says: String) { state.withLock { $0.says = says } }

    /// A new key under that name; what signs with it.
    func add(
        _ name: String, publishes: Bool = true, fields: String = #""use":"sig""#
    ) async -> JWTKeyCollection {
        let key = ES256PrivateKey()
        func octets(_ text: String?) -> String {
            (text ?? "").replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
        }
        let json = """
            {"kty":"EC","crv":"P-256","alg":"ES256",\(fields),"kid":"\(name)","x":"\(octets(key.parameters?.x))",
             "y":"\(octets(key.parameters?.y))"}
            """
        if publishes { state.withLock { $0.keys[name] = json } }
        return await JWTKeyCollection().add(ecdsa: key, kid: JWKIdentifier(string: name))
    }

    func remove(_ name: String) { state.withLock { $0.keys[name] = nil } }
    func publish(_ json: String, as name: String) { state.withLock { $0.keys[name] = json } }

    @Sendable func fetch(_ uri: String, _ octetsMax: Int) async throws -> [UInt8] {
        try state.withLock { state in
            state.asked += 1
            guard state.isUp else { throw CancellationError() }
            switch uri {
            case "\(name)/.well-known/openid-configuration":
                return Array(#"{"issuer":"\#(state.says ?? name)","jwks_uri":"\#(name)/keys"}"#.utf8)
            case "\(name)/keys": return Array(#"{"keys":[\#(state.keys.values.joined(separator: ","))]}"#.utf8)
            default: throw CancellationError()
            }
        }
    }
}

/// What tests of a provider's tokens share.
protocol ProviderHouse {
    var clock: FakeClock { get }
    var store: MemoryStore { get }
}

extension ProviderHouse {
    typealias Issuer = ProviderIssuer

    func part(_ json: String) -> String {
        Data(json.utf8).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
            .replacing("=", with: "")
    }

    func authenticator(_ issuer: Issuer) -> HouseAuthenticator {
        let settings = ProviderSettings(
            issuer: issuer.name, audience: "quire", roles: [.administrator: ["it"], .operator_: ["desk"]])
        return HouseAuthenticator(
            accounts: store, machine: nil, clock: clock, desk: PasswordDesk(logRounds: 4),
            provider: OpenIDProvider(settings, clock: clock, fetch: issuer.fetch)
        ) { _, _ in .user }
    }

    func claims(_ changes: [String: ClaimValue?] = [:]) -> ProviderClaims {
        let now = Double(clock.now().seconds)
        var all: [String: ClaimValue] = [
            "iss": .text("https://login.example"), "aud": .texts(["other", "quire"]), "exp": .number(now + 300),
            "nbf": .number(now - 5), "preferred_username": .text("anna"), "groups": .texts(["staff", "desk"]),
            "sub": .text("4711"),
        ]
        for (name, value) in changes { all[name] = value }
        return ProviderClaims(all)
    }

    func bearer(_ keys: JWTKeyCollection, _ kid: String?, _ claims: ProviderClaims) async throws -> String {
        "Bearer " + (try await keys.sign(claims, kid: kid.map { JWKIdentifier(string: $0) }))
    }
}
