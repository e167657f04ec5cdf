internal import IPP

/// The printers that share one queue: what CUPS calls a class.
///
/// A job waits in one queue, the pool's, and is printed once, by the member that takes it.
public struct Pool: Hashable, Sendable {
    /// Which of the members that could take a job takes it; the value of "quire-pool-policy".
    public enum Policy: String, CaseIterable, Sendable {
        /// The one with the fewest jobs of its own, printing or waiting.
        case leastLoaded = "least-loaded"
        /// The first in the list.
        case ordered
        /// The next in the list behind the one that took a job last.
        case roundRobin = "round-robin"
    }

    /// Printers, and other pools, in the order that was given. One that has been deleted may still be named.
    public var members: [PrinterID]
    public var policy: Policy

    public init(members: [PrinterID], policy: Policy = .leastLoaded) {
        self.members = members
        self.policy = policy
    }

    /// The device URI of every pool.
    public static let deviceURI = "pool:"

    /// Printers in one pool, named or in pools inside it: a bound for what is looked at for each of its jobs.
    public static let membersMax = 1000
}

extension NewPrinter {
    /// Makes it a pool from the start.
    public mutating func setPool(_ pool: Pool) {
        deviceURI = Pool.deviceURI
        attributes.setPool(pool)
    }
}

extension AttributeGroup {
    fileprivate mutating func setPool(_ pool: Pool?) {
        remove(Printer.membersAttribute)
        remove(Printer.policyAttribute)
        guard let pool else { return }
        if !pool.members.isEmpty {
            set(Attribute(Printer.membersAttribute, pool.members.map { .integer($0.rawValue) }))
        }
        set(Attribute(Printer.policyAttribute, .keyword(pool.policy.rawValue)))
    }
}

extension Printer {
    /// Whether its jobs are printed by other printers.
    public var isPool: Bool { deviceURI == Pool.deviceURI }

    /// Its members; `nil` for a printer with a device of its own.
    public var pool: Pool? {
        get {
            guard isPool else { return nil }
            let members = (attributes[Self.membersAttribute]?.values ?? []).compactMap(\.integerValue)
            let policy = attributes[Self.policyAttribute]?.values.first?.stringValue.flatMap {
                Pool.Policy(rawValue: $0)
            }
            return Pool(members: members.map { PrinterID($0) }, policy: policy ?? .leastLoaded)
        }
        set {
            attributes.setPool(newValue)
            if newValue != nil { deviceURI = Pool.deviceURI }
        }
    }

    /// With what an administrator set for the pool that a job came by, which says more than what is set here.
    public func withDefaults(of queue: Printer?) -> Printer {
        guard let queue, queue.id != id else { return self }
        var printer = self
        for attribute in queue.attributes.attributes where attribute.name.hasSuffix("-default") {
            printer.attributes.set(attribute)
        }
        return printer
    }

    fileprivate static let membersAttribute = "quire-pool-members"
    fileprivate static let policyAttribute = "quire-pool-policy"
}
