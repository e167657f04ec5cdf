internal import CSpawn

/// What this process gives up for good, so that nobody gets at what it holds.
public enum OwnProcess {
    /// No other process of the same user may look into it, and a crash leaves nothing on a disk.
    ///
    /// Threads inherit the second from those that make them: called while there is only one.
    ///
    /// - Parameter noMoreRights: nothing that is started can have more rights than we have, not even a program that gives
    ///   those of its owner.
    public static func guardItself(noMoreRights: Bool) { spawn_guard_self(noMoreRights ? 1 : 0) }

    /// Becomes another user, for good, with that one's groups and no capability.
    ///
    /// - Parameter name: whose groups it gets; `nil` for `group` alone.
    /// - Returns: 0, or the errno of what failed; then the process is half another, and has to end.
    public static func become(name: String?, user: UInt32, group: UInt32, noMoreRights: Bool) -> Int32 {
        guard let name else { return spawn_become(nil, user, group, noMoreRights ? 1 : 0) }
        return name.withCString { spawn_become($0, user, group, noMoreRights ? 1 : 0) }
    }
}
