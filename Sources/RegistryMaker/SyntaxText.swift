/// The syntax of an attribute as the registry writes it, put in order: it is written by hand there, and
/// `1setOf (type2 keyword | name(MAX))` also stands as `(1setOf type2 keyword | name(MAX))`.
struct SyntaxText: CustomStringConvertible {
    let isSet: Bool
    /// Such as `integer(1:MAX)`, `keyword` and `no-value`.
    let alternatives: [String]

    init(_ text: String) {
        isSet = text.lowercased().contains("1setof")
        let bare = text.lowercased().replacing("1setof", with: "").replacing("max", with: "MAX").replacing(
            "min", with: "MIN")
        alternatives = Self.split(bare).map(Self.tidied).filter { !$0.isEmpty }
    }

    var description: String { (isSet ? "1setOf " : "") + alternatives.joined(separator: " | ") }

    /// The names without bounds, in order, without the out-of-band ones.
    var syntaxes: [String] {
        alternatives.compactMap { $0.split(separator: "(").first.map(String.init) }
            .filter { $0 != "no-value" && $0 != "unknown" }
    }

    private static func split(_ text: String) -> [String] {
        text.split(separator: "|").map { String($0) }
    }

    private static func tidied(_ alternative: String) -> String {
        var text = alternative.filter { !" '’]".contains($0) }
        for type in ["type1", "type2", "type3"] { text = text.replacing(type, with: "") }
        while text.hasPrefix("(") { text.removeFirst() }
        if let colon = text.firstIndex(of: ":"), !text.contains("(") {
            text.replaceSubrange(colon...colon, with: "(")
            text += ")"
        }
        while text.hasSuffix(")") && text.count(where: { $0 == ")" }) > text.count(where: { $0 == "(" }) {
            text.removeLast()
        }
        for (lower, proper) in properNames where text.hasPrefix(lower) {
            text.replaceSubrange(text.startIndex..<text.index(text.startIndex, offsetBy: lower.count), with: proper)
        }
        return text
    }

    private static let properNames = [
        ("octetstring", "octetString"), ("datetime", "dateTime"), ("rangeofinteger", "rangeOfInteger"),
        ("urischeme", "uriScheme"), ("naturallanguage", "naturalLanguage"), ("mimemediatype", "mimeMediaType"),
    ]
}
