internal import Synchronization

/// Bounds what all documents on their way in hold in memory together.
final class MemoryBudget: Sendable {
    private let left: Mutex<Int>

    init(octets: Int) { left = Mutex(octets) }

    /// What one document holds; given back at the latest when it is forgotten.
    final class Share: Sendable {
        private let budget: MemoryBudget
        private let held = Mutex(0)

        fileprivate init(_ budget: MemoryBudget) { self.budget = budget }
        deinit { release() }

        /// Whether the document may hold `octets` in all.
        func grow(to octets: Int) -> Bool {
            held.withLock { held in
                let more = octets - held
                guard more > 0 else { return true }
                guard budget.take(more) else { return false }
                held = octets
                return true
            }
        }

        func release() {
            let octets = held.withLock { held in
                defer { held = 0 }
                return held
            }
            if octets > 0 { budget.left.withLock { $0 += octets } }
        }
    }

    func share() -> Share { Share(self) }

    private func take(_ octets: Int) -> Bool {
        left.withLock { left in
            guard left >= octets else { return false }
            left -= octets
            return true
        }
    }
}
