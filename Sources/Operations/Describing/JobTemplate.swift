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
        /// Whether "xxx-supported" can be set to some of its values (RFC 3380 §4.1).
        var canBeNarrowed = true
    }

    private(set) var entries: [Entry]
    private let byName: [String: Int]

    /// - Parameter settings: "xxx-default" and "xxx-supported" that an administrator set.
    init(
        _ device: DeviceCapabilities, _ abilities: PageAbilities = PageAbilities(), media: MediaOffer,
        settings: AttributeGroup = AttributeGroup(.printer)
    ) {
        entries =
            Self.entries(for: device, abilities, media) + Self.mediaEntries(media, settings) + LifeTemplate.entries
            + (abilities.changesPages ? PageTemplate.entries : [])
        entries.sort { $0.name < $1.name }
        byName = Dictionary(entries.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
        for index in entries.indices { entries[index].apply(settings) }
    }

    /// What at least one of several queues can be asked for.
    init(anyOf templates: [JobTemplate], settings: AttributeGroup) {
        var entries: [Entry] = []
        var places: [String: Int] = [:]
        for entry in templates.flatMap(\.entries) {
            if let place = places[entry.name] {
                entries[place].supported = Self.union(entries[place].supported, entry.supported)
                entries[place].ready = Self.union(entries[place].ready, entry.ready)
            } else {
                places[entry.name] = entries.count
                entries.append(entry)
            }
        }
        entries.sort { $0.name < $1.name }
        for index in entries.indices { entries[index].apply(settings) }
        byName = Dictionary(entries.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
        self.entries = entries
    }

    /// Values of both, each once; of a single range on either side, the one from the lowest to the highest.
    private static func union(_ first: [AttributeValue], _ second: [AttributeValue]) -> [AttributeValue] {
        if case .rangeOfInteger(let one)? = first.first, case .rangeOfInteger(let other)? = second.first,
            first.count == 1, second.count == 1
        {
            return [.rangeOfInteger(IntegerRange(min(one.lower, other.lower), max(one.upper, other.upper)))]
        }
        if case .integer(let one)? = first.first, case .integer(let other)? = second.first, first.count == 1,
            second.count == 1
        {
            return [.integer(max(one, other))]
        }
        return (first + second).uniqued()
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

    private static func entries(
        for device: DeviceCapabilities, _ abilities: PageAbilities, _ media: MediaOffer
    ) -> [Entry] {
        let resolutions = device.resolutions.isEmpty ? [300] : device.resolutions
        let sides = ["one-sided"] + (device.hasDuplex ? ["two-sided-long-edge", "two-sided-short-edge"] : [])
        let colors = ["auto", "monochrome"] + (device.hasColor ? ["color"] : [])
        let handling =
            ["separate-documents-collated-copies", "separate-documents-uncollated-copies"]
            + (abilities.joins.isEmpty ? [] : OneDocument.words)
        // A raw queue hands on whatever it is given; others do not take a wish that they cannot do or write down.
        let hints = device.recordsOptions || device.formats.isEmpty
        return finishings(device) + [
            Entry(name: "copies", standard: [.integer(1)], supported: [.rangeOfInteger(IntegerRange(1, 999))]),
            words("job-hold-until", ["no-hold", "indefinite"] + HoldPeriod.allCases.map(\.rawValue)),
            Entry(
                name: "job-hold-until-time", standard: [], supported: [.rangeOfInteger(IntegerRange(0, .max))],
                canBeNarrowed: false),
            Entry(name: "job-priority", standard: [.integer(50)], supported: [.integer(100)], canBeNarrowed: false),
            words("job-sheets", ["none"] + (abilities.changesPages ? PageTemplate.sheets : [])),
            words("multiple-document-handling", handling),
            Entry(
                name: "number-up", standard: [.integer(1)],
                supported: abilities.changesPages ? PageTemplate.numbersUp : [.integer(1)]),
            Entry(
                name: "orientation-requested", standard: [.outOfBand(.noValue)],
                supported: [3, 4, 5, 6, 7].map { .enum($0) }),
            words("output-bin", device.outputBins.map(\.bin)),
            words("print-color-mode", colors),
            words(
                "print-content-optimize", hints ? ["auto", "graphic", "photo", "text", "text-and-graphic"] : ["auto"]),
            Entry(name: "print-quality", standard: [.enum(standardQuality(device))], supported: qualities(device)),
            words(
                "print-rendering-intent",
                hints ? ["auto", "absolute", "perceptual", "relative", "relative-bpc", "saturation"] : ["auto"]),
            words("print-scaling", ["auto", "auto-fit", "fill", "fit", "none"]),
            Entry(
                name: "printer-resolution",
                standard: [.resolution(.dpi(Int32(clamping: resolutions.last { $0 <= 600 } ?? resolutions[0])))],
                supported: resolutions.map { .resolution(.dpi(Int32(clamping: $0))) }),
            words("sides", sides),
        ]
    }

    /// "finishings", and the same by name in "finishings-col" (PWG 5100.1 §5).
    private static func finishings(_ device: DeviceCapabilities) -> [Entry] {
        let all = [3] + device.finishings
        let templates = FinishingTemplate.columns(of: all)
        var entries = [
            Entry(
                name: "finishings", standard: [.enum(3)], supported: all.map { .enum($0) },
                ready: all.map { .enum($0) })
        ]
        guard templates.count > 1 else { return entries }
        entries.append(
            Entry(
                name: "finishings-col", standard: [templates[0]], supported: [.keyword("finishing-template")],
                ready: templates, canBeNarrowed: false))
        return entries
    }

    private static func mediaEntries(_ media: MediaOffer, _ settings: AttributeGroup) -> [Entry] {
        let wished = settings["media-default"]?.values.first?.stringValue
        let standard = media.sizes.first { $0.name == wished } ?? media.sizes[0]
        return [
            Entry(
                name: "media", standard: [.keyword(standard.name)], supported: media.names.map { .keyword($0) },
                ready: media.readyNames),
            Entry(
                name: "media-col", standard: [standard.collection(media.margins(of: standard)[0])],
                supported: MediaOffer.members.map { .keyword($0) }, ready: media.readyColumns, canBeNarrowed: false),
        ]
    }

    private static func words(_ name: String, _ words: [String]) -> Entry {
        Entry(name: name, standard: [.keyword(words[0])], supported: words.map { .keyword($0) })
    }

    private static func qualities(_ device: DeviceCapabilities) -> [AttributeValue] {
        device.qualities.isEmpty ? [.enum(4)] : device.qualities.map { .enum($0) }
    }

    private static func standardQuality(_ device: DeviceCapabilities) -> Int32 {
        device.qualities.contains(4) ? 4 : device.qualities.first ?? 4
    }
}

extension JobTemplate.Entry {
    /// Whether a value may be asked for (RFC 8011 §4.1.7, "xxx-supported").
    func supports(_ value: AttributeValue) -> Bool { supported.contains { $0.admits(value) } }

    /// Takes over what an administrator set. A default that is no longer supported gives way to one that is.
    fileprivate mutating func apply(_ settings: AttributeGroup) {
        if canBeNarrowed, let own = settings["\(name)-supported"] {
            let narrowed = narrowed(to: own.values)
            if !narrowed.isEmpty { supported = narrowed }
            ready = ready.filter(supports)
        }
        if let own = settings["\(name)-default"], !own.values.isEmpty { standard = own.values }
        guard canBeNarrowed, settings["\(name)-supported"] != nil else { return }
        let isNone = standard == [.outOfBand(.noValue)]
        if !isNone, !standard.allSatisfy(supports) {
            if case .rangeOfInteger(let range)? = supported.first {
                standard = [.integer(range.lower)]
            } else {
                standard = [supported[0]]
            }
        }
    }

    /// What of the supported values is left when only `values` are wanted.
    func narrowed(to values: [AttributeValue]) -> [AttributeValue] {
        if case .rangeOfInteger(let whole)? = supported.first, supported.count == 1 {
            return values.compactMap { value in
                switch value {
                case .rangeOfInteger(let part)
                where !part.isBackwards && whole.contains(part.lower)
                    && whole.contains(part.upper):
                    value
                case .integer(let number) where whole.contains(number):
                    .rangeOfInteger(IntegerRange(number, number))
                default: nil
                }
            }
        }
        return supported.filter { one in values.contains { $0.admits(one) } }
    }
}

extension AttributeValue {
    /// Whether this value of "xxx-supported" lets `value` of "xxx" through.
    func admits(_ value: AttributeValue) -> Bool {
        switch (value, self) {
        case (.integer(let number), .rangeOfInteger(let range)): range.contains(number)
        case (.keyword, .keyword), (.name, .keyword), (.keyword, .name), (.name, .name):
            value.stringValue == stringValue
        default: value == self
        }
    }
}

extension DeviceCapabilities {
    /// The bins it has, or the one that every device has; never empty.
    var outputBins: [OutputBin] { bins.isEmpty ? [OutputBin("face-down")] : bins }
}
