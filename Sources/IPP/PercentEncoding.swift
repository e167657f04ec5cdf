/// `%20` and the like in URIs (RFC 3986 §2.1): the one place where they are made and undone.
public enum PercentEncoding {
    /// `nil` where a percent sign is not followed by two hexadecimal digits.
    ///
    /// The octets may be anything, a slash or zero too: whoever asks looks at them.
    public static func decoded(_ octets: ArraySlice<UInt8>) -> [UInt8]? {
        decoded(octets, isLenient: false)
    }

    /// What is no valid escape stands for itself: passwords and names have percent signs in them.
    public static func decodedLeniently(_ text: some StringProtocol) -> String {
        String(decoding: decoded(Array(text.utf8)[...], isLenient: true) ?? [], as: UTF8.self)
    }

    private static func decoded(_ octets: ArraySlice<UInt8>, isLenient: Bool) -> [UInt8]? {
        guard octets.contains(UInt8(ascii: "%")) else { return Array(octets) }
        var result: [UInt8] = []
        result.reserveCapacity(octets.count)
        var rest = octets
        while let octet = rest.popFirst() {
            guard octet == UInt8(ascii: "%") else {
                result.append(octet)
                continue
            }
            let digits = rest.prefix(2)
            if digits.count == 2, let high = digits.first?.hexDigit, let low = digits.last?.hexDigit {
                result.append(high << 4 | low)
                rest = rest.dropFirst(2)
            } else {
                guard isLenient else { return nil }
                result.append(octet)
            }
        }
        return result
    }

    /// Every octet but the unreserved ones (RFC 3986 §2.3) and those to keep as `%XX`.
    public static func encoded(_ text: some StringProtocol, keeping kept: Set<UInt8> = []) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var octets: [UInt8] = []
        for octet in text.utf8 {
            if octet.isUnreserved || kept.contains(octet) {
                octets.append(octet)
            } else {
                octets += [UInt8(ascii: "%"), digits[Int(octet >> 4)], digits[Int(octet & 0xF)]]
            }
        }
        return String(decoding: octets, as: UTF8.self)
    }
}

extension String {
    /// As a segment of a URI's path (RFC 3986 §3.3), or as a part of one between other delimiters.
    public var percentEncoded: String { PercentEncoding.encoded(self) }
}

extension UInt8 {
    /// Of a digit of a hexadecimal number, large or small.
    public var hexDigit: UInt8? {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): self - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): self - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): self - UInt8(ascii: "A") + 10
        default: nil
        }
    }

    fileprivate var isUnreserved: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "~"):
            true
        default: false
        }
    }
}
