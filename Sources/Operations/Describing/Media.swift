import IPP

/// Sizes of paper by their PWG 5101.1 names, which hold their dimensions.
struct Media: Hashable, Sendable {
    /// "iso_a4_210x297mm"
    let name: String
    /// In hundredths of a millimetre (PWG 5100.3).
    let width: Int32
    let height: Int32

    /// `nil` when the name does not end in two dimensions and a unit.
    init?(_ name: String) {
        guard let dimensions = name.split(separator: "_").last else { return nil }
        let isInches = dimensions.hasSuffix("in")
        guard isInches || dimensions.hasSuffix("mm") else { return nil }
        let numbers = dimensions.dropLast(2).split(separator: "x").compactMap { Double($0) }
        guard numbers.count == 2, numbers.allSatisfy({ $0 > 0 && $0 < 10_000 }) else { return nil }
        let unit = isInches ? 2540.0 : 100.0
        self.name = name
        width = Int32((numbers[0] * unit).rounded())
        height = Int32((numbers[1] * unit).rounded())
    }

    /// What a queue offers whose device does not say: the sizes of offices on both sides of the Atlantic, cards and photos.
    static let common: [Media] = [
        "iso_a4_210x297mm", "na_letter_8.5x11in", "na_legal_8.5x14in", "na_executive_7.25x10.5in",
        "na_ledger_11x17in", "na_invoice_5.5x8.5in", "iso_a3_297x420mm", "iso_a5_148x210mm", "iso_a6_105x148mm",
        "iso_b5_176x250mm", "jis_b5_182x257mm", "jis_b4_257x364mm", "na_index-4x6_4x6in", "na_5x7_5x7in",
        "iso_dl_110x220mm", "iso_c5_162x229mm", "na_number-10_4.125x9.5in", "jpn_hagaki_100x148mm",
    ].compactMap { Media($0) }

    var size: AttributeValue {
        .collection([
            Attribute("x-dimension", .integer(width)), Attribute("y-dimension", .integer(height)),
        ])
    }

    /// One entry of "media-col-database" and its kin (PWG 5100.3 §3.13).
    func collection(margin: Int32, type: String? = nil, source: String? = nil) -> AttributeValue {
        var members = [
            Attribute("media-size", size), Attribute("media-size-name", .keyword(name)),
            Attribute("media-left-margin", .integer(margin)), Attribute("media-right-margin", .integer(margin)),
            Attribute("media-top-margin", .integer(margin)), Attribute("media-bottom-margin", .integer(margin)),
        ]
        if let source { members.append(Attribute("media-source", .keyword(source))) }
        if let type { members.append(Attribute("media-type", .keyword(type))) }
        return .collection(members)
    }
}
