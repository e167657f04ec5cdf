internal import IPP
internal import PrintModel

/// How a printer is at this moment, as it says.
struct IPPState: Hashable, Sendable {
    var device: DeviceState
    /// What it waits for; `nil` when it prints, or would.
    var trouble: DeviceTrouble?
    /// 3 idle, 4 processing, 5 stopped; 0 where it does not say.
    var state: Int32
    var reasons: [String]
    var acceptsJobs: Bool
    /// Seconds since it was switched on.
    var upTime: Int32?
    /// What changes when its abilities do, as far as it can be told without asking for all of them.
    var configuration: [String]

    /// - Parameter address: where it is, for sentences.
    init(_ printer: AttributeGroup, at address: String) {
        let said = Said(printer)
        state = said.number("printer-state") ?? 0
        reasons = said.words("printer-state-reasons").filter { $0 != "none" }
        acceptsJobs = said.flag("printer-is-accepting-jobs") ?? true
        upTime = said.number("printer-up-time")
        configuration =
            said.numbers("printer-config-change-time").map { String($0) }
            + said.words("printer-firmware-string-version")
        var device = DeviceState()
        device.supplies = Supply.all(of: said)
        for tray in IPPFacts.trays(said) { device.trays[tray.source] = tray }
        let message = said.word("printer-state-message") ?? ""
        if state == 5 {
            trouble = DeviceTrouble(stoppedBecause: reasons, saying: message, at: address)
        }
        device.alerts = DeviceAlert.all(of: said, reasons: reasons, besides: trouble?.reason)
        self.device = device
    }
}

extension DeviceTrouble {
    /// A printer that has stopped. The reason that needs somebody most is told, all of them are in the sentence.
    init(stoppedBecause reasons: [String], saying message: String, at address: String) {
        let worst = reasons.min { Self.rank($0) < Self.rank($1) } ?? "other"
        let said = message.isEmpty ? "" : " (\(message))"
        let words = reasons.isEmpty ? "it does not say why" : reasons.map(Self.words).joined(separator: ", ")
        self.init(Self.kind(of: worst), reason: worst, message: "\(address): the printer has stopped: \(words)\(said)")
    }

    /// Keywords without their severity (RFC 8011 §5.4.12).
    private static func plain(_ reason: String) -> String {
        for suffix in ["-error", "-warning", "-report"] where reason.hasSuffix(suffix) {
            return String(reason.dropLast(suffix.count))
        }
        return reason
    }

    private static func kind(of reason: String) -> Kind {
        switch plain(reason) {
        case "connecting-to-device", "timed-out", "shutdown", "offline", "offline-report": .away
        case "spool-area-full", "moving-to-paused", "stopping", "resuming", "hold-new-jobs": .busy
        default: .needsHuman
        }
    }

    /// Errors before warnings before reports, what can be put right before what only says that it stands.
    private static func rank(_ reason: String) -> Int {
        let severity = reason.hasSuffix("-report") ? 200 : reason.hasSuffix("-warning") ? 100 : 0
        switch plain(reason) {
        case "other": return severity + 30
        case "paused", "stopped-partly", "stopping", "moving-to-paused": return severity + 20
        default: return severity + (reasonWords[plain(reason)] == nil ? 10 : 0)
        }
    }

    static func words(_ reason: String) -> String { reasonWords[plain(reason)] ?? plain(reason) }

    /// IANA "printer-state-reasons" that people meet.
    private static let reasonWords = [
        "media-empty": "it is out of paper", "media-needed": "it needs paper", "media-jam": "paper is jammed",
        "media-low": "paper is running low", "door-open": "a door is open", "cover-open": "a cover is open",
        "interlock-open": "a cover is open", "input-tray-missing": "a tray is missing",
        "output-tray-missing": "the output tray is missing", "output-area-full": "the output tray is full",
        "output-area-almost-full": "the output tray is almost full", "toner-empty": "it is out of toner",
        "toner-low": "toner is running low", "marker-supply-empty": "it is out of ink or toner",
        "marker-supply-low": "ink or toner is running low", "marker-waste-full": "the waste container is full",
        "marker-waste-almost-full": "the waste container is almost full", "developer-empty": "it is out of developer",
        "opc-life-over": "the drum is worn out", "fuser-over-temp": "the fuser is too hot",
        "fuser-under-temp": "the fuser is too cold", "paused": "somebody has paused it",
        "connecting-to-device": "it cannot reach its own device", "timed-out": "its own device does not answer",
        "spool-area-full": "its memory is full", "shutdown": "it has been shut down", "other": "it does not say why",
        "input-media-size-change": "the paper in a tray is of another size",
        "input-manual-input-request": "it wants paper to be put in by hand",
    ]
}

