public import IPP

/// What TXT records say of a printer (Bonjour Printing 1.2.1 §9; PWG 5100.14 §4; AirPrint, Mopria and CUPS have keys of
/// their own), made from what Get-Printer-Attributes says of it.
public struct ServiceText {
    private let printer: AttributeGroup

    /// One packet of multicast DNS, with room for what else is in it.
    public static let octetsMax = 1_300
    /// One pair (RFC 6763 §6.1).
    public static let pairOctetsMax = 255

    public init(_ printer: AttributeGroup) { self.printer = printer }

    /// Of `_ipp._tcp` and `_ipps._tcp`.
    ///
    /// - Parameter path: `ipp/print/NAME`
    public func ipp(path: String) -> [String] {
        var pairs = [
            ("txtvers", "1"), ("qtotal", "1"), ("rp", path), ("ty", string("printer-make-and-model")),
            ("adminurl", string("printer-more-info")), ("note", string("printer-location")), ("priority", "0"),
            ("product", "(\(string("printer-make-and-model")))"), ("pdl", Self.list(formats)),
            ("UUID", uuid), ("TLS", "1.3"),
        ]
        let raster = words("urf-supported")
        if !raster.isEmpty { pairs.append(("URF", Self.list(raster))) }
        let information = words("auth-info-required").filter { $0 != "none" }
        if !information.isEmpty { pairs.append(("air", Self.list(information))) }
        pairs += abilities
        pairs.append(("kind", kinds.joined(separator: ",")))
        if formats.contains("image/pwg-raster") || formats.contains("application/PCLm") {
            pairs.append(("mopria-certified", "1.3"))
        }
        pairs += [("Scan", "F"), ("Fax", "F")]
        if let type = printer["printer-type"]?.integerValue {
            pairs.append(("printer-type", "0x" + String(UInt32(bitPattern: type), radix: 16)))
        }
        pairs += identity
        return Self.fitting(pairs)
    }

    /// Of `_printer._tcp`, where a line printer daemon listens.
    public func line(queue: String) -> [String] {
        Self.fitting(
            [
                ("txtvers", "1"), ("qtotal", "1"), ("rp", queue), ("ty", string("printer-make-and-model")),
                ("note", string("printer-location")), ("priority", "50"),
                ("product", "(\(string("printer-make-and-model")))"), ("pdl", Self.list(formats)), ("UUID", uuid),
            ] + abilities)
    }

    /// Of `_pdl-datastream._tcp`.
    public func raw() -> [String] {
        line(queue: "").filter { !$0.hasPrefix("rp=") }.map { $0.hasPrefix("priority=") ? "priority=60" : $0 }
    }

    // MARK: Values

    /// Best first, without what stands for all of them.
    private var formats: [String] {
        let preferred = words("document-format-preferred")
        let all = words("document-format-supported").filter { $0 != "application/octet-stream" }
        return all.filter { preferred.contains($0) } + all.filter { !preferred.contains($0) }
    }

    private var uuid: String { String(string("printer-uuid").dropFirst("urn:uuid:".count)) }

    private var abilities: [(String, String)] {
        func letter(_ is: Bool) -> String { `is` ? "T" : "F" }
        let finishings = Set(numbers("finishings-supported"))
        func finishes(_ ranges: ClosedRange<Int32>...) -> String {
            letter(finishings.contains { number in ranges.contains { $0.contains(number) } })
        }
        return [
            ("Color", letter(printer["color-supported"]?.values.first?.boolValue ?? false)),
            ("Duplex", letter(words("sides-supported").contains { $0.hasPrefix("two-sided") })),
            ("Copies", letter(mostCopies > 1)),
            (
                "Collate",
                letter(words("multiple-document-handling-supported").contains("separate-documents-collated-copies"))
            ),
            // RFC 8011 §5.2.6 and PWG 5100.1 §5.1.
            ("Staple", finishes(4...4, 20...35)), ("Punch", finishes(5...5, 70...93)),
            ("Bind", finishes(7...7, 50...53)),
            ("Sort", "F"), ("PaperMax", paperMax), ("PaperCustom", letter(hasCustomPaper)),
        ]
    }

    private var mostCopies: Int32 {
        if case .rangeOfInteger(let range)? = printer["copies-supported"]?.values.first { range.upper } else { 1 }
    }

    /// Hundredths of a millimetre.
    private var sizes: [(width: Int32, height: Int32)] {
        collections("media-size-supported").compactMap { size in
            guard let width = size["x-dimension"].flatMap(Self.most),
                let height = size["y-dimension"].flatMap(Self.most)
            else { return nil }
            return (min(width, height), max(width, height))
        }
    }

