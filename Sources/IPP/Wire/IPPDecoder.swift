// A MESSAGE ON THE WIRE (RFC 8010 §3.1; numbers are big-endian)
//
//   version     2   major, minor
//   code        2   operation-id or status-code
//   request-id  4
//   group*          tag 0x01, 0x02, 0x04-0x0A, then attributes
//   end         1   0x03; document data follows
//
//   attribute       value tag 1 (0x10 and up), name length 2, name, value length 2, value
//   another value   value tag 1, 0x0000, value length 2, value
//   collection      0x34 in place of the value tag, its value empty; then for each member
//                     0x4A 0x0000, length 2, name; one or more values, each with name length 0
//                   and 0x37 0x0000 0x0000 behind the last
//
// Whatever does not fit is refused, never repaired: what we do accept encodes to the bytes it came from.

extension IPPMessage {
    /// Reads the message at the front of `bytes`.
    ///
    /// - Returns: the message, and how many bytes it took: a document, if any, starts there.
    public static func decode(
        _ bytes: UnsafeRawBufferPointer, limits: IPPLimits = .standard, quirks: Set<Quirk> = []
    ) throws(IPPError) -> (message: IPPMessage, documentOffset: Int) {
        var decoder = IPPDecoder(bytes, limits: limits, quirks: quirks)
        let message = try decoder.message()
        return (message, decoder.offset)
    }

    /// Reads the message at the front of `bytes`.
    ///
    /// - Returns: the message, and how many bytes it took: a document, if any, starts there.
    public static func decode(
        _ bytes: [UInt8], limits: IPPLimits = .standard, quirks: Set<Quirk> = []
    ) throws(IPPError) -> (message: IPPMessage, documentOffset: Int) {
        try bytes.withRawBytes { raw throws(IPPError) in try decode(raw, limits: limits, quirks: quirks) }
    }

    /// Reads the message at the front of `bytes`; offsets count from the start of the slice.
    ///
    /// - Returns: the message, and how many bytes it took: a document, if any, starts there.
    public static func decode(
        _ bytes: ArraySlice<UInt8>, limits: IPPLimits = .standard, quirks: Set<Quirk> = []
    ) throws(IPPError) -> (message: IPPMessage, documentOffset: Int) {
        try bytes.withRawBytes { raw throws(IPPError) in try decode(raw, limits: limits, quirks: quirks) }
    }

    /// Reads the message at the front of `bytes` and does not look at what follows it.
    public init(
        decoding bytes: [UInt8], limits: IPPLimits = .standard, quirks: Set<Quirk> = []
    ) throws(IPPError) {
        self = try Self.decode(bytes, limits: limits, quirks: quirks).message
    }
}

extension AttributeGroup {
    /// Reads what ``encoded()`` wrote: one group on its own, its tag first, with nothing behind it.
    public init(
        decoding bytes: [UInt8], limits: IPPLimits = .standard, quirks: Set<Quirk> = []
    ) throws(IPPError) {
        self = try bytes.withRawBytes { raw throws(IPPError) in
            var decoder = IPPDecoder(raw, limits: limits, quirks: quirks)
            return try decoder.loneGroup()
        }
    }
}

/// One pass over the bytes of a message.
struct IPPDecoder {
    private var reader: WireReader
    private let limits: IPPLimits
    private let quirks: QuirkMask
    private var attributesLeft: Int

    init(_ bytes: UnsafeRawBufferPointer, limits: IPPLimits, quirks: Set<Quirk>) {
        reader = WireReader(bytes, bytesMax: limits.attributeBytesMax)
        self.limits = limits
        self.quirks = QuirkMask(quirks)
        attributesLeft = limits.attributesMax
    }

    var offset: Int { reader.offset }

    mutating func message() throws(IPPError) -> IPPMessage {
        let version = IPPVersion(try reader.readUInt8(), try reader.readUInt8())
        let code = Int16(bitPattern: try reader.readUInt16())
        var message = IPPMessage(version: version, code: code, requestID: try reader.readInt32())
        var tag = try groupTag()
        while tag != .end {
            var group = AttributeGroup(tag)
            tag = try attributes(of: &group)
            message.groups.append(group)
        }
        return message
    }

    mutating func loneGroup() throws(IPPError) -> AttributeGroup {
        var group = AttributeGroup(try groupTag())
        guard group.tag != .end else { throw IPPError(.unexpectedTag, "end tag in place of a group tag", at: 0) }
        while !reader.isAtEnd {
            let tag = try reader.readUInt8()
            guard tag >= ValueTag.first else {
                throw IPPError(.unexpectedTag, "group tag \(hex(tag)) in a group on its own", at: offset - 1)
            }
            group.attributes.append(try attribute(firstTag: tag))
        }
        return group
    }

