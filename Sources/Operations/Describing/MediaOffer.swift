import IPP
import PrintModel

/// The paper a queue offers: sizes with their margins, where it lies, of what type it is. Made once for a queue; the
/// media attributes and the checks of what clients ask for both come from it.
struct MediaOffer: Sendable {
    /// Never empty.
    let sizes: [MediaSize]
    let custom: CustomMedia?
    /// Never empty: where a device does not say, what people ask for everywhere.
    let trays: [InputTray]
    /// Keywords of "media-type", the usual one first; never empty.
    let types: [String]

    /// - Parameter settings: "media-supported", "media-ready", "media-col-ready" and "media-type-supported" that an
    ///   administrator set.
    init(_ device: DeviceCapabilities, settings: AttributeGroup = AttributeGroup(.printer)) {
        let all = device.media.isEmpty ? MediaSize.common : device.media
        let names = settings["media-supported"].map { Set($0.values.compactMap(\.stringValue)) }
        let chosen = names.map { names in all.filter { names.contains($0.name) } } ?? all
        sizes = chosen.isEmpty ? all : chosen
        custom = names.map { $0.contains { $0.hasPrefix("custom_min") } } ?? true ? device.customMedia : nil
        let own = Set(settings["media-type-supported"]?.values.compactMap(\.stringValue) ?? device.mediaTypes)
        let types = (device.mediaTypes.isEmpty ? Self.usualTypes : device.mediaTypes)
        self.types = own.isEmpty || own.isDisjoint(with: types) ? types : types.filter(own.contains)
        let trays = device.trays.isEmpty ? Self.usualTrays(of: all[0]) : device.trays
        self.trays = Self.filled(trays, settings, among: sizes)
    }

    private static let usualTypes = [
        "stationery", "stationery-letterhead", "labels", "envelope", "transparency", "photographic",
    ]

    private static func usualTrays(of size: MediaSize) -> [InputTray] {
        [
            InputTray("auto", .unknown), InputTray("main", .unknown, size: size, type: "stationery"),
            InputTray("manual", .sheetFeedManual),
        ]
    }

    /// What people put into trays, where they told the server: by name ("media-col-ready"), or sizes in the trays' order
    /// ("media-ready").
    private static func filled(_ trays: [InputTray], _ settings: AttributeGroup, among sizes: [MediaSize])
        -> [InputTray]
    {
        var trays = trays
        if let columns = settings["media-col-ready"] {
            for index in trays.indices { trays[index].size = nil }
            for case .collection(let members) in columns.values {
                let wish = MediaWish(members)
                guard let index = trays.firstIndex(where: { $0.source == wish.source ?? "main" }) else { continue }
                trays[index].size = sizes.first(where: wish.names)
                trays[index].type = wish.type ?? trays[index].type
            }
        } else if let names = settings["media-ready"]?.values.compactMap(\.stringValue) {
            var loaded = trays.indices.filter { trays[$0].size != nil }
            if loaded.count < names.count {
                loaded += trays.indices.filter {
                    !loaded.contains($0) && !["auto", "manual"].contains(trays[$0].source)
                }
            }
            for index in trays.indices { trays[index].size = nil }
            for (index, name) in zip(loaded, names) { trays[index].size = sizes.first { $0.name == name } }
        }
        for index in trays.indices {
            if let size = trays[index].size, !sizes.contains(where: { $0.name == size.name }) {
                trays[index].size = nil
            }
        }
        return trays
    }

    // MARK: Questions

    /// In hundredths of a millimetre: an eighth and a third of an inch, what most devices cannot print on.
    static let usualMargin: Int32 = 423

    /// With the margins the device needs, or those that are usual and none at all where it does not say.
    func margins(of size: MediaSize) -> [MediaSize.Margins] {
        size.margins.map { [$0] } ?? [.init(all: Self.usualMargin), .init(all: 0)]
    }

    /// "media-left-margin-supported" and its like, ascending.
    func margins(_ side: KeyPath<MediaSize.Margins, Int32>) -> [Int32] {
        Set(sizes.flatMap { margins(of: $0).map { $0[keyPath: side] } }).sorted()
    }

    func has(named name: String) -> Bool {
        if sizes.contains(where: { $0.name == name }) { return true }
        guard let custom, name.hasPrefix("custom_"), let size = MediaSize(name) else { return false }
        return custom.contains(width: size.width, height: size.height)
    }

    /// Half a millimetre makes no other size.
    func has(width: Int32, height: Int32) -> Bool {
        sizes.contains { abs(Int64($0.width) - Int64(width)) < 50 && abs(Int64($0.height) - Int64(height)) < 50 }
            || custom?.contains(width: width, height: height) ?? false
    }

