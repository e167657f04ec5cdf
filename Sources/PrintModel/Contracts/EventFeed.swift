import Synchronization

/// What has changed since it was last asked: which queues, and which jobs want to stop.
public struct StoreChange: Hashable, Sendable {
    /// Queues with new, freed, moved or finished jobs.
    public var queues: Set<PrinterID> = []
    /// Jobs being printed that somebody cancelled, or that are to be held instead.
    public var cancelled: Set<JobID> = []
    /// Whether a printer was added, changed or deleted.
    public var printers = false
    /// Whether a moment that jobs wait for may be earlier than before.
    public var due = false
    /// Queues to begin afresh: what they print is handed back, what is known of their devices is forgotten.
    public var restarted: Set<PrinterID> = []

    public init() {}

    public var isEmpty: Bool { queues.isEmpty && cancelled.isEmpty && !printers && !due && restarted.isEmpty }

    public mutating func merge(_ other: StoreChange) {
        queues.formUnion(other.queues)
        cancelled.formUnion(other.cancelled)
        printers = printers || other.printers
        due = due || other.due
        restarted.formUnion(other.restarted)
    }
}

/// How a store tells the delivering half that there is something to do: changes wait, merged, until they are asked
/// for, so that 10,000 jobs in a second cost one wake-up and nothing grows.
///
/// One reader. A change is never lost: what is announced while nobody asks is in the next answer.
public final class ChangeFeed: Sendable {
    private struct State {
        var waiting = StoreChange()
        var reader: CheckedContinuation<StoreChange?, Never>?
        var isFinished = false
    }
    private let state = Mutex(State())

    public init() {}

    /// Called after the transaction that made the change is durable.
    public func announce(_ change: StoreChange) {
        guard !change.isEmpty else { return }
        let (reader, all) = state.withLock { state -> (CheckedContinuation<StoreChange?, Never>?, StoreChange) in
            state.waiting.merge(change)
            guard let reader = state.reader else { return (nil, change) }
            let all = state.waiting
            state.waiting = StoreChange()
            state.reader = nil
            return (reader, all)
        }
        reader?.resume(returning: all)
    }

    /// Waits for a change; `nil` when the feed was finished or the task cancelled.
    public func next() async -> StoreChange? {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let answer: StoreChange?? = state.withLock { state in
                    if state.isFinished || Task.isCancelled { return .some(nil) }
                    if state.waiting.isEmpty {
                        precondition(state.reader == nil, "a change feed has one reader")
                        state.reader = continuation
                        return .none
                    }
                    defer { state.waiting = StoreChange() }
                    return state.waiting
                }
                if let answer { continuation.resume(returning: answer) }
            }
        } onCancel: {
            finish()
        }
    }

    /// Ends the feed: the reader gets `nil`.
    public func finish() {
        let reader = state.withLock { state in
            state.isFinished = true
            defer { state.reader = nil }
            return state.reader
        }
        reader?.resume(returning: nil)
    }
}
