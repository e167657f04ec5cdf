import IPP

/// Job Template attributes of queues whose pages are changed before the device gets them.
enum PageTemplate {
    static let entries: [JobTemplate.Entry] = [
        entry("imposition-template", ["none", "signature"]),
        entry("page-border", ["none", "single", "single-thick", "double", "double-thick"]),
        entry("page-delivery", ["system-specified", "same-order-face-down", "reverse-order-face-down"]),
        entry(
            "presentation-direction-number-up",
            [
                "toright-tobottom", "tobottom-toright", "toleft-tobottom", "tobottom-toleft", "toright-totop",
                "totop-toright", "toleft-totop", "totop-toleft",
            ]),
        JobTemplate.Entry(
            name: "job-sheets-col", standard: [.collection([Attribute("job-sheets", .keyword("none"))])],
            supported: ["job-sheets", "media", "media-col"].map { .keyword($0) }, canBeNarrowed: false),
    ]

    private static func entry(_ name: String, _ words: [String]) -> JobTemplate.Entry {
        JobTemplate.Entry(name: name, standard: [.keyword(words[0])], supported: words.map { .keyword($0) })
    }

    /// "job-sheets-supported" but for `none`: the templates there are, with CUPS' names.
    static let sheets = ["classified", "confidential", "form", "secret", "standard", "topsecret", "unclassified"]

    /// Pages that fit on one side in rows and columns.
    static let numbersUp: [AttributeValue] = [1, 2, 4, 6, 8, 9, 10, 12, 15, 16].map { .integer($0) }

    /// Values of "finishing-template": the names of the numbers (PWG 5100.1 §5.2.9).
    static func finishingTemplates(of finishings: [AttributeValue]) -> [String] {
        finishings.compactMap { if case .enum(let number) = $0 { Finishings(rawValue: number).keyword } else { nil } }
    }

    /// "overrides-supported" (PWG 5100.6); both spellings of the last, since test suites want one or the other.
    static let overrides = [
        "pages", "media", "media-col", "sides", "orientation-requested", "document-numbers", "document-number",
    ]
}
