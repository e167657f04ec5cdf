/// Time, passed in, so that tests do not wait.
public protocol WallClock: Sendable {
    /// What time it is.
    func now() -> Moment
    /// What the clock on the wall shows at `moment`, in the server's time zone.
    func localTime(at moment: Moment) -> LocalTime
    /// Returns after `duration` of monotonic time, or throws `CancellationError` when the task is cancelled.
    func sleep(for duration: Duration) async throws
}
