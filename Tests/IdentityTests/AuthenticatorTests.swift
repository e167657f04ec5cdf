import Foundation
import PrintModel
import QuireTestKit
import Synchronization
import Testing

@testable import Identity

@Suite("Who it is")
struct AuthenticatorTests {
    private let clock = FakeClock()
    private let store = MemoryStore()
    private let desk = PasswordDesk(logRounds: 4)

    private func authenticator(machine: (any PasswordAuthority)? = nil) -> HouseAuthenticator {
        HouseAuthenticator(accounts: store, machine: machine, clock: clock, desk: desk) { name, groups in
            name == "root" || groups.contains("lpadmin") ? .administrator : .user
        }
    }

    private func add(_ name: String, _ password: String?, role: Role = .user, isEnabled: Bool = true) async throws {
        let hash = try password.map { try PasswordHash(of: $0, logRounds: 4).text }
        try await store.put(
            Account(name: name, role: role, passwordHash: hash, isEnabled: isEnabled, createdAt: clock.now()))
    }

    private func basic(_ user: String, _ password: String) -> String {
        "Basic " + Data("\(user):\(password)".utf8).base64EncodedString()
    }

    /// A token of the account, as its owner sends it.
    private func token(of account: String, _ scopes: Set<Scope>, expiresAt: Moment? = nil) async throws -> String {
        let made = HouseSecrets(desk: desk).makeToken()
        try await store.add(
            AccessToken(
                id: made.id, account: account, digest: made.digest, scopes: scopes, label: "", createdAt: clock.now(),
                expiresAt: expiresAt))
        return "Bearer \(made.secret)"
    }

    @Test("The right password of an account proves it, with its role")
    func password() async throws {
        try await add("anna", "correct horse", role: .operator_)
        let authenticator = authenticator()

        for _ in 0..<3 {
            let answer = await authenticator.authenticate(basic("anna", "correct horse"), from: "192.0.2.1")
            #expect(answer == .proved(Identity(name: "anna", role: .operator_)))
        }
    }

    @Test(
        "Whatever is wrong, the answer is the same",
        arguments: [
            ("anna", "wrong horse"), ("anna", ""), ("Anna", "correct horse"), ("nobody", "correct horse"),
            ("off", "correct horse"), ("tokens", "correct horse"), ("tokens", ""),
        ])
    func wrong(user: String, password: String) async throws {
        try await add("anna", "correct horse")
        try await add("off", "correct horse", isEnabled: false)
        try await add("tokens", nil)

        #expect(await authenticator().authenticate(basic(user, password), from: "192.0.2.1") == .refused)
    }

