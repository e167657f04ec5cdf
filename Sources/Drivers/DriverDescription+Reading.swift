public import PrintModel
public import Workbench

extension DriverDescription {
    /// Takes over what the helper says of a PPD. It has read a file from anywhere: every list is cut, every keyword is
    /// checked to be one, and what is out of range is left out.
    public init(_ ppd: PPDDescription) {
        self.init()
        make = Self.text(ppd.manufacturer)
        makeAndModel = Self.text(ppd.nickName)
        product = Self.text(ppd.product)
        psVersion = Self.text(ppd.psVersion)
        deviceID = Self.text(ppd.deviceID)
        language = Self.isKeyword(ppd.language) ? String(ppd.language.prefix(63)) : "en"
        modelNumber = Int32(clamping: ppd.modelNumber)
        kind = Self.kinds.contains(ppd.kind) ? ppd.kind : "unknown"
        languageLevel = (0...3).contains(ppd.languageLevel) ? ppd.languageLevel : 0
        hasColor = ppd.hasColor
        makesCopies = ppd.makesCopies
        pagesPerMinute = Int32(clamping: max(0, ppd.pagesPerMinute))
        takeChoices(of: ppd)
        takeMedia(of: ppd)
        ways = ppd.intakes.prefix(50).compactMap { intake in
            guard Self.isMediaType(intake.format) else { return nil }
            if let filter = intake.filter, !Self.isFilterName(filter) { return nil }
            return Way(intake.format, filter: intake.filter)
        }
        options = ppd.groups.prefix(200).flatMap(\.options).prefix(2_000).map { option in
            Option(
                keyword: Self.text(option.keyword), text: Self.text(option.text), standard: Self.text(option.standard),
                choices: option.choices.prefix(1_000).map { Self.text($0.choice) },
                attribute: Self.text(option.attribute))
        }
        constraints = max(0, ppd.constraints)
        takeConflicts(of: ppd)
        refused = ppd.refused.prefix(500).map {
            Self.text("line \($0.line): *\($0.keyword): \($0.value): \($0.reason)")
        }
        faults = ppd.faults.prefix(100).map { fault in
            Self.text(fault.line > 0 ? "line \(fault.line): \(fault.text)" : fault.text)
        }
    }

    private static let kinds: Set<String> = ["postscript", "pdf", "pcl", "raster", "fax", "unknown"]

    private mutating func takeChoices(of ppd: PPDDescription) {
        sides = Self.keywords(ppd.sides.filter { $0 == "one-sided" || $0.hasPrefix("two-sided-") })
        if sides.isEmpty { sides = ["one-sided"] }
        colorModes = Self.keywords(ppd.colorModes)
        sources = Self.keywords(ppd.sources.map(\.name))
        types = Self.keywords(ppd.types.map(\.name))
        bins = Self.keywords(ppd.bins.map(\.name))
        qualities = ppd.qualities.filter { (3...5).contains($0) }.prefix(3).map { Int32($0) }
        finishings = ppd.finishings.filter { (4...1023).contains($0) }.prefix(100).map { Int32($0) }
        resolutions = ppd.resolutions.filter { (30...9600).contains($0.x) && (30...9600).contains($0.y) }.prefix(50)
            .map { Resolution(Int32($0.x), Int32($0.y)) }
        let backs = ["normal", "flipped", "rotated", "manual-tumble"]
        sheetBack = backs.contains(ppd.sheetBack) ? ppd.sheetBack : "normal"
    }

