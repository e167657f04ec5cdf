/// Judges what one stage uses, from what is seen of it now and then.
struct StageWatch {
    struct Sight {
        var cpu: Duration
        /// The last page it said had left.
        var page: Int
        var temporaryOctets: UInt64
    }

    private let limits: ChildLimits
    private var page = 0
    private var cpuAtPage: Duration = .zero

    init(_ limits: ChildLimits) { self.limits = limits }

    /// What it has too much of. Only a page further than all before gives it new time.
    mutating func judge(_ sight: Sight) -> ChildLimit? {
        if sight.page > page {
            page = sight.page
            cpuAtPage = sight.cpu
        }
        if sight.cpu - cpuAtPage > limits.cpuPerPage { return .cpuOfPage(page + 1, spent: sight.cpu - cpuAtPage) }
        if sight.temporaryOctets > limits.temporaryOctets { return .temporaryFiles }
        return nil
    }
}

/// Judges whether a whole pipeline is stuck.
struct IdleWatch {
    struct Sight {
        var now: ContinuousClock.Instant
        /// Of all stages.
        var cpu: Duration
        /// Octets in and out, and lines: anything that grows when something moves.
        var moved: Int
        /// Somebody outside is waited for: the reader, who does not want more yet, or the source, which has no more yet.
        var waitsForOthers: Bool
    }

    private let idleMax: Duration
    private var last: Sight?
    private var idleSince: ContinuousClock.Instant?

    init(_ idleMax: Duration) { self.idleMax = idleMax }

    mutating func judge(_ sight: Sight) -> Bool {
        defer { last = sight }
        guard let last, !isMoving(from: last, to: sight) else {
            idleSince = sight.now
            return false
        }
        return idleSince.map { $0.duration(to: sight.now) >= idleMax } ?? false
    }

    /// A program that only looks at the clock now and then uses less than a hundredth of a CPU.
    private func isMoving(from last: Sight, to sight: Sight) -> Bool {
        let passed = last.now.duration(to: sight.now)
        return sight.waitsForOthers || sight.moved != last.moved || sight.cpu - last.cpu > passed / 100
    }
}
