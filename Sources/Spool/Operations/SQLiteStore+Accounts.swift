public import PrintModel

extension SQLiteStore: AccountStore {
    public func accounts() -> [Account] { accountMemory.look { $0.accounts.values.sorted { $0.name < $1.name } } }
    public func account(named name: String) -> Account? { accountMemory.look { $0.accounts[name] } }
    public func tokens() -> [AccessToken] { accountMemory.look { $0.tokens } }
    public func token(_ id: String) -> AccessToken? { accountMemory.look { $0.tokensByID[id] } }

    public func put(_ account: Account) async throws {
        try await commits.perform { [accountMemory] transaction in
            guard try transaction.count(AccountSQL.countAccounts, account.name) < AccountLimits.accountsMax else {
                throw StoreError.notPossible("There are \(AccountLimits.accountsMax) accounts, the most there may be")
            }
            try transaction.connection.statement(text: AccountSQL.putAccount).run(
                .text(account.name), .text(account.role.rawValue), account.passwordHash.map { .text($0) } ?? .null,
                .integer(account.isEnabled ? 1 : 0), .moment(account.createdAt),
                .text(account.groups.sorted().joined(separator: " ")))
            transaction.effects.whenDurable.append { accountMemory.set(account) }
        }
    }

    public func removeAccount(named name: String) async throws {
        try await commits.perform { [accountMemory] transaction in
            try transaction.connection.statement(text: AccountSQL.deleteTokens).run(.text(name))
            try transaction.connection.statement(text: AccountSQL.deleteAccount).run(.text(name))
            transaction.effects.whenDurable.append { accountMemory.remove(account: name) }
        }
    }

    public func add(_ token: AccessToken) async throws {
        try await commits.perform { [accountMemory] transaction in
            guard try transaction.count(AccountSQL.isAccount, token.account) > 0 else {
                throw StoreError.notPossible("There is no account '\(token.account)'")
            }
            guard try transaction.count(AccountSQL.isToken, token.id) == 0 else {
                throw StoreError.notPossible("There is a token \(token.id) already")
            }
            let max = AccountLimits.tokensPerAccountMax
            guard try transaction.count(AccountSQL.countTokens, token.account) < max else {
                throw StoreError.notPossible("'\(token.account)' has \(max) tokens, the most there may be")
            }
            try transaction.connection.statement(text: AccountSQL.insertToken).run(
                .text(token.id), .text(token.account), .blob(token.digest),
                .text(Scope.allCases.filter(token.scopes.contains).map(\.rawValue).joined(separator: " ")),
                .text(token.label), .moment(token.createdAt), token.expiresAt.map { .moment($0) } ?? .null)
            transaction.effects.whenDurable.append { accountMemory.add(token) }
        }
    }

    public func removeToken(_ id: String) async throws {
        try await commits.perform { [accountMemory] transaction in
            try transaction.connection.statement(text: AccountSQL.deleteToken).run(.text(id))
            transaction.effects.whenDurable.append { accountMemory.remove(token: id) }
        }
    }
}

extension WriteTransaction {
    fileprivate func count(_ statement: String, _ text: String) throws -> Int64 {
        try connection.statement(text: statement).first(.text(text)) { $0.integer(0) } ?? 0
    }
}
