import IPP
import PrintModel

/// One subscription group of a request, checked (RFC 3995 §5.3 and §11.1.2): what is to be made of it, and what of it is
/// not supported.
struct SubscriptionWish {
    /// `nil` when none is made of it.
    var subscription: Subscription?
    /// Not supported attributes and values; they go into the group of the answer, not into the unsupported one.
    private(set) var unsupported: [Attribute] = []
    /// "notify-status-code"; `nil` when there is nothing to say.
    var status: StatusCode?

    /// What all groups of a request share.
    struct Basis {
        var scope: Subscription.Scope
        var owner: Owner
        var uri: String
        var charset: String
        var language: String
        var now: Moment

        var isOfJob: Bool { if case .job = scope { true } else { false } }
    }

    /// Throws "client-error-bad-request" for a group that says neither, or both, of "notify-recipient-uri" and
    /// "notify-pull-method", or that has attributes of the wrong syntax.
    init(_ group: AttributeGroup, _ basis: Basis) throws {
        try Self.checkDelivery(group)
        var subscription = Subscription(
            id: SubscriptionID(0), scope: basis.scope, events: [], charset: basis.charset, language: "en",
            owner: basis.owner, uri: basis.uri, createdAt: basis.now, countedAt: 0)
        if !basis.isOfJob { subscription.lease = SubscriptionTemplate.standardLease }
        var problem: StatusCode?
        func refuse(_ status: StatusCode) { problem = problem ?? status }

        for attribute in group.attributes {
            switch attribute.name {
            case "notify-recipient-uri":
                refuse(.uriSchemeNotSupported)
                unsupported.append(attribute)
            case "notify-pull-method":
                guard attribute.values.first?.stringValue == SubscriptionTemplate.pullMethod else {
                    refuse(.attributesOrValuesNotSupported)
                    unsupported.append(attribute)
                    continue
                }
            case "notify-events": try takeEvents(attribute, into: &subscription, refuse)
            case "notify-attributes": try takeAttributes(attribute, into: &subscription)
            case "notify-user-data":
                guard let octets = SubscriptionQuirk.octets(attribute.values), octets.count <= 63 else {
                    unsupported.append(attribute)
                    continue
                }
                subscription.userData = octets
            case "notify-charset":
                let charset = attribute.values.first?.stringValue?.lowercased() ?? ""
                if charset == "utf-8" || charset == "us-ascii" {
                    subscription.charset = charset
                } else {
                    unsupported.append(attribute)
                }
            case "notify-natural-language":
                let language = attribute.values.first?.stringValue?.lowercased() ?? ""
                if language != "en", !language.hasPrefix("en-") { unsupported.append(attribute) }
            case "notify-lease-duration":
                guard !basis.isOfJob, let lease = try Self.lease(attribute) else {
                    unsupported.append(attribute)
                    continue
                }
                subscription.lease = lease.granted
                if lease.isOther { unsupported.append(attribute) }
            case "notify-job-id" where SubscriptionQuirk.namesJobInGroup(attribute, basis.isOfJob): continue
            default: unsupported.append(Attribute(attribute.name, .outOfBand(.unsupported)))
            }
        }
        if group["notify-events"] == nil { subscription.events = SubscriptionTemplate.standardEvents }
        subscription.expiresAt = Subscription.end(ofLease: subscription.lease, from: basis.now)
        settle(subscription, problem)
    }

    private mutating func settle(_ subscription: Subscription, _ problem: StatusCode?) {
        if let problem, problem != .okTooManyEvents {
            status = problem
        } else if subscription.events.isEmpty {
            // Nothing but "none", or nothing that there is.
            status = .attributesOrValuesNotSupported
        } else {
            self.subscription = subscription
            status = problem ?? (unsupported.isEmpty ? nil : .okIgnoredOrSubstitutedAttributes)
        }
    }

