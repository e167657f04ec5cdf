/// Where subscriptions are kept, durably: they outlive a restart (RFC 3995 §5.4.3 asks for it of per-printer ones).
///
/// Which notifications each has had is counted elsewhere, from the log; the counts are brought here from time to time.
public protocol SubscriptionStore: Sendable {
    /// All there are, by number. Read at the start.
    func subscriptions() async throws -> [Subscription]

    /// Makes subscriptions durable and gives them their numbers, which are never given out again.
    ///
    /// - Parameter after: the line of the log behind which they begin to hear; `nil` for the last there is.
    func add(_ subscriptions: [Subscription], after: Int64?) async throws -> [Subscription]

    /// Gives a lease a new length and end.
    func renew(_ id: SubscriptionID, lease: Int, expiresAt: Moment?) async throws

    /// Forgets subscriptions; those that are not there are left out.
    func cancel(_ ids: [SubscriptionID]) async throws

    /// Keeps how many notifications each has had up to the line `countedAt`; those that are not named have had none since
    /// they were kept last.
    func keep(_ numbers: [SubscriptionID: Int64], countedAt: Int64) async throws
}
