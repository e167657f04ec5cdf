/// One way to know a document by its beginning.
struct SniffRule: Sendable {
    let format: String
    /// Where it is from, or which device or program writes it.
    let reason: String
    let matches: @Sendable (Head) -> Bool

    /// What goes to a printer as it is.
    static let raw = "application/vnd.cups-raw"

    /// The first that matches counts: exact signatures first, then what has to be searched for, then text.
    static let all: [SniffRule] = pages + pictures + languages + described + hidden + text

    /// - Parameter isBehindPJL: then it is print data, and text is what a PCL printer makes of it.
    static func format(of head: Head, isBehindPJL: Bool = false) -> String? {
        if let package = OfficeFile.format(of: head) { return package }
        let rules = isBehindPJL ? pages + pictures + languages + hidden : all
        return rules.first { $0.matches(head) }?.format
    }

    // MARK: Page descriptions

    private static let pages: [SniffRule] = [
        .init(format: "application/PCLm", reason: "Mopria PCLm: a PDF whose second line says so; before PDF") { head in
            head.has("%PDF-") && head.find("%PCLm", within: 64) != nil
        },
        .init(format: "application/pdf", reason: "ISO 32000-1 §7.5.2") { $0.has("%PDF-") },
        .init(format: "application/postscript", reason: "PLRM §G.1; Windows drivers put Control-D before it") { head in
            head.dropping { $0 == 0x04 }.has("%!")
        },
        .init(format: "application/postscript", reason: "EPS with a preview for DOS (Adobe TN 5002 §5.2)") {
            $0.has("\u{C5}\u{D0}\u{D3}\u{C6}")
        },
        .init(format: "image/pwg-raster", reason: "PWG 5102.4 §4.2, §4.3.2: before CUPS raster") {
            $0.has("RaS2PwgRaster\0")
        },
        .init(format: "application/vnd.cups-raster", reason: "cups/raster.h: versions 1 to 3, either byte order") {
            head in
            ["RaSt", "tSaR", "RaS2", "2SaR", "RaS3", "3SaR"].contains { head.has($0) }
        },
        .init(format: "image/urf", reason: "Apple raster: what iPhones send to printers without PDF") {
            $0.has("UNIRAST\0")
        },
    ]

    // MARK: Pictures

    private static let pictures: [SniffRule] = [
        .init(format: "image/jpeg", reason: "ISO 10918-1: start of image, then a marker") {
            $0.has("\u{FF}\u{D8}\u{FF}")
        },
        .init(format: "image/png", reason: "PNG §5.2") { $0.has("\u{89}PNG\r\n\u{1A}\n") },
        .init(format: "image/gif", reason: "GIF89a §17") { $0.has("GIF87a") || $0.has("GIF89a") },
        .init(format: "image/tiff", reason: "TIFF 6.0 §2, and BigTIFF") { head in
            ["II*\0", "MM\0*", "II+\0", "MM\0+"].contains { head.has($0) }
        },
        .init(format: "image/webp", reason: "WebP container: RIFF, a length, WEBP") {
            $0.has("RIFF") && $0.has("WEBP", at: 8)
        },
        .init(format: "image/heic", reason: "ISO 23008-12: photographs of phones") { head in
            head.has("ftyp", at: 4) && ["heic", "heix", "heim", "mif1"].contains { head.has($0, at: 8) }
        },
        .init(format: "image/bmp", reason: "BM begins many a text: the reserved field and the header's size decide") {
            $0.has("BM") && $0.littleEndian32(6) == 0 && [12, 40, 52, 56, 64, 108, 124].contains($0.littleEndian32(14))
        },
    ]

    // MARK: Printer languages

