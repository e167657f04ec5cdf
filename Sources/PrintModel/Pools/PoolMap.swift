/// Which printers serve which pools, worked out from all queues; worth keeping until they change
/// (``PrinterStore/revision``).
public struct PoolMap: Sendable {
    /// A printer of a pool.
    public struct Member: Hashable, Sendable {
        public var printer: Printer
        /// The pool inside the pool that lets no job through to it, because it is paused, off, or accepts nothing.
        public var closedBy: PrinterName?
    }

    private let membersByPool: [PrinterID: [Member]]
    private let poolsByMember: [PrinterID: [PrinterID]]
    /// There are none at all: what most servers have.
    public var isEmpty: Bool { membersByPool.isEmpty }

    public init(_ all: [Printer]) {
        let pools = all.filter(\.isPool)
        guard !pools.isEmpty else {
            (membersByPool, poolsByMember) = ([:], [:])
            return
        }
        let byID = Dictionary(all.map { ($0.id, $0) }) { first, _ in first }
        var membersByPool: [PrinterID: [Member]] = [:]
        var poolsByMember: [PrinterID: [PrinterID]] = [:]
        for pool in pools {
            var walk = Walk(byID: byID)
            walk.enter(pool, closedBy: nil)
            membersByPool[pool.id] = walk.found
            for member in walk.found { poolsByMember[member.printer.id, default: []].append(pool.id) }
        }
        self.membersByPool = membersByPool
        self.poolsByMember = poolsByMember
    }

    /// The printers with devices that a pool's jobs may go to, each once, in the order of the list; those of a pool
    /// inside it stand in its place.
    public func members(of pool: PrinterID) -> [Member] { membersByPool[pool] ?? [] }

    /// The pools whose jobs this printer may take.
    public func pools(servedBy printer: PrinterID) -> [PrinterID] { poolsByMember[printer] ?? [] }

    /// Goes through a pool and the pools in it, each once: one that contains itself is no trap.
    private struct Walk {
        let byID: [PrinterID: Printer]
        private(set) var found: [Member] = []
        private var places: [PrinterID: Int] = [:]
        private var entered: Set<PrinterID> = []
        /// Pools in pools in pools may be reached in very many ways.
        private var stepsLeft = 10 * Pool.membersMax

        init(byID: [PrinterID: Printer]) { self.byID = byID }

        mutating func enter(_ pool: Printer, closedBy: PrinterName?) {
            guard entered.insert(pool.id).inserted else { return }
            // One that is reached in two ways is looked at in both: only one of them may be closed.
            defer { entered.remove(pool.id) }
            for id in pool.pool?.members ?? [] {
                stepsLeft -= 1
                guard stepsLeft > 0 else { return }
                guard let member = byID[id] else { continue }
                if member.isPool {
                    let isClosed = member.isPaused || !member.acceptsJobs || member.power != .on
                    enter(member, closedBy: closedBy ?? (isClosed ? member.name : nil))
                } else {
                    add(member, closedBy: closedBy)
                }
            }
        }

        private mutating func add(_ printer: Printer, closedBy: PrinterName?) {
            if let place = places[printer.id] {
                if closedBy == nil { found[place].closedBy = nil }
            } else if found.count < Pool.membersMax {
                places[printer.id] = found.count
                found.append(Member(printer: printer, closedBy: closedBy))
            }
        }
    }
}
