/// The accounts and tokens of this server. Looking is from memory; a change is durable when it returns.
public protocol AccountStore: Sendable {
    /// By name.
    func accounts() -> [Account]
    func account(named name: String) -> Account?
    /// Adds it, or puts it in the place of the one of that name; with ``AccountLimits/accountsMax`` there, no more are
    /// added (``StoreError/notPossible(_:)``).
    func put(_ account: Account) async throws
    /// With its tokens; nothing when there is none.
    func removeAccount(named name: String) async throws

    /// In the order they were made.
    func tokens() -> [AccessToken]
    func token(_ id: String) -> AccessToken?
    /// Throws ``StoreError/notPossible(_:)`` when there is no such account, when the id is taken, and when the account
    /// has ``AccountLimits/tokensPerAccountMax``.
    func add(_ token: AccessToken) async throws
    /// Nothing when there is none.
    func removeToken(_ id: String) async throws
}

/// All of them are in memory, and looked at with every request that proves something.
public enum AccountLimits {
    public static let accountsMax = 10_000
    public static let tokensPerAccountMax = 100
}

/// For a house without accounts of its own.
public struct NoAccounts: AccountStore {
    public init() {}
    public func accounts() -> [Account] { [] }
    public func account(named name: String) -> Account? { nil }
    public func put(_ account: Account) async throws { throw StoreError.notPossible("Accounts are not kept here") }
    public func removeAccount(named name: String) async throws {}
    public func tokens() -> [AccessToken] { [] }
    public func token(_ id: String) -> AccessToken? { nil }
    public func add(_ token: AccessToken) async throws { throw StoreError.notPossible("Tokens are not kept here") }
    public func removeToken(_ id: String) async throws {}
}
