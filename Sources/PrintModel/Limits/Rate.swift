/// So many in a time, with some of them at once: a bucket of tokens, kept as the one moment at which it would be full again
/// (the generic cell rate algorithm, ITU-T I.371). Times are nanoseconds of a clock that never jumps.
public struct Rate: Hashable, Sendable {
    /// Between two that come evenly.
    let interval: Int64
    /// How far ahead of even they may come.
    let tolerance: Int64

    /// - Parameters:
    ///   - count: so many, 1 or more, in `time`.
    ///   - burst: so many may come at once, 1 or more.
    public init(_ count: Int64, in time: Duration, burst: Int64) {
        let (seconds, attoseconds) = time.components
        let nanoseconds =
            max(1, seconds.multipliedReportingOverflow(by: 1_000_000_000).partialValue)
            + attoseconds / 1_000_000_000
        interval = max(1, nanoseconds / max(1, count))
        tolerance = interval.multipliedReportingOverflow(by: max(0, burst - 1)).partialValue
    }

    /// One more, now.
    ///
    /// - Parameter full: when the bucket is full again; changed if there is one.
    /// - Returns: how long to wait instead; `nil` when there is one.
    public func take(_ full: inout Int64, now: Int64) -> Int64? {
        let from = max(full, now)
        guard from - now <= tolerance else { return from - now - tolerance }
        full = from + interval
        return nil
    }
}

/// A ``Rate`` for each of many, by name, in bounded memory.
///
/// Whose bucket is full again is forgotten when room is needed. If that is not enough, strangers share one bucket: who
/// invents a new name for each request gains nothing by it, and those already known are not disturbed.
public struct Rates: Sendable {
    private let rate: Rate
    private let namesMax: Int
    private var full: [String: Int64] = [:]
    private var ofOthers: Int64 = 0
    private var lastCleared = Int64.min

    public init(_ rate: Rate, namesMax: Int) {
        self.rate = rate
        self.namesMax = namesMax
    }

    /// As ``Rate/take(_:now:)``.
    public mutating func take(_ name: String, now: Int64) -> Int64? {
        if var mine = full[name] {
            defer { full[name] = mine }
            return rate.take(&mine, now: now)
        }
        if full.count >= namesMax { clear(now) }
        guard full.count < namesMax else { return rate.take(&ofOthers, now: now) }
        var mine: Int64 = now
        defer { full[name] = mine }
        return rate.take(&mine, now: now)
    }

    public var count: Int { full.count }

    /// At most ten times a second: it looks at all of them.
    private mutating func clear(_ now: Int64) {
        guard lastCleared == .min || now - lastCleared >= 100_000_000 else { return }
        lastCleared = now
        full = full.filter { $0.value > now }
    }
}
