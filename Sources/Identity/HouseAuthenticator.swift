public import PrintModel

/// Knows the accounts and tokens of this server, and asks the machine about everybody else.
///
/// An account of the server hides the machine's user of the same name: whoever has a password here is asked for that one.
public struct HouseAuthenticator: Authenticator {
    private let accounts: any AccountStore
    private let machine: (any PasswordAuthority)?
    /// The role of a user of the machine, by his name and his groups.
    private let machineRole: @Sendable (String, Set<String>) -> Role
    private let clock: any WallClock
    private let desk: PasswordDesk
    private let throttle: TryThrottle
    private let audit: any AuditLog
    private let provider: OpenIDProvider?
    private let turns = TryTurns<TryThrottle.Key>()
    private let arrivals = Arrivals()

    public init(
        accounts: any AccountStore, machine: (any PasswordAuthority)?, clock: any WallClock,
        audit: any AuditLog = NoAudit(), provider: OpenIDProvider? = nil,
        machineRole: @escaping @Sendable (String, Set<String>) -> Role
    ) {
        self.init(
            accounts: accounts, machine: machine, clock: clock, desk: PasswordDesk(), audit: audit, provider: provider,
            machineRole: machineRole)
    }

    init(
        accounts: any AccountStore, machine: (any PasswordAuthority)?, clock: any WallClock, desk: PasswordDesk,
        audit: any AuditLog = NoAudit(), provider: OpenIDProvider? = nil,
        machineRole: @escaping @Sendable (String, Set<String>) -> Role
    ) {
        self.provider = provider
        self.accounts = accounts
        self.machine = machine
        self.machineRole = machineRole
        self.clock = clock
        self.desk = desk
        self.audit = audit
        throttle = TryThrottle(clock: clock)
    }

