internal import CSpawn
import Glibc

/// What holds for this process as a whole: what it gives up for good, so that nobody gets at what it holds, and how it
/// keeps its memory.
public enum OwnProcess {
    /// No other process of the same user may look into it, a crash leaves nothing on a disk, and nothing that it starts can
    /// have more rights than it has, not even a program that gives those of its owner.
    ///
    /// Threads inherit the last from those that make them: called while there is only one.
    public static func guardItself() { spawn_guard_self() }

    /// Keeps memory that is free where the next thread finds it: areas of glibc's malloc as many as there are processors,
    /// not eight times as many. With more, each keeps the most that it ever needed, and answers are no faster.
    ///
    /// Called while there is only one thread.
    public static func keepMemoryTogether() {
        spawn_memory_areas(max(2, Int32(clamping: sysconf(Int32(_SC_NPROCESSORS_ONLN)))))
    }

    /// Becomes another user, for good, with that one's groups and no capability.
    ///
    /// - Parameter name: whose groups it gets; `nil` for `group` alone.
    /// - Returns: 0, or the errno of what failed; then the process is half another, and has to end.
    public static func become(name: String?, user: UInt32, group: UInt32) -> Int32 {
        guard let name else { return spawn_become(nil, user, group) }
        return name.withCString { spawn_become($0, user, group) }
    }
}