    private mutating func groupTag() throws(IPPError) -> GroupTag {
        guard !reader.isAtEnd else { throw reader.missingEnd() }
        return try GroupTag(onWire: reader.readUInt8(), at: offset - 1)
    }

    /// Reads attributes up to and including the tag that ends the group, and gives that tag back.
    private mutating func attributes(of group: inout AttributeGroup) throws(IPPError) -> GroupTag {
        while true {
            guard !reader.isAtEnd else { throw reader.missingEnd() }
            let tag = try reader.readUInt8()
            if tag < ValueTag.first { return try GroupTag(onWire: tag, at: offset - 1) }
            group.attributes.append(try attribute(firstTag: tag))
        }
    }

    private mutating func attribute(firstTag tag: UInt8) throws(IPPError) -> Attribute {
        let tagOffset = offset - 1
        try checkOutsideCollection(tag, at: tagOffset)
        let name = try attributeName(length: Int(try reader.readUInt16()))
        try countAttribute(at: tagOffset)
        var attribute = Attribute(name, try value(tag: tag, of: name, depth: 0))
        while let tag = reader.tagOfAdditionalValue() {
            try checkOutsideCollection(tag, at: offset)
            try readAdditionalValue(of: &attribute, depth: 0)
        }
        return attribute
    }

    private func checkOutsideCollection(_ tag: UInt8, at tagOffset: Int) throws(IPPError) {
        guard tag == ValueTag.memberAttrName || tag == ValueTag.endCollection else { return }
        guard quirks.contains(.membersOutsideCollections) else {
            throw IPPError(.unexpectedTag, "tag \(hex(tag)) outside a collection", at: tagOffset)
        }
    }

    private mutating func attributeName(length: Int) throws(IPPError) -> String {
        guard 1...255 ~= length else {
            let reason = length == 0 ? "a value that belongs to no attribute" : "a name of \(length) bytes"
            throw IPPError(.badName, reason, at: offset - 2)
        }
        let nameOffset = offset
        let bytes = try reader.readBytes(length)
        guard bytes.allSatisfy({ 0x21...0x7E ~= $0 }) else {
            throw IPPError(.badName, "a name that is not visible US-ASCII", at: nameOffset)
        }
        return bytes.ascii
    }

    private mutating func countAttribute(at tagOffset: Int) throws(IPPError) {
        guard attributesLeft > 0 else {
            throw IPPError(.tooManyAttributes, "more than \(limits.attributesMax) attributes", at: tagOffset)
        }
        attributesLeft -= 1
    }

    private mutating func readAdditionalValue(of attribute: inout Attribute, depth: Int) throws(IPPError) {
        guard attribute.values.count < limits.valuesMax else {
            let reason = "'\(attribute.name)' has more than \(limits.valuesMax) values"
            throw IPPError(.tooManyValues, reason, at: offset)
        }
        let tag = try reader.readUInt8()
        _ = try reader.readUInt16()
        attribute.values.append(try value(tag: tag, of: attribute.name, depth: depth))
    }

    /// Reads a value from its length on.
    private mutating func value(tag: UInt8, of name: String, depth: Int) throws(IPPError) -> AttributeValue {
        let length = Int(try reader.readUInt16())
        let valueOffset = offset
        // The length is a signed number: more than 32,767 is a negative one, not a long value.
        guard length <= 32_767 else { throw IPPError(.badValue, "a negative length", at: valueOffset - 2) }
        guard length <= limits.valueBytesMax else {
            throw IPPError(.valueTooLong, "'\(name)' has a value of \(length) bytes", at: valueOffset - 2)
        }
        if tag == ValueTag.begCollection {
            guard length == 0 else {
                throw IPPError(.badValue, "'\(name)' is a collection that starts with \(length) bytes", at: valueOffset)
            }
            return .collection(try members(of: name, depth: depth + 1))
        }
        let bytes = try reader.readBytes(length)
        do {
            return try AttributeValue(tag: tag, bytes: bytes, isLengthBounded: !quirks.contains(.overlongValues))
        } catch .malformed where quirks.contains(.malformedValues) {
            return .unknown(tag: tag, Array(bytes))
        } catch .notUTF8 where quirks.contains(.notUTF8) {
            return .unknown(tag: tag, Array(bytes))
        } catch {
            throw Self.error(error, tag: tag, bytes: length, of: name, at: valueOffset)
        }
    }

    private static func error(
        _ fault: WireFault, tag: UInt8, bytes: Int, of name: String, at valueOffset: Int
    ) -> IPPError {
        switch fault {
        case .tooLong:
            IPPError(.valueTooLong, "'\(name)' has \(bytes) bytes, more than its syntax allows", at: valueOffset)
        case .notUTF8:
            IPPError(.notUTF8, "'\(name)' has a string that is not UTF-8", at: valueOffset)
        case .malformed:
            IPPError(.badValue, "'\(name)' has \(bytes) bytes that are no value of tag \(hex(tag))", at: valueOffset)
        }
    }

