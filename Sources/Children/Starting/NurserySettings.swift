/// How children are kept in one daemon.
public struct NurserySettings: Sendable {
    /// Where children's temporary folders are made: a folder of this daemon alone, made if it is not there (0711).
    /// Leftovers of an earlier run are removed from it. Where children have users of their own, these must be able to
    /// reach it.
    public var temporaryBase: String
    /// Users and groups without names, one for each child that runs, when the daemon is root. 60706 to 61183 are given
    /// to nobody by Debian's and systemd's lists. Empty: children are the daemon's user.
    public var users: Range<UInt32> = 60_800..<61_056
    /// Children at a time; whoever wants more is told to come back.
    public var childrenMax = 256

    public init(temporaryBase: String) { self.temporaryBase = temporaryBase }
}
