import IPP

/// What `lpstat` writes of one printer, as CUPS 2.4 does in the C locale.
///
///     printer floor2 is idle.  enabled since Sat Nov 21 00:26:46 2026
///     floor2 accepting requests since Sat Nov 21 00:26:46 2026
struct PrinterStatusText: Sendable {
    let attributes: AttributeGroup

    static let requested = [
        "printer-name", "printer-type", "printer-state", "printer-state-message", "printer-state-reasons",
        "printer-state-change-time", "printer-is-accepting-jobs", "printer-info", "printer-location",
        "printer-make-and-model", "printer-uri-supported", "printer-is-temporary", "device-uri", "member-names",
        "requesting-user-name-allowed", "requesting-user-name-denied",
    ]

    var name: String { attributes["printer-name"]?.stringValue ?? "" }
    var isClass: Bool { (attributes["printer-type"]?.integerValue ?? 0) & 1 != 0 || attributes["member-names"] != nil }
    var isPrinting: Bool { state == .processing }
    private var isRemote: Bool { (attributes["printer-type"]?.integerValue ?? 0) & 2 != 0 }
    private var state: PrinterState? { attributes["printer-state"]?.integerValue.map(PrinterState.init(rawValue:)) }
    private var message: String { text("printer-state-message") }
    private var since: String { MomentText.classic(Int64(attributes["printer-state-change-time"]?.integerValue ?? 0)) }

    private func text(_ name: String) -> String { (attributes[name]?.stringValue ?? "").harmless }

    private func texts(_ name: String) -> [String] { (attributes[name]?.stringValues ?? []).map(\.harmless) }

    // MARK: Lines

    /// `lpstat -a`
    var accepting: [String] {
        if attributes["printer-is-accepting-jobs"]?.boolValue ?? true {
            return ["\(name) accepting requests since \(since)"]
        }
        return ["\(name) not accepting requests since \(since) -", "\t\(reason)"]
    }

    /// `lpstat -c`
    var members: [String] { ["members of class \(name):"] + texts("member-names").map { "\t\($0)" } }

    /// `lpstat -v`
    var device: String {
        let device = attributes["device-uri"]?.stringValue ?? attributes["printer-uri-supported"]?.stringValue ?? ""
        // CUPS leaves the scheme of files out.
        return "device for \(name): \(device.hasPrefix("file:") ? String(device.dropFirst(5)) : device)".harmless
    }

    /// `lpstat -e`
    func listing(as name: String, isLong: Bool) -> String {
        guard isLong else { return name }
        let kind = attributes["printer-is-temporary"]?.boolValue == true ? "temporary" : "permanent"
        return "\(name) \(kind) \(text("printer-uri-supported")) \(text("device-uri"))"
    }

    /// `lpstat -p`
    ///
    /// - Parameter job: the one that is printing.
    func status(_ detail: StatusReport.Detail, job: Int32?) -> [String] {
        var lines: [String]
        switch state {
        case .processing?: lines = ["printer \(name) now printing \(name)-\(job ?? 0).  enabled since \(since)"]
        case .stopped?: lines = ["printer \(name) disabled since \(since) -", "\t\(reason)"]
        default:
            let isHolding = texts("printer-state-reasons").contains("hold-new-jobs")
            lines = ["printer \(name) is \(isHolding ? "holding new jobs" : "idle").  enabled since \(since)"]
        }
        if state != .stopped, !message.isEmpty { lines.append("\t\(message)") }
        switch detail {
        case .short: return lines
        case .described: return lines + described
        case .long: return lines + formsBefore + described + place + formsBehind
        }
    }

    private var reason: String { message.isEmpty ? "reason unknown" : message }

    private var described: [String] {
        let reasons = texts("printer-state-reasons")
        return [
            "\tDescription: \(text("printer-info"))",
            "\tAlerts: \(reasons.isEmpty ? "none" : reasons.joined(separator: " "))",
        ]
    }

    private var place: [String] {
        var lines = ["\tLocation: \(text("printer-location"))", "\tConnection: \(isRemote ? "remote" : "direct")"]
        let model = text("printer-make-and-model")
        if !model.isEmpty, !model.contains("Raw Printer") { lines.append("\tInterface: /etc/cups/ppd/\(name).ppd") }
        return lines
    }

    // What follows are relics of System V, which CUPS writes whatever the printer: kept for scripts that count lines.

    private var formsBefore: [String] { ["\tForm mounted:", "\tContent types: any", "\tPrinter types: unknown"] }

    private var formsBehind: [String] {
        let denied = texts("requesting-user-name-denied")
        let allowed = texts("requesting-user-name-allowed")
        let users = (denied.isEmpty ? allowed : denied).map { "\t\t\($0)" }
        return ["\tOn fault: no alert", "\tAfter fault: continue"]
            + [denied.isEmpty ? "\tUsers allowed:" : "\tUsers denied:"] + (users.isEmpty ? ["\t\t(all)"] : users)
            + [
                "\tForms allowed:", "\t\t(none)", "\tBanner required", "\tCharset sets:", "\t\t(none)",
                "\tDefault pitch:", "\tDefault page size:", "\tDefault port settings:",
            ]
    }
}
