public import PrintModel

extension Sniffer {
    public func counter(for format: String, head: [UInt8]) -> (any PageCounting)? {
        switch format {
        case ConverterTable.pdf: PDFPageCounter()
        case ConverterTable.postscript: PostScriptPageCounter()
        case ConverterTable.jpeg, ConverterTable.png: KnownPages(1)
        case ConverterTable.pwg: KnownPages(RasterHead.pwgPages(head))
        case ConverterTable.urf: KnownPages(RasterHead.urfPages(head))
        default: nil
        }
    }
}

/// Where the beginning says it.
struct KnownPages: PageCounting {
    private let known: Int?

    init(_ known: Int?) { self.known = known }

    mutating func add(_ piece: [UInt8]) {}
    mutating func pages() -> Int? { known }
}

/// What the first header of a raster says.
enum RasterHead {
    /// TotalPageCount of PWG 5102.4 §4.3.2.1, octets 452 to 455 of the header; 0 is unknown.
    static func pwgPages(_ head: [UInt8]) -> Int? { bigEndian(head, at: 4 + 452) }

    /// The page count of Apple's file header, octets 8 to 11; 0 and all ones are unknown.
    static func urfPages(_ head: [UInt8]) -> Int? { bigEndian(head, at: 8) }

    /// Resolution and colours of a PWG raster's first page (PWG 5102.4 §4.3.2.1); `nil` where it is not one.
    static func pwg(_ head: [UInt8]) -> (resolution: Int, colorSpace: String)? {
        guard head.starts(with: Array("RaS2PwgRaster\0".utf8)), let across = number(head, at: 4 + 276),
            let bits = number(head, at: 4 + 388), let space = number(head, at: 4 + 400)
        else { return nil }
        let names = [18: "sgray", 19: "srgb", 3: "black", 6: "cmyk", 20: "adobe-rgb"]
        let perColor = number(head, at: 4 + 384) ?? bits
        return names[space].map { (across, "\($0)_\(perColor)") }
    }

    /// The same of Apple's raster: its first page begins behind 12 octets.
    static func urf(_ head: [UInt8]) -> (resolution: Int, colorSpace: String)? {
        guard head.starts(with: Array("UNIRAST\0".utf8)), head.count >= 44, let dots = number(head, at: 12 + 20) else {
            return nil
        }
        let space = [0: "sgray_8", 1: "srgb_8", 4: "sgray_8", 5: "srgb_8", 6: "cmyk_8"][Int(head[13])]
        return space.map { (dots, $0) }
    }

    private static func bigEndian(_ bytes: [UInt8], at place: Int) -> Int? {
        number(bytes, at: place).flatMap { (1...1_000_000).contains($0) ? $0 : nil }
    }

    private static func number(_ bytes: [UInt8], at place: Int) -> Int? {
        guard place >= 0, place + 4 <= bytes.count else { return nil }
        return bytes[place..<place + 4].reduce(0) { $0 << 8 | Int($1) }
    }
}

/// "%%Pages: 12", at the beginning or, with "(atend)", at the end (Adobe TN 5001 §5.2).
struct PostScriptPageCounter: PageCounting {
    private var beginning: [UInt8] = []
    private var end: [UInt8] = []

    /// Comments are looked for in so many octets at either end.
    private static let octetsMax = 16 << 10

    mutating func add(_ piece: [UInt8]) {
        if beginning.count < Self.octetsMax { beginning += piece.prefix(Self.octetsMax - beginning.count) }
        end = Array((end + piece.suffix(Self.octetsMax)).suffix(Self.octetsMax))
    }

    mutating func pages() -> Int? { Self.number(in: beginning) ?? Self.number(in: end) }

    private static func number(in bytes: [UInt8]) -> Int? {
        let head = Head(bytes[...])
        guard let place = head.find("%%Pages:", within: bytes.count) else { return nil }
        let rest = bytes[(place + 8)...].drop { $0 == 0x20 || $0 == 0x09 }.prefix { (0x30...0x39).contains($0) }
        guard (1...7).contains(rest.count) else { return nil }
        return Int(String(decoding: rest, as: UTF8.self)).flatMap { $0 > 0 ? $0 : nil }
    }
}
