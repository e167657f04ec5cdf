/// Looks after queues that were adopted from other servers (``Printer/remote``).
public protocol RemoteKeeper: Sendable {
    /// Looks at that server now, or at all of them, and does what follows from it.
    func update(_ server: String?) async -> [RemoteReport]
}

/// What came of a look at another server.
public struct RemoteReport: Hashable, Sendable {
    public var server: String
    /// Why it could not be looked at; `nil` when it could.
    public var problem: String?
    /// Names, here, of queues that follow a change there.
    public var changed: [String] = []
    /// Of those that were removed, because they are not there any more.
    public var removed: [String] = []
    /// Of those that are not there any more, and stay here for what waits in them.
    public var kept: [String] = []

    public init(server: String, problem: String? = nil) {
        self.server = server
        self.problem = problem
    }
}

/// Where nothing is adopted.
public struct NoRemotes: RemoteKeeper {
    public init() {}
    public func update(_ server: String?) async -> [RemoteReport] { [] }
}