    /// Of those with a size of their own: what a custom size can be says little of what is in it.
    private var paperMax: String {
        let widest = sizes.map(\.width).filter { $0 < 200_000 }.max() ?? 0
        // A4 is 210 mm wide and Letter 216, A3 297 and Tabloid 279, A2 420.
        return switch widest {
        case ..<21_000: "<legal-A4"
        case ..<27_900: "legal-A4"
        case ..<42_000: "tabloid-A3"
        case ..<59_400: "isoC-A2"
        default: ">isoC-A2"
        }
    }

    private var hasCustomPaper: Bool {
        collections("media-size-supported").contains { size in
            if case .rangeOfInteger? = size["x-dimension"]?.values.first { true } else { false }
        }
    }

    private var kinds: [String] {
        let own = words("printer-kind")
        if !own.isEmpty { return own }
        let (media, types) = (words("media-supported"), words("media-type-supported"))
        var kinds = ["document"]
        if media.contains(where: { $0.contains("_c5_") || $0.contains("number-10") || $0.contains("_dl_") }) {
            kinds.append("envelope")
        }
        if types.contains(where: { $0.hasPrefix("photographic") }) { kinds.append("photo") }
        if types.contains("labels") { kinds.append("label") }
        return kinds
    }

    /// `MFG:Company;MDL:Model;CMD:…;` (IEEE 1284 §7.6), for those who look for a driver by it.
    private var identity: [(String, String)] {
        let fields = string("printer-device-id").split(separator: ";").compactMap { field -> (String, String)? in
            let parts = field.split(separator: ":", maxSplits: 1).map { String($0) }
            return parts.count == 2 ? (parts[0].uppercased(), parts[1]) : nil
        }
        func value(_ names: String...) -> String? { fields.first { names.contains($0.0) }?.1 }
        return [("usb_MFG", value("MFG", "MANUFACTURER")), ("usb_MDL", value("MDL", "MODEL"))].compactMap {
            key, value in
            value.map { (key, $0) }
        }
    }

    private func string(_ name: String) -> String { printer[name]?.values.first?.stringValue ?? "" }
    private func words(_ name: String) -> [String] { printer[name]?.stringValues ?? [] }

    private func numbers(_ name: String) -> [Int32] {
        (printer[name]?.values ?? []).compactMap { value in
            switch value {
            case .integer(let number), .enum(let number): number
            default: nil
            }
        }
    }

    private func collections(_ name: String) -> [[String: Attribute]] {
        (printer[name]?.values ?? []).compactMap { value in
            guard case .collection(let members) = value else { return nil }
            return Dictionary(members.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        }
    }

    private static func most(_ attribute: Attribute) -> Int32? {
        switch attribute.values.first {
        case .integer(let number)?: number
        case .rangeOfInteger(let range)?: range.upper
        default: nil
        }
    }

    // MARK: Room

    /// Joined by commas, as many as fit into a pair; vendors' own words go first, then the last ones.
    private static func list(_ words: [String]) -> String {
        var words = words
        func text() -> String { words.joined(separator: ",") }
        while text().utf8.count > pairOctetsMax - 8, !words.isEmpty {
            words.remove(at: words.lastIndex(where: isVendors) ?? words.count - 1)
        }
        return text()
    }

    private static func isVendors(_ word: String) -> Bool { word.contains("/vnd.") || word.contains("/x-") }

    /// As pairs, within the room of a record. What is too much goes in this order: formats of vendors, keys for old
    /// drivers, the place, all formats but those that phones and desktops look for.
    public static func fitting(_ pairs: [(key: String, value: String)]) -> [String] {
        var pairs = pairs
        func octets() -> Int {
            pairs.reduce(0) { $0 + 1 + min(pairOctetsMax, $1.key.utf8.count + 1 + $1.value.utf8.count) }
        }
        func trim(_ key: String, _ change: (String) -> String?) {
            guard octets() > octetsMax, let index = pairs.firstIndex(where: { $0.key == key }) else { return }
            if let value = change(pairs[index].value) { pairs[index].value = value } else { pairs.remove(at: index) }
        }
        func formats(_ isKept: @escaping (String) -> Bool) -> (String) -> String? {
            { $0.split(separator: ",").map { String($0) }.filter(isKept).joined(separator: ",") }
        }
        trim("pdl", formats { !isVendors($0) })
        for key in ["usb_MDL", "usb_MFG", "product"] { trim(key) { _ in nil } }
        trim("note") { _ in "" }
        trim("pdl", formats { essential.contains($0) })
        for key in ["Sort", "Bind", "Punch", "PaperCustom", "PaperMax", "adminurl"] { trim(key) { _ in nil } }
        return pairs.map { pair in cut("\(pair.key)=\(pair.value)") }
    }

    private static let essential: Set<String> = ["application/pdf", "image/jpeg", "image/pwg-raster", "image/urf"]

    private static func cut(_ pair: String) -> String {
        guard pair.utf8.count > pairOctetsMax else { return pair }
        var cut = ""
        for character in pair {
            guard cut.utf8.count + character.utf8.count <= pairOctetsMax else { break }
            cut.append(character)
        }
        return cut
    }
}
