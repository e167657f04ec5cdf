internal import IPP
internal import Synchronization

/// What a printer has found right once (Validate-Job), and need not be asked again.
final class ValidatedSets: Sendable {
    struct Entry: Hashable, Sendable {
        var formats: [String]
        var template: [Attribute]
    }

    private let sets = Mutex<Set<Entry>>([])
    /// Most jobs of a queue ask for the same.
    private static let setsMax = 32

    func contains(_ entry: Entry) -> Bool { sets.withLock { $0.contains(entry) } }

    func insert(_ entry: Entry) {
        sets.withLock { sets in
            if sets.count >= Self.setsMax { sets = [] }
            sets.insert(entry)
        }
    }

    /// The printer is another than before.
    func forget() { sets.withLock { $0 = [] } }
}
