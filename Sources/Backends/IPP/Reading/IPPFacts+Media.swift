internal import IPP
internal import PrintModel

extension IPPFacts {
    mutating func readMedia(_ said: Said) {
        let columns = said.collections("media-col-database")
        let names = said.words("media-supported")
        let standard = said.word("media-default")
        var margins: [Dimensions: MediaSize.Margins] = [:]
        for column in columns {
            guard let size = Dimensions(column.members("media-size")), let sides = MediaSize.Margins(column) else {
                continue
            }
            // Of a size with and without borders the one with: it prints whatever lies in the tray.
            if let known = margins[size], known.widest >= sides.widest { continue }
            margins[size] = sides
        }
        let usual = Self.usualMargins(said)
        var sizes = names.compactMap { Self.size(named: $0) }
        if sizes.isEmpty {
            let listed =
                columns.compactMap { Dimensions($0.members("media-size")) }
                + said.collections("media-size-supported").compactMap { Dimensions($0) }
            sizes = listed.uniqued().map(\.size)
        }
        for index in sizes.indices {
            sizes[index].margins = margins[Dimensions(sizes[index])] ?? margins.near(sizes[index]) ?? usual
        }
        if let index = sizes.firstIndex(where: { $0.name == standard }) { sizes.insert(sizes.remove(at: index), at: 0) }
        capabilities.media = Array(sizes.uniqued(by: \.name).prefix(Self.sizesMax))
        capabilities.customMedia = Self.custom(said, names: names, columns: columns)
        let types = said.words("media-type-supported")
        let usualType = said.collections("media-col-default").first?.word("media-type")
        capabilities.mediaTypes = ([usualType].compactMap { $0 }.filter(types.contains) + types).uniqued()
        capabilities.trays = Self.trays(said)
        capabilities.bins = Self.bins(said)
    }

    /// The largest printers know about 200.
    private static let sizesMax = 1000

    /// Names of sizes only: a roll, a disc and the ends of a range are none.
    private static func size(named name: String) -> MediaSize? {
        guard !name.hasPrefix("custom_m"), !name.hasPrefix("roll_"), !name.hasPrefix("disc_"),
            !name.hasPrefix("choice_")
        else { return nil }
        return MediaSize(name)
    }

    private static func usualMargins(_ said: Said) -> MediaSize.Margins? {
        func widest(_ side: String) -> Int32? {
            said.numbers("media-\(side)-margin-supported").filter { $0 >= 0 }.max()
        }
        guard let left = widest("left"), let right = widest("right"), let top = widest("top"),
            let bottom = widest("bottom")
        else { return nil }
        return MediaSize.Margins(left: left, bottom: bottom, right: right, top: top)
    }

    // MARK: Sizes of any kind

    private static func custom(_ said: Said, names: [String], columns: [[Attribute]]) -> CustomMedia? {
        if let least = names.first(where: { $0.hasPrefix("custom_min") }).flatMap({ MediaSize($0) }),
            let most = names.first(where: { $0.hasPrefix("custom_max") }).flatMap({ MediaSize($0) }),
            least.width <= most.width, least.height <= most.height
        {
            return CustomMedia(widths: least.width...most.width, heights: least.height...most.height)
        }
        let sizes = columns.compactMap { $0.members("media-size") } + said.collections("media-size-supported")
        for size in sizes {
            guard let widths = range(size, "x-dimension"), let heights = range(size, "y-dimension") else { continue }
            return CustomMedia(widths: widths, heights: heights)
        }
        return nil
    }

    private static func range(_ members: [Attribute], _ name: String) -> ClosedRange<Int32>? {
        guard case .rangeOfInteger(let range)? = members.value(name), !range.isBackwards, range.lower >= 0 else {
            return nil
        }
        return range.lower...range.upper
    }

    // MARK: Trays

    /// One for each value of "media-source-supported", with what the printer says of them in two other places.
    static func trays(_ said: Said) -> [InputTray] {
        let sources = said.words("media-source-supported").uniqued()
        let parts = said.octets("printer-input-tray").map { Part($0) }
        var trays = sources.map { InputTray($0, $0 == "manual" ? .sheetFeedManual : .unknown) }
        for (index, source) in sources.enumerated() {
            let byName = parts.first { $0.isNamed(source) }
            guard let part = byName ?? (parts.count == sources.count ? parts[index] : nil) else { continue }
            trays[index].kind = part.trayKind ?? trays[index].kind
            trays[index].capacity = part.number("maxcapacity") ?? -2
            trays[index].level = part.number("level") ?? -2
            trays[index].size = part.size
        }
        for column in said.collections("media-col-ready") {
            guard let source = column.word("media-source"), let index = trays.firstIndex(where: { $0.source == source })
            else { continue }
            trays[index].size =
                Dimensions(column.members("media-size"))?.size
                ?? column.word("media-size-name").flatMap { MediaSize($0) } ?? trays[index].size
            trays[index].type = column.word("media-type") ?? trays[index].type
        }
        // A printer with one tray says what lies in it without saying where.
        if trays.allSatisfy({ $0.size == nil }), let ready = said.words("media-ready").first.flatMap({ MediaSize($0) }),
            let index = trays.firstIndex(where: { !["auto", "manual"].contains($0.source) })
        {
            trays[index].size = ready
        }
        return trays
    }

