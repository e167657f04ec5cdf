internal import PrintModel
internal import Synchronization

/// A document that has been taken in and belongs to no job yet.
///
/// It owns what it holds (memory, a range of a segment, a file) until a transaction has made a row of it. If nobody
/// ever does, it is cleaned up when it is discarded, at the latest when it is forgotten.
final class ReceivedBytes: ReceivedDocument {
    enum Home {
        case memory([UInt8], MemoryBudget.Share)
        case segment(Segment, start: Int64)
        case file(Container)
        /// Given to a job, or discarded.
        case gone
    }

    private struct State {
        var home: Home
        var isTaken = false
    }

    let octets: Int64
    let digest: [UInt8]
    private let state: Mutex<State>
    private let cleanUp: @Sendable (Home, _ octets: Int64) -> Void

    init(
        octets: Int64, digest: [UInt8], home: Home, cleanUp: @escaping @Sendable (Home, _ octets: Int64) -> Void
    ) {
        self.octets = octets
        self.digest = digest
        self.state = Mutex(State(home: home))
        self.cleanUp = cleanUp
    }

    deinit { discard() }

    var home: Home { state.withLock { $0.home } }

    /// What a row says about it.
    var place: Place {
        switch home {
        case .memory(let bytes, _): .inline(bytes)
        case .segment(let segment, let start): .segment(segment.container, start: start)
        case .file(let container): .file(container)
        case .gone: .nowhere
        }
    }

    /// The segment that must be synced before a row may name it.
    var segment: Segment? {
        if case .segment(let segment, _) = home { segment } else { nil }
    }

    /// The bytes, if they are still in memory.
    var inlineBytes: [UInt8]? {
        if case .memory(let bytes, _) = home { bytes } else { nil }
    }

    /// Reserves it for one transaction: a document belongs to one job.
    func take() throws(StoreError) {
        let isFree = state.withLock { state in
            if case .gone = state.home { return false }
            defer { state.isTaken = true }
            return !state.isTaken
        }
        guard isFree else { throw StoreError.notPossible("The document was already used") }
    }

    /// The transaction failed: it is the caller's again.
    func giveBack() { state.withLock { $0.isTaken = false } }

    /// Its bytes went from memory to a segment.
    func move(to segment: Segment, start: Int64) {
        state.withLock { state in
            if case .memory(_, let share) = state.home { share.release() }
            state.home = .segment(segment, start: start)
        }
    }

    /// A row names it now.
    func settle() {
        let home = state.withLock { state in
            defer { state.home = .gone }
            return state.home
        }
        switch home {
        case .memory(_, let share): share.release()
        case .segment(let segment, _): segment.unpin()
        case .file, .gone: break
        }
    }

    func discard() {
        let home: Home = state.withLock { state in
            guard !state.isTaken else { return .gone }
            defer { state.home = .gone }
            return state.home
        }
        cleanUp(home, octets)
    }
}
