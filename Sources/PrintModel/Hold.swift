/// Why a job waits although nothing else is in its way (RFC 8011 §5.2.2 "job-hold-until").
public enum Hold: Hashable, Sendable {
    case none
    /// Until somebody releases it.
    case indefinite
    /// Until that moment; `keyword` is what was asked for ("night", "23:30"), if it was a word and not a time.
    case until(Moment, keyword: String?)
    /// Arrived while the printer held new jobs (RFC 3998 §3.3.1 "Hold-New-Jobs"); that printer's release frees it.
    case onArrival
    /// It failed by itself, for this reason; the queue goes on without it.
    case failed(String, JobFault = .device)
    /// Taken off the device until it is resumed (RFC 3998 §4.3.2 Suspend-Current-Job).
    case suspended(by: JobLifecycle.Canceller)
    /// Its proof is printed; the rest waits for somebody to look at it (PWG 5100.11 "proof-copies").
    case approval
    /// Nothing of it may come out before that moment, `nil` for until it is released (PWG 5100.11
    /// "job-delay-output-until"). It is not begun before either.
    case delayed(until: Moment?, keyword: String?)
    /// Its client sent nothing more, before or after it had sent something ("submission-interrupted").
    case interrupted
    /// Its device wants a name and a password ("cups-held-for-authentication").
    case authentication(String)
    /// Nobody knows whether it was printed, for this reason, and its queue prints nothing twice
    /// (``DeliveryPromise/atMostOnce``).
    case unconfirmed(String)

    /// Whether it keeps a job off the device that had been begun: such a job is `stopped`, not `held`.
    public var isSuspension: Bool {
        switch self {
        case .suspended, .approval: true
        case .none, .indefinite, .until, .onArrival, .failed, .delayed, .interrupted, .authentication, .unconfirmed:
            false
        }
    }

    /// The one of two that lasts longer.
    public func later(of other: Hold) -> Hold {
        guard self != .none else { return other }
        guard other != .none, let end else { return self }
        return (other.end ?? Moment(milliseconds: .max)) > end ? other : self
    }

    /// The moment it ends by itself.
    public var end: Moment? {
        switch self {
        case .until(let moment, _), .delayed(let moment?, _): moment
        default: nil
        }
    }
}

/// What it was that could not be done with a job that is set aside.
public enum JobFault: String, Hashable, Sendable, CaseIterable {
    /// To print it: its device did not take it, again and again or not at all.
    case device
    /// To make what its device takes of its format: no way leads there.
    case format
    /// A conversion of it, which was begun.
    case conversion
}

/// The named periods of "job-hold-until" (RFC 8011 §5.2.2), in local time.
public enum HoldPeriod: String, CaseIterable, Sendable {
    case dayTime = "day-time"
    case evening
    case night
    case weekend
    case secondShift = "second-shift"
    case thirdShift = "third-shift"

    /// When it begins and ends, in minutes after midnight; an end before the beginning is on the next day.
    /// The hours are those CUPS documents, so that a queue moved over keeps its habits.
    public var minutes: (start: Int, end: Int) {
        switch self {
        case .dayTime: (6 * 60, 18 * 60)
        case .evening, .night: (18 * 60, 6 * 60)
        case .secondShift: (16 * 60, 24 * 60)
        case .thirdShift: (0, 8 * 60)
        case .weekend: (0, 24 * 60)
        }
    }

    /// Minutes until the period next begins, 0 when it is running at `time`.
    public func minutesUntilOpen(at time: LocalTime) -> Int {
        if self == .weekend {
            let daysUntilSaturday = (LocalTime.saturday - time.weekday + 7) % 7
            return time.weekday == LocalTime.saturday || time.weekday == LocalTime.sunday
                ? 0 : daysUntilSaturday * 1440 - time.minuteOfDay
        }
        let (start, end) = minutes
        let isRunning =
            start < end
            ? (start..<end).contains(time.minuteOfDay) : time.minuteOfDay >= start || time.minuteOfDay < end
        return isRunning ? 0 : (start - time.minuteOfDay + 1440) % 1440
    }
}

/// What the clock on the wall shows.
public struct LocalTime: Hashable, Sendable {
    public static let sunday = 0
    public static let saturday = 6

    /// 0 (Sunday) to 6 (Saturday).
    public var weekday: Int
    /// 0 to 1439.
    public var minuteOfDay: Int
    /// 0 to 60.
    public var second: Int

    public init(weekday: Int, minuteOfDay: Int, second: Int) {
        self.weekday = weekday
        self.minuteOfDay = minuteOfDay
        self.second = second
    }
}
