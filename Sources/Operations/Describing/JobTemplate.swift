import IPP
import PrintModel

/// The Job Template attributes of a queue: what may be asked of it, and what happens when nothing is (RFC 8011 §5.2).
///
/// One entry serves "xxx-default", "xxx-supported", "xxx-ready" and the check of what a client sends, so that they
/// cannot disagree.
struct JobTemplate: Sendable {
    struct Entry: Sendable {
        /// "xxx"
        var name: String
        /// Values of "xxx-default"; empty for an attribute that has none.
        var standard: [AttributeValue]
        /// Values of "xxx-supported".
        var supported: [AttributeValue]
        /// Values of "xxx-ready"; empty for none.
        var ready: [AttributeValue] = []
    }

    private(set) var entries: [Entry]
    private let byName: [String: Int]

    /// - Parameter defaults: `xxx-default` attributes that an administrator set.
    init(_ capabilities: DeviceCapabilities, _ abilities: PageAbilities = PageAbilities(), defaults: AttributeGroup) {
        entries = Self.entries(for: capabilities, abilities) + (abilities.changesPages ? PageTemplate.entries : [])
        byName = Dictionary(entries.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
        for index in entries.indices {
            if let own = defaults[entries[index].name + "-default"] { entries[index].standard = own.values }
        }
    }

    subscript(name: String) -> Entry? { byName[name].map { entries[$0] } }

    var names: [String] { entries.map(\.name) }

    /// "xxx-default", "xxx-supported" and "xxx-ready" of each.
    var printerAttributes: [Attribute] {
        entries.flatMap { entry in
            [("-default", entry.standard), ("-supported", entry.supported), ("-ready", entry.ready)]
                .filter { !$1.isEmpty }.map { Attribute(entry.name + $0, $1) }
        }
    }

    /// Attributes without a default that have a value "none" in words of their own.
    private static func entries(for device: DeviceCapabilities, _ abilities: PageAbilities) -> [Entry] {
        let sizes = device.sizes
        let resolutions = device.resolutions.isEmpty ? [300] : device.resolutions
        let sides = ["one-sided"] + (device.hasDuplex ? ["two-sided-long-edge", "two-sided-short-edge"] : [])
        let colors = ["auto", "monochrome"] + (device.hasColor ? ["color"] : [])
        return [
            Entry(name: "copies", standard: [.integer(1)], supported: [.rangeOfInteger(IntegerRange(1, 999))]),
            Entry(
                name: "finishings", standard: [.enum(3)],
                supported: abilities.changesPages && !device.hasSheets ? PageTemplate.finishings : [.enum(3)],
                ready: [.enum(3)]),
            Entry(
                name: "job-hold-until", standard: [.keyword("no-hold")],
                supported: (["no-hold", "indefinite"] + HoldPeriod.allCases.map(\.rawValue)).map { .keyword($0) }),
            Entry(
                name: "job-hold-until-time", standard: [],
                supported: [.rangeOfInteger(IntegerRange(0, .max))]),
            Entry(name: "job-priority", standard: [.integer(50)], supported: [.integer(100)]),
            Entry(
                name: "job-sheets", standard: [.keyword("none")],
                supported: (["none"] + (abilities.changesPages ? PageTemplate.sheets : [])).map { .keyword($0) }),
            Entry(
                name: "media", standard: [.keyword(sizes[0].name)],
                supported: sizes.map { .keyword($0.name) }, ready: [.keyword(sizes[0].name)]),
            Entry(
                name: "media-col", standard: [sizes[0].collection(margin: margin)],
                supported: MediaColumns.members.map { .keyword($0) },
                ready: [sizes[0].collection(margin: margin, type: "stationery", source: "auto")]),
            Entry(
                name: "multiple-document-handling", standard: [.keyword("separate-documents-collated-copies")],
                supported: ["separate-documents-collated-copies", "separate-documents-uncollated-copies"]
                    .map { .keyword($0) }),
            Entry(
                name: "number-up", standard: [.integer(1)],
                supported: abilities.changesPages ? PageTemplate.numbersUp : [.integer(1)]),
            Entry(
                name: "orientation-requested", standard: [.outOfBand(.noValue)],
                supported: [3, 4, 5, 6].map { .enum($0) }),
            Entry(name: "output-bin", standard: [.keyword("face-down")], supported: [.keyword("face-down")]),
            Entry(name: "print-color-mode", standard: [.keyword("auto")], supported: colors.map { .keyword($0) }),
            Entry(
                name: "print-content-optimize", standard: [.keyword("auto")],
                supported: ["auto", "graphic", "photo", "text", "text-and-graphic"].map { .keyword($0) }),
            Entry(name: "print-quality", standard: [.enum(4)], supported: [3, 4, 5].map { .enum($0) }),
            Entry(
                name: "print-scaling", standard: [.keyword("auto")],
                supported: ["auto", "auto-fit", "fill", "fit", "none"].map { .keyword($0) }),
            Entry(
                name: "printer-resolution",
                standard: [.resolution(.dpi(Int32(clamping: resolutions.last { $0 <= 600 } ?? resolutions[0])))],
                supported: resolutions.map { .resolution(.dpi(Int32(clamping: $0))) }),
            Entry(name: "sides", standard: [.keyword("one-sided")], supported: sides.map { .keyword($0) }),
        ]
    }

    /// In hundredths of a millimetre: an eighth and a third of an inch, what most devices cannot print on.
    static let margin: Int32 = 423
}

/// The members of "media-col" that are understood (PWG 5100.3 §3.13).
enum MediaColumns {
    static let members = [
        "media-bottom-margin", "media-left-margin", "media-right-margin", "media-size", "media-size-name",
        "media-source", "media-top-margin", "media-type",
    ]
    static let sources = ["auto", "main", "manual"]
    static let types = ["stationery", "stationery-letterhead", "labels", "envelope", "transparency", "photographic"]
    static let margins: [Int32] = [0, JobTemplate.margin]
}
