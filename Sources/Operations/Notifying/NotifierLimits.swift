public import PrintModel

/// How much of notifications there may be. Each bounds memory, or the work that one event makes.
public struct NotifierLimits: Hashable, Sendable {
    /// Subscriptions in all.
    public var subscriptionsMax = 10_000
    /// Subscriptions of one owner: a proved name, or a name from one address.
    public var subscriptionsPerOwnerMax = 100
    /// Of an owner who is an operator or an administrator: what watches every printer does so for one of them.
    public var subscriptionsPerManagerMax = 2_000
    /// Subscriptions from one address under names that nobody has proved.
    public var subscriptionsPerAddressMax = 1_000
    /// Subscriptions of one job.
    public var subscriptionsPerJobMax = 100
    /// Notifications kept of all channels together, 24 octets each; a channel always may have some.
    public var entriesMax = 2_000_000
    public var entriesPerChannelMin = 1_000
    public var entriesPerChannelMax = 500_000
    /// Notifications of one answer; there are more with the next question.
    public var notificationsPerAnswerMax = 1_000
    /// Notifications looked at for one answer, those of queues among them that whoever asks does not see; the rest is told
    /// with the next question. Each subscription has its share of them.
    public var notificationsLookedAtMax = 500_000
    /// Requests that wait for an event ("notify-wait"), in all and from one address; others are answered at once and told
    /// when to come again (RFC 3996 §5.2: a server may leave wait mode whenever it wants to).
    public var waitersMax = 10_000
    public var waitersPerSourceMax = 5_000
    /// How long a request waits that gets one answer: shorter than the time after which clients give a silent server up.
    public var waitSeconds = 25
    /// How long one waits that gets an answer in parts.
    public var openWaitSeconds = 600
    /// With more than so many woken at once, the next are woken ``pause`` later, so that a busy queue and a crowd that
    /// watches it cost one answer each and pause, not one each and event.
    public var crowd = 64
    public var pause = Duration.milliseconds(20)

    public init() {}

    public init(_ limits: Limits) {
        subscriptionsMax = limits.count(.subscriptions)
        subscriptionsPerOwnerMax = limits.count(.subscriptionsPerUser)
        subscriptionsPerManagerMax = limits.count(.subscriptionsPerManager)
        subscriptionsPerAddressMax = limits.count(.subscriptionsPerAddress)
        subscriptionsPerJobMax = limits.count(.subscriptionsPerJob)
    }
}