    /// Those between options that somebody can ask for here.
    private mutating func takeConflicts(of ppd: PPDDescription) {
        let options = Dictionary(
            ppd.groups.prefix(200).flatMap(\.options).prefix(2_000).map { ($0.keyword, $0) },
            uniquingKeysWith: { first, _ in first })
        let sheets = Dictionary(
            ppd.media.prefix(1_000).map { ($0.choice, $0.sheet.name) }, uniquingKeysWith: { first, _ in first })
        func condition(_ term: PPDDescription.Term) -> Condition? {
            guard let option = options[term.keyword] else { return nil }
            let chosen = option.choices.prefix(1_000).filter { choice in
                term.choice.isEmpty
                    ? !["none", "false", "off"].contains(choice.choice.lowercased()) : choice.choice == term.choice
            }
            guard !option.attribute.isEmpty else {
                return Condition(Self.text(option.keyword), chosen.map { Self.text($0.choice) })
            }
            let names = chosen.compactMap { option.attribute == "media" ? sheets[$0.choice] : $0.name }
            return Condition(Self.text(option.attribute), Self.keywords(names))
        }
        for terms in (ppd.conflicts ?? []).prefix(2_000) where (2...20).contains(terms.count) {
            let conditions = terms.compactMap(condition)
            if conditions.count == terms.count, conditions.allSatisfy({ !$0.values.isEmpty }) {
                conflicts.append(conditions)
            }
        }
    }

    /// One of each name: the one with margins where there is one without as well, which only its own name asks for.
    private mutating func takeMedia(of ppd: PPDDescription) {
        var seen: [String: Int] = [:]
        for medium in ppd.media.prefix(1_000) {
            let sheet = medium.sheet
            guard let width = Self.hundredths(sheet.width), let height = Self.hundredths(sheet.height),
                Self.isKeyword(sheet.name), width > 0, height > 0
            else { continue }
            let margins = MediaSize.Margins(
                left: Self.hundredths(sheet.left) ?? 0, bottom: Self.hundredths(sheet.bottom) ?? 0,
                right: Self.hundredths(sheet.right) ?? 0, top: Self.hundredths(sheet.top) ?? 0)
            let size = MediaSize(name: sheet.name, width: width, height: height, margins: margins)
            guard let place = seen[sheet.name] else {
                seen[sheet.name] = media.count
                media.append(size)
                continue
            }
            if media[place].margins == MediaSize.Margins(all: 0) { media[place] = size }
        }
        if let custom = ppd.customMedia, let widthMin = Self.hundredths(custom.widthMin),
            let widthMax = Self.hundredths(custom.widthMax), let heightMin = Self.hundredths(custom.heightMin),
            let heightMax = Self.hundredths(custom.heightMax), widthMin <= widthMax, heightMin <= heightMax
        {
            customMedia = CustomMedia(widths: widthMin...widthMax, heights: heightMin...heightMax)
        }
    }

    /// Points as hundredths of a millimetre; `nil` for what is no length.
    private static func hundredths(_ points: Double) -> Int32? {
        guard points.isFinite, (0...283_465).contains(points) else { return nil }
        return Int32((points * 2540 / 72).rounded())
    }

    // MARK: Checks

    private static func keywords(_ words: [String]) -> [String] {
        var seen: Set<String> = []
        return Array(words.filter { isKeyword($0) && seen.insert($0).inserted }.prefix(500))
    }

    /// RFC 8011 §5.1.4: letters, digits, `-`, `.`, `_`; at most 255 octets.
    private static func isKeyword(_ word: String) -> Bool {
        (1...255).contains(word.utf8.count) && word.utf8.allSatisfy { isAllowed($0, besides: "-._") }
    }

    private static func isMediaType(_ type: String) -> Bool {
        type.utf8.count <= 127 && type.split(separator: "/", omittingEmptySubsequences: false).count == 2
            && type.utf8.allSatisfy { isAllowed($0, besides: "-._+/") }
    }

    /// A name within a folder, as the helper has it.
    static func isFilterName(_ name: String) -> Bool {
        (1...127).contains(name.utf8.count) && !name.hasPrefix(".") && !name.hasPrefix("-")
            && name.utf8.allSatisfy { isAllowed($0, besides: "-._+") }
    }

    private static func isAllowed(_ octet: UInt8, besides others: StaticString) -> Bool {
        switch octet {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: others.withUTF8Buffer { $0.contains(octet) }
        }
    }

    /// At most 255 octets without control characters.
    static func text(_ text: String) -> String {
        var plain = ""
        for scalar in text.unicodeScalars {
            let isControl = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
            let next: Unicode.Scalar = isControl ? " " : scalar
            guard plain.utf8.count + UTF8.width(next) <= 255 else { break }
            plain.unicodeScalars.append(next)
        }
        return plain
    }
}
