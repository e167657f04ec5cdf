/// A point in time, to the millisecond, counted from 1970-01-01 00:00 UTC.
///
/// What is stored, compared and shown. Waiting is measured on a monotonic clock instead (see ``WallClock``).
public struct Moment: Hashable, Comparable, Sendable {
    public var milliseconds: Int64

    public init(milliseconds: Int64) { self.milliseconds = milliseconds }
    public init(seconds: Int64) { self.milliseconds = seconds.multipliedReportingOverflow(by: 1000).partialValue }

    public var seconds: Int64 { milliseconds / 1000 }

    public static func < (lhs: Moment, rhs: Moment) -> Bool { lhs.milliseconds < rhs.milliseconds }

    public static func + (lhs: Moment, rhs: Duration) -> Moment {
        Moment(milliseconds: lhs.milliseconds &+ rhs.wholeMilliseconds)
    }

    public static func - (lhs: Moment, rhs: Moment) -> Duration {
        .milliseconds(lhs.milliseconds &- rhs.milliseconds)
    }
}

extension Duration {
    /// Rounded towards zero; clamped where 64 bits do not reach (292 million years).
    public var wholeMilliseconds: Int64 {
        let (seconds, attoseconds) = components
        let (product, overflow) = seconds.multipliedReportingOverflow(by: 1000)
        return overflow ? (seconds < 0 ? .min : .max) : product &+ attoseconds / 1_000_000_000_000_000
    }
}
