public import PrintModel

extension SQLiteStore: SubscriptionStore {
    public func subscriptions() async throws -> [Subscription] {
        try readOne { try $0.statement(.subscriptions).all(read: { Subscription($0) }) }
    }

    public func add(_ subscriptions: [Subscription], after: Int64?) async throws -> [Subscription] {
        guard !subscriptions.isEmpty else { return [] }
        return try await commits.perform { transaction in
            try subscriptions.map { new in
                var subscription = new
                subscription.countedAt = after ?? transaction.numbers.lastEvent
                guard let id = try subscription.insert(on: transaction.connection) else {
                    throw StoreError.failed("The subscription could not be made")
                }
                subscription.id = id
                return subscription
            }
        }
    }

    public func renew(_ id: SubscriptionID, lease: Int, expiresAt: Moment?) async throws {
        try await commits.perform { transaction in
            let found = try transaction.connection.statement(.renewSubscription).first(
                .integer(id.rawValue), .integer(lease), .moment(expiresAt)
            ) { _ in true }
            guard found == true else { throw StoreError.notPossible("Subscription \(id) is gone") }
        }
    }

    public func cancel(_ ids: [SubscriptionID]) async throws {
        guard !ids.isEmpty else { return }
        try await commits.perform { transaction in
            for id in ids { try transaction.connection.statement(.deleteSubscription).run(.integer(id.rawValue)) }
        }
    }

    public func keep(_ numbers: [SubscriptionID: Int64], countedAt: Int64) async throws {
        let all = numbers.sorted { $0.key < $1.key }
        for start in stride(from: 0, to: all.count, by: Self.keptAtOnce) {
            let part = all[start..<min(start + Self.keptAtOnce, all.count)]
            try await commits.perform { transaction in
                for (id, number) in part {
                    try transaction.connection.statement(.keepSubscription).run(
                        .integer(id.rawValue), .integer(number), .integer(countedAt))
                }
            }
        }
    }

    /// In several transactions, so that they do not hold the store up.
    private static let keptAtOnce = 500
}
