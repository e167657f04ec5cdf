/// How a child is shut in. What a profile wants and the kernel or our rights do not allow is left out and told by
/// ``SandboxReport``, unless `required` names it: then the child is not started.
public struct SandboxProfile: Hashable, Sendable {
    public enum Network: Hashable, Sendable {
        /// No socket of any kind.
        case none
        /// Sockets of this machine only.
        case unixSockets
        case full
    }

    /// Files and folders that may be read, with all below them; what does not exist is left out.
    public var readable: [String]
    /// Programs that may be executed, besides the program itself: files, or folders with all in them.
    public var programs: [String]
    /// What may be read and written, besides the temporary folder.
    public var writable: [String]
    public var network: Network
    /// Whether it may start processes; they stay in its process group and end with it. Threads it always may.
    public var mayStartProcesses: Bool
    public var wanted: Set<Protection>
    public var required: Set<Protection>
    /// Added to the daemon's niceness, 0 to 19.
    public var niceness: Int32

    public init(
        readable: [String] = SandboxProfile.system, programs: [String] = [], writable: [String] = ["/dev/null"],
        network: Network = .none, mayStartProcesses: Bool = false, wanted: Set<Protection> = Set(Protection.allCases),
        required: Set<Protection> = [], niceness: Int32 = 5
    ) {
        self.readable = readable
        self.programs = programs
        self.writable = writable
        self.network = network
        self.mayStartProcesses = mayStartProcesses
        self.wanted = wanted
        self.required = required
        self.niceness = niceness
    }

    /// A program that makes one document of another: everything is forbidden that can be.
    public static let converter = SandboxProfile()

    /// A program that brings octets to a device: it has the network, and is not put off for others.
    public static let device = SandboxProfile(
        readable: system + names, network: .full, mayStartProcesses: true,
        wanted: Set(Protection.allCases).subtracting([.noTCP, .ownNetwork]),
        niceness: 0)

    /// What programs of a distribution read: libraries, fonts, colour profiles, time zones. No user's files, no
    /// configuration with secrets, not /proc.
    public static let system = [
        "/usr", "/lib", "/lib32", "/lib64", "/bin", "/sbin", "/etc/ld.so.cache", "/etc/ld.so.preload",
        "/etc/fonts", "/etc/alternatives", "/etc/localtime", "/etc/ghostscript", "/etc/papersize", "/etc/paperspecs",
        "/var/lib/ghostscript", "/var/cache/fontconfig", "/dev/null", "/dev/zero", "/dev/random", "/dev/urandom",
        "/sys/devices/system/cpu",
    ]

    /// What finding hosts by their names reads.
    private static let names = [
        "/etc/resolv.conf", "/etc/hosts", "/etc/host.conf", "/etc/nsswitch.conf", "/etc/gai.conf", "/etc/services",
        "/run/systemd/resolve", "/etc/ssl/certs",
    ]
}
