import IPP
import PrintModel

/// Get-Notifications: what has happened since, and with "notify-wait" what happens next (RFC 3996 §5).
struct GetNotifications: Operation {
    static let id = OperationID.getNotifications
    static let access = Access.anyone
    static let isQuestion = true

    /// Subscriptions that one request may ask for.
    static let idsMax = 1000

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        _ = try context.subscriptionScope(of: request)
        let wanted = try await Self.wanted(request, in: context)
        let answers = try NotificationAnswers(wanted, request, in: context)
        guard try request.boolean("notify-wait") ?? false else { return try await answers.now() }
        let source = request.caller.requester.source
        // No room to wait: the server is not in wait mode then, which it may leave at any time (RFC 3996 §5.2).
        guard await context.notifier.beginWait(source) else { return try await answers.now() }
        var response = IPPResponse()
        response.waiting = WaitingAnswers(
            next: { try await answers.next(staysOpen: $0) }, end: { await context.notifier.endWait(source) })
        return response
    }

    /// The subscriptions with the lowest number that is wanted of each.
    private static func wanted(
        _ request: IPPRequest, in context: OperationContext
    ) async throws -> [(id: SubscriptionID, from: Int64)] {
        guard let named = request.operation["notify-subscription-ids"] else {
            throw OperationError(.badRequest, "the request names no notify-subscription-ids")
        }
        let ids = try integers(named)
        guard ids.count <= idsMax else {
            throw OperationError(.requestEntityTooLarge, "the request names more than \(idsMax) subscriptions")
        }
        let numbers = try request.operation["notify-sequence-numbers"].map(integers) ?? []
        var wanted: [(id: SubscriptionID, from: Int64)] = []
        var unknown: [AttributeValue] = []
        for (index, id) in ids.enumerated() {
            guard let subscription = try await context.notifier.subscription(SubscriptionID(id)) else {
                unknown.append(.integer(id))
                continue
            }
            try context.authorise(request, for: .details, on: subscription)
            guard !wanted.contains(where: { $0.id == subscription.id }) else { continue }
            let number = index < numbers.count ? numbers[index] : 1
            wanted.append((subscription.id, SequenceNumber.full(number, near: subscription.number)))
        }
        guard unknown.isEmpty else {
            throw OperationError(
                .notFound, "there is no subscription \(unknown.compactMap(\.integerText).joined(separator: ", "))",
                unsupported: [Attribute("notify-subscription-ids", unknown)])
        }
        return wanted
    }

    private static func integers(_ attribute: Attribute) throws -> [Int32] {
        try attribute.values.map { value in
            guard case .integer(let number) = value else {
                throw OperationError(.badRequest, "'\(attribute.name)' must be integers", unsupported: [attribute])
            }
            return number
        }
    }
}

extension AttributeValue {
    fileprivate var integerText: String? { if case .integer(let number) = self { "\(number)" } else { nil } }
}

/// "notify-sequence-number": 31 bits of a count that has more (RFC 3995 §5.4.2: it begins anew at 0).
enum SequenceNumber {
    static func wire(_ number: Int64) -> Int32 { Int32(truncatingIfNeeded: number & 0x7FFF_FFFF) }

    /// The count that a client means that is at most half a turn away from `current`. 0 and 1 are what is asked with by
    /// those who want everything there is.
    static func full(_ wire: Int32, near current: Int64) -> Int64 {
        guard wire > 1 else { return 0 }
        let ahead = (Int64(wire) - current) & 0x7FFF_FFFF
        return current + (ahead < 0x4000_0000 ? ahead : ahead - 0x8000_0000)
    }
}

/// The answers to one Get-Notifications: one, or many when it is answered in parts.
actor NotificationAnswers {
    private var wanted: [(id: SubscriptionID, from: Int64)]
    private let request: IPPRequest
    private let context: OperationContext
    private let describer: NotificationDescriber
    private var isFirst = true
    private var deadline: Moment?

    init(_ wanted: [(id: SubscriptionID, from: Int64)], _ request: IPPRequest, in context: OperationContext) throws {
        self.wanted = wanted
        self.request = request
        self.context = context
        describer = try NotificationDescriber(request, in: context)
    }

    /// What there is. Whoever asked is to come back within the life of events, or at once where there is more.
    func now() async throws -> IPPResponse {
        let found = try await found()
        guard found.contains(where: \.isCut) else { return answer(found, interval: Self.interval) }
        // Whoever is told nothing of much asks again from the same number.
        return answer(found, interval: found.allSatisfy(\.items.isEmpty) ? 1 : 0)
    }

    private func found() async throws -> [Notifier.Notifications] {
        let describer = describer
        return try await context.notifier.notifications(wanted) { describer.hides($0) }
    }

    /// The next answer of a request that waits: of the only one when it does not stay open, else of the parts; `nil` when
    /// there are no more.
    func next(staysOpen: Bool) async throws -> IPPResponse? {
        let now = context.clock.now()
        let limits = context.notifier.limits
        if deadline == nil {
            deadline = now + .seconds(staysOpen ? limits.openWaitSeconds : limits.waitSeconds)
        } else if wanted.isEmpty {
            return nil
        }
        defer { isFirst = false }
        var found: [Notifier.Notifications]
        var (isOver, isCalled) = (false, false)
        repeat {
            // The first part goes at once: it says that the server waits too (RFC 3996 §5.2).
            if !(staysOpen && isFirst) {
                isCalled = await context.notifier.wait(
                    for: wanted, atMost: (deadline ?? now) - context.clock.now())
            }
            found = try await self.found()
            isOver = Self.isOver(found)
            wanted = found.map { ($0.subscription.id, $0.next) }
            // Whoever is called for what is hidden from him waits for what is behind it.
        } while isCalled && !isOver && found.allSatisfy(\.items.isEmpty)
        let isLast =
            !staysOpen || isOver || context.clock.now() >= (deadline ?? now) || Task.isCancelled
            || (!isFirst && found.allSatisfy(\.items.isEmpty))
        if isLast { wanted = [] }
        return answer(found, interval: isLast ? 0 : nil)
    }

    private static func isOver(_ found: [Notifier.Notifications]) -> Bool {
        found.allSatisfy { $0.isOver && !$0.isCut }
    }

    private static let interval = SubscriptionTemplate.eventLifeSeconds

    /// - Parameter interval: when to ask again; `nil` for a part that others follow (RFC 3996 §5.2).
    private func answer(_ found: [Notifier.Notifications], interval: Int?) -> IPPResponse {
        let isOver = Self.isOver(found)
        var response = IPPResponse(isOver ? .okEventsComplete : .ok)
        let now = context.clock.now()
        if !isOver, let interval {
            response.operationAttributes.append(Attribute("notify-get-interval", .integer(Int32(interval))))
        }
        response.operationAttributes.append(Attribute("printer-up-time", .integer(now.upTime)))
        if request.operation["system-uri"] != nil {
            response.operationAttributes.append(Attribute("system-up-time", .integer(now.upTime)))
        }
        for notifications in found {
            for item in notifications.items {
                response.groups.append(describer.group(item, of: notifications.subscription))
            }
        }
        return response
    }
}
