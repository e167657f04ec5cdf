import IPP
import PrintModel
import Synchronization

/// A queue with what its device can do: what every request about it is checked and answered from.
struct PrinterFacts: Sendable {
    let printer: Printer
    let capabilities: DeviceCapabilities
    let media: MediaOffer
    let template: JobTemplate
    /// The driver of the queue, where it has one.
    let driver: Driver?
    /// What does not go together.
    let constraints: JobConstraints
    /// What is done to pages before the device gets them.
    let abilities: PageAbilities
    /// Values of "document-format-supported".
    let formats: [String]
    /// What ``formats`` could be, if no administrator wanted fewer.
    let formatsPossible: [String]
    /// What follows from all this, ready to be given out.
    let fixed = FixedAttributes()
    /// Of a pool, the facts of its printers; empty for a printer with a device.
    let members: [PrinterFacts]
    /// Whether the device takes bytes of any kind.
    var takesAnything: Bool {
        capabilities.formats.isEmpty && printer.attributes["document-format-supported"] == nil
    }

    init(
        _ printer: Printer, devices: any DeviceCatalog, drivers: any DriverStore, preparer: any DocumentPreparer
    ) {
        self.printer = printer
        members = []
        let device =
            (try? devices.backend(for: printer.deviceURI).capabilities)
            // The queue's device is no longer allowed: it is described as taking what it is given; delivery says why not.
            ?? DeviceCapabilities(formats: [], makeAndModel: "Unavailable device")
        driver = printer.driver.flatMap { drivers.driver($0) }
        capabilities = drivers.capabilities(of: printer, on: device)
        abilities = preparer.abilities(for: capabilities)
        media = MediaOffer(capabilities, settings: printer.attributes)
        template = JobTemplate(capabilities, abilities, media: media, settings: printer.attributes)
        constraints = JobConstraints(of: driver, template, media)
        let all = capabilities.formats.isEmpty ? Self.anything : preparer.sources(for: capabilities)
        let wanted = Set(printer.attributes["document-format-supported"]?.values.compactMap(\.stringValue) ?? all)
        formats = ["application/octet-stream"] + all.filter(wanted.contains)
        formatsPossible = all
    }

    /// A pool's, made of those of its printers.
    init(_ pool: Printer, members: [PrinterFacts]) {
        let union = PoolFacts(members: members)
        printer = pool
        self.members = members
        driver = nil
        capabilities = union.capabilities
        abilities = union.abilities
        media = MediaOffer(capabilities, settings: pool.attributes)
        template = JobTemplate(anyOf: members.map(\.template), settings: pool.attributes)
        // Each of its printers has its own, and jobs are checked by those.
        constraints = JobConstraints(of: nil, template, media)
        formats = ["application/octet-stream"] + union.formats
        formatsPossible = union.formats
    }

    /// "job-priority-default", 1 to 100.
    var standardPriority: Int {
        guard case .integer(let priority)? = template["job-priority"]?.standard.first, (1...100).contains(priority)
        else { return 50 }
        return Int(priority)
    }

    /// What a device that takes anything lists, so that clients which look before they send find their format.
    private static let anything = [
        "application/pdf", "application/postscript", "application/vnd.cups-raw", "application/vnd.hp-pcl",
        "image/jpeg", "image/png", "image/pwg-raster", "image/urf", "text/plain",
    ]
}

/// The facts of all queues, made again only when the queues change.
final class PrinterFactsCache: Sendable {
    private let devices: any DeviceCatalog
    private let drivers: any DriverStore
    private let preparer: any DocumentPreparer
    private let printers: any PrinterStore
    private let conditions: ConditionBoard
    private let map = Mutex<(revision: UInt64?, map: PoolMap)>((nil, PoolMap([])))
    private let kept = Mutex<(revision: Revision, byID: [PrinterID: PrinterFacts])>((Revision(), [:]))

    /// All count what is described here.
    private struct Revision: Hashable {
        var capabilities: UInt64 = 0
        var printers: UInt64 = 0
        var drivers: UInt64 = 0
    }

    init(
        printers: any PrinterStore, devices: any DeviceCatalog, drivers: any DriverStore,
        preparer: any DocumentPreparer, conditions: ConditionBoard
    ) {
        self.conditions = conditions
        self.printers = printers
        self.drivers = drivers
        self.devices = devices
        self.preparer = preparer
    }

    func facts(of printer: Printer) -> PrinterFacts {
        let revision = Revision(
            capabilities: conditions.capabilitiesRevision, printers: printers.revision, drivers: drivers.revision)
        let found = kept.withLock { kept -> PrinterFacts? in
            if kept.revision != revision { kept = (revision, [:]) }
            return kept.byID[printer.id]
        }
        if let found, found.printer == printer { return found }
        let facts = make(printer)
        kept.withLock { kept in if kept.revision == revision { kept.byID[printer.id] = facts } }
        return facts
    }

    private func make(_ printer: Printer) -> PrinterFacts {
        guard printer.isPool else {
            return PrinterFacts(printer, devices: devices, drivers: drivers, preparer: preparer)
        }
        let members = poolMap().members(of: printer.id)
        return PrinterFacts(printer, members: members.map { facts(of: $0.printer) })
    }

    /// Worked out again only when the queues have changed.
    func poolMap() -> PoolMap {
        let revision = printers.revision
        if let map = map.withLock({ $0.revision == revision ? $0.map : nil }) { return map }
        let made = PoolMap(printers.printers())
        map.withLock { $0 = (revision, made) }
        return made
    }
}
