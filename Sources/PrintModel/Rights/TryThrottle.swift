internal import Synchronization

/// Slows down who tries passwords: after so many wrong tries in a minute from one place, or for one name, nothing is
/// looked at for a while, which doubles with each further one.
public final class TryThrottle: Sendable {
    /// What wrong tries are counted by.
    public enum Key: Hashable, Sendable {
        /// ``InternetAddress/place(of:)``, or a local user.
        case place(String)
        /// A name, wherever it is tried. It may have ten times as many: whoever wants to lock its owner out has to come
        /// from several places, and who was let in lately is let in all the same.
        case name(String)
        /// An owner who gives the passwords of his own jobs: his whole address and his name, so that nobody else of his
        /// place is wrong for him; of a proved one the name alone.
        case owner(Owner)
        /// All of them at one address together, whatever names they say they have.
        case owners(at: String)

        var freeTries: Int {
            switch self {
            case .place, .owner: 5
            case .owners: 20
            case .name: 50
            }
        }
    }

    private static let window = Duration.seconds(60)
    private static let shortest = Duration.seconds(15)
    private static let longest = Duration.seconds(15 * 60)
    /// Places and names remembered; beyond, those whose time is over go first, then the oldest.
    public static let rememberedMax = 10_000

    /// In the time that the clock says since the start: one that is put back does not keep anybody out.
    private struct Record {
        var wrong = 0
        var last: Duration
        var blockedUntil: Duration
    }

    private let clock: any WallClock
    private let records = Mutex<[Key: Record]>([:])

    public init(clock: any WallClock) { self.clock = clock }

    public static func place(of source: String) -> Key { .place(InternetAddress.place(of: source)) }

    /// How long to wait before a try is looked at; `nil` when it may be now.
    public func wait(_ key: Key) -> Duration? {
        let now = clock.uptime()
        return records.withLock { records in
            guard let record = records[key], record.blockedUntil > now else { return nil }
            return record.blockedUntil - now
        }
    }

    public func wrong(_ key: Key) {
        let now = clock.uptime()
        records.withLock { records in
            if records[key] == nil, records.count >= Self.rememberedMax { Self.makeRoom(in: &records, at: now) }
            var record = records[key] ?? Record(last: now, blockedUntil: now)
            if Self.isOver(record, at: now) { record = Record(last: now, blockedUntil: now) }
            record.wrong += 1
            record.last = now
            let beyond = record.wrong - key.freeTries
            if beyond >= 0 { record.blockedUntil = now + min(Self.longest, Self.shortest * (1 << min(beyond, 10))) }
            records[key] = record
        }
    }

    public var count: Int { records.withLock { $0.count } }

    /// Forgets what was wrong, for who has proved that it is he who mistyped.
    public func right(_ key: Key) { records.withLock { $0[key] = nil } }

    /// A minute without a wrong try after the last, or after the last pause, makes everything as it was.
    private static func isOver(_ record: Record, at now: Duration) -> Bool {
        now - max(record.blockedUntil, record.last) > window
    }

    private static func makeRoom(in records: inout [Key: Record], at now: Duration) {
        records = records.filter { !isOver($0.value, at: now) }
        guard records.count >= rememberedMax else { return }
        for old in records.sorted(by: { $0.value.last < $1.value.last }).prefix(rememberedMax / 10) {
            records[old.key] = nil
        }
    }
}
