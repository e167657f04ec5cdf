public import PrintModel
import Synchronization

extension MemoryStore: AccountStore {
    public func accounts() -> [Account] {
        spool.contents.withLock { $0.accounts.values.sorted { $0.name < $1.name } }
    }

    public func account(named name: String) -> Account? { spool.contents.withLock { $0.accounts[name] } }
    public func tokens() -> [AccessToken] { spool.contents.withLock { $0.tokens } }
    public func token(_ id: String) -> AccessToken? { tokens().first { $0.id == id } }

    public func put(_ account: Account) async throws {
        try write { contents, _ in
            guard contents.accounts[account.name] != nil || contents.accounts.count < AccountLimits.accountsMax else {
                throw StoreError.notPossible("There are too many accounts")
            }
            contents.accounts[account.name] = account
        }
    }

    public func removeAccount(named name: String) async throws {
        try write { contents, _ in
            contents.accounts[name] = nil
            contents.tokens.removeAll { $0.account == name }
        }
    }

    public func add(_ token: AccessToken) async throws {
        try write { contents, _ in
            guard contents.accounts[token.account] != nil, !contents.tokens.contains(where: { $0.id == token.id }),
                contents.tokens.filter({ $0.account == token.account }).count < AccountLimits.tokensPerAccountMax
            else { throw StoreError.notPossible("This token cannot be") }
            contents.tokens.append(token)
        }
    }

    public func removeToken(_ id: String) async throws {
        try write { contents, _ in contents.tokens.removeAll { $0.id == id } }
    }
}
