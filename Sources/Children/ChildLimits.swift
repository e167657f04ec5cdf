/// What one child may use. The first five are the kernel's to enforce, the others are watched by ``Pipeline``.
public struct ChildLimits: Hashable, Sendable {
    /// Address space (RLIMIT_AS). 2 GiB: a 600 dpi page of A3 in CMYK is 280 MB.
    public var memoryOctets: UInt64 = 2 << 30
    /// CPU of the whole process (RLIMIT_CPU), for what no page bounds. An hour: 1,000 pages at 3.6 s.
    public var cpuSeconds: UInt64 = 3_600
    /// One file (RLIMIT_FSIZE), also one that it was given as a descriptor.
    public var fileOctets: UInt64 = 2 << 30
    /// Processes and threads (RLIMIT_NPROC). Counted by user: exact where a child has a user of its own, else only a
    /// last resort against a flood, since the daemon's own threads count as well.
    public var processes: UInt64 = 64
    /// Descriptors (RLIMIT_NOFILE).
    public var openFiles: UInt64 = 256

    /// CPU from one page to the next, over all threads, and to the first page. Pages are what the stage reports.
    public var cpuPerPage: Duration = .seconds(30)
    /// All files in the temporary folder together.
    public var temporaryOctets: UInt64 = 4 << 30
    /// How long a pipeline may do nothing at all: no CPU, no octet, no line, though its reader waits and its input is
    /// there. Waiting for a slow reader or a slow source is never counted.
    public var idle: Duration = .seconds(120)

    public init() {}
}
