internal import CSpawn

/// One way of shutting a child in.
public enum Protection: String, CaseIterable, Hashable, Sendable {
    case noNewPrivileges
    case files
    case noTCP
    case signals
    case systemCalls
    case ownUser
    case ownNetwork
    case noCapabilities
    case parentDeath
    case memoryFirst
    case lowPriority

    /// For a status page: what it is good for.
    public var words: String {
        switch self {
        case .noNewPrivileges: "cannot gain rights by what it executes"
        case .files: "reads only system files, writes only its temporary folder"
        case .noTCP: "cannot connect or listen by TCP, even with a socket it is given"
        case .signals: "cannot signal processes outside"
        case .systemCalls: "no sockets, no tracing, no mounts, no namespaces, no new processes"
        case .ownUser: "a user of its own"
        case .ownNetwork: "a network of its own that leads nowhere"
        case .noCapabilities: "no capabilities"
        case .parentDeath: "ends with the daemon"
        case .memoryFirst: "is the first to go when memory is short"
        case .lowPriority: "yields to the daemon"
        }
    }

    var bit: UInt32 {
        let value =
            switch self {
            case .noNewPrivileges: SPAWN_NO_NEW_PRIVILEGES
            case .files: SPAWN_FILES
            case .noTCP: SPAWN_NO_TCP
            case .signals: SPAWN_SIGNALS
            case .systemCalls: SPAWN_SYSTEM_CALLS
            case .ownUser: SPAWN_OWN_USER
            case .ownNetwork: SPAWN_OWN_NETWORK
            case .noCapabilities: SPAWN_NO_CAPABILITIES
            case .parentDeath: SPAWN_PARENT_DEATH
            case .memoryFirst: SPAWN_MEMORY_FIRST
            case .lowPriority: SPAWN_LOW_PRIORITY
            }
        return UInt32(value)
    }
}

extension Set<Protection> {
    var bits: UInt32 { reduce(0) { $0 | $1.bit } }

    init(bits: UInt32) { self.init(Protection.allCases.filter { bits & $0.bit != 0 }) }
}
