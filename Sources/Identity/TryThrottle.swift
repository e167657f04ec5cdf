internal import Glibc
internal import PrintModel
internal import Synchronization

/// Slows down who tries passwords: after so many wrong tries in a minute from one place, or for one name, nothing is
/// looked at for a while, which doubles with each further one.
final class TryThrottle: Sendable {
    /// What wrong tries are counted by.
    enum Key: Hashable, Sendable {
        /// An address; of IPv6 the network of 64 bits, because each host has all the addresses in it.
        case place(String)
        /// A name, wherever it is tried. It may have ten times as many: whoever wants to lock its owner out has to come
        /// from several places, and who was let in lately is let in all the same.
        case name(String)

        var freeTries: Int {
            switch self {
            case .place: 5
            case .name: 50
            }
        }
    }

    private static let window = Duration.seconds(60)
    private static let shortest = Duration.seconds(15)
    private static let longest = Duration.seconds(15 * 60)
    /// Places and names remembered; beyond, those whose time is over go first, then the oldest.
    static let rememberedMax = 10_000

    private struct Record {
        var wrong = 0
        var last: Moment
        var blockedUntil: Moment
    }

    private let clock: any WallClock
    private let records = Mutex<[Key: Record]>([:])

    init(clock: any WallClock) { self.clock = clock }

    static func place(of source: String) -> Key {
        var address = in6_addr()
        guard source.contains(":"), inet_pton(AF_INET6, String(source.prefix { $0 != "%" }), &address) == 1 else {
            return .place(source)
        }
        let network = withUnsafeBytes(of: &address) { $0.prefix(8).map { String($0, radix: 16) } }
        return .place(network.joined(separator: ":") + "/64")
    }

    /// How long to wait before a try is looked at; `nil` when it may be now.
    func wait(_ key: Key) -> Duration? {
        let now = clock.now()
        return records.withLock { records in
            guard let record = records[key], record.blockedUntil > now else { return nil }
            return record.blockedUntil - now
        }
    }

    func wrong(_ key: Key) {
        let now = clock.now()
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

    var count: Int { records.withLock { $0.count } }

    /// Forgets what was wrong, for who has proved that it is he who mistyped.
    func right(_ key: Key) { records.withLock { $0[key] = nil } }

    /// A minute without a wrong try after the last, or after the last pause, makes everything as it was.
    private static func isOver(_ record: Record, at now: Moment) -> Bool {
        now - max(record.blockedUntil, record.last) > window || now < record.last
    }

    private static func makeRoom(in records: inout [Key: Record], at now: Moment) {
        records = records.filter { !isOver($0.value, at: now) }
        guard records.count >= rememberedMax else { return }
        for old in records.sorted(by: { $0.value.last < $1.value.last }).prefix(rememberedMax / 10) {
            records[old.key] = nil
        }
    }
}
