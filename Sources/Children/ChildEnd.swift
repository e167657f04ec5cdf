/// How a child came to its end.
public enum ChildEnd: Hashable, Sendable {
    case exited(Int32)
    case signaled(Int32)
    /// It used more than its ``ChildLimits``.
    case exceeded(ChildLimit)
    /// Somebody else in this process took its status; only a mistake of ours does that.
    case lost

    public var isGood: Bool { self == .exited(0) }

    /// For the log and a job's reason: "used 30 s of CPU on page 7".
    public var words: String {
        switch self {
        case .exited(let status): "ended with status \(status)"
        case .signaled(let number): "was killed by signal \(number)\(Self.names[number].map { " (\($0))" } ?? "")"
        case .exceeded(let limit): limit.words
        case .lost: "ended, nobody knows how"
        }
    }

    private static let names: [Int32: String] = [
        4: "illegal instruction", 5: "trap", 6: "abort", 7: "bus error", 8: "arithmetic", 9: "kill",
        11: "segmentation fault", 13: "broken pipe", 15: "termination", 31: "bad system call",
    ]
}

/// What a child had too much of.
public enum ChildLimit: Hashable, Sendable {
    /// CPU of the whole process, RLIMIT_CPU.
    case cpu
    /// CPU on one page, which was not finished. 1 or more.
    case cpuOfPage(Int, spent: Duration)
    /// Inferred: it failed with nearly all its address space in use.
    case memory
    /// One file, RLIMIT_FSIZE.
    case fileSize
    case temporaryFiles
    /// Did nothing for this long.
    case idle(Duration)

    public var words: String {
        switch self {
        case .cpu: "used all the CPU time a document may have"
        case .cpuOfPage(let page, let spent): "used \(spent.components.seconds) s of CPU on page \(page)"
        case .memory: "used all the memory it may have"
        case .fileSize: "wrote a file larger than allowed"
        case .temporaryFiles: "filled its temporary folder"
        case .idle(let duration): "did nothing for \(duration.components.seconds) s"
        }
    }
}

/// What a child has used.
public struct ChildUsage: Hashable, Sendable {
    /// User and system, with processes it waited for.
    public var cpu: Duration = .zero
    /// Largest resident set of the child or of one it waited for; 0 where it was no larger than the daemon's, which the
    /// kernel counts as the child's own until it executes.
    public var residentOctetsMax: Int64 = 0
}
