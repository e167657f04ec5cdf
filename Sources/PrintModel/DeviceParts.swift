/// A place a device takes sheets from ("media-source-supported", "printer-input-tray"; PWG 5100.13 §5.6).
public struct InputTray: Hashable, Sendable {
    /// `prtInputType` (RFC 3805).
    public enum Kind: String, Hashable, Sendable {
        case sheetFeedAutoRemovableTray, sheetFeedAutoNonRemovableTray, sheetFeedManual, continuousRoll
        case continuousFanFold, other, unknown
    }

    /// The keyword of "media-source".
    public var source: String
    public var kind: Kind
    /// What lies in it; `nil` where nothing does, or nobody knows.
    public var size: MediaSize?
    /// "media-type" of what lies in it.
    public var type: String?
    /// Sheets; -1 no limit, -2 unknown.
    public var capacity: Int32
    /// Sheets; -1 no limit, -2 unknown, -3 at least one.
    public var level: Int32

    public init(
        _ source: String, _ kind: Kind = .unknown, size: MediaSize? = nil, type: String? = nil, capacity: Int32 = -2,
        level: Int32 = -2
    ) {
        self.source = source
        self.kind = kind
        self.size = size
        self.type = type
        self.capacity = capacity
        self.level = level
    }
}

/// A place where sheets come out ("output-bin-supported", "printer-output-tray"; PWG 5100.13 §5.6).
public struct OutputBin: Hashable, Sendable {
    /// `prtOutputType` (RFC 3805).
    public enum Kind: String, Hashable, Sendable { case removableBin, unRemovableBin, mailBox, other, unknown }

    /// The keyword of "output-bin".
    public var bin: String
    public var kind: Kind
    /// Sheets; -1 no limit, -2 unknown.
    public var capacity: Int32
    /// Room for so many sheets; -1 no limit, -2 unknown.
    public var remaining: Int32
    public var isFaceUp: Bool
    /// Whether the last page lies on top.
    public var isLastOnTop: Bool

    public init(
        _ bin: String, _ kind: Kind = .unknown, capacity: Int32 = -2, remaining: Int32 = -2, isFaceUp: Bool = false,
        isLastOnTop: Bool = false
    ) {
        self.bin = bin
        self.kind = kind
        self.capacity = capacity
        self.remaining = remaining
        self.isFaceUp = isFaceUp
        self.isLastOnTop = isLastOnTop
    }
}

/// Sheets of any size between two, in hundredths of a millimetre.
public struct CustomMedia: Hashable, Sendable {
    public var widths: ClosedRange<Int32>
    public var heights: ClosedRange<Int32>

    public init(widths: ClosedRange<Int32>, heights: ClosedRange<Int32>) {
        self.widths = widths
        self.heights = heights
    }

    public func contains(width: Int32, height: Int32) -> Bool { widths.contains(width) && heights.contains(height) }
}

/// A program inside a device ("printer-firmware-name" and its kin, PWG 5110.1).
public struct Firmware: Hashable, Sendable {
    public var name: String
    public var version: String
    /// The version as the device's maker compares it; empty where that is the text.
    public var octets: [UInt8]

    public init(name: String, version: String, octets: [UInt8] = []) {
        self.name = name
        self.version = version
        self.octets = octets
    }
}

/// What a device says of itself that changes while it works. Kept on the ``ConditionBoard``, beside its condition.
public struct DeviceState: Hashable, Sendable {
    /// Toner, ink, waste; empty where it does not say.
    public var supplies: [Supply]
    /// What it shows its operator now, besides what keeps it from printing.
    public var alerts: [DeviceAlert]
    /// Trays as they are now, by "media-source": they stand in for those of ``DeviceCapabilities/trays``.
    public var trays: [String: InputTray]

    public init(supplies: [Supply] = [], alerts: [DeviceAlert] = [], trays: [String: InputTray] = [:]) {
        self.supplies = supplies
        self.alerts = alerts
        self.trays = trays
    }
}

/// Something a device uses up, or fills ("printer-supply", "marker-names"; RFC 3805 `prtMarkerSupplies`).
public struct Supply: Hashable, Sendable {
    public var name: String
    /// `prtMarkerSuppliesType` in the MIB's words: toner, ink, wasteToner, opc, fuser …
    public var kind: String
    /// Whether it fills up instead of getting less.
    public var isReceptacle: Bool
    /// "black", "cyan"; `none` for what has no colour.
    public var colorant: String
    /// `#RRGGBB`, or `none`.
    public var color: String
    /// Per cent; -1 no restriction, -2 unknown, -3 at least some.
    public var level: Int32
    /// Per cent at which it counts as low, or a receptacle as nearly full.
    public var lowLevel: Int32

    public init(
        name: String, kind: String, isReceptacle: Bool = false, colorant: String = "none", color: String = "none",
        level: Int32, lowLevel: Int32 = 5
    ) {
        self.name = name
        self.kind = kind
        self.isReceptacle = isReceptacle
        self.colorant = colorant
        self.color = color
        self.level = level
        self.lowLevel = lowLevel
    }
}

/// A value of "printer-alert" with its words (PWG 5100.9; RFC 3805 `prtAlert` in the MIB's words).
public struct DeviceAlert: Hashable, Sendable {
    public var code: String
    public var severity: String
    public var group: String
    /// For people.
    public var text: String

    public init(code: String, severity: String, group: String, text: String) {
        self.code = code
        self.severity = severity
        self.group = group
        self.text = text
    }
}