    @Test("What was remembered is worthless as soon as the password, the role or the account changes")
    func changes() async throws {
        try await add("anna", "correct horse")
        let authenticator = authenticator()
        let field = basic("anna", "correct horse")
        _ = await authenticator.authenticate(field, from: "192.0.2.1")

        try await add("anna", "correct horse", role: .auditor)
        #expect(
            await authenticator.authenticate(field, from: "192.0.2.1")
                == .proved(Identity(name: "anna", role: .auditor)))
        try await add("anna", "battery staple")
        #expect(await authenticator.authenticate(field, from: "192.0.2.1") == .refused)
        try await add("anna", "correct horse", isEnabled: false)
        #expect(await authenticator.authenticate(field, from: "192.0.2.1") == .refused)
        try await store.removeAccount(named: "anna")
        #expect(await authenticator.authenticate(field, from: "192.0.2.1") == .refused)
    }

    @Test("A token proves its account, for what it is good for, until its time is over")
    func tokens() async throws {
        try await add("anna", nil, role: .administrator)
        let authenticator = authenticator()
        let end = clock.now() + .seconds(60)
        let field = try await token(of: "anna", [.read], expiresAt: end)

        #expect(
            await authenticator.authenticate(field, from: "192.0.2.1")
                == .proved(
                    Identity(name: "anna", role: .administrator, scopes: [.read], proof: .token, expiresAt: end)))
        clock.advance(by: .seconds(60))
        #expect(await authenticator.authenticate(field, from: "192.0.2.1") == .refused)
    }

    @Test("A token that is revoked, changed, or of an account that is off proves nothing")
    func badTokens() async throws {
        try await add("anna", nil)
        let authenticator = authenticator()
        let field = try await token(of: "anna", [.print])
        let last = field.last == "0" ? "1" : "0"

        #expect(await authenticator.authenticate(field.dropLast() + last, from: "192.0.2.1") == .refused)
        try await add("anna", nil, isEnabled: false)
        #expect(await authenticator.authenticate(field, from: "192.0.2.1") == .refused)
        try await add("anna", nil)
        #expect(await authenticator.authenticate(field, from: "192.0.2.1") != .refused)
        try await store.removeToken(try #require(store.tokens().first).id)
        #expect(await authenticator.authenticate(field, from: "192.0.2.1") == .refused)
    }

    @Test("After five wrong tries from a place not even the right password is looked at, until the pause is over")
    func slowed() async throws {
        try await add("anna", "correct horse")
        let authenticator = authenticator()
        for number in 0..<5 {
            #expect(await authenticator.authenticate(basic("anna", "wrong \(number)"), from: "192.0.2.1") == .refused)
        }

        let right = basic("anna", "correct horse")
        #expect(await authenticator.authenticate(right, from: "192.0.2.1") == .tooMany(retryAfter: .seconds(15)))
        #expect(await authenticator.authenticate(right, from: "192.0.2.9") != .refused)
        clock.advance(by: .seconds(16))
        #expect(
            await authenticator.authenticate(right, from: "192.0.2.1") == .proved(Identity(name: "anna", role: .user)))
    }

    @Test("Tries at the same moment are not ahead of the count")
    func together() async throws {
        try await add("anna", "correct horse")
        let authenticator = authenticator()
        let fields = (0..<30).map { basic("anna", "wrong \($0)") }
        let answers = await withTaskGroup(of: Authentication.self) { group in
            for field in fields { group.addTask { await authenticator.authenticate(field, from: "192.0.2.1") } }
            return await group.reduce(into: []) { $0.append($1) }
        }

        #expect(answers.filter { $0 == .refused }.count == 5)
    }

    @Test("One's own success does not make tries of other names free again")
    func spraying() async throws {
        try await add("mallory", "correct horse")
        let authenticator = authenticator()
        for number in 0..<5 {
            _ = await authenticator.authenticate(basic("victim\(number)", "password"), from: "192.0.2.1")
            _ = await authenticator.authenticate(basic("mallory", "correct horse"), from: "192.0.2.1")
        }

        let next = await authenticator.authenticate(basic("victim9", "password"), from: "192.0.2.1")
        #expect(next == .tooMany(retryAfter: .seconds(15)))
    }

    @Test("Nobody is locked out by others who try his name, once he was in")
    func lockedOut() async throws {
        try await add("anna", "correct horse")
        let authenticator = authenticator()
        _ = await authenticator.authenticate(basic("anna", "correct horse"), from: "192.0.2.1")
        for number in 0..<60 {
            _ = await authenticator.authenticate(basic("anna", "wrong"), from: "198.51.100.\(number)")
        }

        #expect(await authenticator.authenticate(basic("anna", "wrong"), from: "203.0.113.1") != .refused)
        #expect(
            await authenticator.authenticate(basic("anna", "correct horse"), from: "192.0.2.1")
                == .proved(Identity(name: "anna", role: .user)))
    }

    @Test("To write a name otherwise gives no more tries for it")
    func foldedNames() async throws {
        let authenticator = authenticator(machine: FakeMachine(groups: ["ben": []]))
        let names = ["ben", "BEN", "ben@corp.example", "CORP\\Ben", "Ben@other"]
        var answers: [Authentication] = []
        for number in 0..<60 {
            let field = basic(names[number % names.count], "wrong")
            answers.append(await authenticator.authenticate(field, from: "198.51.100.\(number)"))
        }

        #expect(answers.count { $0 == .refused } == 50)
    }

    @Test("Whose name is the same but for what is left out forgives nothing that was wrong for another")
    func foldedSuccess() async throws {
        try await add("ben@guest", "correct horse")
        let authenticator = authenticator(machine: FakeMachine(groups: ["ben": []]))
        var refused = 0
        for number in 0..<120 {
            let source = "198.51.100.\(number)"
            if number.isMultiple(of: 2) {
                _ = await authenticator.authenticate(basic("ben@guest", "correct horse"), from: source)
            } else if await authenticator.authenticate(basic("ben", "wrong"), from: source) == .refused {
                refused += 1
            }
        }

        #expect(refused == 50)
    }

    @Test("A machine on which nobody knows passwords is as none")
    func nobodyThere() async throws {
        let authenticator = authenticator(machine: FakeMachine(groups: [:], isThere: false))
        #expect(authenticator.challenges.isEmpty)
        for _ in 0..<5 {
            #expect(await authenticator.authenticate(basic("ben", "machine"), from: "192.0.2.1") == .refused)
        }
        #expect(await authenticator.authenticate(basic("ben", "machine"), from: "192.0.2.1") != .refused)
    }

    @Test("The machine's users are asked for where there is no account of that name, and have the role of their groups")
    func machine() async throws {
        try await add("anna", "correct horse")
        let machine = FakeMachine(groups: ["ben": ["users"], "carla": ["lpadmin"], "anna": ["lpadmin"]])
        let authenticator = authenticator(machine: machine)

        #expect(
            await authenticator.authenticate(basic("ben", "machine"), from: "192.0.2.1")
                == .proved(Identity(name: "ben", groups: ["users"], role: .user)))
        #expect(
            await authenticator.authenticate(basic("carla", "machine"), from: "192.0.2.1")
                == .proved(Identity(name: "carla", groups: ["lpadmin"], role: .administrator)))
        #expect(await authenticator.authenticate(basic("anna", "machine"), from: "192.0.2.1") == .refused)
        #expect(await authenticator.authenticate(basic("ben", "wrong"), from: "192.0.2.1") == .refused)
    }

    @Test("However a name is written, it is the one that the machine has, and no way round an account here")
    func machineNames() async throws {
        try await add("anna", "correct horse")
        let authenticator = authenticator(machine: FakeMachine(groups: ["ben": ["users"], "anna": ["lpadmin"]]))

        // Twice: the second time it is remembered.
        for _ in 1...2 {
            #expect(
                await authenticator.authenticate(basic("BEN", "machine"), from: "192.0.2.1")
                    == .proved(Identity(name: "ben", groups: ["users"], role: .user)))
        }
        #expect(await authenticator.authenticate(basic("Anna", "machine"), from: "192.0.2.1") == .refused)
    }

    @Test("A machine that cannot say does not count against who asked")
    func machineIsAway() async throws {
        let authenticator = authenticator(machine: FakeMachine(groups: [:], isAway: true))
        for _ in 0..<9 {
            let answer = await authenticator.authenticate(basic("ben", "machine"), from: "192.0.2.1")
            #expect(answer == .tooMany(retryAfter: .seconds(2)))
        }
    }

    @Test("Nobody is asked for a password where nobody has one")
    func challenges() async throws {
        #expect(authenticator().challenges.isEmpty)
        #expect(!authenticator(machine: FakeMachine(groups: [:])).challenges.isEmpty)
        try await add("anna", "correct horse")
        #expect(authenticator().challenges.first?.hasPrefix("Basic realm=") == true)
    }
}

/// Everybody's password is "machine".
private struct FakeMachine: PasswordAuthority {
    let groups: [String: Set<String>]
    var isAway = false
    var isThere = true

    func check(user: String, password: String) async -> PasswordVerdict {
        if isAway { return .unknown }
        guard isThere else { return .nobody }
        // As a directory does that does not tell large letters from small ones.
        let name = user.lowercased()
        guard password == "machine", let groups = groups[name] else { return .wrong }
        return .right(name: name, groups: groups)
    }
}
