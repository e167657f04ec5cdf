/// Reads the Basic Encoding Rules as far as SNMP has them (RFC 3417 §8): short tags, definite lengths.
///
/// What comes is from a network that anybody may send to: nothing in it is believed before it was looked at.
struct BERReader {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

    var isAtEnd: Bool { rest.isEmpty }

    enum Tag {
        static let integer: UInt8 = 0x02
        static let octets: UInt8 = 0x04
        static let null: UInt8 = 0x05
        static let objectID: UInt8 = 0x06
        static let sequence: UInt8 = 0x30
        /// Counter32, Gauge32, TimeTicks, Counter64 (RFC 2578 §7.1).
        static let unsigned: Set<UInt8> = [0x41, 0x42, 0x43, 0x46]
        /// noSuchObject, noSuchInstance, endOfMibView (RFC 3416 §3).
        static let nothing: Set<UInt8> = [0x80, 0x81, 0x82]
    }

    /// The next thing of whatever kind.
    mutating func next() throws(SNMPProblem) -> (tag: UInt8, contents: ArraySlice<UInt8>) {
        guard let tag = rest.popFirst(), let first = rest.popFirst() else { throw .truncated }
        var length = Int(first)
        if first & 0x80 != 0 {
            let count = Int(first & 0x7F)
            // An indefinite length, or one that no datagram has.
            guard 1...4 ~= count, rest.count >= count else { throw .malformed("length") }
            length = rest.prefix(count).reduce(0) { $0 << 8 | Int($1) }
            rest = rest.dropFirst(count)
        }
        guard length <= rest.count else { throw .truncated }
        defer { rest = rest.dropFirst(length) }
        return (tag, rest.prefix(length))
    }

    mutating func next(_ wanted: UInt8) throws(SNMPProblem) -> ArraySlice<UInt8> {
        let (tag, contents) = try next()
        guard tag == wanted else { throw .malformed("tag \(tag) where \(wanted) belongs") }
        return contents
    }

    mutating func integer() throws(SNMPProblem) -> Int64 { try Self.integer(next(Tag.integer)) }

    /// Two's complement, 1 to 8 octets.
    static func integer(_ contents: ArraySlice<UInt8>) throws(SNMPProblem) -> Int64 {
        guard let first = contents.first, contents.count <= 8 else { throw .malformed("integer") }
        return contents.reduce(first & 0x80 == 0 ? 0 : -1) { $0 << 8 | Int64($1) }
    }

    /// At most 64 bits, and a zero in front of them.
    static func unsigned(_ contents: ArraySlice<UInt8>) throws(SNMPProblem) -> UInt64 {
        let digits = contents.drop { $0 == 0 }
        guard !contents.isEmpty, digits.count <= 8 else { throw .malformed("counter") }
        return digits.reduce(0) { $0 << 8 | UInt64($1) }
    }

    static func objectID(_ contents: ArraySlice<UInt8>) throws(SNMPProblem) -> ObjectID {
        var arcs: [UInt32] = []
        var arc: UInt64 = 0
        for octet in contents {
            arc = arc << 7 | UInt64(octet & 0x7F)
            guard arc <= UInt64(UInt32.max) else { throw .malformed("object identifier") }
            guard octet & 0x80 == 0 else { continue }
            if arcs.isEmpty {
                // The first octets hold two.
                let top = min(arc / 40, 2)
                arcs = [UInt32(top), UInt32(arc - top * 40)]
            } else {
                arcs.append(UInt32(arc))
            }
            guard arcs.count <= ObjectID.arcsMax else { throw .malformed("object identifier") }
            arc = 0
        }
        guard !arcs.isEmpty, arc == 0 else { throw .malformed("object identifier") }
        return ObjectID(arcs)
    }
}

/// What is wrong with a datagram.
public enum SNMPProblem: Error, Hashable, Sendable {
    case truncated
    case malformed(String)
}
