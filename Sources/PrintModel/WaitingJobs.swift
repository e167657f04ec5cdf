/// Unfinished jobs by whose they are: kept in memory by stores, so that asking costs the same at any backlog.
///
/// Under a name that nobody has proved they count for the place they came from (``Owner/place``).
public struct WaitingJobs: Hashable, Sendable {
    /// Those of one owner.
    public struct Count: Hashable, Sendable {
        /// Of a proved user, from wherever; else of that name from that place.
        public var ofOwner: Int
        /// From the owner's place under names that nobody has proved; 0 for a proved user.
        public var ofAddress: Int
        /// As ``ofOwner``, on one queue.
        public var onQueue: Int
        /// Of their documents: a proved user's, else those from that place under whatever name.
        public var octets: Int64

        public init(ofOwner: Int, ofAddress: Int, onQueue: Int, octets: Int64) {
            self.ofOwner = ofOwner
            self.ofAddress = ofAddress
            self.onQueue = onQueue
            self.octets = octets
        }
    }

    private struct Place: Hashable {
        var owner: Owner
        var printer: PrinterID
    }

    private var byPlace: [Place: Int] = [:]
    private var byOwner: [Owner: Int] = [:]
    private var byAddress: [String: Int] = [:]
    /// By ``Owner/source``.
    private var octets: [String: Int64] = [:]

    public init() {}

    public mutating func add(_ count: Int, octets: Int64, of owner: Owner, on printer: PrinterID) {
        let key = Self.key(owner)
        add(count, of: key, on: printer)
        Self.add(octets, to: &self.octets, owner.source)
    }

    public mutating func add(_ other: WaitingJobs) {
        for (place, count) in other.byPlace { add(count, of: place.owner, on: place.printer) }
        for (source, count) in other.octets { Self.add(count, to: &octets, source) }
    }

    public func count(of owner: Owner, on printer: PrinterID) -> Count {
        let key = Self.key(owner)
        return Count(
            ofOwner: byOwner[key] ?? 0, ofAddress: key.isProved ? 0 : byAddress[key.host] ?? 0,
            onQueue: byPlace[Place(owner: key, printer: printer)] ?? 0, octets: octets[owner.source] ?? 0)
    }

    private mutating func add(_ count: Int, of key: Owner, on printer: PrinterID) {
        Self.add(count, to: &byPlace, Place(owner: key, printer: printer))
        Self.add(count, to: &byOwner, key)
        if !key.isProved { Self.add(count, to: &byAddress, key.host) }
    }

    private static func add<Key, Number: BinaryInteger>(_ count: Number, to counts: inout [Key: Number], _ key: Key) {
        guard count != 0 else { return }
        let sum = (counts[key] ?? 0) + count
        counts[key] = sum == 0 ? nil : sum
    }

    /// It does not matter from where a proved user asks.
    private static func key(_ owner: Owner) -> Owner {
        Owner(user: owner.user, host: owner.isProved ? "" : owner.place, isProved: owner.isProved)
    }
}
