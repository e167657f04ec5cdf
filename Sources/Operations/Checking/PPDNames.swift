import IPP
import PrintModel

/// Quirk of clients that read PPDs: `lp -o PageSize=A4 -o Duplex=DuplexNoTumble` and print dialogs of LibreOffice send the
/// options of the PPD that was written for them (``GeneratedPPD``) by its names. Each is taken for the attribute it stands
/// for, and wins over that attribute, which such clients send as what they saved once.
struct PPDNames {
    let facts: PrinterFacts
    private let options: PPDOptions

    /// Whether there is anything to translate: most requests have none of these.
    static func concern(_ attribute: Attribute) -> Bool { keywords.contains(attribute.name) }

    static let keywords: Set<String> = [
        "PageSize", "PageRegion", "InputSlot", "MediaType", "ColorModel", "Duplex", "cupsPrintQuality", "Resolution",
        "OutputBin", "StapleLocation", "PunchMedia", "FoldType", "BindEdge", "CutMedia", "cupsFinishingTemplate",
        "Collate", "OutputOrder", "MirrorPrint",
    ]

    init(_ facts: PrinterFacts) {
        self.facts = facts
        options = PPDOptions(of: facts)
    }

    /// The group with what it means; choices that the queue has not stay as they came, and are told to be unsupported.
    func translated(_ group: AttributeGroup) -> AttributeGroup {
        var result = AttributeGroup(group.tag)
        var media: [Attribute] = []
        var finishings: [AttributeValue] = []
        for attribute in group.attributes where !Self.concern(attribute) { result.attributes.append(attribute) }
        for attribute in group.attributes where Self.concern(attribute) {
            switch meaning(of: attribute) {
            case .attribute(let meant): result.set(meant)
            case .media(let members): media += members
            case .finishing(let number): finishings.append(.enum(number))
            case .nothing: continue
            case nil: result.attributes.append(attribute)
            }
        }
        if !finishings.isEmpty { result.set(Attribute("finishings", finishings)) }
        if !media.isEmpty { setMedia(media, in: &result) }
        return result
    }

    private func meaning(of attribute: Attribute) -> PPDOption.Meaning? {
        guard attribute.values.count == 1, let word = Self.word(of: attribute.values[0]) else { return nil }
        switch attribute.name {
        case "PageSize", "PageRegion": return size(word)
        case "Collate":
            let handling = word == "True" ? "collated" : "uncollated"
            return .attribute(
                Attribute("multiple-document-handling", .keyword("separate-documents-\(handling)-copies")))
        case "OutputOrder": return .attribute(Attribute("outputorder", .keyword(word.lowercased())))
        case "MirrorPrint": return .attribute(Attribute("mirror", .boolean(word == "True")))
        default:
            // Dialogs differ in case; the names of one option do not.
            return options[attribute.name]?.choices.first { $0.name.lowercased() == word.lowercased() }?.meaning
        }
    }

    private static func word(of value: AttributeValue) -> String? {
        value.boolValue.map { $0 ? "True" : "False" } ?? value.stringValue
            ?? value.integerValue.map { String($0) }
    }

    private func size(_ word: String) -> PPDOption.Meaning? {
        if word.hasPrefix("Custom.") { return Self.customName(word.dropFirst(7)).map { .media(Self.named($0)) } }
        guard let size = options.sizes.first(where: { $0.name.lowercased() == word.lowercased() }) else {
            let name = MediaSize.legacyNames[word.lowercased()] ?? word
            return facts.media.has(named: name) ? .media(Self.named(name)) : nil
        }
        let isBorderless = size.name.hasSuffix(".Borderless")
        return .media(
            Self.named(size.size.name)
                + (isBorderless
                    ? ["bottom", "left", "right", "top"].map { Attribute("media-\($0)-margin", .integer(0)) } : []))
    }

    private static func named(_ name: String) -> [Attribute] { [Attribute("media-size-name", .keyword(name))] }

    /// `100x150mm`, `4x6in`, `10x15cm`, `283x425` in points, as a PWG name in millimetres.
    static func customName(_ text: Substring) -> String? {
        let units: [(String, Double)] = [
            ("mm", 100), ("cm", 1000), ("in", 2540), ("ft", 30_480), ("m", 100_000), ("pt", 2540.0 / 72),
        ]
        let unit = units.first { text.hasSuffix($0.0) }
        let numbers = text.dropLast(unit?.0.count ?? 0).split(separator: "x", omittingEmptySubsequences: false)
            .map { Double($0) }
        guard numbers.count == 2, let width = numbers[0], let height = numbers[1] else { return nil }
        let scale = unit?.1 ?? 2540.0 / 72
        guard (1...100_000_000).contains(width * scale), (1...100_000_000).contains(height * scale) else { return nil }
        func millimetres(_ length: Double) -> String { MediaOffer.millimetres(Int32((length * scale).rounded())) }
        return "custom_ppd_\(millimetres(width))x\(millimetres(height))mm"
    }

    /// Into the "media-col" there is, or one with the "media" there is; alone a name stays "media".
    private func setMedia(_ members: [Attribute], in group: inout AttributeGroup) {
        var columns: [Attribute] = []
        if case .collection(let given)? = group["media-col"]?.values.first {
            columns = given
        } else if let media = group["media"]?.values.first, !members.contains(where: { $0.name == "media-size-name" }) {
            columns = [Attribute("media-size-name", media)]
        }
        for member in members {
            columns.removeAll { $0.name == member.name || member.name == "media-size-name" && $0.name == "media-size" }
            columns.append(member)
        }
        group.remove("media")
        group.remove("media-col")
        if columns.count == 1, columns[0].name == "media-size-name" {
            group.set(Attribute("media", columns[0].values))
        } else {
            group.set(Attribute("media-col", .collection(columns)))
        }
    }
}

extension PPDNames {
    /// The defaults in a PPD that was written here and comes back with others (`lpadmin -o PageSize=A5`), as
    /// `xxx-default`.
    func defaults(in ppd: String) -> [Attribute] {
        var group = AttributeGroup(.job)
        for line in ppd.split(whereSeparator: \.isNewline) where line.hasPrefix("*Default") {
            let parts = line.dropFirst("*Default".count).split(separator: ":", maxSplits: 1)
            guard parts.count == 2 else { continue }
            let keyword = String(parts[0])
            let word = parts[1].drop { $0 == " " }
            let isKnown = Self.keywords.contains(keyword) && keyword != "PageRegion" && word != "Unknown"
            // What was not changed is no wish.
            let standard = keyword == "PageSize" ? options.standardSize : options[keyword]?.standard
            guard isKnown, word != standard ?? "" else { continue }
            group.attributes.append(Attribute(keyword, .keyword(String(word))))
        }
        return translated(group).attributes.filter { !Self.concern($0) }.map {
            Attribute($0.name + "-default", $0.values)
        }
    }
}
