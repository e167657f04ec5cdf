import IPP
import PrintModel

/// An option of a generated PPD: old clients choose by its keyword, and the server understands the choice by the attribute
/// that stands beside it. One list serves both, so that no client can be offered what is not understood.
struct PPDOption: Sendable {
    struct Choice: Sendable {
        /// At most 40 octets of ASCII without blanks, `:` and `/` (PPD 4.3 §3.2).
        var name: String
        var text: String
        /// What goes into a PostScript document; empty for nothing.
        var code = ""
        var meaning: Meaning
        /// The enum of "finishings", for "cupsIPPFinishings"; `nil` for others.
        var finishing: Int32?
    }

    /// What a choice asks for.
    enum Meaning: Sendable {
        case attribute(Attribute)
        /// Members of "media-col".
        case media([Attribute])
        /// One more of "finishings".
        case finishing(Int32)
        /// What happens anyway.
        case nothing
    }

    var keyword: String
    var text: String
    var standard: String
    var choices: [Choice]
    /// Of "OrderDependency"; media first.
    var order = 10
}

/// Names as PPDs have them.
enum PPDName {
    /// `by-pass-tray` as `ByPassTray`, as libcups makes and reads them.
    static func name(of keyword: String) -> String {
        var name = ""
        var isFirst = true
        for character in keyword {
            if character == "-" || character == "_" {
                isFirst = true
            } else if character.isASCII, character.isLetter || character.isNumber || character == "." {
                name.append(contentsOf: isFirst ? character.uppercased() : String(character))
                isFirst = false
            }
        }
        return String(name.prefix(40))
    }

    /// `A4`, `Letter`; the PWG name for one that has no other, or its size in points where that is too long.
    static func name(of size: MediaSize) -> String {
        if let name = sizes[size.name] { return name }
        return size.name.utf8.count <= 28 ? size.name : "w\(points(size.width))h\(points(size.height))"
    }

    private static func points(_ hundredths: Int32) -> Int { Int((Double(hundredths) * 72 / 2540).rounded()) }

    private static let sizes = [
        "iso_a3_297x420mm": "A3", "iso_a4_210x297mm": "A4", "iso_a5_148x210mm": "A5", "iso_a6_105x148mm": "A6",
        "iso_b5_176x250mm": "ISOB5", "jis_b4_257x364mm": "B4", "jis_b5_182x257mm": "B5",
        "na_letter_8.5x11in": "Letter", "na_legal_8.5x14in": "Legal", "na_executive_7.25x10.5in": "Executive",
        "na_ledger_11x17in": "Tabloid", "na_invoice_5.5x8.5in": "Statement", "na_number-10_4.125x9.5in": "Env10",
        "iso_dl_110x220mm": "EnvDL", "iso_c5_162x229mm": "EnvC5", "jpn_hagaki_100x148mm": "Postcard",
        "na_index-4x6_4x6in": "4x6", "na_5x7_5x7in": "5x7", "na_index-3x5_3x5in": "3x5",
        "na_monarch_3.875x7.5in":
            "EnvMonarch", "iso_c6_114x162mm": "EnvC6",
    ]

    /// Only what every reader of PPDs takes in a translation or a quoted value (PPD 4.3 §3.5).
    static func text(_ text: String, max: Int = 80) -> String {
        var plain = ""
        for scalar in text.unicodeScalars where plain.utf8.count < max {
            let isPlain = (0x20...0x7E).contains(scalar.value) && !":/\"<>".unicodeScalars.contains(scalar)
            plain.unicodeScalars.append(isPlain ? scalar : "-")
        }
        return plain.isEmpty ? "-" : plain
    }
}
