internal import Glibc

/// An IPv4 or IPv6 address as its octets.
public struct InternetAddress: Hashable, Sendable, CustomStringConvertible {
    /// 4 or 16; an IPv4 address in IPv6's clothes (`::ffff:10.0.0.1`, RFC 4291 §2.5.5.2; NAT64's `64:ff9b::`, RFC 6052) as
    /// the 4 it is, so that no rule is walked round by writing it another way.
    public let octets: [UInt8]

    public init(octets: [UInt8]) {
        let translated: [UInt8] = [0x00, 0x64, 0xFF, 0x9B] + [UInt8](repeating: 0, count: 8)
        let isWrapped = octets.count == 16 && [Self.mapped, translated].contains(Array(octets.prefix(12)))
        self.octets = isWrapped ? Array(octets.suffix(4)) : octets
    }

    /// What an IPv4 address has in front of it on a socket for both kinds.
    static let mapped: [UInt8] = [UInt8](repeating: 0, count: 10) + [0xFF, 0xFF]

    /// From its text, without brackets and scope; `nil` when it is none.
    public init?(_ text: String) {
        var four = in_addr()
        var six = in6_addr()
        if inet_pton(AF_INET, text, &four) == 1 {
            self.init(octets: withUnsafeBytes(of: four) { Array($0) })
        } else if inet_pton(AF_INET6, text, &six) == 1 {
            self.init(octets: withUnsafeBytes(of: six) { Array($0) })
        } else {
            return nil
        }
    }

    public var description: String {
        octets.count == 16 ? Self.text(ofSix: octets) : octets.map { String($0) }.joined(separator: ".")
    }

    static func text(ofSix octets: [UInt8]) -> String {
        var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        guard inet_ntop(AF_INET6, octets, &text, socklen_t(text.count)) != nil else { return "" }
        return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}

/// A range of addresses: `10.0.0.0/8`, `fd00::/8`, or one address.
public struct AddressRange: Hashable, Sendable, CustomStringConvertible {
    public let description: String
    private let octets: [UInt8]
    private let bits: Int

    /// `nil` when it is none.
    public init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard let first = parts.first, parts.count <= 2, let address = InternetAddress(String(first)) else {
            return nil
        }
        let most = address.octets.count * 8
        guard let bits = parts.count == 2 ? Int(parts[1]) : most, (0...most).contains(bits) else { return nil }
        description = text
        octets = address.octets
        self.bits = bits
    }

    public func contains(_ address: InternetAddress) -> Bool {
        guard address.octets.count == octets.count else { return false }
        for (index, (one, other)) in zip(octets, address.octets).enumerated() {
            let left = bits - index * 8
            guard left > 0 else { return true }
            let mask: UInt8 = left >= 8 ? 0xFF : ~(0xFF >> UInt8(left))
            if one & mask != other & mask { return false }
        }
        return true
    }
}
