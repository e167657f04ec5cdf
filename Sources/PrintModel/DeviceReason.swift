/// A keyword of "printer-state-reasons" (RFC 8011 §5.4.12): how bad it is, what it says to people, and which alert it is.
public struct DeviceReason: Hashable, Sendable {
    public enum Severity: Int, Hashable, Sendable { case error, warning, report }

    /// Without its severity.
    public let keyword: String
    /// A keyword without one is an error.
    public let severity: Severity

    public init(_ reason: String) {
        for (suffix, severity) in Self.suffixes where reason.hasSuffix(suffix) {
            (keyword, self.severity) = (String(reason.dropLast(suffix.count)), severity)
            return
        }
        (keyword, severity) = (reason, .error)
    }

    private static let suffixes: [(String, Severity)] = [
        ("-error", .error), ("-warning", .warning), ("-report", .report),
    ]

    public var isKnown: Bool { Self.known[keyword] != nil }

    /// For the end of a sentence that begins with the printer.
    public var words: String { Self.known[keyword]?.words ?? keyword }

    /// `prtAlertCode` in the words of RFC 3805, as PWG 5100.9 §6 has it.
    public var alertCode: String { Self.known[keyword]?.alert ?? "other" }

    /// `prtAlertGroup`: the part of the device that it is about.
    public var alertGroup: String { Self.known[keyword]?.group ?? "other" }

    /// `prtAlertSeverityLevel`.
    public var alertSeverity: String {
        switch severity {
        case .error: "critical"
        case .warning: "warning"
        case .report: "other"
        }
    }

    /// What it takes to get over it.
    public var kind: DeviceTrouble.Kind {
        switch keyword {
        case "connecting-to-device", "timed-out", "shutdown", "offline": .away
        case "spool-area-full", "moving-to-paused", "stopping", "resuming", "hold-new-jobs": .busy
        default: .needsHuman
        }
    }

    /// Errors before warnings before reports, what can be put right before what only says that it stands.
    public var rank: Int {
        let base = severity.rawValue * 100
        switch keyword {
        case "other": return base + 30
        case "paused", "stopped-partly", "stopping", "moving-to-paused": return base + 20
        default: return base + (isKnown ? 0 : 10)
        }
    }

    private struct Meaning {
        var words: String
        /// `PrtAlertCodeTC`, `PrtAlertGroupTC` (IANA "Printer MIB").
        var alert: String
        var group: String

        init(_ words: String, _ alert: String = "other", _ group: String = "other") {
            self.words = words
            self.alert = alert
            self.group = group
        }
    }

    /// The keywords of IANA's registry that people meet.
    private static let known: [String: Meaning] = [
        "connecting-to-device": Meaning("it cannot reach its own device"),
        "cover-open": Meaning("a cover is open", "coverOpen", "cover"),
        "developer-empty": Meaning("it is out of developer", "markerDeveloperEmpty", "markerSupplies"),
        "developer-low": Meaning("developer is running low", "markerDeveloperAlmostEmpty", "markerSupplies"),
        "door-open": Meaning("a door is open", "doorOpen", "cover"),
        "fuser-over-temp": Meaning("the fuser is too hot", "fuserOverTemperature", "marker"),
        "fuser-under-temp": Meaning("the fuser is too cold", "fuserUnderTemperature", "marker"),
        "input-manual-input-request": Meaning(
            "it wants paper to be put in by hand", "inputManualInputRequest", "input"),
        "input-media-size-change": Meaning("the paper in a tray is of another size", "inputMediaSizeChange", "input"),
        "input-tray-missing": Meaning("a tray is missing", "inputMediaTrayMissing", "input"),
        "interlock-open": Meaning("a cover is open", "interlockOpen", "cover"),
        "marker-supply-empty": Meaning("it is out of ink or toner", "subunitEmpty", "markerSupplies"),
        "marker-supply-low": Meaning("ink or toner is running low", "subunitAlmostEmpty", "markerSupplies"),
        "marker-supply-missing": Meaning("an ink or toner cartridge is missing", "subunitMissing", "markerSupplies"),
        "marker-waste-almost-full": Meaning(
            "the waste container is almost full", "subunitAlmostFull", "markerSupplies"),
        "marker-waste-full": Meaning("the waste container is full", "subunitFull", "markerSupplies"),
        "media-empty": Meaning("it is out of paper", "inputMediaSupplyEmpty", "input"),
        "media-jam": Meaning("paper is jammed", "jam", "mediaPath"),
        "media-low": Meaning("paper is running low", "inputMediaSupplyLow", "input"),
        "media-needed": Meaning("it needs paper", "inputMediaSupplyEmpty", "input"),
        "opc-life-over": Meaning("the drum is worn out", "markerOpcLifeOver", "marker"),
        "opc-near-eol": Meaning("the drum is nearly worn out", "markerOpcLifeAlmostOver", "marker"),
        "other": Meaning("it does not say why"),
        "output-area-almost-full": Meaning("the output tray is almost full", "outputMediaTrayAlmostFull", "output"),
        "output-area-full": Meaning("the output tray is full", "outputMediaTrayFull", "output"),
        "output-tray-missing": Meaning("the output tray is missing", "outputMediaTrayMissing", "output"),
        "paused": Meaning("somebody has paused it"),
        "shutdown": Meaning("it has been shut down"),
        "spool-area-full": Meaning("its memory is full"),
        "timed-out": Meaning("its own device does not answer"),
        "toner-empty": Meaning("it is out of toner", "markerTonerEmpty", "markerSupplies"),
        "toner-low": Meaning("toner is running low", "markerTonerAlmostEmpty", "markerSupplies"),
    ]
}
