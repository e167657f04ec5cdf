internal import CSpawn
internal import Glibc

/// What children are shut in by on this machine, and what not and why, for a status page.
public struct SandboxReport: Hashable, Sendable {
    public struct Entry: Hashable, Sendable {
        public var protection: Protection
        public var isEnforced: Bool
        /// Why not, in words; empty where it is.
        public var reason: String
    }

    /// One for each ``Protection``, in its order.
    public private(set) var entries: [Entry] = []
    /// The version of landlock that the kernel has; 0 for none.
    public private(set) var landlockVersion: Int32 = 0

    init() {}

    init(_ result: SpawnResult, networkError: Int32, isRoot: Bool) {
        landlockVersion = spawn_landlock_version()
        let failures = withUnsafeBytes(of: result.failures) { Array($0.bindMemory(to: Int32.self)) }
        entries = Protection.allCases.map { protection in
            let isEnforced = result.enforced & protection.bit != 0
            let reason = isEnforced ? "" : reason(protection, failures, networkError, result, isRoot)
            return Entry(protection: protection, isEnforced: isEnforced, reason: reason)
        }
    }

    public var enforced: Set<Protection> { Set(entries.filter(\.isEnforced).map(\.protection)) }

    public func isEnforced(_ protection: Protection) -> Bool { enforced.contains(protection) }

    /// A line for each protection: "files: yes" or "files: no, the kernel has no landlock".
    public var lines: [String] {
        entries.map { entry in
            let words = entry.isEnforced ? "yes" : "no (\(entry.reason))"
            let exception = entry.isEnforced && !entry.reason.isEmpty ? ", but \(entry.reason)" : ""
            return "\(entry.protection.words): \(words)\(exception)"
        }
    }

    /// Something that holds for some programs only.
    mutating func note(_ protection: Protection, _ words: String) {
        for index in entries.indices where entries[index].protection == protection { entries[index].reason = words }
    }

    private func reason(
        _ protection: Protection, _ failures: [Int32], _ networkError: Int32, _ result: SpawnResult, _ isRoot: Bool
    ) -> String {
        func words(_ step: SpawnStep) -> String {
            let error = failures.indices.contains(Int(step.rawValue)) ? failures[Int(step.rawValue)] : 0
            return error == 0 ? errorWords(result.error) : errorWords(error)
        }
        switch protection {
        case .files where landlockVersion == 0: return "the kernel has no landlock"
        case .noTCP where landlockVersion < 4: return "landlock \(landlockVersion) cannot; there are no sockets for it"
        case .files, .noTCP: return words(SPAWN_STEP_LANDLOCK)
        case .ownUser where !isRoot, .ownNetwork where !isRoot: return "only root can"
        case .ownNetwork where networkError != 0: return errorWords(networkError)
        case .ownNetwork: return words(SPAWN_STEP_NETWORK)
        case .ownUser: return words(SPAWN_STEP_USER)
        case .noNewPrivileges: return words(SPAWN_STEP_PRIVILEGES)
        case .signals, .systemCalls: return words(SPAWN_STEP_FILTER)
        case .noCapabilities: return words(SPAWN_STEP_CAPABILITIES)
        case .parentDeath: return words(SPAWN_STEP_PARENT)
        case .memoryFirst: return words(SPAWN_STEP_MEMORY)
        case .lowPriority: return words(SPAWN_STEP_PRIORITY)
        }
    }
}
