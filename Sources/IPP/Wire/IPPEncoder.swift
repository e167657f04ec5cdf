// Encoding cannot fail. What the wire cannot carry is our own mistake and is made to fit: a string or octetString is
// cut at 32,767 octets, an attribute without values says no-value, one without a name is left out. No message that the
// decoder accepted holds any of these.

extension IPPMessage {
    /// The bytes of the message, up to and including the end-of-attributes tag.
    public func encoded() -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(512)
        encode(into: &bytes)
        return bytes
    }

    /// Appends the message to `bytes`.
    ///
    /// A long answer is written page by page: the start with `ending: false`, then each group with
    /// ``AttributeGroup/encode(into:)`` (or bytes that it made earlier), then `GroupTag.end.rawValue`.
    public func encode(into bytes: inout [UInt8], ending: Bool = true) {
        bytes.append(version.major)
        bytes.append(version.minor)
        bytes.append(bigEndian: UInt16(bitPattern: code))
        bytes.append(bigEndian: UInt32(bitPattern: requestID))
        for group in groups { group.encode(into: &bytes) }
        if ending { bytes.append(GroupTag.end.rawValue) }
    }
}

extension AttributeGroup {
    /// The group on its own: its tag, then the attributes as they stand in a message. ``init(decoding:limits:quirks:)``
    /// reads it.
    public func encoded() -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(512)
        encode(into: &bytes)
        return bytes
    }

    /// Appends tag and attributes to `bytes`, for instance behind other groups of an answer.
    public func encode(into bytes: inout [UInt8]) {
        bytes.append(tag.rawValue)
        for attribute in attributes where !attribute.name.isEmpty {
            var name = attribute.name
            for value in attribute.valuesOnWire {
                value.encode(named: name, into: &bytes)
                name = ""
            }
        }
    }
}