    /// None where there is nobody: a client that is asked for a password must be able to have one.
    public var challenges: [String] {
        guard machine?.isThere ?? false || provider != nil || !accounts.accounts().isEmpty else { return [] }
        return [#"Basic realm="Quire", charset="UTF-8""#, #"Bearer realm="Quire""#]
    }

    public func authenticate(_ field: String, from source: String) async -> Authentication {
        let authorization = Authorization(field)
        let answer = await judge(authorization, from: source)
        if case .proved(let identity) = answer {
            if arrivals.isNew(identity, from: source, at: clock.now()) {
                await audit.record(arrival(of: identity, from: source))
            }
            return answer
        }
        audit.note(
            AuditEvent(
                .login, at: clock.now(), who: authorization?.claimedName ?? "", proof: "none", host: source,
                operation: "Login", result: answer == .refused ? "refused" : "too-many-tries"))
        return answer
    }

    private func arrival(of identity: Identity, from source: String) -> AuditEvent {
        AuditEvent(
            .login, at: clock.now(), who: identity.name, proof: identity.proof.rawValue, host: source,
            operation: "Login", result: "successful-ok", detail: "as \(identity.role.rawValue)")
    }

    private func judge(_ authorization: Authorization?, from source: String) async -> Authentication {
        let place = TryThrottle.place(of: source)
        if let pause = throttle.wait(place) { return .tooMany(retryAfter: pause) }
        let proved: Identity?
        switch authorization {
        case nil: proved = nil
        case .bearer(let text):
            if let provider, OpenIDProvider.isToken(text) { return await identity(from: provider, text, place) }
            proved = identity(ofToken: text)
        case .basic(let user, let password):
            if let identity = remembered(user, password) { return .proved(identity) }
            return await authenticate(user, password, from: place)
        }
        if proved == nil { throttle.wrong(place) }
        return proved.map { .proved($0) } ?? .refused
    }

    // MARK: Passwords

    /// One after another from each place: many tries at the same moment are counted as they end, and none is ahead of the
    /// count.
    private func authenticate(_ user: String, _ password: String, from place: TryThrottle.Key) async -> Authentication {
        await turns.inTurn(place) { await authenticateInTurn(user, password, from: place) }
            ?? .tooMany(retryAfter: Self.busyPause)
    }

    private func authenticateInTurn(
        _ user: String, _ password: String, from place: TryThrottle.Key
    ) async -> Authentication {
        if let pause = throttle.wait(place) { return .tooMany(retryAfter: pause) }
        if let identity = remembered(user, password) { return .proved(identity) }
        let names = Set([user, Self.folded(user)]).map { TryThrottle.Key.name($0) }
        if let pause = names.compactMap(throttle.wait).max() {
            // It was compared with what is remembered, and was wrong.
            throttle.wrong(place)
            return .tooMany(retryAfter: pause)
        }
        switch await identity(of: user, password) {
        case .proved(let identity):
            // Not what counts for others whose names are the same but for what is left out.
            throttle.right(.name(user))
            return .proved(identity)
        case .refused:
            throttle.wrong(place)
            names.forEach(throttle.wrong)
            return .refused
        case .tooMany(let pause): return .tooMany(retryAfter: pause)
        }
    }

    private static let busyPause = Duration.seconds(2)

    /// One word for the names that a directory takes for the same user ("ANNA", "anna@corp", "CORP\anna"): to write a name
    /// otherwise gives no more tries. That two users share a count is no harm.
    private static func folded(_ user: String) -> String {
        let name = user.split(separator: "\\", maxSplits: 1).last ?? ""
        return (name.split(separator: "@", maxSplits: 1).first ?? name).lowercased()
    }

    /// Who was right with the same lately, and still would be.
    private func remembered(_ user: String, _ password: String) -> Identity? {
        guard let account = accounts.account(named: user) else {
            guard machine != nil, let user = desk.rememberedUser(user, password) else { return nil }
            return identity(of: user)
        }
        guard account.isEnabled, let hash = account.passwordHash, desk.remembers(hash, password) else { return nil }
        return Identity(name: account.name, groups: account.groups, role: account.role)
    }

    private func identity(of user: String, _ password: String) async -> Authentication {
        if let account = accounts.account(named: user) {
            let hash = account.isEnabled ? account.passwordHash : nil
            switch await desk.matches(hash, password) {
            case true?: return .proved(Identity(name: account.name, groups: account.groups, role: account.role))
            case false?: return .refused
            case nil: return .tooMany(retryAfter: Self.busyPause)
            }
        }
        switch await machine?.check(user: user, password: password) ?? .nobody {
        case .nobody:
            // As slow as for an account there is, so that nobody learns which there are.
            return await desk.matches(nil, password) == nil ? .tooMany(retryAfter: Self.busyPause) : .refused
        case .wrong: return .refused
        case .unknown: return .tooMany(retryAfter: Self.busyPause)
        case .right(let name, let groups):
            let known = MachineUser(name: name, groups: groups)
            guard let identity = identity(of: known) else { return .refused }
            desk.remember(known, typed: user, password)
            return .proved(identity)
        }
    }

    /// `nil` where an account here hides him: to write his name otherwise is no way round its password, or its being disabled.
    private func identity(of user: MachineUser) -> Identity? {
        guard accounts.account(named: user.name) == nil else { return nil }
        return Identity(name: user.name, groups: user.groups, role: machineRole(user.name, user.groups))
    }

    // MARK: Tokens

    /// A provider knows who it is. What he may do here is said by his groups there, or by his account here, if he has one:
    /// one that is disabled shuts him out at once, however long his token is good.
    private func identity(
        from provider: OpenIDProvider, _ token: String, _ place: TryThrottle.Key
    ) async -> Authentication {
        switch await provider.answer(to: token) {
        case .unknown: return .tooMany(retryAfter: Self.busyPause)
        case .refused: break
        case .proved(let name, let groups, let role, let end):
            guard let account = accounts.account(named: name) else {
                return .proved(Identity(name: name, groups: groups, role: role, proof: .provider, expiresAt: end))
            }
            guard account.isEnabled else { break }
            return .proved(
                Identity(
                    name: name, groups: groups.union(account.groups), role: account.role, proof: .provider,
                    expiresAt: end))
        }
        throttle.wrong(place)
        return .refused
    }

    /// Whose a client's certificate is: the first of its names that an account has. It is looked at with every request: to
    /// disable or remove the account is to revoke the certificate.
    public func identity(ofCertificate names: [String], from source: String) -> Identity? {
        guard let account = names.lazy.compactMap({ accounts.account(named: $0) }).first, account.isEnabled else {
            return nil
        }
        let identity = Identity(
            name: account.name, groups: account.groups, role: account.role, proof: .certificate)
        if arrivals.isNew(identity, from: source, at: clock.now()) { audit.note(arrival(of: identity, from: source)) }
        return identity
    }

    private func identity(ofToken text: String) -> Identity? {
        guard let secret = TokenSecret(text), let token = accounts.token(secret.id),
            constantTimeEqual(token.digest, secret.digest), token.expiresAt.map({ $0 > clock.now() }) ?? true,
            let account = accounts.account(named: token.account), account.isEnabled
        else { return nil }
        return Identity(
            name: account.name, groups: account.groups, role: account.role, scopes: token.scopes, proof: .token,
            expiresAt: token.expiresAt)
    }
}

/// Takes as long whatever is different.
func constantTimeEqual(_ one: [UInt8], _ other: [UInt8]) -> Bool {
    one.count == other.count && zip(one, other).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
}
