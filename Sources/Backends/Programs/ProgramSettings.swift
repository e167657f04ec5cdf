public import Children

/// How CUPS' backend programs are found and run (backend(7)).
public struct ProgramSettings: Sendable {
    /// Where they are started.
    public var nursery: Nursery
    /// Folders they lie in, in order; each beside CUPS' other programs, as its folder `backend`.
    public var folders = ["/usr/lib/cups/backend", "/usr/libexec/cups/backend"]
    /// Whose programs and folders must be, so that nobody else can put one there.
    public var owner: UInt32 = 0
    /// Where our own program for `cups:` lies.
    public var helpers = ProgramFinder()
    /// Schemes whose programs are not shut in, because they cannot do their work otherwise: such as `cups-pdf`, which writes
    /// into the folders of users.
    public var unconfined: Set<String> = []
    /// Files and folders that all of them may write to, besides devices and a folder of their own.
    public var writable: [String] = []
    /// The group that devices belong to: programs that do not run as root are in it.
    public var deviceGroup = "lp"
    /// What somebody who was asked to end is given for it.
    public var grace = Duration.seconds(5)
    /// How long a program that asks for it waits for another try (exit status 6).
    public var retryInterval = Duration.seconds(300)
    /// How often a running program is asked what its device is doing.
    public var stateInterval = Duration.seconds(10)

    public init(nursery: Nursery) { self.nursery = nursery }
}
