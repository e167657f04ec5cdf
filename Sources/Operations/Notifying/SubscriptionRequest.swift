import IPP
import PrintModel

/// The subscription groups of a request (RFC 3995 §11.1): checked before anything is done, made once it is known what they
/// are about. Every operation that makes jobs, printers or resources takes them:
///
///     let wanted = try SubscriptionRequest(request, in: context)   // throws client-error-bad-request
///     let job = try await context.jobs.submit(…)
///     var response = IPPResponse(…)
///     await wanted.make(for: .job(job.id, on: printer.id), into: &response)
struct SubscriptionRequest {
    private let groups: [AttributeGroup]
    private let basis: SubscriptionWish.Basis?
    private let context: OperationContext
    private let isManager: Bool
    /// The line of the log behind which what is made here begins to hear: it hears of the creation itself.
    private let after: Int64

    var isEmpty: Bool { groups.isEmpty }

    init(_ request: IPPRequest, in context: OperationContext) throws {
        self.context = context
        isManager = try context.managesAll(request)
        groups = request.message.groups.filter { $0.tag == .subscription }
        guard !groups.isEmpty else {
            (basis, after) = (nil, 0)
            return
        }
        after = context.events.lastEvent
        let owner = context.policy.owner(request.caller.requester, label: try request.userLabel())
        basis = SubscriptionWish.Basis(
            scope: .system, owner: owner, uri: try request.uri("printer-uri") ?? request.uri("system-uri") ?? "/",
            charset: request.operation.attributes.first?.values.first?.stringValue?.lowercased() ?? "utf-8",
            language: "en", now: context.clock.now())
        // Looks at every group before anything is made.
        _ = try wishes(for: .system)
    }

    private func wishes(for scope: Subscription.Scope) throws -> [SubscriptionWish] {
        guard var basis else { return [] }
        basis.scope = scope
        return try groups.map { try SubscriptionWish($0, basis) }
    }

    /// Makes what a request that makes something else asked for besides. The job, or what it is, is there whatever becomes
    /// of its subscriptions (RFC 3995 §11.1.3).
    func make(for scope: Subscription.Scope, into response: inout IPPResponse) async {
        guard !isEmpty, let outcome = try? await outcome(for: scope, after: after) else { return }
        response.groups += outcome.groups
        if !outcome.isWhole, response.status.isSuccessful { response.status = .okIgnoredSubscriptions }
    }

    /// What a Validate-Job is told: the same, without ids.
    func validate(for scope: Subscription.Scope, into response: inout IPPResponse) throws {
        let wishes = try wishes(for: scope)
        response.groups += wishes.map { Self.group($0, id: nil) }
        if wishes.contains(where: { $0.subscription == nil }) { response.status = .okIgnoredSubscriptions }
    }

    /// The answer of an operation that makes subscriptions and nothing else.
    func response(for scope: Subscription.Scope) async throws -> IPPResponse {
        guard !isEmpty else { throw OperationError(.badRequest, "the request has no subscription attributes") }
        let outcome = try await outcome(for: scope, after: nil)
        let status: StatusCode =
            outcome.isWhole ? .ok : outcome.made == 0 ? .ignoredAllSubscriptions : .okIgnoredSubscriptions
        let isFull = outcome.made == 0 && outcome.isFull
        return IPPResponse(
            isFull ? .tooManySubscriptions : status,
            message: isFull ? "there are as many subscriptions as there may be; cancel some first" : "",
            groups: outcome.groups)
    }

    private struct Outcome {
        var groups: [AttributeGroup]
        var made: Int
        var isFull: Bool
        var isWhole: Bool { made == groups.count }
    }

    private func outcome(for scope: Subscription.Scope, after: Int64?) async throws -> Outcome {
        var wishes = try wishes(for: scope)
        guard let owner = basis?.owner else { return Outcome(groups: [], made: 0, isFull: false) }
        var room = try await context.notifier.room(for: owner, isManager: isManager, scope)
        var isFull = false
        for index in wishes.indices where wishes[index].subscription != nil {
            guard room == 0 else {
                room -= 1
                continue
            }
            wishes[index].subscription = nil
            wishes[index].status = .tooManySubscriptions
            isFull = true
        }
        var made = try await context.notifier.add(wishes.compactMap(\.subscription), after: after)[...]
        let count = made.count
        let groups = wishes.map { wish in
            Self.group(wish, id: wish.subscription == nil ? nil : made.popFirst()?.id)
        }
        return Outcome(groups: groups, made: count, isFull: isFull)
    }

    /// One group of the answer (RFC 3995 §11.1.3).
    private static func group(_ wish: SubscriptionWish, id: SubscriptionID?) -> AttributeGroup {
        var group = AttributeGroup(.subscription)
        if let id { group.attributes.append(Attribute("notify-subscription-id", .integer(id.rawValue))) }
        if id != nil, let lease = wish.subscription?.lease {
            group.attributes.append(Attribute("notify-lease-duration", .integer(Int32(clamping: lease))))
        }
        // What was granted in its place stands there already.
        group.attributes += wish.unsupported.filter { group[$0.name] == nil }
        if let status = wish.status {
            group.attributes.append(Attribute("notify-status-code", .enum(Int32(status.rawValue))))
        }
        return group
    }
}
