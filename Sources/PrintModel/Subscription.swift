/// A subscription's number: 1 or more, never reused (RFC 3995 §5.4.1 "notify-subscription-id").
public struct SubscriptionID: RawRepresentable, Hashable, Comparable, Sendable, CustomStringConvertible {
    public let rawValue: Int32
    public init(rawValue: Int32) { self.rawValue = rawValue }
    public init(_ rawValue: Int32) { self.rawValue = rawValue }

    public static func < (lhs: SubscriptionID, rhs: SubscriptionID) -> Bool { lhs.rawValue < rhs.rawValue }
    public var description: String { String(rawValue) }
}

/// What somebody wants to be told of (RFC 3995 §5).
public struct Subscription: Hashable, Sendable {
    /// What it watches.
    public enum Scope: Hashable, Sendable {
        /// The server with all its printers and jobs (PWG 5100.22; CUPS' subscriptions on `/`).
        case system
        case printer(PrinterID)
        /// A job, and its printer while the job is not finished.
        case job(JobID, on: PrinterID)
        case resource(ResourceID)
    }

    public var id: SubscriptionID
    public var scope: Scope
    /// "notify-events", as they were asked for.
    public var events: [String]
    /// "notify-attributes"; empty where none were asked for.
    public var attributes: [String]
    /// "notify-user-data", at most 63 octets.
    public var userData: [UInt8]
    public var charset: String
    public var language: String
    /// "notify-subscriber-user-name".
    public var owner: Owner
    /// The "printer-uri" or "system-uri" that it was made with.
    public var uri: String
    /// "notify-lease-duration" in seconds, 0 for ever; `nil` for one of a job, which lives as long as the job.
    public var lease: Int?
    /// When the lease ends; `nil` for never.
    public var expiresAt: Moment?
    public var createdAt: Moment
    /// "notify-sequence-number": how many notifications it has had up to the line ``countedAt`` of the log.
    public var number: Int64
    /// The line of the log up to which ``number`` has counted.
    public var countedAt: Int64

    public init(
        id: SubscriptionID, scope: Scope, events: [String], attributes: [String] = [], userData: [UInt8] = [],
        charset: String = "utf-8", language: String = "en", owner: Owner, uri: String, lease: Int? = nil,
        expiresAt: Moment? = nil, createdAt: Moment, number: Int64 = 0, countedAt: Int64
    ) {
        self.id = id
        self.scope = scope
        self.events = events
        self.attributes = attributes
        self.userData = userData
        self.charset = charset
        self.language = language
        self.owner = owner
        self.uri = uri
        self.lease = lease
        self.expiresAt = expiresAt
        self.createdAt = createdAt
        self.number = number
        self.countedAt = countedAt
    }

    /// All that it hears of.
    public var kinds: EventKinds {
        events.reduce(into: EventKinds()) { $0.formUnion(EventKinds(subscribed: $1) ?? []) }
    }

    /// The end of a lease of so many seconds that begins now; `nil` for one that never ends.
    public static func end(ofLease seconds: Int?, from now: Moment) -> Moment? {
        guard let seconds, seconds > 0 else { return nil }
        return now + .seconds(seconds)
    }
}
