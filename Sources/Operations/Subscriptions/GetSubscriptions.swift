import IPP
import PrintModel

/// Get-Subscriptions: the subscriptions of a printer, or of a job (RFC 3995 §11.2.5). Those of others than whoever asks
/// are for those who see all.
struct GetSubscriptions: Operation {
    static let id = OperationID.getSubscriptions
    static let access = Access.anyone
    static let isQuestion = true

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        let requested = try RequestedAttributes(request.operation, standard: ["notify-subscription-id"])
        let scope = try context.subscriptionScope(of: request)
        let job = try await Self.job(of: request, in: context)
        let limit = try request.integer("limit") ?? .max
        guard limit > 0 else {
            throw OperationError(
                .attributesOrValuesNotSupported, "limit is \(limit); it must be 1 or more",
                unsupported: request.operation["limit"].map { [$0] } ?? [])
        }
        let asksForOwn = try request.boolean("my-subscriptions") ?? false
        let seesAll = try context.seesAll(request) && !asksForOwn
        let (policy, requester, label) = (context.policy, request.caller.requester, try request.userLabel())

        let found = try await context.notifier.subscriptions { subscription in
            let owns = policy.owns(requester, label: label, subscription.owner)
            guard owns || !asksForOwn && context.showsToOthers(subscription, seesAll: seesAll) else { return false }
            switch (subscription.scope, job) {
            case (.job(let id, _), let job?): return id == job
            case (.job, nil), (_, _?): return false
            case (.printer(let id), nil): return scope == .system || scope == .printer(id)
            case (.system, nil), (.resource, nil): return scope == .system
            }
        }
        let now = context.clock.now()
        return IPPResponse(
            groups: found.prefix(Int(limit)).map { $0.group(requested, in: context, for: request.caller, at: now) })
    }

    private static func job(of request: IPPRequest, in context: OperationContext) async throws -> JobID? {
        guard let number = try request.integer("notify-job-id") else { return nil }
        guard try await context.jobs.job(JobID(number)) != nil else { throw OperationError.noSuchJob(JobID(number)) }
        return JobID(number)
    }
}

/// Get-Subscription-Attributes: one subscription (RFC 3995 §11.2.4).
struct GetSubscriptionAttributes: Operation {
    static let id = OperationID.getSubscriptionAttributes
    static let access = Access.anyone
    static let isQuestion = true

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        let requested = try RequestedAttributes(request.operation, standard: ["all"])
        let subscription = try await context.ownSubscription(of: request, for: .details)
        return IPPResponse(
            groups: [subscription.group(requested, in: context, for: request.caller, at: context.clock.now())])
    }
}

/// Renew-Subscription: lets a lease begin anew (RFC 3995 §11.2.6).
struct RenewSubscription: Operation {
    static let id = OperationID.renewSubscription
    static let access = Access.anyone

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        let subscription = try await context.ownSubscription(of: request, for: .jobOwner)
        guard subscription.lease != nil else {
            throw OperationError(
                .notPossible, "subscription \(subscription.id) has no lease: it lives as long as its job")
        }
        var granted = (granted: SubscriptionTemplate.standardLease, isOther: false)
        if let wanted = SubscriptionQuirk.lease(of: request) {
            guard let lease = try SubscriptionWish.lease(wanted) else {
                throw OperationError(
                    .badRequest, "notify-lease-duration is not a number of seconds", unsupported: [wanted])
            }
            granted = lease
        }
        try await context.notifier.renew(subscription.id, lease: granted.granted, at: context.clock.now())
        var response = IPPResponse(granted.isOther ? .okIgnoredOrSubstitutedAttributes : .ok)
        response.groups = [
            AttributeGroup(
                .subscription, [Attribute("notify-lease-duration", .integer(Int32(clamping: granted.granted)))])
        ]
        if granted.isOther, let wanted = SubscriptionQuirk.lease(of: request) { response.unsupported = [wanted] }
        return response
    }
}

/// Cancel-Subscription: ends a subscription at once, with what nobody has asked for yet (RFC 3995 §11.2.7).
struct CancelSubscription: Operation {
    static let id = OperationID.cancelSubscription
    static let access = Access.anyone

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        let subscription = try await context.ownSubscription(of: request, for: .jobOwner)
        try await context.notifier.cancel([subscription.id])
        return IPPResponse()
    }
}

extension OperationContext {
    /// The subscription that a request names, if whoever asks may have to do with it.
    func ownSubscription(of request: IPPRequest, for access: Access) async throws -> Subscription {
        let scope = try subscriptionScope(of: request)
        guard let number = try request.integer("notify-subscription-id") else {
            throw OperationError(.badRequest, "the request names no notify-subscription-id")
        }
        guard let subscription = try await notifier.subscription(SubscriptionID(number)) else {
            throw OperationError(
                .notFound, "there is no subscription \(number)",
                unsupported: request.operation["notify-subscription-id"].map { [$0] } ?? [])
        }
        try authorise(request, for: access, on: subscription)
        guard subscription.isReachable(by: scope) else {
            throw OperationError(.notPossible, "subscription \(number) is one of another printer")
        }
        return subscription
    }

    /// Whether somebody sees a subscription that is another's, as "subscription-privacy-scope" of its printer has it.
    func showsToOthers(_ subscription: Subscription, seesAll: Bool) -> Bool {
        guard case .printer(let id) = subscription.scope, let printer = printers.printer(id) else { return seesAll }
        switch printer.subscriptionPrivacy.scope {
        case .all: return true
        case .standard: return seesAll
        case .owner, .none: return false
        }
    }

    /// Throws "client-error-not-authorized" for a subscription of somebody else.
    func authorise(_ request: IPPRequest, for access: Access, on subscription: Subscription) throws {
        let decision = decision(access, try person(of: request), on: nil)
        request.trail.decided(decision)
        let isSeen = access == .details && showsToOthers(subscription, seesAll: decision.isForAll)
        guard !isSeen, access == .details || !decision.isForAll else { return }
        guard decision.isAllowed,
            policy.owns(request.caller.requester, label: try request.userLabel(), subscription.owner)
        else {
            throw OperationError(
                .notAuthorized, "subscription \(subscription.id) belongs to somebody else",
                unsupported: [Attribute("notify-subscription-ids", .integer(subscription.id.rawValue))])
        }
    }
}

extension Subscription {
    /// Through the System everything; through a printer its own, and those of jobs, which may have moved.
    fileprivate func isReachable(by scope: Scope) -> Bool {
        switch (scope, self.scope) {
        case (.system, _), (_, .job), (_, .system): true
        case (.printer(let asked), .printer(let own)): asked == own
        default: false
        }
    }
}
