import Synchronization

/// Where it is written down that a limit stopped somebody, for whoever asks what keeps clients waiting.
///
/// In memory only, since the start; a number for each limit, whoever was stopped.
public final class LimitBoard: Sendable {
    private let state: Mutex<[Limit: Int64]> = Mutex([:])

    public init() {}

    /// - Returns: whether it is worth a line in the log: the 1st time, and the 10th, the 100th and so on.
    @discardableResult
    public func note(_ limit: Limit) -> Bool {
        let count = state.withLock { state in
            let count = (state[limit] ?? 0) &+ 1
            state[limit] = count
            return count
        }
        var step: Int64 = 1
        while step < count, step <= Int64.max / 10 { step *= 10 }
        return step == count
    }

    /// How often it stopped somebody.
    public func hits(_ limit: Limit) -> Int64 { state.withLock { $0[limit] ?? 0 } }
}
