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

    /// One notification: which line of the log, and which of the kinds that it has.
    struct Entry {
        var sequence: Int64
        var kind: EventKinds
        var at: Moment
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

    /// The kept ones with a number, counted from the first of all as 1, of `first` or more; at most `limit` of them.
    func entries(from first: Int64, limit: Int) -> [(number: Int64, entry: Entry)] {
        let kept = Int64(entries.count - start)
        let oldest = count - kept + 1
        let begin = max(first, oldest)
        guard begin <= count else { return [] }
        let offset = start + Int(begin - oldest)
        return entries[offset...].prefix(limit).enumerated().map { (begin + Int64($0.offset), $0.element) }
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