extension Supply {
    /// From "printer-supply" (PWG 5100.13 §5.6.41), or from CUPS' "marker-" attributes where there is none.
    static func all(of said: Said) -> [Supply] {
        let parts = said.octets("printer-supply").prefix(partsMax).map { Part($0) }
        let names = said.words("printer-supply-description")
        let colors = said.words("marker-colors")
        let supplies = parts.enumerated().compactMap { index, part -> Supply? in
            guard let kind = part["type"] else { return nil }
            let colorant = part["colorantname"] ?? "none"
            let name =
                index < names.count ? names[index] : [colorant, kind].filter { $0 != "none" }.joined(separator: " ")
            return Supply(
                name: name, kind: kind, isReceptacle: part["class"] == "receptacleThatIsFilled", colorant: colorant,
                color: parts.count == colors.count ? colors[index] : color(of: colorant), level: part.percent)
        }
        return supplies.isEmpty ? markers(said, colors) : supplies
    }

    private static let partsMax = 64

    private static func markers(_ said: Said, _ colors: [String]) -> [Supply] {
        let kinds = said.words("marker-types"), levels = said.numbers("marker-levels")
        let low = said.numbers("marker-low-levels"), high = said.numbers("marker-high-levels")
        return said.words("marker-names").prefix(partsMax).enumerated().map { index, name in
            let kind = index < kinds.count ? camelCase(kinds[index]) : "other"
            let isReceptacle = kind.hasPrefix("waste")
            var level = index < levels.count ? levels[index] : -2
            if level == -1 { level = -2 }
            let bound = isReceptacle ? (index < high.count ? high[index] : 95) : (index < low.count ? low[index] : 5)
            return Supply(
                name: name, kind: kind, isReceptacle: isReceptacle,
                color: index < colors.count ? colors[index] : "none",
                level: (0...100).contains(level) && isReceptacle ? 100 - level : level,
                lowLevel: isReceptacle ? 100 - min(100, max(0, bound)) : bound)
        }
    }

    /// `waste-toner` in CUPS is `wasteToner` in RFC 3805.
    private static func camelCase(_ word: String) -> String {
        let parts = word.split(separator: "-")
        return parts.prefix(1).joined() + parts.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    }

    private static func color(of colorant: String) -> String {
        ["black": "#000000", "cyan": "#00FFFF", "magenta": "#FF00FF", "yellow": "#FFFF00"][colorant.lowercased()]
            ?? "none"
    }
}

extension Part {
    /// How much there is, or how much room is left in what fills up (RFC 3805 `prtMarkerSuppliesLevel`).
    fileprivate var percent: Int32 {
        guard let level = number("level") else { return -2 }
        if level < 0 { return -3 ... -1 ~= level ? level : -2 }
        guard let capacity = number("maxcapacity"), capacity > 0 else { return level <= 100 ? level : -2 }
        return Int32(clamping: min(100, Int64(level) * 100 / Int64(capacity)))
    }
}

extension DeviceAlert {
    /// "printer-alert" (PWG 5100.9); without it, what the printer's reasons say besides what it has stopped for.
    static func all(of said: Said, reasons: [String], besides worst: String?) -> [DeviceAlert] {
        let texts = said.words("printer-alert-description")
        let alerts = said.octets("printer-alert").prefix(alertsMax).enumerated().compactMap { index, octets in
            let part = Part(octets)
            return part["code"].map { code in
                DeviceAlert(
                    code: code, severity: part["severity"] ?? "other", group: part["group"] ?? "other",
                    text: index < texts.count ? texts[index] : "")
            }
        }
        if !alerts.isEmpty { return alerts.filter { $0.code != "unknown" || !$0.text.isEmpty } }
        return reasons.prefix(alertsMax).filter { $0 != worst }.map { reason in
            let severity = reason.hasSuffix("-report") ? "other" : reason.hasSuffix("-warning") ? "warning" : "critical"
            return DeviceAlert(code: "other", severity: severity, group: "other", text: DeviceTrouble.words(reason))
        }
    }

    private static let alertsMax = 64
}
