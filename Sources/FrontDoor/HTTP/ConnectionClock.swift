import NIOCore

/// The deadlines of one connection, as a value that is told what time it is.
struct ConnectionClock {
    enum Verdict: Hashable {
        case fine
        /// Nothing was asked and nothing is owed: end quietly.
        case endIdle
        /// A request was begun and does not come: 408.
        case tooSlow(String)
        /// Waited long enough for the client to end the connection.
        case endNow
    }

    private let limits: HTTPLimits
    private(set) var progress: RequestMachine.Progress
    private(set) var since: NIODeadline
    private var isFirst = true

    // The rate of the body, over the time in which we asked for it.
    private var windowStart: NIODeadline
    private var windowBytes = 0
    private var pausedAt: NIODeadline?

    // What the client has not taken of our answers.
    private var unsentBytes = 0
    private var unsentSince: NIODeadline?

    init(limits: HTTPLimits, now: NIODeadline) {
        self.limits = limits
        (since, windowStart) = (now, now)
        progress = .idle
    }

    mutating func enter(_ next: RequestMachine.Progress, now: NIODeadline) {
        if next == .idle {
            // A request that was answered within one read was never seen here: idle begins anew all the same.
            (progress, since, isFirst) = (next, now, false)
            return
        }
        guard next != progress else { return }
        let isFirstHead = isFirst && next == .head
        progress = next
        if !isFirstHead { since = now }
        (windowStart, windowBytes, pausedAt) = (now, 0, nil)
    }

    mutating func received(_ bytes: Int) { windowBytes += bytes }

    /// We stopped asking for the body: the time until ``resumed(now:)`` is not the client's.
    mutating func paused(now: NIODeadline) { if pausedAt == nil { pausedAt = now } }

    mutating func resumed(now: NIODeadline) {
        guard let pausedAt else { return }
        windowStart = windowStart + (now - pausedAt)
        self.pausedAt = nil
    }

    /// - Parameter unsent: octets that the client has not taken yet, now.
    mutating func isStuck(unsent: Int, now: NIODeadline) -> Bool {
        defer { unsentBytes = unsent }
        guard unsent > 0, unsentSince != nil, unsent >= unsentBytes else {
            unsentSince = unsent > 0 ? now : nil
            return false
        }
        return unsentSince.map { now - $0 > TimeAmount(limits.writeTime) } ?? false
    }

    /// A piece of an endless answer went out.
    mutating func wrote(now: NIODeadline) { if unsentSince != nil { unsentSince = now } }

    mutating func verdict(now: NIODeadline) -> Verdict {
        let waited = now - since
        switch progress {
        case .idle:
            return waited > TimeAmount(isFirst ? limits.headTime : limits.idleTime) ? .endIdle : .fine
        case .head:
            return waited > TimeAmount(limits.headTime) ? .tooSlow("the head of the request takes too long") : .fine
        case .attributes:
            return waited > TimeAmount(limits.attributesTime) ? .tooSlow("the attributes take too long") : .fine
        case .body: return isBodySlow(now: now) ? .tooSlow("the document comes too slowly") : .fine
        case .answer: return .fine
        case .draining, .finished: return waited > TimeAmount(limits.lingerTime) ? .endNow : .fine
        }
    }

    private mutating func isBodySlow(now: NIODeadline) -> Bool {
        guard pausedAt == nil, now - windowStart > TimeAmount(limits.bodyRateTime) else { return false }
        let seconds = Double((now - windowStart).nanoseconds) / 1e9
        let isSlow = Double(windowBytes) < Double(limits.bodyRateMin) * seconds
        (windowStart, windowBytes) = (now, 0)
        return isSlow
    }
}
