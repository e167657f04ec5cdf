import PrintModel

/// How many events that anybody can cause are written down, so that nobody fills the room with them and pushes out what matters:
/// refusals and wrong logins, the first few from each place in a minute; documents that their own owners read back, and looks
/// into this record, once an hour each. Of the others it is written how many there were.
struct NoteBudget {
    private var refusals: RefusalBudget
    private var reads: ReadBudget

    init(_ retention: AuditRetention) {
        refusals = RefusalBudget(dayMax: retention.refusalsADay)
        reads = ReadBudget(dayMax: retention.readsADay)
    }

    /// What is to be written when `event` has come.
    mutating func take(_ event: AuditEvent) -> [AuditEvent] {
        var taken = end(at: event.at)
        let isIn: Bool =
            switch event.kind {
            case .refusal: refusals.take(event)
            // A right one is no flood: it is told once an hour.
            case .login: event.result.hasPrefix("successful") || refusals.take(event)
            case .read: reads.take(event)
            case .change, .job: true
            }
        if isIn { taken.append(event) }
        return taken
    }

    /// What there is to say about the time that is over at `now`.
    mutating func end(at now: Moment) -> [AuditEvent] {
        [refusals.turn(to: now), reads.turn(to: now)].compactMap { $0 }
    }
}

/// Of refusals and wrong logins the first from each place, and of all, in a minute, and so many in a day; the places of an
/// IPv6 network are one. A place gets an eighth of the day at most, and a quarter is kept for the first from each: who makes
/// noise from one place, or from a few, does not keep it quiet that somebody begins elsewhere.
struct RefusalBudget {
    /// From one place in a minute.
    static let perSource = 10
    /// From all of them in a minute.
    static let inAll = 60
    /// Places that are counted each in a minute; what comes from others counts together.
    private static let sourcesMax = 1024

    let dayMax: Int
    private var minute: Int64 = .min
    private var day: Int64 = .min
    private var counts: [String: Int] = [:]
    /// Only of what was written: no more places than that.
    private var countsToday: [String: Int] = [:]
    private var taken = 0
    private var takenToday = 0
    private var leftOut = LeftOut()

    /// From one place in a day.
    private var perSourceToday: Int { max(Self.perSource, dayMax / 8) }
    /// From all of them in a day, but the first from each.
    private var inAllToday: Int { dayMax - dayMax / 4 }

    init(dayMax: Int) { self.dayMax = dayMax }

    mutating func take(_ event: AuditEvent) -> Bool {
        let place = InternetAddress.place(of: event.host)
        let source = counts[place] != nil || counts.count < Self.sourcesMax ? place : "others"
        let count = counts[source, default: 0] + 1
        counts[source] = count
        let today = countsToday[place, default: 0]
        guard count <= Self.perSource, taken < Self.inAll, today < perSourceToday,
            takenToday < (today == 0 ? dayMax : inAllToday)
        else {
            leftOut.add(from: source == "others" ? source : event.host, count)
            return false
        }
        taken += 1
        takenToday += 1
        countsToday[place] = today + 1
        return true
    }

    /// What was left out, when its minute is over; of a minute in which nothing was written down either, when its hour is.
    mutating func turn(to now: Moment) -> AuditEvent? {
        let minute = now.milliseconds / 60_000
        guard minute != self.minute else { return nil }
        let before = self.minute
        let isQuiet = taken == 0
        (self.minute, counts, taken) = (minute, [:], 0)
        let day = now.milliseconds / 86_400_000
        if day != self.day { (self.day, takenToday, countsToday) = (day, 0, [:]) }
        guard leftOut.count > 0, !isQuiet || minute / 60 != before / 60 else { return nil }
        takenToday += 1
        defer { leftOut = LeftOut() }
        return leftOut.event(.refusal, at: now, "more were refused")
    }
}

/// Of documents that their owners read back, and of looks into the record, one for each reader and document in an hour, and so
/// many of one reader and of all.
struct ReadBudget {
    /// Of one reader in an hour.
    static let perReader = 60
    private static let hourMilliseconds: Int64 = 3_600_000

    let dayMax: Int
    private var hour: Int64 = .min
    private var day: Int64 = .min
    /// At most as many as there are in a day.
    private var seen: Set<[String]> = []
    private var readers: [String: Int] = [:]
    private var takenToday = 0
    private var leftOut = LeftOut()

    init(dayMax: Int) { self.dayMax = dayMax }

    mutating func take(_ event: AuditEvent) -> Bool {
        let key = [event.who, event.host, event.operation, event.target]
        let count = readers[event.who, default: 0]
        guard !seen.contains(key), count < Self.perReader, takenToday < dayMax else {
            leftOut.add(from: event.host, count)
            return false
        }
        seen.insert(key)
        readers[event.who] = count + 1
        takenToday += 1
        return true
    }

    mutating func turn(to now: Moment) -> AuditEvent? {
        let hour = now.milliseconds / Self.hourMilliseconds
        guard hour != self.hour else { return nil }
        (self.hour, seen, readers) = (hour, [], [:])
        let day = hour / 24
        if day != self.day { (self.day, takenToday) = (day, 0) }
        guard leftOut.count > 0 else { return nil }
        defer { leftOut = LeftOut() }
        return leftOut.event(.read, at: now, "more were read by their owners, or were looks into this record")
    }
}

/// How many events were not written down, and from where most of them came.
private struct LeftOut {
    private(set) var count = 0
    private var loudest: (host: String, count: Int)?

    mutating func add(from host: String, _ itsCount: Int) {
        count += 1
        if itsCount > loudest?.count ?? 0 { loudest = (host, itsCount) }
    }

    func event(_ kind: AuditEvent.Kind, at now: Moment, _ words: String) -> AuditEvent {
        let most = loudest.map { ", most from \($0.host)" } ?? ""
        return AuditEvent(
            kind, at: now, who: "quired", proof: "none", host: loudest?.host ?? "", operation: "Audit-Left-Out",
            result: "\(count)", detail: "\(count) \(words)\(most)")
    }
}
