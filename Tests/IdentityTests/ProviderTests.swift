import Foundation
import JWTKit
import PrintModel
import QuireTestKit
import Synchronization
import Testing

@testable import Identity

@Suite("Tokens of an OpenID provider")
struct ProviderTests {
    private let clock = FakeClock()
    private let store = MemoryStore()

    /// A provider in memory: what it publishes, and how often it was asked.
    private final class Issuer: Sendable {
        private let state = Mutex<(keys: [String: String], isUp: Bool, asked: Int, says: String?)>(([:], true, 0, nil))
        let name = "https://login.example"

        var asked: Int { state.withLock { $0.asked } }
        func set(isUp: Bool) { state.withLock { $0.isUp = isUp } }
        func set(says: String) { state.withLock { $0.says = says } }

        /// A new key under that name; what signs with it.
        func add(_ name: String, publishes: Bool = true) async -> JWTKeyCollection {
            let key = ES256PrivateKey()
            func octets(_ text: String?) -> String {
                (text ?? "").replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
            }
            let json = """
                {"kty":"EC","crv":"P-256","alg":"ES256","use":"sig","kid":"\(name)","x":"\(octets(key.parameters?.x))",
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

    private func authenticator(_ issuer: Issuer) -> HouseAuthenticator {
        let settings = ProviderSettings(
            issuer: issuer.name, audience: "quire", roles: [.administrator: ["it"], .operator_: ["desk"]])
        return HouseAuthenticator(
            accounts: store, machine: nil, clock: clock, desk: PasswordDesk(logRounds: 4),
            provider: OpenIDProvider(settings, clock: clock, fetch: issuer.fetch)
        ) { _, _ in .user }
    }

    private func claims(_ changes: [String: ClaimValue?] = [:]) -> ProviderClaims {
        let now = Double(clock.now().seconds)
        var all: [String: ClaimValue] = [
            "iss": .text("https://login.example"), "aud": .texts(["other", "quire"]), "exp": .number(now + 300),
            "nbf": .number(now - 5), "preferred_username": .text("anna"), "groups": .texts(["staff", "desk"]),
            "sub": .text("4711"),
        ]
        for (name, value) in changes { all[name] = value }
        return ProviderClaims(all)
    }

    private func bearer(_ keys: JWTKeyCollection, _ kid: String?, _ claims: ProviderClaims) async throws -> String {
        "Bearer " + (try await keys.sign(claims, kid: kid.map { JWKIdentifier(string: $0) }))
    }

    @Test("A token that the provider signed for us proves its user, with groups and the role they give")
    func proved() async throws {
        let issuer = Issuer()
        let keys = await issuer.add("one")

        let answer = await authenticator(issuer).authenticate(
            try await bearer(keys, "one", claims()), from: "192.0.2.1")

        #expect(
            answer
                == .proved(
                    Identity(name: "anna", groups: ["staff", "desk"], role: .operator_, proof: .provider)))
    }

    @Test(
        "A token that is not from it, not for us, over, not begun, or of nobody is refused",
        arguments: [
            ["iss": ClaimValue.text("https://login.example.evil")], ["iss": nil], ["aud": .text("other")], ["aud": nil],
            ["aud": .texts([])], ["exp": nil], ["exp": .number(0)], ["exp": .text("never")],
            ["nbf": .number(99_999_999_999)], ["preferred_username": nil], ["preferred_username": .text("root")],
            ["preferred_username": .text("../anna")], ["preferred_username": .text("")],
            ["preferred_username": .texts(["anna"])],
        ] as [[String: ClaimValue?]])
    func refused(changes: [String: ClaimValue?]) async throws {
        let issuer = Issuer()
        let keys = await issuer.add("one")

        let field = try await bearer(keys, "one", claims(changes))

        #expect(await authenticator(issuer).authenticate(field, from: "192.0.2.1") == .refused)
    }

    @Test("A token signed with another key, with none, with a shared secret or changed afterwards is refused")
    func forged() async throws {
        let issuer = Issuer()
        let keys = await issuer.add("one")
        let stranger = await issuer.add("two", publishes: false)
        let authenticator = authenticator(issuer)
        let good = try await bearer(keys, "one", claims())
        func refuses(_ field: String, _ host: String) async -> Bool {
            await authenticator.authenticate(field, from: host) == .refused
        }

        #expect(await refuses(try await bearer(stranger, "two", claims()), "192.0.2.1"))
        let asOne = await JWTKeyCollection().add(
            ecdsa: ES256PrivateKey(), kid: JWKIdentifier(string: "one"))
        #expect(await refuses(try await bearer(asOne, "one", claims()), "192.0.2.2"))
        let parts = good.split(separator: ".").map(String.init)
        func part(_ json: String) -> String {
            Data(json.utf8).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing(
                "=", with: "")
        }
        let none = "Bearer \(part(#"{"alg":"none","kid":"one"}"#)).\(parts[1])."
        #expect(await refuses(none, "192.0.2.3"))
        // The public key, which everybody has, as a secret.
        let secret = await JWTKeyCollection().add(
            hmac: HMACKey(from: String(repeating: "public", count: 8)), digestAlgorithm: .sha256,
            kid: JWKIdentifier(string: "one"))
        #expect(await refuses(try await bearer(secret, "one", claims()), "192.0.2.4"))
        let changed = part(
            #"{"iss":"https://login.example","aud":"quire","exp":9999999999,"preferred_username":"ben"}"#)
        #expect(await refuses("\(parts[0]).\(changed).\(parts[2])", "192.0.2.5"))
        #expect(await refuses("\(parts[0]).\(parts[1]).", "192.0.2.6"))
        #expect(await refuses("Bearer ..", "192.0.2.7"))
        #expect(await !refuses(good, "192.0.2.8"))
    }

    @Test("A shared secret among the keys that are published is no key")
    func octets() async throws {
        let issuer = Issuer()
        _ = await issuer.add("one")
        issuer.publish(
            #"{"kty":"oct","alg":"HS256","kid":"shared","k":"c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0"}"#,
            as: "shared")
        let shared = await JWTKeyCollection().add(
            hmac: HMACKey(from: String(repeating: "secret", count: 8)), digestAlgorithm: .sha256,
            kid: JWKIdentifier(string: "shared"))

        let field = try await bearer(shared, "shared", claims())

        #expect(await authenticator(issuer).authenticate(field, from: "192.0.2.1") == .refused)
    }

    @Test("Keys are fetched once, again when a token names a new one, and not as often as somebody likes")
    func cache() async throws {
        let issuer = Issuer()
        let one = await issuer.add("one")
        let authenticator = authenticator(issuer)
        func proves(_ keys: JWTKeyCollection, _ name: String, _ host: String) async throws -> Bool {
            let answer = await authenticator.authenticate(try await bearer(keys, name, claims()), from: host)
            if case .proved = answer { return true }
            return false
        }
        for _ in 0..<20 { #expect(try await proves(one, "one", "192.0.2.1")) }
        #expect(issuer.asked == 2)

        clock.advance(by: .seconds(60))
        let two = await issuer.add("two")
        #expect(try await proves(two, "two", "192.0.2.2"))
        #expect(issuer.asked == 4)
        let stranger = await issuer.add("three", publishes: false)
        for host in 10..<40 { #expect(try await !proves(stranger, "three", "192.0.2.\(host)")) }
        #expect(issuer.asked == 4)

        clock.advance(by: .seconds(60))
        issuer.set(isUp: false)
        #expect(try await proves(one, "one", "192.0.2.3"), "while it is down")
        clock.advance(by: .seconds(7200))
        #expect(try await proves(one, "one", "192.0.2.3"))
        clock.advance(by: .seconds(86_400))
        #expect(try await !proves(one, "one", "192.0.2.4"), "keys that nobody has seen for a day")

        issuer.set(isUp: true)
        issuer.remove("one")
        clock.advance(by: .seconds(60))
        #expect(try await !proves(one, "one", "192.0.2.5"), "a key that was taken back")
        #expect(try await proves(two, "two", "192.0.2.6"))
    }

    @Test("While its keys are not to be had nobody is refused for it, and nobody gets in")
    func unreachable() async throws {
        let issuer = Issuer()
        let keys = await issuer.add("one")
        issuer.set(isUp: false)
        let field = try await bearer(keys, "one", claims())

        guard case .tooMany = await authenticator(issuer).authenticate(field, from: "192.0.2.1") else {
            Issue.record("it was answered")
            return
        }
    }

    @Test("What says it is another provider is not ours")
    func otherIssuer() async throws {
        let issuer = Issuer()
        let keys = await issuer.add("one")
        issuer.set(says: "https://login.example.evil")
        let field = try await bearer(keys, "one", claims())

        let answer = await authenticator(issuer).authenticate(field, from: "192.0.2.1")
        if case .proved = answer { Issue.record("its keys were taken") }
    }

    @Test("An account of that name says what he may do, and shuts him out when it is disabled")
    func accounts() async throws {
        let issuer = Issuer()
        let keys = await issuer.add("one")
        let authenticator = authenticator(issuer)
        let field = try await bearer(keys, "one", claims(["groups": .text("it staff")]))
        func answer() async -> Authentication { await authenticator.authenticate(field, from: "192.0.2.1") }
        #expect(
            await answer()
                == .proved(Identity(name: "anna", groups: ["it", "staff"], role: .administrator, proof: .provider)))

        var account = Account(
            name: "anna", role: .auditor, passwordHash: nil, createdAt: clock.now(), groups: ["third"])
        try await store.put(account)
        #expect(
            await answer()
                == .proved(
                    Identity(name: "anna", groups: ["it", "staff", "third"], role: .auditor, proof: .provider)))
        account.isEnabled = false
        try await store.put(account)
        #expect(await answer() == .refused)
    }

    @Test("A certificate is the account's that it names, until that is disabled or removed")
    func certificates() async throws {
        let authenticator = authenticator(Issuer())
        var account = Account(
            name: "anna", role: .operator_, passwordHash: nil, createdAt: clock.now(), groups: ["staff"])
        try await store.put(account)

        #expect(authenticator.identity(ofCertificate: []) == nil)
        #expect(authenticator.identity(ofCertificate: ["Anna", "root"]) == nil)
        #expect(
            authenticator.identity(ofCertificate: ["anna@print.example", "anna"])
                == Identity(name: "anna", groups: ["staff"], role: .operator_, proof: .certificate))
        account.isEnabled = false
        try await store.put(account)
        #expect(authenticator.identity(ofCertificate: ["anna"]) == nil)
        try await store.removeAccount(named: "anna")
        #expect(authenticator.identity(ofCertificate: ["anna"]) == nil)
    }
}
