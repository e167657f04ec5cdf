public import PrintModel

/// How long a device in trouble is left alone before it is asked again.
///
/// Doubles from ``first`` to ``most``: a printer without paper costs one connection a minute, and one that was only
/// switched on late prints within seconds of coming up. A little less at random, so that a thousand printers that went
/// together are not asked together.
public struct RetryPolicy: Sendable {
    public var first: Duration = .seconds(1)
    public var most: Duration = .seconds(60)
    /// For one that works for somebody else: it is well, and may be done any moment.
    public var busyMost: Duration = .seconds(15)
    /// Bounds of what a device may ask for itself.
    public var afterLeast: Duration = .milliseconds(100)
    public var afterMost: Duration = .seconds(600)
    /// How much of a pause chance may take away.
    public var jitter = 0.2
    /// How long a device may take to say whether it would print: longer than any backend waits by itself.
    public var probeMost: Duration = .seconds(120)
    /// How often a job may be begun and cut off by the end of the daemon before it is set aside, so that a job that
    /// brings the daemon down does not do so for ever.
    public var interruptionsMax = 5
    /// From 0 up to 1.
    public var random: @Sendable () -> Double = { Double.random(in: 0..<1) }

    public init() {}

    /// The pause after so many attempts in vain, 1 or more.
    public func pause(after failures: Int, _ trouble: DeviceTrouble? = nil) -> Duration {
        if let wish = trouble?.after { return min(max(wish, afterLeast), afterMost) }
        let doublings = min(max(failures - 1, 0), 20)
        let pause = min(first * (1 << doublings), trouble?.kind == .busy ? busyMost : most)
        return pause * (1 - jitter * min(max(random(), 0), 1))
    }
}
