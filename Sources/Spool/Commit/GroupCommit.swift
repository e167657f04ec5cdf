internal import GRDB
internal import PrintModel
internal import Synchronization

/// Collects changes into transactions, so that those who wait share the cost of making them durable.
///
/// Whoever comes when nothing is being written writes at once, on its own thread: waking another would cost as much as
/// the sync. Whoever comes meanwhile waits; the writer's thread then takes all who wait in one transaction, and again,
/// until nobody does.
final class GroupCommit: Sendable {
    private struct State {
        var waiting: [any Work & Sendable] = []
        var isWriting = false
    }

    private let pool: DatabasePool
    private let committer: Committer
    private let settings: SpoolSettings
    private let state = Mutex(State())

    init(pool: DatabasePool, committer: Committer, settings: SpoolSettings) {
        self.pool = pool
        self.committer = committer
        self.settings = settings
    }

    /// Makes a change durable and gives back what `body` gave.
    ///
    /// - Parameter documents: what the change makes rows for; they are the caller's again if it throws.
    func perform<Output: Sendable>(
        _ documents: [ReceivedBytes] = [], _ body: @escaping @Sendable (WriteTransaction) throws -> Output
    ) async throws -> Output {
        let change = Change(documents, body)
        let isFirst = state.withLock { state in
            guard !state.isWriting else { return false }
            state.isWriting = true
            return true
        }
        guard isFirst else { return try await wait(for: change) }
        writeNow([change])
        handOver()
        guard let result = change.result else { preconditionFailure("a written change has ended") }
        return try result.get()
    }

    private func wait<Output: Sendable>(for change: Change<Output>) async throws -> Output {
        try await withCheckedThrowingContinuation { continuation in
            change.continuation = continuation
            let isFirst = state.withLock { state in
                state.waiting.append(change)
                defer { state.isWriting = true }
                return !state.isWriting
            }
            if isFirst { writeLater() }
        }
    }

    /// After writing on a caller's thread: those who came meanwhile are the writer's.
    private func handOver() {
        let isOver = state.withLock { state in
            state.isWriting = !state.waiting.isEmpty
            return !state.isWriting
        }
        if !isOver { writeLater() }
    }

    private func writeNow(_ batch: [any Work & Sendable]) {
        pool.writeWithoutTransaction { committer.commit(batch, on: $0) }
    }

    private func writeLater() {
        pool.asyncWriteWithoutTransaction { database in
            while let batch = self.nextBatch() { self.committer.commit(batch, on: database) }
        }
    }

    private func nextBatch() -> [any Work & Sendable]? {
        state.withLock { state in
            guard !state.waiting.isEmpty else {
                state.isWriting = false
                return nil
            }
            var octets = 0
            let count = state.waiting.prefix(settings.commitItemsMax).prefix { work in
                defer { octets += work.documents.reduce(0) { $0 + ($1.inlineBytes?.count ?? 0) } }
                return octets <= settings.commitOctetsMax
            }.count
            defer { state.waiting.removeFirst(count) }
            return Array(state.waiting[..<count])
        }
    }
}
