import IPP
import PrintModel

extension PrinterName {
    /// Percent-encoded for a path.
    var inURI: String { text.percentEncoded }
}

extension String {
    /// Every octet but the unreserved ones of RFC 3986 §2.3 as `%XX`.
    var percentEncoded: String {
        let digits = Array("0123456789ABCDEF".utf8)
        var bytes: [UInt8] = []
        for octet in utf8 {
            switch octet {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                bytes.append(octet)
            default:
                bytes += [UInt8(ascii: "%"), digits[Int(octet >> 4)], digits[Int(octet & 0xF)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension Moment {
    /// A value of "printer-up-time" and the attributes that are counted on it.
    ///
    /// Seconds since 1970, not since the start: `lpstat` of CUPS prints "time-at-creation" as a date (every CUPS server
    /// counts like this), and so times of jobs from before a restart stay in order.
    var upTime: Int32 { Int32(clamping: max(seconds, 1)) }

    var ippDateTime: IPPDateTime { IPPDateTime(secondsSince1970: seconds) }
}

/// The text form of 16 octets (RFC 9562 §4).
enum UUIDText {
    /// Whether it is a UUID as RFC 9562 §4 writes it.
    static func isURN(_ text: String) -> Bool {
        let octets = Array(text.utf8)
        guard octets.count == 45, text.lowercased().hasPrefix("urn:uuid:") else { return false }
        return octets.dropFirst(9).enumerated().allSatisfy { index, octet in
            [8, 13, 18, 23].contains(index) ? octet == UInt8(ascii: "-") : Character(UnicodeScalar(octet)).isHexDigit
        }
    }

    static func urn(_ uuid: [UInt8]) -> String {
        var text = "urn:uuid:"
        for (index, octet) in uuid.enumerated() {
            if [4, 6, 8, 10].contains(index) { text.append("-") }
            text += (octet < 16 ? "0" : "") + String(octet, radix: 16)
        }
        return text
    }
}
