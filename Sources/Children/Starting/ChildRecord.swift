internal import Glibc
import Synchronization

/// One child, from its start until it is buried. The poller holds it until then, whoever else has let go.
final class ChildRecord: Sendable {
    private struct State {
        var isReaped = false
        /// Why it was killed, by whoever came first.
        var limit: ChildLimit?
        var end: ChildEnd?
        var isGone = false
        var usage = ChildUsage()
        /// Largest address space seen.
        var memoryOctetsSeen: UInt64 = 0
        var endedAt: ContinuousClock.Instant?
        var waitingForEnd: [CheckedContinuation<Void, Never>] = []
        var waitingForSweep: [CheckedContinuation<Void, Never>] = []
    }

    let pid: Int32
    /// The pidfd.
    let process: Descriptor
    let folder: TemporaryFolder
    let enforced: Set<Protection>
    private let program: Program
    /// Of the daemon, when the child had executed.
    private let daemonResidentOctetsMax = ChildUsage.ofDaemon.residentOctetsMax
    private let state = Mutex(State())

    init(_ program: Program, pid: Int32, process: Descriptor, folder: TemporaryFolder, enforced: Set<Protection>) {
        self.program = program
        self.pid = pid
        self.process = process
        self.folder = folder
        self.enforced = enforced
    }

    var isEnded: Bool { state.withLock { $0.isReaped } }

    /// Signals it and all it has started. Never anybody else: the number is ours until it is reaped, under the lock.
    func signal(_ number: Int32) {
        state.withLock { if !$0.isReaped { _ = Glibc.kill(-pid, number) } }
    }

    func kill(because limit: ChildLimit) {
        state.withLock { state in
            if state.limit == nil { state.limit = limit }
            if !state.isReaped { _ = Glibc.kill(-pid, SIGKILL) }
        }
    }

    /// Waits until it has ended, also when the task is cancelled.
    @discardableResult
    func end() async -> ChildEnd {
        await withCheckedContinuation { continuation in
            let isEnded = state.withLock { state in
                if !state.isReaped { state.waitingForEnd.append(continuation) }
                return state.isReaped
            }
            if isEnded { continuation.resume() }
        }
        return endSoFar ?? .lost
    }

    /// Waits until nothing is left of it, its folder included.
    @discardableResult
    func gone() async -> ChildEnd {
        await withCheckedContinuation { continuation in
            let isGone = state.withLock { state in
                if !state.isGone { state.waitingForSweep.append(continuation) }
                return state.isGone
            }
            if isGone { continuation.resume() }
        }
        return endSoFar ?? .lost
    }

    /// How it ended, as soon as it is known.
    var endSoFar: ChildEnd? { state.withLock { $0.end } }
    var endedAt: ContinuousClock.Instant? { state.withLock { $0.endedAt } }

    /// On the poller's thread, when it is a zombie.
    func reap() {
        let waiting = state.withLock { state in
            // While it is a zombie its number is its own, and its group is what it has left behind.
            _ = Glibc.kill(-pid, SIGKILL)
            var status: Int32 = 0
            var used = rusage()
            let taken = wait4(pid, &status, 0, &used)
            state.isReaped = true
            state.endedAt = .now
            if taken == pid { state.usage = ChildUsage(used, inherited: daemonResidentOctetsMax) }
            state.end = taken == pid ? end(status, state) : .lost
            defer { state.waitingForEnd = [] }
            return state.waitingForEnd
        }
        waiting.forEach { $0.resume() }
        // Orphans come to us where we are process 1, in a container.
        while waitpid(-pid, nil, WNOHANG) > 0 {}
    }

    /// Its folder is removed.
    func swept() {
        let waiting = state.withLock { state in
            state.isGone = true
            defer { state.waitingForSweep = [] }
            return state.waitingForSweep
        }
        waiting.forEach { $0.resume() }
    }

    private func end(_ status: Int32, _ state: State) -> ChildEnd {
        if status == 0 { return .exited(0) }
        if let limit = state.limit { return .exceeded(limit) }
        let number = status & 0x7F
        if number == SIGXCPU { return .exceeded(.cpu) }
        if number == SIGXFSZ { return .exceeded(.fileSize) }
        let used = max(state.memoryOctetsSeen, UInt64(clamping: state.usage.residentOctetsMax))
        let allowed = program.limits.memoryOctets
        if allowed > 0, used > allowed - allowed / 10 { return .exceeded(.memory) }
        return number == 0 ? .exited(status >> 8 & 0xFF) : .signaled(number)
    }

    // What is seen while it runs ------------------------------------------------------------------------------------

    /// CPU so far; what it had in the end once it has ended.
    var usage: ChildUsage {
        state.withLock { state in
            var clock = clockid_t()
            var time = timespec()
            guard !state.isReaped, clock_getcpuclockid(pid, &clock) == 0, clock_gettime(clock, &time) == 0 else {
                return state.usage
            }
            state.usage.cpu = max(state.usage.cpu, .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec))
            return state.usage
        }
    }

    func saw(memoryOctets: UInt64) {
        state.withLock { $0.memoryOctetsSeen = max($0.memoryOctetsSeen, memoryOctets) }
    }
}

extension ChildUsage {
    init(_ usage: rusage, inherited: Int64 = 0) {
        func duration(_ time: timeval) -> Duration { .seconds(time.tv_sec) + .microseconds(time.tv_usec) }
        cpu = duration(usage.ru_utime) + duration(usage.ru_stime)
        let octets = Int64(clamping: usage.ru_maxrss) << 10
        residentOctetsMax = octets > inherited ? octets : 0
    }

    /// Of this process itself, so far.
    static var ofDaemon: ChildUsage {
        var used = rusage()
        return getrusage(RUSAGE_SELF.rawValue, &used) == 0 ? ChildUsage(used) : ChildUsage()
    }
}
