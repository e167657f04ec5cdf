/// What was found out, as programs say it that bring jobs to devices (backend(7)): one line of discovery, and messages.
public struct ProgramLines: Sendable {
    let report: PrinterReport

    public init(_ report: PrinterReport) { self.report = report }

    /// `network URI "make and model" "info" "device-id" "location"`
    public func discovery(_ uri: String) -> String {
        let texts = [report.model.isEmpty ? "Unknown" : report.model, report.model, report.deviceID, report.location]
        return "network \(uri) " + texts.map(Self.quoted).joined(separator: " ")
    }

    /// `ATTR:` with its supplies, `STATE:` with what it complains of.
    public var messages: [String] {
        var lines: [String] = []
        if !report.supplies.isEmpty {
            let supplies = report.supplies
            let lists = [
                ("marker-names", supplies.map { Self.listed($0.name.isEmpty ? Self.words($0) : $0.name) }),
                ("marker-types", supplies.map { Self.type($0.type) }),
                ("marker-colors", supplies.map { Self.color($0) }),
                ("marker-levels", supplies.map { String($0.level) }),
            ]
            lines.append("ATTR: " + lists.map { "\($0)='\($1.joined(separator: ","))'" }.joined(separator: " "))
        }
        let reasons = report.errors.sorted().compactMap { Self.reasons[$0] }
        lines.append("STATE: " + (reasons.isEmpty ? "none" : reasons.joined(separator: ",")))
        return lines
    }

    private static func quoted(_ text: String) -> String {
        "\"" + text.flatMap { $0 == "\"" || $0 == "\\" ? ["\\", $0] : [$0] } + "\""
    }

    /// An element of a list in quotes of both kinds: what would end them is left out.
    private static func listed(_ text: String) -> String {
        "\"" + text.filter { !"\"'\\".contains($0) } + "\""
    }

    private static func words(_ supply: PrinterReport.Supply) -> String {
        [supply.colorant, type(supply.type)].filter { !$0.isEmpty }.joined(separator: " ")
    }

    /// `PrtMarkerSuppliesTypeTC` as CUPS names it in "marker-types".
    private static func type(_ number: Int64) -> String {
        let known = [
            "other", "unknown", "toner", "waste-toner", "ink", "ink-cartridge", "ink-ribbon", "waste-ink", "opc",
            "developer", "fuser-oil", "solid-wax", "ribbon-wax", "waste-wax", "fuser", "corona-wire",
            "fuser-oil-wick", "cleaner-unit", "fuser-cleaning-pad", "transfer-unit", "toner-cartridge",
            "fuser-oiler", "water", "waste-water", "glue-water-additive", "waste-paper", "binding-supply",
            "banding-supply", "stitching-wire", "shrink-wrap", "paper-wrap", "staples", "inserts", "covers",
        ]
        return 1...Int64(known.count) ~= number ? known[Int(number) - 1] : "other"
    }

    /// `#RRGGBB`, or `none`.
    private static func color(_ supply: PrinterReport.Supply) -> String {
        let colors = [
            ("black", "#000000"), ("cyan", "#00FFFF"), ("magenta", "#FF00FF"), ("yellow", "#FFFF00"),
            ("red", "#FF0000"), ("green", "#00FF00"), ("blue", "#0000FF"), ("white", "#FFFFFF"),
        ]
        // Not every printer fills in the colorants; most have it in the name.
        for text in [supply.colorant, supply.name] {
            if let found = colors.first(where: { text.lowercased().contains($0.0) }) { return found.1 }
        }
        return "none"
    }

    /// Bits of `hrPrinterDetectedErrorState` (RFC 2790) as "printer-state-reasons" (PWG 5100.9 §6).
    ///
    /// offline (6) and serviceRequested (7) say nothing that could be looked for, and many printers set them while they
    /// sleep.
    private static let reasons: [Int: String] = [
        0: "media-low-warning", 1: "media-empty-error", 2: "toner-low-warning", 3: "toner-empty-error",
        4: "door-open-error", 5: "media-jam-error", 8: "input-tray-missing-error", 9: "output-tray-missing-error",
        10: "marker-supply-missing-error", 11: "output-area-almost-full-warning", 12: "output-area-full-error",
        13: "media-needed-error",
    ]
}
