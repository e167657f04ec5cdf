public import PrintModel

/// Who may do what: the one table and the one evaluator.
///
/// | | anyone | printing | jobOwner | documents | administration |
/// |---|---|---|---|---|---|
/// | administrator | yes | yes | yes | yes | yes |
/// | proved user | yes | yes | own jobs | own jobs | no |
/// | anonymous | yes | yes | same name *and* address | no | no |
public struct AccessPolicy: Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// Administrators are root and the user the daemon runs as, over the Unix socket.
        case standard = "default"
        /// For tests: every loopback or socket client is an administrator and may act for any user.
        case open
    }

    public var kind: Kind
    /// The uid the daemon runs as.
    public var daemonUID: UInt32

    public init(_ kind: Kind, daemonUID: UInt32) {
        self.kind = kind
        self.daemonUID = daemonUID
    }

    public func isAdministrator(_ requester: Requester) -> Bool {
        switch (kind, requester.origin) {
        case (.open, _): requester.isLocal
        case (.standard, .localUser(let uid, _)): uid == 0 || uid == daemonUID
        case (.standard, .network): false
        }
    }

    /// Whose jobs these are: what the kernel says; what an administrator says for others; else the client's label,
    /// which counts together with its address only.
    public func owner(_ requester: Requester, label: String?) -> Owner {
        let name = label.flatMap { $0.isEmpty ? nil : $0.truncated(toOctets: 255) }
        switch requester.origin {
        case .localUser(_, let user) where !isAdministrator(requester):
            return Owner(user: user, host: requester.host, isProved: true)
        case .localUser(_, let user):
            return Owner(user: name ?? user, host: requester.host, isProved: true)
        case .network(_, let isLoopback):
            let host = isLoopback ? "localhost" : requester.host
            return Owner(user: name ?? "anonymous", host: host, isProved: isAdministrator(requester))
        }
    }

    /// Whether `requester` is the one whose job it is.
    ///
    /// A job of a proved owner obeys that proof only; one of an unproved owner, the same name from the same address.
    public func owns(_ requester: Requester, label: String?, _ job: Owner) -> Bool {
        let claimed = owner(requester, label: label)
        guard claimed.user == job.user else { return false }
        return job.isProved ? claimed.isProved : claimed.host == job.host || claimed.isProved
    }
}
