/// An object identifier: where something stands in a MIB.
public struct ObjectID: Hashable, Sendable, CustomStringConvertible {
    public var arcs: [UInt32]

    /// What SNMP allows (RFC 3416 §4).
    static let arcsMax = 128

    public init(_ arcs: [UInt32]) { self.arcs = arcs }

    /// "1.3.6.1.2.1.1.1.0"; what is no number is left out.
    public init(_ text: String) { arcs = text.split(separator: ".").compactMap { UInt32($0) } }

    public var description: String { arcs.map { String($0) }.joined(separator: ".") }

    public func appending(_ more: UInt32...) -> ObjectID { ObjectID(arcs + more) }

    /// What stands behind `prefix`; `nil` where this does not begin with it.
    public func suffix(behind prefix: ObjectID) -> [UInt32]? {
        arcs.starts(with: prefix.arcs) ? Array(arcs.dropFirst(prefix.arcs.count)) : nil
    }
}
