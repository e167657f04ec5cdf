/// What a server's store is called, and what is made from that: neither it nor the number of a job comes again.
public struct InstanceUUID: Hashable, Sendable {
    /// 16 octets.
    public var bytes: [UInt8]

    public init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Of a job, or of anything else with a number (RFC 9562 §5.8, version 8): the store's, with the number in the last four
    /// octets.
    public func bytes(of job: JobID) -> [UInt8] {
        var uuid = bytes
        guard uuid.count == 16 else { return uuid }
        uuid[6] = uuid[6] & 0x0F | 0x80
        uuid[8] = uuid[8] & 0x3F | 0x80
        for index in 0..<4 { uuid[12 + index] ^= UInt8(truncatingIfNeeded: job.rawValue >> (24 - 8 * index)) }
        return uuid
    }

    public func urn(of job: JobID) -> String { UUIDText.urn(bytes(of: job)) }

    /// Whether ``urn(of:)`` of some job is this.
    public func hasMade(_ urn: String) -> Bool {
        UUIDText.isURN(urn) && urn.lowercased().dropLast(8) == self.urn(of: JobID(1)).dropLast(8)
    }
}

/// The text form of 16 octets (RFC 9562 §4).
public enum UUIDText {
    /// Whether it is a UUID as RFC 9562 §4 writes it.
    public static func isURN(_ text: String) -> Bool {
        let octets = Array(text.utf8)
        guard octets.count == 45, text.lowercased().hasPrefix("urn:uuid:") else { return false }
        return octets.dropFirst(9).enumerated().allSatisfy { index, octet in
            [8, 13, 18, 23].contains(index) ? octet == UInt8(ascii: "-") : Character(UnicodeScalar(octet)).isHexDigit
        }
    }

    public static func urn(_ uuid: [UInt8]) -> String {
        var text = "urn:uuid:"
        for (index, octet) in uuid.enumerated() {
            if [4, 6, 8, 10].contains(index) { text.append("-") }
            text += (octet < 16 ? "0" : "") + String(octet, radix: 16)
        }
        return text
    }
}
