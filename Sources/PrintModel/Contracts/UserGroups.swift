/// Which groups a user of this machine is in, for lists of users with `@group` in them.
public protocol UserGroups: Sendable {
    /// Names without the `@`; none for a user nobody knows. May ask the network, and so must not hold anybody else up.
    ///
    /// - Parameter isProved: whether the name is more than what somebody says: whoever only says one waits behind others who
    ///   do, and gets none where too many wait.
    func groups(of user: String, isProved: Bool) async -> Set<String>
}

/// Where nobody is in any group.
public struct NoUserGroups: UserGroups {
    public init() {}
    public func groups(of user: String, isProved: Bool) async -> Set<String> { [] }
}
