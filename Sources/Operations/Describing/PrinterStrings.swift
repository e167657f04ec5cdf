import IPP

/// The labels of keywords and enums for people, as clients fetch them ("printer-strings-uri", PWG 5100.13 §5.6.39).
///
///     "media-source.main" = "Main tray";
///
/// An attribute is called by its name, a value by the attribute's name, a dot, and its keyword or number. Clients have
/// labels for what IANA registers; these are theirs where they have none, and ours for what is ours.
public enum PrinterStrings {
    public static let languages = ["en"]

    public static func path(language: String) -> String { "/strings/\(language).strings" }

    /// The file in a language; `nil` where there is none. UTF-8.
    public static func file(language: String) -> String? {
        guard language == "en" else { return nil }
        return english
    }

    /// "Two-sided, long edge"; made from the keyword where nobody has a better word for it.
    static func label(_ attribute: String, _ word: String) -> String {
        labels["\(attribute).\(word)"] ?? words(of: word)
    }

    static func label(_ attribute: String) -> String { labels[attribute] ?? words(of: attribute) }

    /// `staple-top-left` as "Staple top left".
    static func words(of keyword: String) -> String {
        let words = keyword.split { $0 == "-" || $0 == "_" }.joined(separator: " ")
        return words.prefix(1).uppercased() + words.dropFirst()
    }

    private static let english: String =
        "/* Labels of Quire's printers. */\n"
        + (labels.map { ($0.key, $0.value) } + finishings).sorted { $0.0 < $1.0 }
        .map { "\"\($0.0)\" = \"\($0.1)\";\n" }.joined()

    /// By number, as print dialogs ask for enums.
    private static let finishings: [(String, String)] = Finishings.registered.map { finishing in
        ("finishings.\(finishing.rawValue)", words(of: finishing.keyword ?? finishing.description))
    }

    private static let labels: [String: String] = [
        "finishings": "Finishing", "finishing-template": "Finishing", "job-hold-until": "Hold until",
        "job-sheets": "Cover sheet", "media": "Paper size", "media-source": "Paper source", "media-type": "Paper type",
        "number-up": "Pages per side", "orientation-requested": "Orientation", "output-bin": "Output bin",
        "print-color-mode": "Colour", "print-content-optimize": "Made for", "print-quality": "Quality",
        "print-rendering-intent": "Rendering intent", "print-scaling": "Scaling", "printer-resolution": "Resolution",
        "sides": "Two-sided",
        "job-sheets.none": "None", "job-sheets.standard": "Standard", "job-sheets.classified": "Classified",
        "job-sheets.confidential": "Confidential", "job-sheets.form": "Form", "job-sheets.secret": "Secret",
        "job-sheets.topsecret": "Top secret", "job-sheets.unclassified": "Unclassified",
        "media-source.auto": "Automatic", "media-source.main": "Main tray", "media-source.alternate": "Second tray",
        "media-source.photo": "Photo tray", "media-source.manual": "By hand",
        "media-source.by-pass-tray": "Bypass tray",
        "media-type.stationery": "Plain paper", "media-type.stationery-letterhead": "Letterhead",
        "media-type.stationery-heavyweight": "Heavy paper", "media-type.photographic": "Photo paper",
        "media-type.photographic-glossy": "Glossy photo paper", "media-type.cardstock": "Card",
        "output-bin.face-down": "Face down", "output-bin.face-up": "Face up",
        "print-color-mode.auto": "Automatic", "print-color-mode.color": "Colour",
        "print-color-mode.monochrome": "Black and white",
        "print-quality.3": "Draft", "print-quality.4": "Normal", "print-quality.5": "Best",
        "print-scaling.auto": "Automatic", "print-scaling.auto-fit": "Shrink to fit",
        "print-scaling.fill": "Fill the page",
        "print-scaling.fit": "Fit the page", "print-scaling.none": "As it is",
        "sides.one-sided": "One-sided", "sides.two-sided-long-edge": "Two-sided, long edge",
        "sides.two-sided-short-edge": "Two-sided, short edge",
        "quire-job-order": "Order of jobs", "quire-job-order.arrival": "As they come",
        "quire-job-order.fair-turns": "Users take turns", "quire-watermark": "Watermark",
        "printer-state-reasons.connecting-to-device": "Connecting to the printer",
        "printer-state-reasons.hold-new-jobs": "New jobs are held",
    ]
}
