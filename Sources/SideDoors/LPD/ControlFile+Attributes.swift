import IPP

extension ControlFile {
    /// What is asked of the printer, as attributes of the job.
    ///
    /// What a file is its content says, as with IPP: drivers send PostScript and PCL as `f`, and `l` what should be `f`. So of
    /// the letters only `p` counts, for text with headers. `M` is not done: this server sends no mail.
    var attributes: [Attribute] {
        var all: [Attribute] = []
        func set(_ name: String, _ value: AttributeValue) {
            guard !all.contains(where: { $0.name == name }) else { return }
            all.append(Attribute(name, value))
        }
        for option in options { Self.attribute(of: option).map { set($0.name, $0.values[0]) } }
        if wantsBanner { set("job-sheets", .keyword("standard")) }
        if files.contains(where: { $0.format == UInt8(ascii: "p") }) { set("prettyprint", .boolean(true)) }
        if files.allSatisfy({ Self.textLetters.contains($0.format) }) {
            // Columns of a page that has 80 of them at 10 to the inch.
            if let width, width != Self.standardWidth, let inch = Self.charactersPerInch(columns: width) {
                set("cpi", .integer(inch))
            }
            if let indent, (1...72).contains(indent) { set("page-left", .integer(Int32(indent) * 72 / 10 + 18)) }
        }
        if let priority { set("job-priority", .integer(priority)) }
        return all
    }

    /// LPRng's classes are priorities, from A, which everything has, to Z.
    private var priority: Int32? {
        guard isLPRng, let jobClass, let letter = jobClass.utf8.first, jobClass.utf8.count == 1,
            (UInt8(ascii: "B")...UInt8(ascii: "Z")).contains(letter)
        else { return nil }
        return 50 + 2 * Int32(letter - UInt8(ascii: "A"))
    }

    private static let textLetters = Set("flpr".utf8)
    private static let standardWidth = 132

    private static func charactersPerInch(columns: Int) -> Int32? {
        guard (20...300).contains(columns) else { return nil }
        return Int32((columns + 7) / 8)
    }

    /// `landscape`, `sides=two-sided-long-edge`: as `lp -o` would have it.
    private static func attribute(of option: String) -> Attribute? {
        let parts = option.split(separator: "=", maxSplits: 1).map { String($0).trimmed }
        guard let name = parts.first?.lowercased(), !name.isEmpty, name.utf8.count <= 64,
            name.utf8.allSatisfy({ $0 == 0x2D || (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) })
        else { return nil }
        guard parts.count == 2 else {
            switch name {
            case "landscape": return Attribute("orientation-requested", .enum(4))
            case "portrait": return Attribute("orientation-requested", .enum(3))
            case "duplex": return Attribute("sides", .keyword("two-sided-long-edge"))
            case "simplex": return Attribute("sides", .keyword("one-sided"))
            default: return nil
            }
        }
        guard lendable.contains(name), (1...255).contains(parts[1].utf8.count) else { return nil }
        return Attribute(name, .name(parts[1]))
    }

    /// Options that may be given so; a number or a word is taken for what the attribute has.
    private static let lendable: Set<String> = [
        "columns", "copies", "cpi", "fit-to-page", "finishings", "job-hold-until", "job-priority", "job-sheets", "lpi",
        "media",
        "media-source", "media-type", "mirror", "number-up", "orientation-requested", "output-bin", "page-set",
        "prettyprint",
        "print-color-mode", "print-quality", "print-scaling", "printer-resolution", "sides", "wrap",
    ]
}
