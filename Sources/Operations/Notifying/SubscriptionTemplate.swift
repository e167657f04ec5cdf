import IPP
import PrintModel

/// What may be said in a subscription group, for checking it and for describing it (RFC 3995 §5.3, RFC 3996 §8).
enum SubscriptionTemplate {
    static let pullMethod = "ippget"
    /// Also what CUPS subscribes to when a client names nothing.
    static let standardEvents = ["job-completed"]
    /// "notify-max-events-supported": more than there are.
    static let eventsMax = 100
    /// A day, in seconds.
    static let standardLease = 86_400
    /// The most that RFC 3995 §5.3.8 allows, in seconds. 0 is for ever.
    static let leaseMax = 67_108_863
    /// "ippget-event-life", in seconds: what is promised. Notifications are there longer (``Retention/eventLife``).
    static let eventLifeSeconds = 60

    /// "notify-attributes-supported": what does not change with time, so that it is right whenever it is read. What every
    /// notification has anyway is left out (RFC 3995 §5.3.4).
    static let attributes = jobAttributes + printerAttributes
    static let jobAttributes = [
        "job-uri", "job-uuid", "job-originating-user-name", "time-at-creation", "date-time-at-creation",
    ]
    static let printerAttributes = ["printer-uuid", "printer-info", "printer-location"]

    /// Values of "notify-events" that a subscription of that scope may have.
    static func events(for scope: Subscription.Scope) -> [String] {
        switch scope {
        case .system: everything
        case .printer, .job: ofPrinters
        case .resource: ofResources
        }
    }

    /// "notify-events-supported" of a printer.
    static let ofPrinters = keywords(of: [.ofJobs, .ofPrinters, .ofDocuments], cups: ["printer-modified", "all"])
    static let ofResources = keywords(of: .ofResources, cups: ["all"])
    /// "notify-events-supported" of the System.
    static let everything = keywords(of: .all, cups: EventKinds.cupsKeywords.map(\.keyword))

    private static func keywords(of kinds: EventKinds, cups: [String]) -> [String] {
        EventKinds.keywords.filter { !$0.kind.isDisjoint(with: kinds) }.map(\.keyword) + cups
    }

    /// What a Printer, or the System, says of subscriptions.
    static func described(for scope: Subscription.Scope) -> [Attribute] {
        [
            Attribute("notify-pull-method-supported", .keyword(pullMethod)),
            Attribute("notify-events-default", standardEvents.map { .keyword($0) }),
            Attribute("notify-events-supported", events(for: scope).map { .keyword($0) }),
            Attribute("notify-max-events-supported", .integer(Int32(eventsMax))),
            Attribute("notify-attributes-supported", attributes.map { .keyword($0) }),
            Attribute("notify-lease-duration-default", .integer(Int32(standardLease))),
            Attribute("notify-lease-duration-supported", .rangeOfInteger(IntegerRange(0, Int32(leaseMax)))),
        ]
    }
}
