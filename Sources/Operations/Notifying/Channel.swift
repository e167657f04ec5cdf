import PrintModel

/// What a number of subscriptions share that watch the same thing for the same kinds of events: the notifications of the
/// last minutes, and how many there have ever been.
///
/// Matching and keeping costs one entry a channel and event, however many have subscribed.
final class Channel {
    struct Key: Hashable {
        var scope: Subscription.Scope
        var kinds: EventKinds
    }

    /// One notification: which line of the log, which of the kinds that it has, and of which queue. 24 octets.
    struct Entry {
        let sequence: Int64
        let at: Moment
        /// 0 where it is of none.
        private let queue: Int32
        private let bit: UInt8

        /// - Parameter kind: one of its kinds.
        init(_ event: LoggedEvent, _ kind: EventKinds) {
            (sequence, at, queue) = (event.sequence, event.at, event.printer?.rawValue ?? 0)
            bit = UInt8(truncatingIfNeeded: kind.rawValue.trailingZeroBitCount)
        }

        var kind: EventKinds { EventKinds(rawValue: 1 << UInt64(bit)) }
        var printer: PrinterID? { queue == 0 ? nil : PrinterID(queue) }
    }

    let key: Key
    /// How many notifications there have been, those that are no longer kept among them.
    private(set) var count: Int64 = 0
    private var entries: [Entry] = []
    /// Where the kept ones begin in ``entries``: what is before goes when it is half of it.
    private var start = 0
    var members: Set<SubscriptionID> = []
    var waiters: Set<UInt64> = []
    /// The queue that a job's channel hears of: its printer, for as long as the job is there.
    var printer: PrinterID?
    /// When what it watches came to its end: a job was finished, a printer deleted.
    var endedAt: Moment?

    init(_ key: Key) {
        self.key = key
        if case .job(_, let printer) = key.scope { self.printer = printer }
    }

    var kinds: EventKinds { key.kinds }

    /// - Parameter room: how many are kept at most.
    func append(_ entry: Entry, room: Int) {
        count += 1
        entries.append(entry)
        let oldest = Moment(milliseconds: entry.at.milliseconds &- Retention.eventLife.wholeMilliseconds)
        while start < entries.count - 1, entries[start].at < oldest || entries.count - start > room { start += 1 }
        if start > 64, start > entries.count / 2 {
            entries.removeFirst(start)
            start = 0
        }
    }

    /// The kept ones with a number, counted from the first of all as 1, of `first` or more, without those that `isHidden`;
    /// at most `limit` of them.
    ///
    /// - Parameter steps: how many may be looked at; less by those that were.
    /// - Returns: also the number to go on from.
    func entries(
        from first: Int64, limit: Int, steps: inout Int, isHidden: (Entry) -> Bool
    ) -> (found: [(number: Int64, entry: Entry)], next: Int64) {
        let kept = Int64(entries.count - start)
        let oldest = count - kept + 1
        var number = max(first, oldest)
        var found: [(number: Int64, entry: Entry)] = []
        while number <= count, steps > 0 {
            steps -= 1
            let entry = entries[start + Int(number - oldest)]
            if !isHidden(entry) {
                guard found.count < limit else { break }
                found.append((number, entry))
            }
            number += 1
        }
        return (found, number)
    }

    /// How many of the kept ones came behind that line of the log.
    func count(behind sequence: Int64) -> Int64 {
        var count: Int64 = 0
        for entry in entries[start...].reversed() {
            guard entry.sequence > sequence else { break }
            count += 1
        }
        return count
    }
}
