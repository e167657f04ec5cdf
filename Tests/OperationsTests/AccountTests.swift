import IPP
import PrintModel
import QuireTestKit
import Testing

@testable import Operations

@Suite("Accounts and tokens")
struct AccountTests {
    private func counter() async throws -> Counter {
        var counter = try await Counter(.standard)
        counter.caller.requester = Requester(origin: .localUser(uid: 0, name: "root"), isPrivate: true)
        return counter
    }

    private func put(_ counter: Counter, _ name: String = "anna", _ attributes: [Attribute] = []) async throws
        -> IPPMessage
    {
        try await counter.send(
            .quirePutAccount, to: "/", [Attribute("quire-account-name", .name(name))] + attributes)
    }

    private func password(_ text: String) -> Attribute { Attribute("quire-account-password", .text(text)) }

    @Test("An account is made, shown without its password, changed and removed")
    func life() async throws {
        let counter = try await counter()
        let made = try await put(
            counter, "anna", [Attribute("quire-account-role", .keyword("operator")), password("correct horse")])
        #expect(made.status == .ok)
        #expect(counter.store.account(named: "anna")?.passwordHash == "esroh tcerroc")
        #expect(counter.store.account(named: "anna")?.role == .operator_)

        let shown = try await counter.send(.quireGetAccounts, to: "/")
        #expect(shown[.system]?["quire-account-role"]?.stringValue == "operator")
        #expect(shown[.system]?["quire-account-has-password"]?.values == [.boolean(true)])
        for answer in [made, shown] {
            let text = String(decoding: answer.encoded(), as: UTF8.self)
            #expect(!text.contains("correct horse") && !text.contains("esroh"))
        }
        #expect(try await put(counter, "anna", [Attribute("quire-account-is-enabled", .boolean(false))]).status == .ok)
        #expect(counter.store.account(named: "anna")?.isEnabled == false)
        #expect(counter.store.account(named: "anna")?.role == .operator_)
        #expect(
            try await counter.send(.quireRemoveAccount, to: "/", [Attribute("quire-account-name", .name("anna"))])
                .status
                == .ok)
        #expect(counter.store.accounts().isEmpty)
    }

    @Test("A password travels where nobody can read it, or is refused")
    func inTheClear() async throws {
        var counter = try await Counter(.open)
        #expect(try await put(counter, "anna", [password("correct horse")]).status == .forbidden)
        #expect(counter.store.accounts().isEmpty)
        #expect(try await put(counter).status == .ok)
        #expect(
            try await counter.send(.quireCreateToken, to: "/", [Attribute("quire-account-name", .name("anna"))]).status
                == .forbidden)
        counter.caller.requester.isPrivate = true
        #expect(try await put(counter, "anna", [password("correct horse")]).status == .ok)
    }

    @Test("What is wrong about a password is said without it")
    func badPassword() async throws {
        let counter = try await counter()
        let secret = "s3cret!"
        for attribute in [
            password(secret), Attribute("quire-account-password", .name(secret)),
            Attribute("quire-account-password", [.text(secret), .text(secret)]),
        ] {
            let answer = try await put(counter, "anna", [attribute])
            #expect(!answer.status.isSuccessful)
            #expect(!String(decoding: answer.encoded(), as: UTF8.self).contains(secret))
        }
        #expect(counter.store.accounts().isEmpty)
        #expect(!counter.shown.lines.joined().contains(secret))
    }

    @Test(
        "Names that could be taken for something else are none",
        arguments: ["", "root", "-x", ".x", "a b", "a:b", "a/b", "ü", "a\u{0}", String(repeating: "a", count: 65)])
    func badNames(name: String) async throws {
        let counter = try await counter()
        #expect(try await !put(counter, name).status.isSuccessful)
        #expect(counter.store.accounts().isEmpty)
    }

    @Test("Whether it must, or must not, be there already is obeyed")
    func mustBeNew() async throws {
        let counter = try await counter()
        func isNew(_ value: Bool) -> Attribute { Attribute("quire-account-is-new", .boolean(value)) }

        #expect(try await put(counter, "anna", [isNew(false)]).status == .notFound)
        #expect(try await put(counter, "anna", [isNew(true)]).status == .ok)
        #expect(try await put(counter, "anna", [isNew(true)]).status == .notPossible)
        #expect(
            try await put(counter, "anna", [Attribute("quire-account-role", .keyword("god"))]).status
                == .attributesOrValuesNotSupported)
    }

    @Test("A token's secret is in the answer that makes it, and nowhere else")
    func tokens() async throws {
        let counter = try await counter()
        _ = try await put(counter)
        let made = try await counter.send(
            .quireCreateToken, to: "/",
            [
                Attribute("quire-account-name", .name("anna")),
                Attribute("quire-token-scopes", [.keyword("read"), .keyword("manage")]),
                Attribute("quire-token-lifetime", .integer(60)), Attribute("quire-token-label", .text("CI")),
            ])
        #expect(made[.system]?["quire-token-secret"]?.stringValue == "quire_t1_secret")
        let token = try #require(counter.store.token("t1"))
        #expect(token.scopes == [.read, .manage])
        #expect(token.expiresAt == counter.clock.now() + .seconds(60))
        #expect(token.digest == [1, 2, 3])

        let list = try await counter.send(.quireGetTokens, to: "/")
        #expect(list[.system]?["quire-token-label"]?.stringValue == "CI")
        #expect(!String(decoding: list.encoded(), as: UTF8.self).contains("secret"))
        #expect(!counter.shown.lines.joined().contains("secret"))
        #expect(
            try await counter.send(.quireRevokeToken, to: "/", [Attribute("quire-token-id", .name("t1"))]).status == .ok
        )
        #expect(counter.store.tokens().isEmpty)
        #expect(
            try await counter.send(.quireRevokeToken, to: "/", [Attribute("quire-token-id", .name("t1"))]).status
                == .notFound)
    }

    private func token(
        _ scopes: [Scope], lifetime: Int32? = nil, by identity: Identity
    ) async throws -> (StatusCode, AccessToken?) {
        var counter = try await counter()
        _ = try await put(counter)
        counter.caller.requester = Requester(
            origin: .network(address: "10.0.0.7", isLoopback: false), isPrivate: true, identity: identity)
        var attributes = [
            Attribute("quire-account-name", .name("anna")),
            Attribute("quire-token-scopes", scopes.map { .keyword($0.rawValue) }),
        ]
        if let lifetime { attributes.append(Attribute("quire-token-lifetime", .integer(lifetime))) }
        let status = try await counter.send(.quireCreateToken, to: "/", attributes).status
        return (status, counter.store.token("t1"))
    }

    @Test("A token makes none that is good for more than it is, nor for longer")
    func mint() async throws {
        let end = FakeClock().now() + .seconds(3600)
        func shown(_ scopes: Set<Scope>, until end: Moment?) -> Identity {
            Identity(name: "root2", role: .administrator, scopes: scopes, proof: .token, expiresAt: end)
        }
        let (forManaging, forAnHour) = (shown([.manage], until: nil), shown([.read, .print, .manage], until: end))

        #expect(try await token([.read], by: forManaging).0 == .notAuthorized)
        #expect(try await token([.manage], by: forManaging).0 == .ok)
        #expect(try await token([.print], lifetime: 3601, by: forAnHour).0 == .notAuthorized)
        #expect(try await token([.print], lifetime: 60, by: forAnHour).0 == .ok)
        #expect(try await token([.print], by: forAnHour).1?.expiresAt == end, "without a word it ends with the other")
        let password = Identity(name: "root2", role: .administrator)
        #expect(try await token([.read, .print, .manage], by: password).0 == .ok)
    }

    @Test("A token that is good for less than a password sets none")
    func noAccount() async throws {
        var counter = try await counter()
        func status(_ scopes: Set<Scope>, until end: Moment?) async throws -> StatusCode {
            counter.caller.requester = Requester(
                origin: .network(address: "10.0.0.7", isLoopback: false), isPrivate: true,
                identity: Identity(
                    name: "root2", role: .administrator, scopes: scopes, proof: .token, expiresAt: end))
            return try await put(counter, "root2", [password("correct horse")]).status
        }

        #expect(try await status([.manage], until: nil) == .notAuthorized)
        let soon = counter.clock.now() + .seconds(60)
        #expect(try await status([.read, .print, .manage], until: soon) == .notAuthorized)
        #expect(counter.store.accounts().isEmpty)
        #expect(try await status([.read, .print, .manage], until: nil) == .ok)
    }

    @Test(
        "A token for nobody, for nothing known or for no time is not made",
        arguments: [
            [Attribute("quire-account-name", .name("carl"))], [],
            [Attribute("quire-account-name", .name("anna")), Attribute("quire-token-scopes", .keyword("all"))],
            [Attribute("quire-account-name", .name("anna")), Attribute("quire-token-lifetime", .integer(0))],
        ])
    func badTokens(attributes: [Attribute]) async throws {
        let counter = try await counter()
        _ = try await put(counter)
        #expect(try await !counter.send(.quireCreateToken, to: "/", attributes).status.isSuccessful)
        #expect(counter.store.tokens().isEmpty)
    }
}
