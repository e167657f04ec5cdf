/// A message of SNMPv1 or SNMPv2c (RFC 1157 §4, RFC 3416 §3), as far as somebody needs it who asks.
///
///     SEQUENCE { version, community, [tag] { request-id, error-status, error-index, SEQUENCE OF { name, value } } }
public struct SNMPMessage: Hashable, Sendable {
    public enum Kind: UInt8, Sendable {
        case get = 0xA0
        case getNext = 0xA1
        case response = 0xA2
    }

    public struct Binding: Hashable, Sendable {
        public var name: ObjectID
        public var value: SNMPValue

        public init(_ name: ObjectID, _ value: SNMPValue = .nothing) {
            self.name = name
            self.value = value
        }
    }

    /// 0 is SNMPv1, 1 is SNMPv2c.
    public var version: Int64
    public var community: String
    public var kind: Kind
    public var requestID: Int32
    /// 0 none, 2 noSuchName.
    public var errorStatus: Int64 = 0
    public var bindings: [Binding]

    /// In one message; we ask for ten.
    static let bindingsMax = 64
    /// What a printer answers fits into one Ethernet frame.
    public static let octetsMax = 8 << 10

    public init(_ kind: Kind, of names: [ObjectID], version: Int64 = 0, community: String, requestID: Int32) {
        self.kind = kind
        self.version = version
        self.community = community
        self.requestID = requestID
        bindings = names.map { Binding($0) }
    }

    // MARK: Reading

    public init(decoding bytes: [UInt8]) throws(SNMPProblem) {
        guard bytes.count <= Self.octetsMax else { throw .malformed("length") }
        var outside = BERReader(bytes[...])
        var message = BERReader(try outside.next(BERReader.Tag.sequence))
        version = try message.integer()
        community = String(decoding: try message.next(BERReader.Tag.octets), as: UTF8.self)
        let (tag, contents) = try message.next()
        guard let kind = Kind(rawValue: tag) else { throw .malformed("tag \(tag) of no message") }
        self.kind = kind
        var body = BERReader(contents)
        guard let number = Int32(exactly: try body.integer()) else { throw .malformed("request-id") }
        requestID = number
        errorStatus = try body.integer()
        _ = try body.integer()
        var list = BERReader(try body.next(BERReader.Tag.sequence))
        bindings = []
        while !list.isAtEnd {
            guard bindings.count < Self.bindingsMax else { throw .malformed("too many values") }
            var pair = BERReader(try list.next(BERReader.Tag.sequence))
            let name = try BERReader.objectID(pair.next(BERReader.Tag.objectID))
            let (tag, contents) = try pair.next()
            bindings.append(Binding(name, try SNMPValue(tag, contents)))
        }
    }

    // MARK: Writing

    /// As it is sent: a question, with nothing for values.
    public func encoded() -> [UInt8] {
        let list = bindings.flatMap { BER.sequence(BER.objectID($0.name) + BER.null) }
        let body =
            BER.integer(Int64(requestID)) + BER.integer(0) + BER.integer(0) + BER.sequence(list)
        return BER.sequence(
            BER.integer(version) + BER.tagged(BERReader.Tag.octets, Array(community.utf8))
                + BER.tagged(kind.rawValue, body))
    }
}

public enum SNMPValue: Hashable, Sendable {
    case integer(Int64)
    case octets([UInt8])
    case objectID(ObjectID)
    /// There is nothing of that name.
    case nothing

    init(_ tag: UInt8, _ contents: ArraySlice<UInt8>) throws(SNMPProblem) {
        switch tag {
        case BERReader.Tag.integer: self = .integer(try BERReader.integer(contents))
        case BERReader.Tag.octets: self = .octets(Array(contents))
        case BERReader.Tag.objectID: self = .objectID(try BERReader.objectID(contents))
        case BERReader.Tag.null: self = .nothing
        case let tag where BERReader.Tag.unsigned.contains(tag):
            self = .integer(Int64(clamping: try BERReader.unsigned(contents)))
        case let tag where BERReader.Tag.nothing.contains(tag): self = .nothing
        // Addresses and the like: of no use here.
        default: self = .octets(Array(contents))
        }
    }
}

private enum BER {
    static let null: [UInt8] = [BERReader.Tag.null, 0]

    static func tagged(_ tag: UInt8, _ contents: [UInt8]) -> [UInt8] {
        let count = contents.count
        if count < 0x80 { return [tag, UInt8(count)] + contents }
        return [tag, 0x82, UInt8(truncatingIfNeeded: count >> 8), UInt8(truncatingIfNeeded: count)] + contents
    }

    static func sequence(_ contents: [UInt8]) -> [UInt8] { tagged(BERReader.Tag.sequence, contents) }

    static func integer(_ number: Int64) -> [UInt8] {
        var octets = stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: number >> Int64($0)) }
        while octets.count > 1, let first = octets.first, first == (octets[1] & 0x80 == 0 ? 0 : 0xFF) {
            octets.removeFirst()
        }
        return tagged(BERReader.Tag.integer, octets)
    }

    static func objectID(_ name: ObjectID) -> [UInt8] {
        var arcs = name.arcs.map { UInt64($0) }
        if arcs.count >= 2 { arcs.replaceSubrange(0...1, with: [arcs[0] * 40 + arcs[1]]) }
        return tagged(BERReader.Tag.objectID, arcs.flatMap { base128($0) })
    }

    private static func base128(_ number: UInt64) -> [UInt8] {
        var octets = [UInt8(number & 0x7F)]
        var rest = number >> 7
        while rest > 0 {
            octets.insert(UInt8(rest & 0x7F) | 0x80, at: 0)
            rest >>= 7
        }
        return octets
    }
}
