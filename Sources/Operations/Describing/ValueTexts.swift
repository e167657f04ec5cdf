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
