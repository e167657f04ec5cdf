import PrintModel

extension StoreScene {
    private func token(_ id: String, of account: String, expiresAt: Moment? = nil) -> AccessToken {
        AccessToken(
            id: id, account: account, digest: (0..<32).map { UInt8($0) }, scopes: [.read, .manage], label: "CI, é",
            createdAt: now, expiresAt: expiresAt)
    }

    func accountsAreKept() async throws {
        var anna = Account(
            name: "anna", role: .operator_, passwordHash: "$scrypt$x", createdAt: now, groups: ["staff", "3rd-floor"])
        let ben = Account(name: "ben", role: .user, passwordHash: nil, isEnabled: false, createdAt: now)
        try await store.put(ben)
        try await store.put(anna)
        try expectEqual(store.accounts(), [anna, ben])
        try expectEqual(store.account(named: "anna"), anna)
        try expectEqual(store.account(named: "Anna"), nil, "names are compared exactly:")
        anna.role = .auditor
        anna.groups = ["staff"]
        anna.passwordHash = nil
        try await store.put(anna)

        let next = try await run.next().store
        try expectEqual(next.accounts(), [anna, ben], "after a restart:")
        try await expectThrows(.fenced, "an earlier run") { try await store.put(ben) }
        try await next.removeAccount(named: "ben")
        try await next.removeAccount(named: "nobody")
        try expectEqual(next.accounts(), [anna])
    }

    func tokensAreKeptUntilTheyOrTheirAccountGo() async throws {
        for name in ["anna", "ben"] {
            try await store.put(Account(name: name, role: .user, passwordHash: nil, createdAt: now))
        }
        let tokens = [
            token("zz", of: "anna"), token("bb", of: "ben", expiresAt: now + .seconds(60)), token("aa", of: "anna"),
        ]
        for token in tokens { try await store.add(token) }
        try expectEqual(store.tokens(), tokens, "in the order they were made:")
        try expectEqual(store.token("bb"), tokens[1])
        try await expectThrows(.notPossible, "an id is taken once") { try await store.add(token("aa", of: "ben")) }
        try await expectThrows(.notPossible, "of nobody") { try await store.add(token("cc", of: "carl")) }

        let next = try await run.next().store
        try expectEqual(next.tokens(), tokens, "after a restart:")
        try await next.removeToken("zz")
        try await next.removeToken("none")
        try expectEqual(next.tokens(), [tokens[1], tokens[2]])
        try await next.removeAccount(named: "anna")
        try expectEqual(next.tokens(), [tokens[1]])
        try expectEqual(next.token("aa"), nil)
        try await next.put(Account(name: "anna", role: .user, passwordHash: nil, createdAt: now))
        try expectEqual(try await run.next().store.tokens(), [tokens[1]], "the next of that name does not get them:")
    }

    func anAccountHasSoManyTokensAndNoMore() async throws {
        try await store.put(Account(name: "anna", role: .user, passwordHash: nil, createdAt: now))
        for number in 0..<AccountLimits.tokensPerAccountMax { try await store.add(token("t\(number)", of: "anna")) }
        try await expectThrows(.notPossible) { try await store.add(token("more", of: "anna")) }
        try await store.removeToken("t7")
        try await store.add(token("more", of: "anna"))
    }
}
