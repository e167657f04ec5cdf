/// What is to be started, and how it is shut in. Nothing is inherited from the daemon: what is not here is not there.
public struct Program: Sendable {
    /// Absolute; see ``ProgramFinder``. Never searched for in $PATH, never handed to a shell.
    public var path: String
    /// What it finds as its own name; some programs (CUPS filters and backends) are told things by it.
    public var name: String
    /// Without the name.
    public var arguments: [String]
    /// All of it; TMPDIR and HOME are added, and name the child's temporary folder, unless they are here.
    public var environment: [String: String]
    /// Where it works; its temporary folder where this is `nil`.
    public var workingFolder: String?
    public var sandbox: SandboxProfile
    public var limits: ChildLimits
    /// A group of the machine that it is in instead of one of its own, where it gets a user of its own: devices belong to
    /// groups such as `lp`.
    public var group: UInt32?
    /// By the kernel's numbers: what it keeps of the daemon's where it stays user 0.
    public var capabilities: Set<Int> = []

    public init(
        path: String, name: String? = nil, arguments: [String] = [], environment: [String: String] = [:],
        workingFolder: String? = nil, sandbox: SandboxProfile = .converter, limits: ChildLimits = ChildLimits()
    ) {
        self.path = path
        self.name = name ?? path
        self.arguments = arguments
        self.environment = environment
        self.workingFolder = workingFolder
        self.sandbox = sandbox
        self.limits = limits
    }
}
