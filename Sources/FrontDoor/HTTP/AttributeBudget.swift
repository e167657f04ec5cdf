import Logging
import PrintModel
import Synchronization

/// How many octets of attributes all requests in hand may have together (``Limit/attributeBytesInHand``): read, they are
/// several times as large in memory, and a client may take its time with the document behind them.
final class AttributeBudget: Sendable {
    private let state = Mutex((all: 0, bySource: [String: Int]()))
    private let octetsMax: Int
    private let limitsPerSource: Bool

    init(octetsMax: Int, limitsPerSource: Bool) {
        self.octetsMax = octetsMax
        self.limitsPerSource = limitsPerSource
    }

    var octets: Int { state.withLock { $0.all } }

    fileprivate func take(_ octets: Int, for source: String) -> Bool {
        state.withLock { state in
            let count = state.bySource[source, default: 0]
            // Half of what others leave, so that there is always room for another.
            let mine = limitsPerSource ? (octetsMax - (state.all - count)) / 2 : octetsMax
            guard count + octets <= mine, state.all + octets <= octetsMax else { return false }
            state.bySource[source] = count + octets
            state.all += octets
            return true
        }
    }

    fileprivate func giveBack(_ octets: Int, of source: String) {
        state.withLock { state in
            state.all -= octets
            let count = state.bySource[source, default: 0] - octets
            state.bySource[source] = count > 0 ? count : nil
        }
    }
}

/// What one request has of an ``AttributeBudget``, for as long as somebody holds this.
final class AttributeShare: Sendable {
    /// Not counted: more than nearly all requests have, so that these are never refused for others'. What they can add up to
    /// is bounded by how many requests and connections there may be.
    static let octetsFree = 16_384

    private let budget: AttributeBudget
    private let source: String
    private let octets = Atomic(0)

    init(of budget: AttributeBudget, for source: String) { (self.budget, self.source) = (budget, source) }

    deinit {
        let octets = self.octets.load(ordering: .relaxed)
        if octets > 0 { budget.giveBack(octets, of: source) }
    }

    /// Not from two places at a time.
    ///
    /// - Returns: whether there may be so many.
    func grow(to count: Int) -> Bool {
        let more = count - Self.octetsFree - octets.load(ordering: .relaxed)
        guard more > 0 else { return true }
        guard budget.take(more, for: source) else { return false }
        octets.add(more, ordering: .relaxed)
        return true
    }
}

extension HTTPConnection {
    /// Counts the attributes of the request in hand.
    ///
    /// - Returns: whether there may be so many.
    func holdAttributes(_ octets: Int) -> Bool {
        guard octets > AttributeShare.octetsFree else { return true }
        let share = attributes ?? AttributeShare(of: house.occupancy.attributes, for: source)
        attributes = share
        if share.grow(to: octets) { return true }
        attributes = nil
        if house.limitBoard.note(.attributeBytesInHand) {
            house.log.warning(
                "too many attributes in hand; the limit attribute-bytes-in-hand says how many there may be",
                metadata: ["from": "\(machine.requester.host)"])
        }
        return false
    }
}
