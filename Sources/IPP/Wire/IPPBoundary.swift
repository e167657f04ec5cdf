/// Finds where a message ends and its document begins, in bytes that arrive in pieces.
///
/// It steps over names and values without looking into them, so that the decoder later sees the whole attribute part
/// at once. It never ends elsewhere than ``IPPMessage/decode(_:limits:quirks:)-swift.type.method`` would, and refuses
/// early what cannot become a message: a tag out of place, a negative length, too many bytes.
public struct IPPBoundary: Sendable {
    private enum Step {
        case header, group, tag
        case nameLengthHigh, nameLengthLow, name
        case valueLengthHigh, valueLengthLow, value
        case end
    }

    /// Bytes of the message seen so far. Behind the end-of-attributes tag it no longer grows.
    public private(set) var byteCount = 0
    private let attributeBytesMax: Int
    private var step = Step.header
    /// Bytes still to be stepped over in `header`, `name` and `value`.
    private var left = 8
    private var highOctet: UInt8 = 0

    public init(limits: IPPLimits = .standard) {
        attributeBytesMax = limits.attributeBytesMax
    }

    public var isAtEnd: Bool { step == .end }

    /// Looks at the next bytes of the stream.
    ///
    /// - Returns: how many of these bytes still belong to the message, the end-of-attributes tag included, when it ends
    ///   in them (0 when it had ended before); `nil` when it goes on in the next piece.
    public mutating func consume(_ bytes: UnsafeRawBufferPointer) throws(IPPError) -> Int? {
        var index = 0
        while step != .end, index < bytes.count {
            guard byteCount < attributeBytesMax else {
                let reason = "the attributes take more than \(attributeBytesMax) bytes"
                throw IPPError(.tooManyBytes, reason, at: byteCount)
            }
            let taken: Int
            if left > 0 {
                taken = min(left, bytes.count - index, attributeBytesMax - byteCount)
                left -= taken
            } else {
                try advance(over: bytes[index])
                taken = 1
            }
            index += taken
            byteCount += taken
            if left == 0 { skipDone() }
        }
        return step == .end ? index : nil
    }

    /// Looks at the next bytes of the stream; as for a buffer.
    public mutating func consume(_ bytes: [UInt8]) throws(IPPError) -> Int? {
        try bytes.withRawBytes { raw throws(IPPError) in try consume(raw) }
    }

    /// Looks at the next bytes of the stream; as for a buffer, counted from the start of the slice.
    public mutating func consume(_ bytes: ArraySlice<UInt8>) throws(IPPError) -> Int? {
        try bytes.withRawBytes { raw throws(IPPError) in try consume(raw) }
    }

    /// What to say when the stream is over and the message is not.
    public func streamEnded() -> IPPError {
        step == .tag || step == .group
            ? IPPError(.missingEnd, "no end-of-attributes tag", at: byteCount)
            : IPPError(.truncated, "the message ended early", at: byteCount)
    }

    /// Takes one byte where a byte means something.
    private mutating func advance(over octet: UInt8) throws(IPPError) {
        switch step {
        case .group: try takeGroupTag(octet)
        case .tag:
            if octet < ValueTag.first { try takeGroupTag(octet) } else { step = .nameLengthHigh }
        case .nameLengthHigh: (step, highOctet) = (.nameLengthLow, octet)
        case .nameLengthLow:
            left = try length(low: octet)
            step = left > 0 ? .name : .valueLengthHigh
        case .valueLengthHigh: (step, highOctet) = (.valueLengthLow, octet)
        case .valueLengthLow:
            left = try length(low: octet)
            step = left > 0 ? .value : .tag
        case .header, .name, .value, .end: break
        }
    }

    private mutating func takeGroupTag(_ octet: UInt8) throws(IPPError) {
        step = try GroupTag(onWire: octet, at: byteCount) == .end ? .end : .tag
    }

    private func length(low octet: UInt8) throws(IPPError) -> Int {
        guard highOctet < 0x80 else { throw IPPError(.badValue, "a negative length", at: byteCount - 1) }
        return Int(highOctet) << 8 | Int(octet)
    }

    private mutating func skipDone() {
        switch step {
        case .header: step = .group
        case .name: step = .valueLengthHigh
        case .value: step = .tag
        case .group, .tag, .nameLengthHigh, .nameLengthLow, .valueLengthHigh, .valueLengthLow, .end: break
        }
    }
}
