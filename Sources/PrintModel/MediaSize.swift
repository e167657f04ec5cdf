/// A size of paper, with what a device cannot print on along its edges.
public struct MediaSize: Hashable, Sendable {
    /// The PWG 5101.1 name, such as `iso_a4_210x297mm`.
    public var name: String
    /// In hundredths of a millimetre (PWG 5100.3), the short side first for portrait.
    public var width: Int32
    public var height: Int32
    /// In hundredths of a millimetre; `nil` where the device does not say.
    public var margins: Margins?

    public struct Margins: Hashable, Sendable {
        public var left: Int32
        public var bottom: Int32
        public var right: Int32
        public var top: Int32

        public init(left: Int32, bottom: Int32, right: Int32, top: Int32) {
            self.left = left
            self.bottom = bottom
            self.right = right
            self.top = top
        }

        public init(all: Int32) { self.init(left: all, bottom: all, right: all, top: all) }
    }

    public init(name: String, width: Int32, height: Int32, margins: Margins? = nil) {
        self.name = name
        self.width = width
        self.height = height
        self.margins = margins
    }

    /// From a self-describing name; `nil` when it does not end in two dimensions and a unit.
    public init?(_ name: String) {
        guard let dimensions = name.split(separator: "_").last else { return nil }
        let isInches = dimensions.hasSuffix("in")
        guard isInches || dimensions.hasSuffix("mm") else { return nil }
        let numbers = dimensions.dropLast(2).split(separator: "x").compactMap { Double($0) }
        guard numbers.count == 2, numbers.allSatisfy({ $0 > 0 && $0 < 10_000 }) else { return nil }
        let unit = isInches ? 2540.0 : 100.0
        self.init(
            name: name, width: Int32((numbers[0] * unit).rounded()), height: Int32((numbers[1] * unit).rounded()))
    }

    /// What a queue offers whose device does not say: the sizes of offices on both sides of the Atlantic, cards and photos.
    public static let common: [MediaSize] = [
        "iso_a4_210x297mm", "na_letter_8.5x11in", "na_legal_8.5x14in", "na_executive_7.25x10.5in",
        "na_ledger_11x17in", "na_invoice_5.5x8.5in", "iso_a3_297x420mm", "iso_a5_148x210mm", "iso_a6_105x148mm",
        "iso_b5_176x250mm", "jis_b5_182x257mm", "jis_b4_257x364mm", "na_index-4x6_4x6in", "na_5x7_5x7in",
        "iso_dl_110x220mm", "iso_c5_162x229mm", "na_number-10_4.125x9.5in", "jpn_hagaki_100x148mm",
    ].compactMap { MediaSize($0) }

    /// The names that people, CUPS and PPDs use, and what they are in PWG 5101.1's words.
    public static let legacyNames = [
        "a3": "iso_a3_297x420mm", "a4": "iso_a4_210x297mm", "a5": "iso_a5_148x210mm", "a6": "iso_a6_105x148mm",
        "b4": "jis_b4_257x364mm", "b5": "jis_b5_182x257mm", "isob5": "iso_b5_176x250mm",
        "letter": "na_letter_8.5x11in", "legal": "na_legal_8.5x14in", "executive": "na_executive_7.25x10.5in",
        "tabloid": "na_ledger_11x17in", "ledger": "na_ledger_11x17in", "statement": "na_invoice_5.5x8.5in",
        "invoice": "na_invoice_5.5x8.5in", "com10": "na_number-10_4.125x9.5in", "env10": "na_number-10_4.125x9.5in",
        "dl": "iso_dl_110x220mm", "envdl": "iso_dl_110x220mm", "c5": "iso_c5_162x229mm",
        "envc5": "iso_c5_162x229mm", "postcard": "jpn_hagaki_100x148mm", "4x6": "na_index-4x6_4x6in",
        "5x7": "na_5x7_5x7in",
    ]
}
