import Synchronization

/// How full the house is: connections, and requests in the service's hands. Shared by all event loops.
final class Occupancy: Sendable {
    private let connections = Atomic<Int>(0)
    private let requests: Mutex<[String: Int]> = Mutex([:])
    private let inHand = Atomic<Int>(0)
    let connectionsMax: Int
    private let requestsMax: Int
    private let limitsPerSource: Bool
    let attributes: AttributeBudget

    init(connectionsMax: Int, requestsInHandMax: Int, attributeBytesMax: Int, limitsPerSource: Bool) {
        attributes = AttributeBudget(octetsMax: attributeBytesMax, limitsPerSource: limitsPerSource)
        self.connectionsMax = connectionsMax
        requestsMax = requestsInHandMax
        self.limitsPerSource = limitsPerSource
    }

    var connectionCount: Int { connections.load(ordering: .relaxed) }
    var requestCount: Int { inHand.load(ordering: .relaxed) }

    /// - Returns: whether there is one connection too many now.
    func connectionOpened() -> Bool { connections.add(1, ordering: .relaxed).newValue > connectionsMax }
    func connectionClosed() { connections.subtract(1, ordering: .relaxed) }

    /// - Parameter source: ``Requester/source``.
    /// - Returns: whether the request may be handed to the service; then ``leave(_:)`` must follow.
    func enter(_ source: String) -> Bool {
        requests.withLock { requests in
            let count = requests[source, default: 0]
            let all = inHand.load(ordering: .relaxed)
            // Half of what others leave, so that there is always room for another.
            let mine = limitsPerSource ? max(1, (requestsMax - (all - count)) / 2) : requestsMax
            guard count < mine, all < requestsMax else { return false }
            requests[source] = count + 1
            inHand.add(1, ordering: .relaxed)
            return true
        }
    }

    func leave(_ source: String) {
        requests.withLock { requests in
            inHand.subtract(1, ordering: .relaxed)
            let count = requests[source, default: 0] - 1
            requests[source] = count > 0 ? count : nil
        }
    }
}
