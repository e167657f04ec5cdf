import Foundation
import JWTKit
import PrintModel
import QuireTestKit
import Testing

@testable import Identity

@Suite("Tokens of an OpenID provider")
struct ProviderTests: ProviderHouse {
    let clock = FakeClock()
    let store = MemoryStore()

    @Test("A token that the provider signed for us proves its user, with groups and the role they give")
    func proved() async throws {
        let issuer = Issuer()
        let keys = await issuer.add("one")

        let answer = await authenticator(issuer).authenticate(
            try await bearer(keys, "one", claims()), from: "192.0.2.1")

        #expect(
            answer
                == .proved(
                    Identity(
                        name: "anna", groups: ["staff", "desk"], role: .operator_, proof: .provider,
                        expiresAt: clock.now() + .seconds(300))))
    }

    @Test("What it proves ends with the token, however late that is", arguments: [60.5, 1e11, 1e300])
    func end(after seconds: Double) async throws {
        let issuer = Issuer()
        let keys = await issuer.add("one")
        let end = Double(clock.now().seconds) + seconds
        let field = try await bearer(keys, "one", claims(["exp": .number(end)]))

        guard case .proved(let identity) = await authenticator(issuer).authenticate(field, from: "192.0.2.1") else {
            Issue.record("it proves nobody")
            return
        }
        #expect(!identity.isWhole && !identity.covers(nil))
        #expect(identity.covers(clock.now() + .seconds(60)))
        #expect(identity.expiresAt == Moment(milliseconds: Int64(min(end, 253_402_300_799) * 1000)))
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
        let end = clock.now() + .seconds(300)
        func answer() async -> Authentication { await authenticator.authenticate(field, from: "192.0.2.1") }
        #expect(
            await answer()
                == .proved(
                    Identity(
                        name: "anna", groups: ["it", "staff"], role: .administrator, proof: .provider, expiresAt: end)))

        var account = Account(
            name: "anna", role: .auditor, passwordHash: nil, createdAt: clock.now(), groups: ["third"])
        try await store.put(account)
        #expect(
            await answer()
                == .proved(
                    Identity(
                        name: "anna", groups: ["it", "staff", "third"], role: .auditor, proof: .provider,
                        expiresAt: end)))
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

        #expect(authenticator.identity(ofCertificate: [], from: "192.0.2.1") == nil)
        #expect(authenticator.identity(ofCertificate: ["Anna", "root"], from: "192.0.2.1") == nil)
        #expect(
            authenticator.identity(ofCertificate: ["anna@print.example", "anna"], from: "192.0.2.1")
                == Identity(name: "anna", groups: ["staff"], role: .operator_, proof: .certificate))
        account.isEnabled = false
        try await store.put(account)
        #expect(authenticator.identity(ofCertificate: ["anna"], from: "192.0.2.1") == nil)
        try await store.removeAccount(named: "anna")
        #expect(authenticator.identity(ofCertificate: ["anna"], from: "192.0.2.1") == nil)
    }
}
