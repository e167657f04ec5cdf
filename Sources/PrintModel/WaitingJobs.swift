/// Unfinished jobs by whose they are: kept in memory by stores, so that asking costs the same at any backlog.
public struct WaitingJobs: Hashable, Sendable {
    /// Those of one owner.
    public struct Count: Hashable, Sendable {
        /// Of a proved user, from wherever; else of that name from that address.
        public var ofOwner: Int
        /// From the owner's address under names that nobody has proved; 0 for a proved user.
        public var ofAddress: Int
        /// As ``ofOwner``, on one queue.
        public var onQueue: Int

        public init(ofOwner: Int, ofAddress: Int, onQueue: Int) {
            self.ofOwner = ofOwner
            self.ofAddress = ofAddress
            self.onQueue = onQueue
        }
    }

    private struct Place: Hashable {
        var owner: Owner
        var printer: PrinterID
    }

    private var byPlace: [Place: Int] = [:]
    private var byOwner: [Owner: Int] = [:]
    private var byAddress: [String: Int] = [:]

    public init() {}

    public mutating func add(_ count: Int, of owner: Owner, on printer: PrinterID) {
        guard count != 0 else { return }
        let key = Self.key(owner)
        Self.add(count, to: &byPlace, Place(owner: key, printer: printer))
        Self.add(count, to: &byOwner, key)
        if !owner.isProved { Self.add(count, to: &byAddress, owner.host) }
    }

    public mutating func add(_ other: WaitingJobs) {
        for (place, count) in other.byPlace { add(count, of: place.owner, on: place.printer) }
    }

    public func count(of owner: Owner, on printer: PrinterID) -> Count {
        let key = Self.key(owner)
        return Count(
            ofOwner: byOwner[key] ?? 0, ofAddress: owner.isProved ? 0 : byAddress[owner.host] ?? 0,
            onQueue: byPlace[Place(owner: key, printer: printer)] ?? 0)
    }

    private static func add<Key>(_ count: Int, to counts: inout [Key: Int], _ key: Key) {
        let sum = (counts[key] ?? 0) + count
        counts[key] = sum == 0 ? nil : sum
    }

    /// It does not matter from where a proved user asks.
    private static func key(_ owner: Owner) -> Owner {
        owner.isProved ? Owner(user: owner.user, host: "", isProved: true) : owner
    }
}
