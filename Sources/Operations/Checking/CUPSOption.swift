import IPP

/// Options that CUPS' filters knew and that `lp -o` and print dialogs still send: not Job Template attributes of any
/// standard, and understood where pages are changed here (cups-filters, texttopdf and pdftopdf).
enum CUPSOption {
    private enum Syntax {
        case integer(ClosedRange<Int32>)
        case boolean
        case words([String])
        case text(octetsMax: Int)
    }

    private static let all: [String: Syntax] = [
        "cpi": .integer(1...100), "lpi": .integer(1...100), "columns": .integer(1...4), "wrap": .boolean,
        "prettyprint": .boolean, "page-left": .integer(0...10_000), "page-right": .integer(0...10_000),
        "page-top": .integer(0...10_000), "page-bottom": .integer(0...10_000), "ppi": .integer(1...2400),
        "scaling": .integer(1...1000), "natural-scaling": .integer(1...1000), "fit-to-page": .boolean,
        "fitplot": .boolean, "mirror": .boolean, "collate": .boolean,
        "page-set": .words(["all", "odd", "even"]), "outputorder": .words(["normal", "reverse"]),
        "number-up-layout": .words(["btlr", "btrl", "lrbt", "lrtb", "rlbt", "rltb", "tblr", "tbrl"]),
        "position": .words([
            "center", "top", "bottom", "left", "right", "top-left", "top-right", "bottom-left", "bottom-right",
        ]),
        "quire-watermark": .text(octetsMax: 255), "sheet-collate": .words(["collated", "uncollated"]),
    ]

    static func isKnown(_ name: String) -> Bool { all[name] != nil }

    /// Numbers and flags also as words: that is how tools send options that they do not know.
    static func takes(_ value: AttributeValue, for name: String) -> Bool {
        switch all[name] {
        case .integer(let range):
            (value.integerValue ?? value.stringValue.flatMap { Int32($0) }).map(range.contains) ?? false
        case .boolean:
            value.boolValue != nil
                || ["true", "false", "yes", "no", "on", "off", ""].contains(value.stringValue?.lowercased())
        case .words(let words): value.stringValue.map(words.contains) ?? false
        case .text(let most): value.stringValue.map { (1...most).contains($0.utf8.count) } ?? false
        case nil: false
        }
    }
}
