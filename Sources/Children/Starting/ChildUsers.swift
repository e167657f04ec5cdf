import Synchronization

/// Users for children, each for one at a time, so that children cannot reach one another either.
final class ChildUsers: Sendable {
    private let free: Mutex<[UInt32]>

    /// Shuffled, so that two daemons on one machine rarely meet.
    init(_ range: Range<UInt32>) { free = Mutex(range.shuffled()) }

    func take() -> UInt32? { free.withLock { $0.popLast() } }

    /// To the far end: the next child gets one that has rested longest.
    func giveBack(_ user: UInt32) { free.withLock { $0.insert(user, at: 0) } }
}
