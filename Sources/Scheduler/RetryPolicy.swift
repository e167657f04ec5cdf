/// How long a device in trouble is left alone before it is asked again.
///
/// Doubles from ``first`` to ``most``: a printer without paper costs one connection a minute, and one that was only
/// switched on late prints within seconds of coming up.
public struct RetryPolicy: Hashable, Sendable {
    public var first: Duration = .seconds(1)
    public var most: Duration = .seconds(60)
    /// How often a job may be begun and cut off by the end of the daemon before it is set aside, so that a job that
    /// brings the daemon down does not do so for ever.
    public var interruptionsMax = 5

    public init() {}

    /// The pause after so many attempts in vain, 1 or more.
    public func pause(after failures: Int) -> Duration {
        let doublings = min(max(failures - 1, 0), 20)
        return min(first * (1 << doublings), most)
    }
}
