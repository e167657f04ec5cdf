internal import Glibc

/// A child that runs. Letting go of it kills it; it is reaped in any case.
public final class Child: Sendable {
    let record: ChildRecord
    /// Children die with the nursery, so it has to stay.
    private let nursery: Nursery

    init(_ record: ChildRecord, _ nursery: Nursery) {
        self.record = record
        self.nursery = nursery
    }

    deinit { record.signal(SIGKILL) }

    public var pid: Int32 { record.pid }

    /// What it is shut in by.
    public var enforced: Set<Protection> { record.enforced }

    /// What it has used until now, or altogether.
    public var usage: ChildUsage { record.usage }

    /// Waits until it has ended and its temporary folder is removed; also in a cancelled task, which has to
    /// ``stop(grace:)`` it first.
    public func end() async -> ChildEnd { await record.gone() }

    /// Sends a signal to it and all it has started.
    public func signal(_ number: Int32) { record.signal(number) }

    /// Asks it and all it has started to end (SIGTERM), and makes them after `grace`.
    @discardableResult
    public func stop(grace: Duration = .seconds(2)) async -> ChildEnd { await record.stop(grace: grace) }
}

extension ChildRecord {
    func stop(grace: Duration) async -> ChildEnd {
        signal(SIGTERM)
        // Not a child of this task: that may be cancelled, and the grace is given all the same.
        let killing = Task { [self] in
            try await Task.sleep(for: grace)
            signal(SIGKILL)
        }
        let end = await gone()
        killing.cancel()
        return end
    }
}