    private static func checkDelivery(_ group: AttributeGroup) throws {
        let (push, pull) = (group["notify-recipient-uri"], group["notify-pull-method"])
        switch (push, pull) {
        case (nil, nil):
            throw OperationError(.badRequest, "a subscription says neither notify-pull-method nor notify-recipient-uri")
        case (_?, _?):
            throw OperationError(.badRequest, "a subscription says both notify-pull-method and notify-recipient-uri")
        case (let push?, nil):
            guard push.values.count == 1, case .uri? = push.values.first else {
                throw OperationError(.badRequest, "notify-recipient-uri is not one URI", unsupported: [push])
            }
        case (nil, let pull?):
            guard pull.values.count == 1, case .keyword? = pull.values.first else {
                throw OperationError(.badRequest, "notify-pull-method is not one keyword", unsupported: [pull])
            }
        }
    }

    private mutating func takeEvents(
        _ attribute: Attribute, into subscription: inout Subscription, _ refuse: (StatusCode) -> Void
    ) throws {
        let supported = SubscriptionTemplate.events(for: subscription.scope)
        var others: [AttributeValue] = []
        var hasTooMany = false
        for value in attribute.values {
            guard case .keyword(let keyword) = value else {
                throw OperationError(.badRequest, "'notify-events' must be keywords", unsupported: [attribute])
            }
            if subscription.events.count >= SubscriptionTemplate.eventsMax {
                hasTooMany = true
                others.append(value)
            } else if !supported.contains(keyword) {
                others.append(value)
            } else if !subscription.events.contains(keyword) {
                subscription.events.append(keyword)
            }
        }
        if hasTooMany { refuse(.okTooManyEvents) }
        if !others.isEmpty { unsupported.append(Attribute(attribute.name, others)) }
    }

    private mutating func takeAttributes(_ attribute: Attribute, into subscription: inout Subscription) throws {
        var others: [AttributeValue] = []
        for value in attribute.values {
            guard case .keyword(let keyword) = value else {
                throw OperationError(.badRequest, "'notify-attributes' must be keywords", unsupported: [attribute])
            }
            guard SubscriptionTemplate.attributes.contains(keyword) else {
                others.append(value)
                continue
            }
            if !subscription.attributes.contains(keyword) { subscription.attributes.append(keyword) }
        }
        if !others.isEmpty { unsupported.append(Attribute(attribute.name, others)) }
    }

    /// The lease that is granted for one that was asked for: the nearest there is (RFC 3995 §5.3.8).
    static func lease(_ attribute: Attribute) throws -> (granted: Int, isOther: Bool)? {
        guard attribute.values.count == 1, case .integer(let wanted)? = attribute.values.first else { return nil }
        guard wanted >= 0 else { return (SubscriptionTemplate.standardLease, true) }
        let granted = min(Int(wanted), SubscriptionTemplate.leaseMax)
        return (granted, granted != Int(wanted))
    }
}

/// What shipped clients send otherwise than RFC 3995 says, and is taken all the same.
enum SubscriptionQuirk {
    /// pycups, and with it system-config-printer, puts "notify-job-id" into the subscription's group instead of among the
    /// operation attributes.
    static func namesJobInGroup(_ attribute: Attribute, _ isOfJob: Bool) -> Bool { isOfJob }

    static func job(of request: IPPRequest) -> Int32? {
        request.message.groups.lazy.filter { $0.tag == .subscription }.compactMap { $0["notify-job-id"]?.integerValue }
            .first
    }

    /// pycups has a lease to renew among the operation attributes in some versions, in a subscription group in others.
    static func lease(of request: IPPRequest) -> Attribute? {
        request.message[.subscription]?["notify-lease-duration"] ?? request.operation["notify-lease-duration"]
    }

    /// Some scripts of ipptool give "notify-user-data" as a text or name.
    static func octets(_ values: [AttributeValue]) -> [UInt8]? {
        guard values.count == 1, let value = values.first else { return nil }
        switch value {
        case .octetString(let octets): return octets
        case .text(let text), .name(let text): return Array(text.utf8)
        default: return nil
        }
    }
}
