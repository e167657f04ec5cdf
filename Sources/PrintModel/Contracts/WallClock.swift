/// Time, passed in, so that tests do not wait.
public protocol WallClock: Sendable {
    /// What time it is.
    func now() -> Moment
    /// How long it has been since some moment of this run, by a clock that nobody sets: for what is counted in seconds and
    /// must not last longer because the date was put back.
    func uptime() -> Duration
    /// What the clock on the wall shows at `moment`, in the server's time zone.
    func localTime(at moment: Moment) -> LocalTime
    /// Returns after `duration` of monotonic time, or throws `CancellationError` when the task is cancelled.
    func sleep(for duration: Duration) async throws
}