    private static func bins(_ said: Said) -> [OutputBin] {
        let names = said.words("output-bin-supported").uniqued()
        let parts = said.octets("printer-output-tray").map { Part($0) }
        let standard = said.word("output-bin-default")
        let bins = names.enumerated().map { index, name -> OutputBin in
            var bin = OutputBin(name)
            guard
                let part = parts.first(where: { $0.isNamed(name) })
                    ?? (parts.count == names.count ? parts[index] : nil)
            else { return bin }
            bin.kind = OutputBin.Kind(rawValue: part["type"] ?? "") ?? .unknown
            bin.capacity = part.number("maxcapacity") ?? -2
            bin.remaining = part.number("remaining") ?? -2
            bin.isFaceUp = part["pagedelivery"]?.lowercased() == "faceup"
            bin.isLastOnTop = part["stackingorder"]?.lowercased() == "lasttofirst"
            return bin
        }
        return bins.filter { $0.bin == standard } + bins.filter { $0.bin != standard }
    }
}

/// Two dimensions in hundredths of a millimetre, compared to a tenth of a millimetre: printers round inches either way.
private struct Dimensions: Hashable {
    var width: Int32
    var height: Int32

    init?(_ members: [Attribute]?) {
        guard let members, case .integer(let width)? = members.value("x-dimension"),
            case .integer(let height)? = members.value("y-dimension"), 1...1_000_000 ~= width, 1...1_000_000 ~= height
        else { return nil }
        self.width = width
        self.height = height
    }

    init(_ size: MediaSize) { (width, height) = (size.width, size.height) }

    /// With the name people know, or one that says its dimensions (PWG 5101.1 §5.1.5).
    var size: MediaSize {
        func isThis(_ size: MediaSize) -> Bool { isNear(Dimensions(size)) }
        if var known = MediaSize.common.first(where: isThis) {
            (known.width, known.height) = (width, height)
            return known
        }
        func millimetres(_ hundredths: Int32) -> String {
            let (whole, rest) = (hundredths / 100, hundredths % 100)
            if rest == 0 { return String(whole) }
            return "\(whole).\(rest < 10 ? "0" : "")\(rest)"
        }
        let words = "\(millimetres(width))x\(millimetres(height))mm"
        return MediaSize(name: "custom_\(words)_\(words)", width: width, height: height)
    }

    func isNear(_ other: Dimensions) -> Bool { abs(width - other.width) <= 50 && abs(height - other.height) <= 50 }
}

extension [Dimensions: MediaSize.Margins] {
    fileprivate func near(_ size: MediaSize) -> MediaSize.Margins? {
        let wanted = Dimensions(size)
        return first { $0.key.isNear(wanted) }?.value
    }
}

extension MediaSize.Margins {
    fileprivate init?(_ column: [Attribute]) {
        func side(_ name: String) -> Int32? {
            column.number("media-\(name)-margin").flatMap { 0...100_000 ~= $0 ? $0 : nil }
        }
        guard let left = side("left"), let bottom = side("bottom"), let right = side("right"), let top = side("top")
        else { return nil }
        self.init(left: left, bottom: bottom, right: right, top: top)
    }

    fileprivate var widest: Int32 { max(max(left, right), max(top, bottom)) }
}

extension Sequence {
    fileprivate func uniqued<Key: Hashable>(by key: (Element) -> Key) -> [Element] {
        var seen: Set<Key> = []
        return filter { seen.insert(key($0)).inserted }
    }
}

/// A part of a printer as it is described in words and numbers: `type=other;maxcapacity=250;level=-2;name=Tray 1;`
/// (PWG 5100.13 §5.6).
struct Part: Sendable {
    private let values: [String: String]

    init(_ octets: [UInt8]) {
        var values: [String: String] = [:]
        for pair in String(decoding: octets, as: UTF8.self).split(separator: ";") {
            let halves = pair.split(separator: "=", maxSplits: 1)
            guard halves.count == 2 else { continue }
            values[String(halves[0]).lowercased().trimmed] = String(halves[1]).trimmed
        }
        self.values = values
    }

    subscript(name: String) -> String? { values[name] }
    func number(_ name: String) -> Int32? { values[name].flatMap { Int32($0) } }

    /// "Tray 1" is tray-1.
    func isNamed(_ keyword: String) -> Bool {
        func letters(_ text: String) -> String { text.lowercased().filter { $0.isLetter || $0.isNumber } }
        guard let name = values["name"] else { return false }
        return letters(name) == letters(keyword)
    }

    /// The known size that feed and cross-feed are of.
    ///
    /// In millionths of a metre, ten-thousandths of an inch or hundredths of a millimetre: not all printers say in which,
    /// and no two sizes are the same in two of them.
    var size: MediaSize? {
        guard let feed = number("mediafeed"), let across = number("mediaxfeed"), feed > 0, across > 0 else {
            return nil
        }
        for scale in [0.1, 0.254, 1] {
            let (width, height) = (Double(across) * scale, Double(feed) * scale)
            let known = MediaSize.common.first { size in
                abs(Double(size.width) - width) <= 50 && abs(Double(size.height) - height) <= 50
            }
            if let known { return known }
        }
        return nil
    }

    /// HP leaves the last word out.
    var trayKind: InputTray.Kind? {
        values["type"].flatMap { InputTray.Kind(rawValue: $0) ?? InputTray.Kind(rawValue: $0 + "Tray") }
    }
}

extension String {
    fileprivate var trimmed: String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}
