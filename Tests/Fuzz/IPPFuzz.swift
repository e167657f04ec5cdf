// Built together with the sources of IPP, by libFuzzer's rules; `make fuzz` runs it.
//
// For any bytes: what the decoder accepts encodes to the same bytes; the boundary is found where the decoder finds it,
// however the bytes are cut; and nothing traps, whatever quirks are allowed.

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    let end = checkMessage(bytes)
    checkBoundary(bytes, end: end)
    checkQuirks(bytes)
    checkGroup(bytes)
    return 0
}

private func checkMessage(_ bytes: [UInt8]) -> Int? {
    guard let (message, end) = try? IPPMessage.decode(bytes) else { return nil }
    precondition(message.encoded() == Array(bytes[..<end]), "a message changed")
    touch(message)
    return end
}

private func checkBoundary(_ bytes: [UInt8], end: Int?) {
    var whole = IPPBoundary()
    do {
        let found = try whole.consume(bytes)
        precondition(end == nil || found == end, "the boundary is elsewhere")
        var pieces = IPPBoundary(), offset = 0, size = 1
        while !pieces.isAtEnd, offset < bytes.count {
            let next = min(offset + size, bytes.count)
            if let taken = try pieces.consume(bytes[offset..<next]) {
                precondition(offset + taken == found, "the boundary moves with the pieces")
            }
            (offset, size) = (next, size % 7 + 1)
        }
        precondition(pieces.isAtEnd == (found != nil), "the boundary depends on the pieces")
    } catch {
        precondition(end == nil, "the boundary refuses what the decoder accepts")
    }
}

private func checkQuirks(_ bytes: [UInt8]) {
    let faithful = Quirk.allowed.subtracting([.namedCollectionMembers])
    if let (message, end) = try? IPPMessage.decode(bytes, limits: .client, quirks: faithful) {
        precondition(message.encoded() == Array(bytes[..<end]), "a message changed for a quirk")
    }
    if let (message, _) = try? IPPMessage.decode(bytes, limits: .client, quirks: Quirk.allowed) {
        let again = try? IPPMessage.decode(message.encoded(), limits: .client, quirks: Quirk.allowed)
        precondition(again?.message == message, "a message is not read back")
    }
}

private func checkGroup(_ bytes: [UInt8]) {
    guard let group = try? AttributeGroup(decoding: bytes) else { return }
    precondition(group.encoded() == bytes, "a group changed")
}

/// Runs what looks at values, which must not trap either.
private func touch(_ message: IPPMessage) {
    for attribute in message.groups.flatMap(\.attributes) {
        _ = Registry.attribute(named: attribute.name)?.fault(in: attribute.values)
        for case .dateTime(let dateTime) in attribute.values {
            _ = IPPDateTime(secondsSince1970: dateTime.secondsSince1970)
        }
    }
}
