/// Which groups a user of this machine is in, for lists of users with `@group` in them.
public protocol UserGroups: Sendable {
    /// Names without the `@`; none for a user nobody knows. May ask the network, and so must not hold anybody else up.
    func groups(of user: String) async -> Set<String>
}

/// Where nobody is in any group.
public struct NoUserGroups: UserGroups {
    public init() {}
    public func groups(of user: String) async -> Set<String> { [] }
}
