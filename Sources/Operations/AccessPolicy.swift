public import PrintModel

/// Who may do what: the one table (``AccessTable``) and the one evaluator.
///
/// Who somebody is: root and the user the daemon runs as, over the Unix socket, are administrators; other users of the
/// machine are there proved by the kernel; over the network a password or a token proves an ``Identity`` with a role.
/// Whoever shows a proof is judged by it alone. Everybody else is anonymous: a name that nobody has proved, which counts
/// together with its address only.
public struct AccessPolicy: Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// Administrators are root and the user the daemon runs as, over the Unix socket, and whoever proves to be one.
        case standard = "default"
        /// For tests: every loopback or socket client is an administrator and may act for any user.
        case open
    }

    public var kind: Kind
    /// The uid the daemon runs as.
    public var daemonUID: UInt32
    /// Whether who comes over loopback is at this machine (``isHere(_:)``). Not so where a proxy on it passes requests on.
    public var trustsLoopback: Bool

    public init(_ kind: Kind, daemonUID: UInt32, trustsLoopback: Bool = true) {
        self.kind = kind
        self.daemonUID = daemonUID
        self.trustsLoopback = trustsLoopback
    }

    /// Whether somebody is at this machine: what is not shared is for him, too. It says nothing of who he is.
    func isHere(_ requester: Requester) -> Bool {
        switch requester.origin {
        case .localUser: true
        case .network(_, let isLoopback): isLoopback && trustsLoopback
        }
    }

    /// Whether nobody on the way can read what he says.
    func isPrivate(_ requester: Requester) -> Bool { requester.isPrivate || isHere(requester) }

    /// What `requester` is here.
    func standing(of requester: Requester) -> Standing {
        if kind == .open, isHere(requester) { return .administrator }
        if let identity = requester.identity {
            switch identity.role {
            case .administrator: return .administrator
            case .operator_: return .operator
            case .auditor: return .auditor
            case .user: return .user
            }
        }
        switch requester.origin {
        case .localUser(let uid, _): return uid == 0 || uid == daemonUID ? .administrator : .user
        case .network: return .anonymous
        }
    }

    /// What `requester` may do of what needs `access`: what the table gives, as far as his proof goes.
    func grant(_ access: Access, to requester: Requester) -> Grant {
        let granted = AccessTable.grant(access, to: standing(of: requester))
        guard let identity = requester.identity, !(kind == .open && isHere(requester)) else { return granted }
        let scopes = AccessTable.scopes(access)
        if granted == .all, scopes.all.map(identity.may) ?? true { return .all }
        return granted != .no && (scopes.own.map(identity.may) ?? true) ? .own : .no
    }

    /// Whether he may set the server up.
    public func isAdministrator(_ requester: Requester) -> Bool { grant(.administration, to: requester) == .all }

    /// Whether he sees of everybody's jobs and subscriptions what else only their owners see.
    func seesAll(_ requester: Requester) -> Bool { grant(.details, to: requester) == .all }

    /// Whether he changes everybody's jobs and subscriptions.
    func managesAll(_ requester: Requester) -> Bool { grant(.jobOwner, to: requester) == .all }

    /// Whether a password or a token might help where something is refused.
    func isAnonymous(_ requester: Requester) -> Bool {
        guard case .network = requester.origin else { return false }
        return requester.identity == nil && kind != .open
    }

    /// Whose jobs these are: who proved it; what an administrator on the socket says for others; else the client's label,
    /// which counts together with its address only.
    public func owner(_ requester: Requester, label: String?) -> Owner {
        let host = isHere(requester) ? "localhost" : requester.host
        if let identity = requester.identity { return Owner(user: identity.name, host: host, isProved: true) }
        let name = label.flatMap { $0.isEmpty ? nil : $0.truncated(toOctets: 255) }
        switch requester.origin {
        case .localUser(_, let user) where !isAdministrator(requester):
            return Owner(user: user, host: host, isProved: true)
        case .localUser(_, let user):
            return Owner(user: name ?? user, host: host, isProved: true)
        case .network:
            return Owner(user: name ?? "anonymous", host: host, isProved: isAdministrator(requester))
        }
    }

    /// Whether `requester` is the one whose job it is.
    ///
    /// A job of a proved owner obeys that proof only; one of an unproved owner, the same name from the same address, or
    /// whoever proves the name.
    public func owns(_ requester: Requester, label: String?, _ job: Owner) -> Bool {
        let claimed = owner(requester, label: label)
        guard claimed.user == job.user else { return false }
        return job.isProved ? claimed.isProved : claimed.host == job.host || claimed.isProved
    }
}
