import Synchronization

/// How a store says that its log has grown, to as many as want to know.
///
/// Nothing is queued: who comes late finds the number already past, and reads the log from where it stands.
public final class EventSignal: Sendable {
    private struct Waiter {
        var after: Int64
        var continuation: CheckedContinuation<Bool, Never>
    }
    private struct State {
        var last: Int64 = 0
        var isFinished = false
        var nextID: UInt64 = 0
        var waiters: [UInt64: Waiter] = [:]
        var cancelled: Set<UInt64> = []
    }
    private let state = Mutex(State())

    public init() {}

    /// Called after the transaction that wrote the lines is durable.
    public func announce(_ last: Int64) {
        let woken = state.withLock { state -> [CheckedContinuation<Bool, Never>] in
            state.last = max(state.last, last)
            guard !state.waiters.isEmpty else { return [] }
            let ready = state.waiters.filter { $0.value.after < state.last }
            for id in ready.keys { state.waiters[id] = nil }
            return ready.values.map(\.continuation)
        }
        for continuation in woken { continuation.resume(returning: true) }
    }

    /// Returns when there is a line with a higher number than `sequence`: `true`; or when the task is cancelled or the
    /// store is closed: `false`.
    public func waitForMore(than sequence: Int64) async -> Bool {
        let id = state.withLock { state in
            state.nextID += 1
            return state.nextID
        }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let answer = state.withLock { state -> Bool? in
                    if state.cancelled.remove(id) != nil || state.isFinished { return false }
                    if state.last > sequence { return true }
                    state.waiters[id] = Waiter(after: sequence, continuation: continuation)
                    return nil
                }
                if let answer { continuation.resume(returning: answer) }
            }
        } onCancel: {
            let waiter = state.withLock { state in
                let waiter = state.waiters.removeValue(forKey: id)
                if waiter == nil { state.cancelled.insert(id) }
                return waiter
            }
            waiter?.continuation.resume(returning: false)
        }
    }

    /// Ends every wait: the store is being closed.
    public func finish() {
        let woken = state.withLock { state in
            state.isFinished = true
            defer { state.waiters = [:] }
            return state.waiters.values.map(\.continuation)
        }
        for continuation in woken { continuation.resume(returning: false) }
    }
}
