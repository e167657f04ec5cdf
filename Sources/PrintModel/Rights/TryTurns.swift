/// One try at a time for each key, in the order they came; a few may wait. So many tries at the same moment are not ahead of
/// what counts the wrong ones.
public actor TryTurns<Key: Hashable & Sendable> {
    private static var waitingMax: Int { 32 }

    private var waiting: [Key: [CheckedContinuation<Void, Never>]] = [:]

    public init() {}

    /// Does `body` when it is its turn; `nil` when too many wait.
    public nonisolated func inTurn<Output: Sendable>(
        _ key: Key, _ body: () async throws -> Output
    ) async rethrows -> Output? {
        guard await take(key) else { return nil }
        do {
            let output = try await body()
            await leave(key)
            return output
        } catch {
            await leave(key)
            throw error
        }
    }

    /// `false` when too many wait. Whoever got `true` leaves later.
    private func take(_ key: Key) async -> Bool {
        guard let queue = waiting[key] else {
            waiting[key] = []
            return true
        }
        guard queue.count < Self.waitingMax else { return false }
        await withCheckedContinuation { waiting[key, default: []].append($0) }
        return true
    }

    private func leave(_ key: Key) {
        guard var queue = waiting[key], !queue.isEmpty else {
            waiting[key] = nil
            return
        }
        let next = queue.removeFirst()
        waiting[key] = queue
        next.resume()
    }
}
