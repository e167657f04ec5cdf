internal import IPP
internal import PrintModel

/// What a printer said of itself (Get-Printer-Attributes), as much as is needed to print to it.
///
/// Replies have a hundred kilobytes when they are taken apart, most of them combinations of media; of those no more is kept
/// than ``DeviceCapabilities`` has, for there may be thousands of printers.
struct IPPFacts: Hashable, Sendable {
    var capabilities: DeviceCapabilities
    var operations: Set<OperationID>
    /// Formats as the printer calls them, application/octet-stream among them.
    var formats: Set<String>
    /// "NAME-supported" of what a job can be asked for, by NAME.
    var supported: [String: [AttributeValue]]
    /// "media-col-supported": which members may be sent.
    var mediaMembers: Set<String>
    var compressesGzip: Bool
    var takesManyDocuments: Bool
    /// Whether it is a server with queues of its own, and not a machine with paper in it.
    var isSpooler: Bool
    /// Whether it wants to know through which servers a job has come (``JobRoute``).
    var takesRoutes = false

    /// What a printer is taken for that was never seen: what has been sold for ten years prints all of it.
    static let unseen: IPPFacts = {
        var device = DeviceCapabilities(
            formats: ["application/pdf", "image/pwg-raster", "image/urf", "image/jpeg"],
            makeAndModel: "IPP Printer", makesCopies: true, hasSheets: true, media: MediaSize.common)
        device.bins = [OutputBin("auto")]
        return IPPFacts(
            capabilities: device, operations: [], formats: Set(device.formats), supported: [:], mediaMembers: [],
            compressesGzip: false, takesManyDocuments: false, isSpooler: false)
    }()

    func can(_ operation: OperationID) -> Bool { operations.contains(operation) }

    /// What is asked for by name besides `all`, for it is long and not part of it (PWG 5100.7 §6.9.38).
    static let requested = ["all", "media-col-database"]

    /// What tells how the printer is, and nothing of what it can do.
    static let requestedState = [
        "printer-state", "printer-state-reasons", "printer-state-message", "printer-is-accepting-jobs",
        "printer-up-time", "printer-alert", "printer-alert-description", "printer-supply", "printer-supply-description",
        "printer-input-tray", "media-source-supported", "media-col-ready", "media-ready", "marker-names",
        "marker-types", "marker-colors", "marker-levels", "marker-low-levels", "marker-high-levels",
        "printer-config-change-time", "printer-firmware-string-version",
    ]
}

extension IPPFacts {
    /// Reads the printer attributes of a reply; what is missing or makes no sense counts as not said.
    init(_ printer: AttributeGroup) {
        let said = Said(printer)
        let formats = said.words("document-format-supported")
        self.formats = Set(formats)
        operations = Set(
            said.numbers("operations-supported").compactMap { Int16(exactly: $0) }.map { OperationID(rawValue: $0) })
        compressesGzip = said.words("compression-supported").contains("gzip")
        takesManyDocuments = said.flag("multiple-document-jobs-supported") ?? false
        // CUPS and what is like it; a machine says neither.
        isSpooler = printer["cups-version"] != nil || printer["printer-type"] != nil && printer["member-uris"] != nil
        takesRoutes = said.number(JobRoute.mostAttribute) != nil
        mediaMembers = Set(said.words("media-col-supported"))
        var supported: [String: [AttributeValue]] = [:]
        for name in JobWords.names {
            if let values = printer["\(name)-supported"]?.values, !values.contains(where: \.isOutOfBand) {
                supported[name] = values
            }
        }
        self.supported = supported
        capabilities = DeviceCapabilities(
            formats: [], makeAndModel: said.word("printer-make-and-model") ?? "IPP Printer")
        capabilities.formats = Self.preferred(formats, said)
        if capabilities.formats.isEmpty {
            capabilities.formats = formats.isEmpty ? Self.unseen.capabilities.formats : []
        }
        capabilities.concurrentJobsMax = isSpooler ? Self.spoolerJobsMax : 1
        capabilities.hasSheets = true
        readAbilities(said)
        readRaster(said)
        readMedia(said)
        readMachine(said)
    }

    /// Jobs at once with a server that queues them itself: enough that the network is not waited for, and few enough
    /// that the order is kept here.
    private static let spoolerJobsMax = 8

    private mutating func readAbilities(_ said: Said) {
        capabilities.hasColor =
            said.flag("color-supported") ?? said.words("print-color-mode-supported").contains("color")
        capabilities.hasDuplex = said.words("sides-supported").contains("two-sided-long-edge")
        capabilities.makesCopies = (said.range("copies-supported")?.upper ?? 1) > 1
        let qualities = Set(said.numbers("print-quality-supported").filter { 3...5 ~= $0 }).sorted()
        capabilities.qualities = qualities.isEmpty ? [4] : qualities
        capabilities.finishings = said.numbers("finishings-supported").filter { $0 > 3 }.uniqued()
        capabilities.pagesPerMinute = max(0, said.number("pages-per-minute") ?? 0)
        capabilities.pagesPerMinuteColor = max(0, said.number("pages-per-minute-color") ?? 0)
    }

    private mutating func readMachine(_ said: Said) {
        capabilities.deviceID = said.word("printer-device-id") ?? ""
        capabilities.kinds = said.words("printer-kind")
        let names = said.words("printer-firmware-name")
        let versions = said.words("printer-firmware-string-version")
        let octets = said.octets("printer-firmware-version")
        capabilities.firmware = zip(names, versions).enumerated().map { index, pair in
            Firmware(name: pair.0, version: pair.1, octets: index < octets.count ? octets[index] : [])
        }
        if can(.identifyPrinter) {
            let actions = said.words("identify-actions-supported")
            capabilities.identifyActions = actions.isEmpty ? ["sound"] : actions
        }
    }
}

/// The attributes of a reply, read forgivingly: a value of another syntax than the registered one counts as not there.
struct Said {
    let group: AttributeGroup

    init(_ group: AttributeGroup) { self.group = group }

    func values(_ name: String) -> [AttributeValue] { group[name]?.values.filter { !$0.isOutOfBand } ?? [] }
    func words(_ name: String) -> [String] { values(name).compactMap(\.stringValue) }
    func word(_ name: String) -> String? { words(name).first }
    func numbers(_ name: String) -> [Int32] { values(name).compactMap(\.integerValue) }
    func number(_ name: String) -> Int32? { numbers(name).first }
    func flag(_ name: String) -> Bool? { values(name).first?.boolValue }

    func octets(_ name: String) -> [[UInt8]] {
        values(name).compactMap { value in
            if case .octetString(let octets) = value { return octets }
            return value.stringValue.map { Array($0.utf8) }
        }
    }

    func collections(_ name: String) -> [[Attribute]] {
        values(name).compactMap { if case .collection(let members) = $0 { members } else { nil } }
    }

    func range(_ name: String) -> IntegerRange? {
        switch values(name).first {
        case .rangeOfInteger(let range)? where !range.isBackwards: range
        case .integer(let number)?: IntegerRange(1, max(1, number))
        default: nil
        }
    }
}

extension [Attribute] {
    func value(_ name: String) -> AttributeValue? { first { $0.name == name }?.values.first }
    func word(_ name: String) -> String? { value(name)?.stringValue }
    func number(_ name: String) -> Int32? { value(name)?.integerValue }

    func members(_ name: String) -> [Attribute]? {
        if case .collection(let members)? = value(name) { members } else { nil }
    }
}

extension Sequence where Element: Hashable {
    /// Each once, where it came first.
    func uniqued() -> [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}