    private static let languages: [SniffRule] = [
        .init(format: "application/vnd.hp-pclxl", reason: "HP PCL XL 2.1 §C: stream header after the binding") { head in
            [")", "(", "'"].contains { head.has("\($0) HP-PCL XL;") }
        },
        .init(format: "application/vnd.hp-hpgl", reason: "PCL 5 ch. 22: enter HP-GL/2 first thing") { head in
            let start = head.has("\u{1B}E") ? head.dropping(2) : head
            return ["\u{1B}%0B", "\u{1B}%1B", "\u{1B}%-1B"].contains { start.has($0) }
        },
        .init(format: "application/vnd.hp-pcl", reason: "PCL 5 §2: printer reset, or a parameterised command") { head in
            head.has("\u{1B}E") || isPCLCommand(head)
        },
        .init(format: raw, reason: "Epson drivers leave packet mode first (ESC/P2, IEEE 1284.4)") {
            $0.has("\0\0\0\u{1B}\u{01}@EJL")
        },
        .init(format: raw, reason: "ESC/P, ESC/POS and other languages of escapes; label printers are woken with NULs")
        {
            $0.dropping { $0 == 0x00 }.byte(0) == 0x1B
        },
        .init(format: raw, reason: "ESC/POS that begins with a GS, FS or DLE command") { head in
            ["\u{1D}!", "\u{1D}V", "\u{1D}v0", "\u{1D}(", "\u{1C}p", "\u{1C}.", "\u{10}\u{04}", "\u{10}\u{14}"]
                .contains { head.has($0) }
        },
        .init(format: "application/vnd.zebra-zpl", reason: "ZPL II: a format, or a command of the driver; before text")
        {
            isZPL($0.text)
        },
        .init(format: "application/vnd.cups-command", reason: "CUPS: command file (cups-command(5))") {
            $0.has("#CUPS-COMMAND")
        },
    ]

    /// ESC, a parameterised character, a group character, then a value as text. ESC/P has ESC ( too, but then comes a
    /// length as two bytes.
    private static func isPCLCommand(_ head: Head) -> Bool {
        guard head.byte(0) == 0x1B, let kind = head.byte(1), let group = head.byte(2), let value = head.byte(3) else {
            return false
        }
        switch UInt8(kind) {
        case UInt8(ascii: "&"), UInt8(ascii: "*"):
            return (0x60...0x7E).contains(group) && isSignOrDigit(value)
        case UInt8(ascii: "("), UInt8(ascii: ")"):
            return (0x60...0x7E).contains(group) && isSignOrDigit(value) || isSignOrDigit(group) && value >= 0x30
        default: return false
        }
    }

    private static func isSignOrDigit(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
    }

    /// Labels begin with `^XA`; Zebra's driver sends `CT~~CD,~CC^~CT~` first; fonts and pictures come as `~D…`.
    private static func isZPL(_ head: Head) -> Bool {
        if head.has("^XA") || head.has("CT~~CD,") { return true }
        let commands = ["DG", "DY", "DB", "DU", "SD", "JA", "JC", "JS", "HS", "HI", "CC", "CD", "CT", "EG", "WC", "PS"]
        return head.byte(0) == UInt8(ascii: "~") && commands.contains { head.has($0, at: 1) }
    }

    // MARK: Text that says what it is

    private static let described: [SniffRule] = [
        .init(format: "image/svg+xml", reason: "SVG 2 §5: the first element, after declaration and comments") {
            firstElement(of: $0).hasIgnoringCase("<svg")
        },
        .init(format: "text/html", reason: "WHATWG MIME Sniffing §7.1, the two that begin real pages") { head in
            let markup = head.text
            return markup.hasIgnoringCase("<!doctype html") || firstElement(of: head).hasIgnoringCase("<html")
        },
        .init(format: "application/rtf", reason: "RTF 1.9 §Header") { $0.has("{\\rtf") },
    ]

    /// What begins at the first tag that is no declaration, comment or document type.
    private static func firstElement(of head: Head) -> Head {
        var rest = head.text
        while true {
            let end: String
            if rest.has("<!--") {
                end = "-->"
            } else if rest.has("<?") || rest.has("<!") {
                end = ">"
            } else {
                return rest
            }
            guard let place = rest.find(end, within: rest.bytes.count) else { return Head([]) }
            rest = rest.dropping(place + end.count).text
        }
    }

    // MARK: What begins with something else

    private static let hidden: [SniffRule] = [
        .init(format: "application/pdf", reason: "readers take %PDF within the first 1024 bytes (ISO 32000-1 note 13)")
        {
            hasPDFHeader($0, within: 1024)
        }
    ]

    /// A whole header line, so that a text *about* PDF stays a text.
    private static func hasPDFHeader(_ head: Head, within limit: Int) -> Bool {
        guard let place = head.find("%PDF-", within: limit) else { return false }
        let version = head.dropping(place + 5)
        guard let major = version.byte(0), (0x31...0x32).contains(major), version.byte(1) == UInt8(ascii: "."),
            let minor = version.byte(2), (0x30...0x39).contains(minor)
        else { return false }
        return version.byte(3) == 0x0A || version.byte(3) == 0x0D
    }

    // MARK: Text

    private static let text: [SniffRule] = [
        .init(format: "text/plain", reason: "UTF-8 or ISO 8859-1 without control characters") { PlainText.matches($0) }
    ]
}
