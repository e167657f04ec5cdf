/// A line of text in Helvetica Bold, one point high, centred at the origin.
public struct WatermarkText: Hashable, Sendable {
    /// In WinAnsiEncoding (ISO 32000-1 Annex D.2); what it has not is a question mark.
    public let octets: [UInt8]
    /// Whether something of the text could not be encoded.
    public let isIncomplete: Bool
    /// In points.
    let width: Double

    static let octetsMax = 200

    public init(_ text: String) {
        let encoded = text.unicodeScalars.prefix(Self.octetsMax).map(Self.encode)
        octets = encoded.map { $0 ?? UInt8(ascii: "?") }
        isIncomplete = encoded.contains(nil)
        width = octets.reduce(0) { $0 + Self.width(of: $1) }
    }

    /// Along the diagonal, upwards, as large as it is well to be seen.
    func matrix(across size: Size) -> Affine {
        let height = min(0.75 * size.diagonal / max(width, 0.5), 0.25 * min(size.width, size.height))
        let (cosine, sine) = (size.width / size.diagonal * height, size.height / size.diagonal * height)
        return Affine(cosine, sine, -sine, cosine, size.width / 2, size.height / 2)
    }

    /// The content that draws it with font F and graphics state G.
    public var operators: [UInt8] {
        let digits = Array("0123456789ABCDEF".utf8)
        let text = octets.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        let start = "/G gs BT /F 1 Tf \(number(-width / 2)) -0.35 Td <"
        return Array(start.utf8) + text + Array("> Tj ET\n".utf8)
    }

    /// What it covers, with room for what hangs below the line.
    public var box: Rectangle { Rectangle(left: -width / 2, bottom: -0.7, right: width / 2, top: 0.8) }

    private static func encode(_ scalar: Unicode.Scalar) -> UInt8? {
        switch scalar.value {
        case 0x20...0x7E, 0xA1...0xFF: UInt8(scalar.value)
        case 0xA0, 0x09, 0x0A, 0x0D: 0x20
        default: windows[scalar.value]
        }
    }

    /// The octets 0x80 to 0x9F.
    private static let windows: [UInt32: UInt8] = [
        0x20AC: 0x80, 0x201A: 0x82, 0x0192: 0x83, 0x201E: 0x84, 0x2026: 0x85, 0x2020: 0x86, 0x2021: 0x87,
        0x02C6: 0x88, 0x2030: 0x89, 0x0160: 0x8A, 0x2039: 0x8B, 0x0152: 0x8C, 0x017D: 0x8E, 0x2018: 0x91,
        0x2019: 0x92, 0x201C: 0x93, 0x201D: 0x94, 0x2022: 0x95, 0x2013: 0x96, 0x2014: 0x97, 0x02DC: 0x98,
        0x2122: 0x99, 0x0161: 0x9A, 0x203A: 0x9B, 0x0153: 0x9C, 0x017E: 0x9E, 0x0178: 0x9F,
    ]

    /// From Adobe's metrics of Helvetica Bold; accents do not make a letter wider, so that a letter of its group will do.
    private static func width(of octet: UInt8) -> Double {
        let thousandths: Int =
            switch octet {
            case 0x20...0x7E: ascii[Int(octet) - 0x20]
            case 0x80, 0xC0...0xC5, 0xC7, 0xD0...0xD1: 722
            case 0xC6, 0x85, 0x89, 0x8C, 0x97, 0x99: 1000
            case 0xC8...0xCB, 0xDD, 0xDE, 0x8A, 0x9F: 667
            case 0xCC...0xCF, 0xEC...0xEF: 278
            case 0xD2...0xD6, 0xD8: 778
            case 0xD9...0xDC: 722
            case 0xDF, 0xF0...0xF6, 0xF8...0xFC, 0xFE: 611
            case 0xE6: 889
            case 0x9C: 944
            default: 556
            }
        return Double(thousandths) / 1000
    }

    private static let ascii: [Int] = [
        278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278,  //  !"#$%&'()*+,-./
        556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 333, 333, 584, 584, 584, 611,  // 0-9:;<=>?
        975, 722, 722, 722, 722, 667, 611, 778, 722, 278, 556, 722, 611, 833, 722, 778,  // @A-O
        667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584, 556,  // P-Z[\]^_
        333, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611,  // `a-o
        611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584,  // p-z{|}~
    ]
}
