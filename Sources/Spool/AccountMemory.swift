internal import PrintModel
internal import Synchronization

/// The accounts and tokens as they are asked for: in memory, changed after each commit, before anybody is told of it.
final class AccountMemory: Sendable {
    struct State {
        var accounts: [String: Account] = [:]
        /// In the order they were made.
        var tokens: [AccessToken] = []
        var tokensByID: [String: AccessToken] = [:]
    }

    private let state: Mutex<State>

    init(on connection: Connection) throws {
        let accounts = try connection.statement(text: AccountSQL.accounts).all { Account($0) }.compactMap { $0 }
        let tokens = try connection.statement(text: AccountSQL.tokens).all { AccessToken($0) }
        state = Mutex(
            State(
                accounts: Dictionary(accounts.map { ($0.name, $0) }, uniquingKeysWith: { $1 }), tokens: tokens,
                tokensByID: Dictionary(tokens.map { ($0.id, $0) }, uniquingKeysWith: { $1 })))
    }

    func look<Output>(_ body: (State) -> Output) -> Output { state.withLock { body($0) } }

    func set(_ account: Account) { state.withLock { $0.accounts[account.name] = account } }

    func remove(account name: String) {
        state.withLock { state in
            state.accounts[name] = nil
            state.tokens.removeAll { $0.account == name }
            state.tokensByID = state.tokensByID.filter { $0.value.account != name }
        }
    }

    func add(_ token: AccessToken) {
        state.withLock { state in
            state.tokens.append(token)
            state.tokensByID[token.id] = token
        }
    }

    func remove(token id: String) {
        state.withLock { state in
            state.tokens.removeAll { $0.id == id }
            state.tokensByID[id] = nil
        }
    }
}

/// The statements about accounts and tokens.
enum AccountSQL {
    static let accounts = "SELECT name, role, password, is_enabled, created_at, group_names FROM account"
    static let countAccounts = "SELECT count(*) FROM account WHERE name <> ?1"
    static let isAccount = "SELECT count(*) FROM account WHERE name = ?1"
    static let putAccount = """
        INSERT INTO account (name, role, password, is_enabled, created_at, group_names) VALUES (?1, ?2, ?3, ?4, ?5, ?6) \
        ON CONFLICT (name) DO UPDATE SET role = ?2, password = ?3, is_enabled = ?4, created_at = ?5, group_names = ?6
        """
    static let deleteAccount = "DELETE FROM account WHERE name = ?1"

    static let tokens = """
        SELECT id, account, digest, scopes, label, created_at, expires_at FROM token ORDER BY number
        """
    static let countTokens = "SELECT count(*) FROM token WHERE account = ?1"
    static let isToken = "SELECT count(*) FROM token WHERE id = ?1"
    static let insertToken = """
        INSERT INTO token (id, account, digest, scopes, label, created_at, expires_at) \
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
        """
    static let deleteToken = "DELETE FROM token WHERE id = ?1"
    static let deleteTokens = "DELETE FROM token WHERE account = ?1"
}

extension Account {
    /// Reads the columns of ``AccountSQL/accounts``; `nil` for a role that nobody knows, which lets nobody in.
    fileprivate init?(_ row: Row) {
        guard let role = Role(rawValue: row.text(1)) else { return nil }
        self.init(
            name: row.text(0), role: role, passwordHash: row.optionalText(2), isEnabled: row.integer(3) != 0,
            createdAt: Moment(milliseconds: row.integer(4)),
            groups: Set(row.text(5).split(separator: " ").map { String($0) }))
    }
}

extension AccessToken {
    /// Reads the columns of ``AccountSQL/tokens``.
    fileprivate init(_ row: Row) {
        self.init(
            id: row.text(0), account: row.text(1), digest: row.blob(2),
            scopes: Set(row.text(3).split(separator: " ").compactMap { Scope(rawValue: String($0)) }),
            label: row.text(4), createdAt: Moment(milliseconds: row.integer(5)),
            expiresAt: row.optionalInteger(6).map { Moment(milliseconds: $0) })
    }
}
