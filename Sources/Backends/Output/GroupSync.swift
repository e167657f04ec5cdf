/// Makes the names in a folder durable, once for all who wait: 30 files renamed into a folder at the same time cost one
/// `fsync` and not 30.
///
/// Who asks while a sync is under way waits for the next one: what was renamed after a sync began may not be in it.
final class GroupSync: Sendable {
    private struct State {
        /// Syncs begun and ended; equal when none is under way.
        var begun = 0
        var ended = 0
        /// Calls that have a sync to wait for.
        var callers = 0
        var lastFailure: (number: Int, error: OutputError)?
    }

    private let state = Monitor(State())
    private let body: @Sendable () throws(OutputError) -> Void

    init(_ body: @escaping @Sendable () throws(OutputError) -> Void) { self.body = body }

    /// Returns when a sync that began after this call has ended. Blocks.
    func sync() throws(OutputError) {
        // A sync that is under way now is too early for us; the one after it is ours, whoever makes it.
        let mine = state.change { state in
            state.callers += 1
            return state.begun + 1
        }
        defer { state.change { $0.callers -= 1 } }
        let isOursToMake: Bool = state.wait { state in
            if state.ended >= mine { return false }
            guard state.begun == state.ended else { return nil }
            state.begun += 1
            return true
        }
        if isOursToMake { make(mine) }
        // A later failure counts as ours too: then we are one try too careful, and never one too trusting.
        if let failure = state.change({ $0.lastFailure }), failure.number >= mine { throw failure.error }
    }

    /// How many calls have not returned yet.
    var callers: Int { state.change { $0.callers } }

    private func make(_ number: Int) {
        var failure: OutputError?
        do { try body() } catch { failure = error }
        state.change { state in
            state.ended = number
            if let failure { state.lastFailure = (number, failure) }
        }
        state.wakeAll()
    }
}