    /// "media-supported": the names, and the range between two custom names (PWG 5101.1 §5.1.4).
    var names: [String] {
        guard let custom else { return sizes.map(\.name) }
        func name(_ word: String, _ width: Int32, _ height: Int32) -> String {
            "custom_\(word)_\(Self.millimetres(width))x\(Self.millimetres(height))mm"
        }
        return sizes.map(\.name) + [
            name("min", custom.widths.lowerBound, custom.heights.lowerBound),
            name("max", custom.widths.upperBound, custom.heights.upperBound),
        ]
    }

    /// Decimal, without zeros that say nothing (PWG 5101.1 §4.2).
    static func millimetres(_ hundredths: Int32) -> String {
        let (whole, rest) = (hundredths / 100, hundredths % 100)
        if rest == 0 { return String(whole) }
        return rest % 10 == 0 ? "\(whole).\(rest / 10)" : "\(whole).\(rest < 10 ? "0" : "")\(rest)"
    }

    // MARK: Attributes

    /// "media-size-supported": sizes, and the ranges between them (PWG 5100.7 §6.9.50).
    var sizesSupported: [AttributeValue] {
        sizes.map(\.size) + (custom.map { [$0.size] } ?? [])
    }

    /// Trays with something in them: "media-ready" and "media-col-ready" say the same, one by one.
    var ready: [InputTray] { trays.filter { $0.size != nil } }

    var readyNames: [AttributeValue] { ready.compactMap { $0.size.map { .keyword($0.name) } } }

    var readyColumns: [AttributeValue] {
        ready.compactMap { tray in
            tray.size.map { $0.collection(margins(of: $0)[0], type: tray.type ?? types[0], source: tray.source) }
        }
    }

    /// "media-col-database": every size with every margin there is for it; any type and source goes with each.
    var database: [AttributeValue] {
        sizes.flatMap { size in margins(of: size).map { size.collection($0) } }
            + (custom.map { custom in
                [.collection([Attribute("media-size", custom.size)] + MediaSize.members(of: .init(all: 0)))]
            } ?? [])
    }

    /// "media-col-supported" (PWG 5100.7).
    static let members = [
        "media-bottom-margin", "media-left-margin", "media-right-margin", "media-size", "media-size-name",
        "media-source", "media-top-margin", "media-type",
    ]
}

/// What a value of "media-col" says, as far as it is about the sheet.
struct MediaWish {
    var name: String?
    var width: Int32?
    var height: Int32?
    var source: String?
    var type: String?

    init(_ members: [Attribute]) {
        for member in members {
            switch (member.name, member.values.first) {
            case ("media-size-name", let value?): name = value.stringValue
            case ("media-source", let value?): source = value.stringValue
            case ("media-type", let value?): type = value.stringValue
            case ("media-size", .collection(let size)?):
                width = size.first { $0.name == "x-dimension" }?.integerValue
                height = size.first { $0.name == "y-dimension" }?.integerValue
            default: continue
            }
        }
    }

    func names(_ size: MediaSize) -> Bool {
        if let width, let height { return size.width == width && size.height == height }
        return size.name == name
    }
}

extension MediaSize {
    var size: AttributeValue {
        .collection([Attribute("x-dimension", .integer(width)), Attribute("y-dimension", .integer(height))])
    }

    /// One value of "media-col-database" and its kin (PWG 5100.7 §6.3).
    func collection(_ margins: Margins, type: String? = nil, source: String? = nil) -> AttributeValue {
        var members =
            [Attribute("media-size", size), Attribute("media-size-name", .keyword(name))] + Self.members(of: margins)
        if let source { members.append(Attribute("media-source", .keyword(source))) }
        if let type { members.append(Attribute("media-type", .keyword(type))) }
        return .collection(members)
    }

    fileprivate static func members(of margins: Margins) -> [Attribute] {
        [
            Attribute("media-bottom-margin", .integer(margins.bottom)),
            Attribute("media-left-margin", .integer(margins.left)),
            Attribute("media-right-margin", .integer(margins.right)),
            Attribute("media-top-margin", .integer(margins.top)),
        ]
    }
}

extension CustomMedia {
    fileprivate var size: AttributeValue {
        func range(_ range: ClosedRange<Int32>) -> AttributeValue {
            .rangeOfInteger(IntegerRange(range.lowerBound, range.upperBound))
        }
        return .collection([Attribute("x-dimension", range(widths)), Attribute("y-dimension", range(heights))])
    }
}
