import PrintModel

extension Notifier {
    /// What a subscription has had, from `wanted` on.
    struct Notifications: Sendable {
        struct Item: Sendable {
            var number: Int64
            var kind: EventKinds
            var event: LoggedEvent
        }
        var subscription: Subscription
        var items: [Item]
        /// Whether there are more than the limit let through.
        var isCut: Bool
        /// Whether there will be no more.
        var isOver: Bool
        /// The next number to ask for.
        var next: Int64
    }

    /// What the subscriptions have had, each from the number it is asked for on; those that are gone are left out.
    ///
    /// - Parameter hides: the queues of which nothing is told. What is hidden takes no room in the answer, and the next
    ///   number is behind it.
    func notifications(
        _ wanted: [(id: SubscriptionID, from: Int64)], hides: @Sendable (PrinterID) -> Bool = { _ in false }
    ) async throws -> [Notifications] {
        try await start()
        try await catchUp()
        var hidden: [PrinterID: Bool] = [:]
        func isHidden(_ entry: Channel.Entry) -> Bool {
            guard let printer = entry.printer else { return false }
            if let known = hidden[printer] { return known }
            let isHidden = hides(printer)
            hidden[printer] = isHidden
            return isHidden
        }
        var left = limits.notificationsPerAnswerMax
        var steps = limits.notificationsLookedAtMax
        var found: [(Notifications, [(number: Int64, entry: Channel.Entry)])] = []
        // All at one moment: what comes while the log is read is told next.
        for (index, (id, from)) in wanted.enumerated() {
            guard let member = members[id] else { continue }
            var share = max(1, steps / (wanted.count - index))
            steps -= share
            let first = max(from, member.begin + 1) - member.offset
            let (entries, next) = member.channel.entries(from: first, limit: left, steps: &share, isHidden: isHidden)
            steps += share
            let isCut = next <= member.channel.count
            left -= entries.count
            let answer = Notifications(
                subscription: current(member), items: [], isCut: isCut,
                isOver: !isCut && member.channel.endedAt != nil, next: next + member.offset)
            found.append((answer, entries.map { ($0.number + member.offset, $0.entry) }))
        }
        let events = try await events(Set(found.flatMap { $0.1.map(\.entry.sequence) }))
        try await names.learn(Set(events.values.compactMap(\.job)), from: jobs)
        return found.map { answer, entries in
            var answer = answer
            answer.items = entries.compactMap { number, entry in
                events[entry.sequence].map { Notifications.Item(number: number, kind: entry.kind, event: $0) }
            }
            return answer
        }
    }

    private func events(_ sequences: Set<Int64>) async throws -> [Int64: LoggedEvent] {
        var found: [Int64: LoggedEvent] = [:]
        var missing: [Int64] = []
        for sequence in sequences {
            if let event = recent[sequence] { found[sequence] = event } else { missing.append(sequence) }
        }
        for sequence in missing.sorted() where found[sequence] == nil {
            for event in try await log.log(after: sequence - 1, limit: 100) where sequences.contains(event.sequence) {
                found[event.sequence] = event
            }
        }
        return found
    }
}
