internal import PrintModel
internal import Synchronization

/// Who has come in lately, of those who may do more than print: that they did is recorded once an hour for each way and
/// address, and not with each request, which carries its proof anew.
final class Arrivals: Sendable {
    private struct Way: Hashable {
        var name: String
        var proof: Proof
        var source: String
    }

    private static let seconds: Int64 = 3_600
    /// Far more than a house has operators at addresses. Beyond it some are recorded more often.
    private static let waysMax = 10_000

    private let lately = Mutex<[Way: Int64]>([:])

    var count: Int { lately.withLock { $0.count } }

    func isNew(_ identity: Identity, from source: String, at moment: Moment) -> Bool {
        guard identity.role != .user else { return false }
        let way = Way(name: identity.name, proof: identity.proof, source: source)
        let now = moment.seconds
        return lately.withLock { lately in
            // A clock that was put back is news, too.
            if let last = lately[way], (0..<Self.seconds).contains(now - last) { return false }
            if lately.count >= Self.waysMax { lately = lately.filter { (0..<Self.seconds).contains(now - $0.value) } }
            if lately.count >= Self.waysMax { lately = [:] }
            lately[way] = now
            return true
        }
    }
}
