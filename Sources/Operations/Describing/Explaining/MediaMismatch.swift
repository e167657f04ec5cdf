import IPP
import PrintModel

/// Paper that a job asks for and that its printer does not have.
struct MediaMismatch {
    let wanted: String
    /// What lies in the printer's trays, or where nobody knows that, what it can take.
    let available: [String]
    /// Whether the printer takes that paper, and it only does not lie in a tray.
    let isOnlyNotLoaded: Bool

    /// `nil` where it has the paper, and where nobody can say what lies in it.
    ///
    /// - Parameter device: what the device says of its trays now.
    init?(of job: Job, on facts: PrinterFacts, device: DeviceState) {
        guard !facts.printer.isPool, let wish = Self.wish(of: job), let width = wish.width, let height = wish.height
        else {
            return nil
        }
        let name = wish.name ?? "\(MediaOffer.millimetres(width)) x \(MediaOffer.millimetres(height)) mm"
        guard facts.media.has(width: width, height: height) || facts.media.has(named: name) else {
            (wanted, isOnlyNotLoaded) = (name, false)
            available = facts.media.sizes.prefix(Self.namedMax).map(\.name)
            return
        }
        guard let loaded = Self.loaded(facts, device), !loaded.isEmpty,
            !loaded.contains(where: { abs($0.width - width) < 50 && abs($0.height - height) < 50 })
        else { return nil }
        (wanted, isOnlyNotLoaded) = (name, true)
        available = Array(loaded.prefix(Self.namedMax).map(\.name))
    }

    /// As many as a person reads.
    private static let namedMax = 5

    private static func wish(of job: Job) -> MediaWish? {
        var wish: MediaWish
        if case .collection(let members)? = job.attributes["media-col"]?.values.first {
            wish = MediaWish(members)
        } else if let name = job.attributes["media"]?.values.first?.stringValue {
            wish = MediaWish([])
            wish.name = name
        } else {
            return nil
        }
        if wish.width == nil, let size = wish.name.flatMap({ MediaSize(MediaSize.legacyNames[$0.lowercased()] ?? $0) })
        {
            (wish.width, wish.height) = (size.width, size.height)
        }
        return wish
    }

    /// `nil` where neither the device nor an administrator has said what lies in the trays, or not of each of them.
    private static func loaded(_ facts: PrinterFacts, _ device: DeviceState) -> [MediaSize]? {
        let settings = facts.printer.attributes
        let isSet = settings["media-ready"] != nil || settings["media-col-ready"] != nil
        guard isSet || !facts.capabilities.trays.isEmpty || !device.trays.isEmpty else { return nil }
        let trays = facts.media.trays.map { device.trays[$0.source] ?? $0 }
            .filter { !["auto", "manual", "by-pass-tray"].contains($0.source) }
        // In a tray of which nobody knows anything it may lie.
        guard isSet || trays.allSatisfy({ $0.size != nil || $0.level == 0 }) else { return nil }
        return trays.compactMap(\.size)
    }
}