    /// Reads the members of a collection, and the tag that ends it.
    private mutating func members(of name: String, depth: Int) throws(IPPError) -> [Attribute] {
        guard depth <= limits.collectionDepthMax else {
            throw IPPError(.nestedTooDeep, "'\(name)' is more than \(limits.collectionDepthMax) deep", at: offset)
        }
        var members: [Attribute] = []
        while true {
            let tagOffset = offset
            let tag = try reader.readUInt8()
            if quirks.contains(.namedCollectionMembers), tag >= ValueTag.first, !reader.isNextLengthZero {
                try countAttribute(at: tagOffset)
                members.append(try misnamedMember(firstTag: tag, depth: depth))
                continue
            }
            guard tag == ValueTag.memberAttrName || tag == ValueTag.endCollection else {
                throw IPPError(.unexpectedTag, "tag \(hex(tag)) in place of a member of '\(name)'", at: tagOffset)
            }
            guard try reader.readUInt16() == 0 else {
                throw IPPError(.badName, "a member of '\(name)' has its name in the wrong place", at: tagOffset + 1)
            }
            let length = Int(try reader.readUInt16())
            if tag == ValueTag.endCollection {
                guard length == 0 else {
                    throw IPPError(.badValue, "the end of '\(name)' has \(length) bytes", at: tagOffset + 3)
                }
                return members
            }
            try countAttribute(at: tagOffset)
            members.append(try member(named: try attributeName(length: length), depth: depth))
        }
    }

    private mutating func member(named name: String, depth: Int) throws(IPPError) -> Attribute {
        let tagOffset = offset
        let tag = try reader.readUInt8()
        guard tag >= ValueTag.first, tag != ValueTag.memberAttrName, tag != ValueTag.endCollection else {
            throw IPPError(.unexpectedTag, "tag \(hex(tag)) in place of a value of '\(name)'", at: tagOffset)
        }
        guard try reader.readUInt16() == 0 else {
            throw IPPError(.badName, "a value of '\(name)' has a name as well", at: tagOffset + 1)
        }
        return try member(named: name, firstTag: tag, depth: depth)
    }

    /// A member as ``Quirk/namedCollectionMembers`` has it.
    private mutating func misnamedMember(firstTag tag: UInt8, depth: Int) throws(IPPError) -> Attribute {
        guard tag != ValueTag.memberAttrName, tag != ValueTag.endCollection else {
            throw IPPError(.badName, "tag \(hex(tag)) has a name", at: offset)
        }
        let name = try attributeName(length: Int(try reader.readUInt16()))
        return try member(named: name, firstTag: tag, depth: depth)
    }

    /// Reads the values of a member from the length of the first on.
    private mutating func member(named name: String, firstTag tag: UInt8, depth: Int) throws(IPPError) -> Attribute {
        var member = Attribute(name, try value(tag: tag, of: name, depth: depth))
        while let tag = reader.tagOfAdditionalValue(),
            tag != ValueTag.memberAttrName, tag != ValueTag.endCollection
        {
            try readAdditionalValue(of: &member, depth: depth)
        }
        return member
    }
}

extension GroupTag {
    /// 0x00 and 0x0B to 0x0F are reserved (RFC 8010 §3.5.1), and from 0x10 on tags are those of values.
    init(onWire tag: UInt8, at byteOffset: Int) throws(IPPError) {
        guard 0x01...0x0A ~= tag else {
            throw IPPError(.unexpectedTag, "tag \(hex(tag)) in place of a group tag", at: byteOffset)
        }
        self.init(rawValue: tag)
    }
}

func hex(_ tag: UInt8) -> String { "0x" + (tag < 0x10 ? "0" : "") + String(tag, radix: 16, uppercase: true) }

extension Array<UInt8> {
    /// As `withUnsafeBytes`, which does not say what kind of error it passes on.
    func withRawBytes<Result>(
        _ body: (UnsafeRawBufferPointer) throws(IPPError) -> Result
    ) throws(IPPError) -> Result {
        try withUnsafeBufferPointer { buffer throws(IPPError) in try body(UnsafeRawBufferPointer(buffer)) }
    }
}

extension ArraySlice<UInt8> {
    func withRawBytes<Result>(
        _ body: (UnsafeRawBufferPointer) throws(IPPError) -> Result
    ) throws(IPPError) -> Result {
        try withUnsafeBufferPointer { buffer throws(IPPError) in try body(UnsafeRawBufferPointer(buffer)) }
    }
}
