internal import IPP

/// How much each user may print on a queue: CUPS' "job-quota-period", "job-k-limit" and "job-page-limit".
///
/// A job is taken while less than the limit is used, as with CUPS: the one that reaches it is still printed, the next one
/// is refused. What a job needs counts from the moment it is taken; when it is finished, what was counted takes its
/// place, and a job that never began gives all of it back.
public struct Quota: Hashable, Sendable {
    /// What is looked back on, in seconds; 0 for ever.
    public var periodSeconds: Int32
    /// 1024 octets of documents; 0 for no limit.
    public var kOctetsMax: Int32
    /// Impressions; 0 for no limit.
    public var pagesMax: Int32

    public init(periodSeconds: Int32 = 0, kOctetsMax: Int32 = 0, pagesMax: Int32 = 0) {
        self.periodSeconds = periodSeconds
        self.kOctetsMax = kOctetsMax
        self.pagesMax = pagesMax
    }

    public static let periodAttribute = "job-quota-period"
    public static let kOctetsAttribute = "job-k-limit"
    public static let pagesAttribute = "job-page-limit"

    public func isReached(by usage: Usage) -> Bool {
        kOctetsMax > 0 && usage.kOctets >= Int64(kOctetsMax) || pagesMax > 0 && usage.pages >= Int64(pagesMax)
    }

    // The period slides: usage is added up in slices of it, and a slice counts until it is a whole period old. So what is
    // kept of a user is bounded; what was used is forgotten at most the length of a slice early.

    /// In one period.
    private static let slices: Int64 = 48

    /// The slice that what is used at `now` is added to.
    public func slice(at now: Moment) -> Moment {
        let length = Int64(max(0, periodSeconds)) * 1000 / Self.slices
        guard length > 0 else { return Moment(milliseconds: periodSeconds > 0 ? now.milliseconds : 0) }
        return Moment(milliseconds: now.milliseconds - (now.milliseconds % length + length) % length)
    }

    /// Slices that begin here, or later, count.
    public func begin(at now: Moment) -> Moment {
        guard periodSeconds > 0 else { return Moment(milliseconds: .min) }
        return Moment(milliseconds: now.milliseconds - Int64(periodSeconds) * 1000)
    }
}

/// What somebody has used of a queue.
public struct Usage: Hashable, Sendable {
    public var kOctets: Int64
    public var pages: Int64

    public init(kOctets: Int64 = 0, pages: Int64 = 0) {
        self.kOctets = kOctets
        self.pages = pages
    }

    public static func + (lhs: Usage, rhs: Usage) -> Usage {
        Usage(kOctets: lhs.kOctets + rhs.kOctets, pages: lhs.pages + rhs.pages)
    }

    public static func - (lhs: Usage, rhs: Usage) -> Usage {
        Usage(kOctets: lhs.kOctets - rhs.kOctets, pages: lhs.pages - rhs.pages)
    }
}

/// What one user has used of a queue with limits.
public struct UserUsage: Hashable, Sendable {
    public var user: String
    public var usage: Usage

    public init(user: String, usage: Usage) {
        self.user = user
        self.usage = usage
    }
}

extension Printer {
    /// `nil` where everybody may print as much as he likes.
    public var quota: Quota? {
        func limit(_ name: String) -> Int32 { max(0, attributes[name]?.values.first?.integerValue ?? 0) }
        let quota = Quota(
            periodSeconds: limit(Quota.periodAttribute), kOctetsMax: limit(Quota.kOctetsAttribute),
            pagesMax: limit(Quota.pagesAttribute))
        return quota.kOctetsMax > 0 || quota.pagesMax > 0 ? quota : nil
    }
}

extension Job {
    /// What it counts for: of a job that is not finished what it is going to need, as far as that is known; then what was
    /// counted.
    public var usage: Usage {
        let octets = Usage(kOctets: octets / 1024 + (octets % 1024 == 0 ? 0 : 1))
        let needed = Int64(max(0, attributes["job-pages"]?.integerValue ?? 0))
        let copies = Int64(min(max(1, attributes["copies"]?.integerValue ?? 1), 9999))
        var usage = octets
        switch state {
        case .pending, .held, .processing, .stopped: usage.pages = needed * copies
        // Where nobody counted, it is what was expected.
        case .completed: usage.pages = impressionsCompleted > 0 ? Int64(impressionsCompleted) : needed * copies
        case .canceled, .aborted:
            guard processingAt != nil else { return Usage() }
            usage.pages = Int64(max(0, impressionsCompleted))
        }
        return usage
    }
}
