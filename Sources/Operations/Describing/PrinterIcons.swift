public import PrintModel

/// The pictures of a printer that clients show ("printer-icons", PWG 5100.13 §5.6.20): where they are, for who names them
/// and for who serves them.
public enum PrinterIcons {
    /// In pixels.
    public static let sides = [48, 128, 512]

    public static func path(side: Int, of printer: PrinterName) -> String { "/icons/\(side)/\(printer.inURI).png" }

    /// The side and the printer's name at a decoded path; also where CUPS' clients look, `/printers/NAME.png`.
    public static func read(path: String) -> (side: Int, printer: PrinterName)? {
        let parts = path.split(separator: "/", omittingEmptySubsequences: true)
        guard let last = parts.last, last.hasSuffix(".png"), let name = PrinterName(String(last.dropLast(4))) else {
            return nil
        }
        switch (parts.count, parts.first) {
        case (3, "icons"): return Int(parts[1]).flatMap { sides.contains($0) ? ($0, name) : nil }
        case (2, "icons"), (2, "printers"), (2, "classes"): return (128, name)
        default: return nil
        }
    }
}
