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
}
