public import PrintModel
import Synchronization

/// A clock that stands still until a test moves it. Sleepers wake when it passes their moment, in order.
public final class FakeClock: WallClock {
    private struct Sleeper {
        var id: Int
        var wakesAt: Moment
        var continuation: CheckedContinuation<Void, any Error>
    }

    private struct State {
        var now: Moment
        var uptime = Duration.zero
        var sleepers: [Sleeper] = []
        var cancelled: Set<Int> = []
        var lastID = 0
        var waiters: [(count: Int, continuation: CheckedContinuation<Void, Never>)] = []

        mutating func takeWaiters() -> [CheckedContinuation<Void, Never>] {
            let ready = waiters.filter { $0.count <= sleepers.count }.map(\.continuation)
            waiters.removeAll { $0.count <= sleepers.count }
            return ready
        }
    }

    private let state: Mutex<State>

    /// - Parameter now: a Wednesday morning by default, 2025-10-29 09:00 UTC.
    public init(now: Moment = Moment(seconds: 1_761_728_400)) { state = Mutex(State(now: now)) }

    public func now() -> Moment { state.withLock { $0.now } }

    public func uptime() -> Duration { state.withLock { $0.uptime } }

    /// The clock on the wall shows UTC.
    public func localTime(at moment: Moment) -> LocalTime {
        let seconds = moment.seconds
        let day = Int(seconds / 86400)
        // 1970-01-01 was a Thursday.
        return LocalTime(
            weekday: (day + 4) % 7, minuteOfDay: Int(seconds % 86400) / 60, second: Int(seconds % 60))
    }

    public func sleep(for duration: Duration) async throws {
        let id = state.withLock { state in
            state.lastID += 1
            return state.lastID
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let (isOver, waiters) = state.withLock { state -> (Bool, [CheckedContinuation<Void, Never>]) in
                    if state.cancelled.remove(id) != nil || duration <= .zero { return (true, []) }
                    state.sleepers.append(
                        Sleeper(id: id, wakesAt: state.now + duration, continuation: continuation))
                    return (false, state.takeWaiters())
                }
                waiters.forEach { $0.resume() }
                if isOver { continuation.resume(with: Result { try Task.checkCancellation() }) }
            }
        } onCancel: {
            let sleeper = state.withLock { state -> Sleeper? in
                guard let index = state.sleepers.firstIndex(where: { $0.id == id }) else {
                    state.cancelled.insert(id)
                    return nil
                }
                return state.sleepers.remove(at: index)
            }
            sleeper?.continuation.resume(throwing: CancellationError())
        }
    }

    /// Moves the clock on and wakes who has slept long enough.
    public func advance(by duration: Duration) {
        let woken = state.withLock { state in
            state.now = state.now + duration
            state.uptime += duration
            let woken = state.sleepers.filter { $0.wakesAt <= state.now }.sorted { $0.wakesAt < $1.wakesAt }
            state.sleepers.removeAll { $0.wakesAt <= state.now }
            return woken
        }
        woken.forEach { $0.continuation.resume() }
    }

    /// Sets the clock, also backwards, as an administrator does; nobody wakes by it.
    public func jump(to moment: Moment) { state.withLock { $0.now = moment } }

    /// Returns when at least `count` tasks sleep: what a test waits for before it moves the clock.
    public func waitForSleepers(_ count: Int = 1) async {
        await withCheckedContinuation { continuation in
            let isThere = state.withLock { state in
                if state.sleepers.count >= count { return true }
                state.waiters.append((count, continuation))
                return false
            }
            if isThere { continuation.resume() }
        }
    }

    /// When the next sleeper wakes.
    public var nextWake: Moment? { state.withLock { $0.sleepers.map(\.wakesAt).min() } }
}
