/// What a printer says of itself in one line: `MFG:HP;MDL:LaserJet 4;CMD:PCL,PJL;` (IEEE 1284-2000 §7.6).
struct DeviceID: Hashable, Sendable {
    /// Octets looked at; a printer's has some hundred.
    static let octetsMax = 4_096

    /// By key in capitals, the long names as the short ones.
    private(set) var values: [String: String] = [:]

    init(_ text: String) {
        for part in text.prefix(Self.octetsMax).split(separator: ";") {
            let halves = part.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            guard halves.count == 2 else { continue }
            let key = Self.trimmed(halves[0]).uppercased()
            let name = Self.short[key] ?? key
            // The first counts.
            if !name.isEmpty, values[name] == nil { values[name] = Self.trimmed(halves[1]) }
        }
    }

    private static let short = [
        "MANUFACTURER": "MFG", "MODEL": "MDL", "COMMAND SET": "CMD", "CLASS": "CLS", "DESCRIPTION": "DES",
        "SERN": "SN", "SERIALNUMBER": "SN",
    ]

    /// Make and model as people write them; empty where it says neither.
    var makeAndModel: String {
        let model = values["MDL"] ?? ""
        let make = values["MFG"] ?? ""
        if model.isEmpty { return Self.tidy(values["DES"] ?? make) }
        // Many models begin with their make.
        let hasMake = make.isEmpty || model.lowercased().hasPrefix(make.lowercased())
        return Self.tidy(hasMake ? model : "\(make) \(model)")
    }

    /// Makers by the names people know; said once.
    static func tidy(_ text: String) -> String {
        var words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        for (long, short) in makers where words.lowercased().hasPrefix(long.lowercased()) {
            let rest = words.dropFirst(long.count)
            guard rest.isEmpty || rest.first == " " else { continue }
            words = short + rest
            break
        }
        let parts = words.split(separator: " ")
        if parts.count > 1, parts[0].lowercased() == parts[1].lowercased() {
            words = parts.dropFirst().joined(separator: " ")
        }
        return words
    }

    private static let makers = [
        ("Hewlett-Packard", "HP"), ("Hewlett Packard", "HP"), ("Lexmark International", "Lexmark"),
        ("Brother Industries", "Brother"), ("Seiko Epson", "Epson"), ("EPSON", "Epson"),
        ("Eastman Kodak Company", "Kodak"),
        ("KONICA MINOLTA", "Konica Minolta"), ("Xerox Corporation", "Xerox"), ("Samsung Electronics", "Samsung"),
    ]

    private static func trimmed(_ text: Substring) -> String {
        var rest = text.drop(while: \.isWhitespace)
        while rest.last?.isWhitespace == true { rest.removeLast() }
        return String(rest)
    }
}
