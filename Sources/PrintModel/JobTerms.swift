import IPP

/// What was asked for the longer life of a job, settled when it is made: the printer's defaults are in it already.
public struct JobTerms: Hashable, Sendable {
    /// Seconds from when it is first begun to when it is cancelled, 1 or more ("job-cancel-after", PWG 5100.7 §6.8.1).
    public var cancelAfter: Int?
    /// How long its documents are kept; `nil` for as long as the server keeps documents (``Retention``).
    public var retain: Retain?
    /// What somebody has to do at the printer before it is printed.
    public var lock: JobLock
    /// What whoever opens ``lock`` has to know.
    public var secret: JobSecret?

    public init(
        cancelAfter: Int? = nil, retain: Retain? = nil, lock: JobLock = .none, secret: JobSecret? = nil
    ) {
        self.cancelAfter = cancelAfter
        self.retain = retain
        self.lock = lock
        self.secret = secret
    }
}

/// What keeps a job back until somebody stands at the printer (PWG 5100.11 "job-release-action"). Raw values are stored.
public enum JobLock: Int, Hashable, Sendable, CaseIterable {
    case none = 0
    case password = 1
    case button = 2
    case authorization = 3
}

/// How long the documents of a job are kept when it is over ("job-retain-until" and its two sisters, PWG 5100.7 §6.8).
public enum Retain: Hashable, Sendable {
    /// Not at all.
    case none
    case indefinite
    /// To the end of the day, week (Sunday) or month that it ends in, where local time is so many seconds ahead of UTC.
    case endOfDay(Int64)
    case endOfWeek(Int64)
    case endOfMonth(Int64)
    case seconds(Int64)
    case until(Moment)

    /// Until when, for a job that was over at `moment`.
    public func end(after moment: Moment) -> Moment {
        switch self {
        case .none: return moment
        case .indefinite: return Moment(milliseconds: .max)
        case .seconds(let seconds): return moment + .seconds(seconds)
        case .until(let end): return end
        case .endOfDay(let ahead): return Self.start(ofDay: Self.day(moment, ahead) + 1, ahead)
        case .endOfWeek(let ahead):
            let day = Self.day(moment, ahead)
            // 1970-01-01 was a Thursday, three days after a Monday.
            let weekday = ((day + 3) % 7 + 7) % 7
            return Self.start(ofDay: day + 7 - weekday, ahead)
        case .endOfMonth(let ahead):
            let day = Self.day(moment, ahead)
            return Self.start(ofDay: day + Self.daysLeftInMonth(from: day), ahead)
        }
    }

    private static func day(_ moment: Moment, _ ahead: Int64) -> Int64 {
        let seconds = moment.seconds &+ ahead
        return seconds / 86_400 - (seconds % 86_400 < 0 ? 1 : 0)
    }

    private static func start(ofDay day: Int64, _ ahead: Int64) -> Moment {
        Moment(seconds: day * 86_400 - ahead)
    }

    /// From the start of that day to the start of the next month. In years that begin in March, so that the leap day is the
    /// last one: then month m begins on day (153 m + 2) / 5.
    private static func daysLeftInMonth(from day: Int64) -> Int64 {
        let shifted = day + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let year = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * year + year / 4 - year / 100)
        let month = (5 * dayOfYear + 2) / 153
        // February is month 11 and ends with the year.
        let next = year + 1
        let isLeap = next % 4 == 0 && (next % 100 != 0 || next % 400 == 0)
        let end = month == 11 ? (isLeap ? 366 : 365) : (153 * (month + 1) + 2) / 5
        return end - dayOfYear
    }
}

extension Retain {
    /// As it is stored: a word, and where there is one a number behind a colon.
    public var text: String {
        switch self {
        case .none: "none"
        case .indefinite: "indefinite"
        case .endOfDay(let ahead): "day:\(ahead)"
        case .endOfWeek(let ahead): "week:\(ahead)"
        case .endOfMonth(let ahead): "month:\(ahead)"
        case .seconds(let seconds): "seconds:\(seconds)"
        case .until(let moment): "until:\(moment.milliseconds)"
        }
    }

    /// `nil` for what ``text`` does not write.
    public init?(text: String) {
        let parts = text.split(separator: ":", maxSplits: 1)
        let number = parts.count == 2 ? Int64(parts[1]) : nil
        switch (parts.first, number) {
        case ("none", nil): self = .none
        case ("indefinite", nil): self = .indefinite
        case ("day", let ahead?): self = .endOfDay(ahead)
        case ("week", let ahead?): self = .endOfWeek(ahead)
        case ("month", let ahead?): self = .endOfMonth(ahead)
        case ("seconds", let seconds?): self = .seconds(seconds)
        case ("until", let milliseconds?): self = .until(Moment(milliseconds: milliseconds))
        default: return nil
        }
    }
}

/// What is kept of a job's password: enough to know it again, not enough to know it.
///
/// It is in no log and no answer; its description says nothing.
public struct JobSecret: Hashable, Sendable, CustomStringConvertible {
    /// The keyword of "job-password-encryption" that the password came with.
    public var encryption: String
    public var salt: [UInt8]
    /// Of what the client sent, with ``salt``.
    public var hash: [UInt8]

    public init(encryption: String, salt: [UInt8], hash: [UInt8]) {
        self.encryption = encryption
        self.salt = salt
        self.hash = hash
    }

    public var description: String { "a password" }

    /// Wrong passwords of strangers after which their next one has to wait.
    public static let freeTries = 5

    /// How long strangers wait after so many wrong ones: a minute, twice as long after each, an hour at most. That is some
    /// thirty tries on the first day, and a four-digit password is guessed once in three hundred of them.
    public static func pause(after tries: Int) -> Duration? {
        guard tries >= freeTries else { return nil }
        return min(.seconds(3600), .seconds(60) * (1 << min(tries - freeTries, 10)))
    }
}

extension JobSecret {
    /// As it is stored: the keyword, a zero, then salt and hash of 32 octets each.
    public var stored: [UInt8] { Array(encryption.utf8) + [0] + salt + hash }

    public init?(stored: [UInt8]) {
        guard let end = stored.firstIndex(of: 0), stored.count == end + 1 + 64 else { return nil }
        encryption = String(decoding: stored[..<end], as: UTF8.self)
        salt = Array(stored[(end + 1)..<(end + 33)])
        hash = Array(stored[(end + 33)...])
    }
}

extension Job {
    /// How many copies are printed before somebody has to look at them ("proof-copies", PWG 5100.11; the older
    /// "proof-print"); `nil` for a job that is printed at once.
    public var proofCopies: Int? {
        if let copies = attributes["proof-copies"]?.integerValue { return Int(copies) }
        guard case .collection(let members)? = attributes["proof-print"]?.values.first else { return nil }
        return members.first { $0.name == "proof-print-copies" }?.integerValue.map { Int($0) }
    }
}

extension Lease {
    /// The job as the device is given it now: as many copies as its proof has, while that is what it is begun for.
    public var forDevice: Lease {
        guard job.lifecycle.wantsProof, let copies = job.proofCopies else { return self }
        var lease = self
        lease.job.attributes.set("copies", .integer(Int32(clamping: copies)))
        return lease
    }
}
