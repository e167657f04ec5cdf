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
        let worst = reasons.min { DeviceReason($0).rank < DeviceReason($1).rank } ?? "other"
        let said = message.isEmpty ? "" : " (\(message))"
        let words =
            reasons.isEmpty ? "it does not say why" : reasons.map { DeviceReason($0).words }.joined(separator: ", ")
        self.init(
            DeviceReason(worst).kind, reason: worst, message: "\(address): the printer has stopped: \(words)\(said)")
    }
    /// A printer that says what is wrong, and not whether it prints all the same.
    init(complainingOf reasons: [String], at address: String) {
        let worst = reasons.min { DeviceReason($0).rank < DeviceReason($1).rank } ?? "other"
        let words = reasons.map { DeviceReason($0).words }.joined(separator: ", ")
        self.init(.needsHuman, reason: worst, message: "\(address): the printer says that \(words)")
    }
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
        let lists = MarkerLists(
            names: said.words("marker-names"), types: said.words("marker-types"), colors: colors,
            levels: said.numbers("marker-levels"), lowLevels: said.numbers("marker-low-levels"),
            highLevels: said.numbers("marker-high-levels"))
        return lists.supplies
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
            let reason = DeviceReason(reason)
            return DeviceAlert(
                code: reason.alertCode, severity: reason.alertSeverity, group: reason.alertGroup, text: reason.words)
        }
    }

    private static let alertsMax = 64
}
