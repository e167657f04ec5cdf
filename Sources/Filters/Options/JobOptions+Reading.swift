public import IPP
internal import PrintModel

extension JobOptions {
    /// - Parameters:
    ///   - job: the attributes the job keeps.
    ///   - defaults: attributes of the queue that an administrator set, of which `NAME-default` stand in for what the job
    ///     does not say.
    public init(_ job: AttributeGroup, defaults: AttributeGroup = AttributeGroup(.printer)) {
        self.init()
        let source = OptionSource(job: job, defaults: defaults)
        readCopies(source)
        readMedia(source)
        readDevice(source)
        readPages(source)
        readSheets(source)
        readText(source)
    }

    private mutating func readCopies(_ source: OptionSource) {
        copies = source.integer("copies", in: 1...9999) ?? 1
        switch source.word("multiple-document-handling") {
        case "separate-documents-uncollated-copies": isCollated = false
        case "single-document": isOneDocument = true
        case "single-document-new-sheet": (isOneDocument, beginsSheets) = (true, true)
        default: break
        }
        if source.word("sheet-collate") == "uncollated" { isCollated = false }
        // Quirk of CUPS' lp and of print dialogs: "collate" is their own word (cups/encode.c).
        if let flag = source.flag("collate") { isCollated = flag }
    }

    private mutating func readMedia(_ source: OptionSource) {
        usualMedia = source.defaults["media-default"]?.stringValue.flatMap(Self.media(named:))
        media = source.word("media").flatMap(Self.media(named:))
        if let columns = source.preferred("media-col", over: "media").flatMap(source.collection) {
            readMediaColumns(columns)
        }
    }

    private mutating func readMediaColumns(_ columns: [Attribute]) {
        let (size, margins) = Self.size(columns)
        if let size { media = size }
        if let margins { media?.margins = margins }
        for column in columns {
            switch column.name {
            case "media-type": mediaType = column.stringValue ?? ""
            case "media-source": mediaSource = column.stringValue ?? ""
            default: break
            }
        }
    }

    private mutating func readDevice(_ source: OptionSource) {
        sides = source.word("sides", of: ["two-sided-long-edge", "two-sided-short-edge"]) ?? "one-sided"
        switch source.word("print-color-mode") {
        case "monochrome", "auto-monochrome", "process-monochrome", "bi-level", "process-bi-level":
            colorMode = "monochrome"
        case "color": colorMode = "color"
        default: break
        }
        quality = source.integer("print-quality", in: 3...5) ?? 4
        if case .resolution(let asked)? = source.value("printer-resolution") {
            let dots = asked.units == 4 ? Double(asked.crossFeed) * 2.54 : Double(asked.crossFeed)
            if (72...2400).contains(dots) { resolution = Int(dots.rounded()) }
        }
        outputBin = source.word("output-bin") ?? ""
        contentOptimize = source.word("print-content-optimize") ?? ""
        renderingIntent = source.word("print-rendering-intent") ?? ""
        finishings = Self.finishings(source)
    }

    private mutating func readPages(_ source: OptionSource) {
        pageRanges = Self.ranges(source.values("page-ranges"))
        numberUp = source.integer("number-up", in: 1...100) ?? 1
        layout = source.word("presentation-direction-number-up") ?? Self.layout(source.word("number-up-layout"))
        border = source.word("page-border") ?? "none"
        isBooklet = ["booklet", "signature"].contains(source.word("imposition-template") ?? "")
        scaling = source.word("print-scaling", of: ["auto", "auto-fit", "fill", "fit", "none"])
        // CUPS' own words for it.
        if source.flag("fit-to-page") == true || source.flag("fitplot") == true { scaling = scaling ?? "fit" }
        scalePercent = source.integer("scaling", in: 1...1000) ?? source.integer("natural-scaling", in: 1...1000)
        position = source.word("position") ?? "center"
        orientation = source.integer("orientation-requested", in: 3...6)
        isMirrored = source.flag("mirror") ?? false
        pageSet = source.word("page-set", of: ["odd", "even"]) ?? "all"
        isReversed =
            source.word("outputorder") == "reverse"
            || ["reverse-order-face-up", "reverse-order-face-down"].contains(source.word("page-delivery") ?? "")
        overrides = source.collections("overrides").compactMap(Self.override)
        watermark = source.word("quire-watermark").map { String($0.prefix(80)) }
        pixelsPerInch = source.integer("ppi", in: 1...2400)
        switch source.value("document-password") {
        case .octetString(let octets)?: password = String(decoding: octets, as: UTF8.self)
        case let value?: password = value.stringValue
        case nil: break
        }
    }

    private mutating func readSheets(_ source: OptionSource) {
        var sheets = source.values("job-sheets").compactMap(\.stringValue)
        if let columns = source.preferred("job-sheets-col", over: "job-sheets").flatMap(source.collection) {
            sheets = columns.first { $0.name == "job-sheets" }?.values.compactMap(\.stringValue) ?? []
            sheetMedia = columns.first { $0.name == "media" }?.stringValue.flatMap(Self.media(named:))
            if case .collection(let media)? = columns.first(where: { $0.name == "media-col" })?.values.first {
                sheetMedia = Self.size(media).0 ?? sheetMedia
            }
        }
        startSheet = sheets.first ?? "none"
        endSheet = sheets.count > 1 ? sheets[1] : "none"
        // PWG's keywords for where a sheet goes; the template is then the standard one.
        switch startSheet {
        case "job-start-sheet", "job-wrap-sheet":
            endSheet = startSheet == "job-wrap-sheet" ? "standard" : endSheet
            startSheet = "standard"
        case "job-end-sheet": (startSheet, endSheet) = ("none", "standard")
        case "job-both-sheets", "job-both-sheet": (startSheet, endSheet) = ("standard", "standard")
        case "first-print-stream-page": startSheet = "none"
        default: break
        }
        let error = source.collection("job-error-sheet") ?? []
        wantsErrorSheet = error.contains { $0.name == "job-error-sheet-type" && $0.stringValue != "none" }
    }

    private mutating func readText(_ source: OptionSource) {
        text.charactersPerInch = source.integer("cpi", in: 1...100)
        text.linesPerInch = source.integer("lpi", in: 1...100)
        text.columns = source.integer("columns", in: 1...4) ?? 1
        text.wraps = source.flag("wrap") ?? true
        text.isPretty = source.flag("prettyprint") ?? false
        text.left = source.integer("page-left", in: 0...10_000)
        text.right = source.integer("page-right", in: 0...10_000)
        text.top = source.integer("page-top", in: 0...10_000)
        text.bottom = source.integer("page-bottom", in: 0...10_000)
        text.charset = source.word("document-charset")
    }

    // MARK: Values

    /// More than `none`, as their numbers (PWG 5100.1 §5.2.9: a template has the name of the number).
    private static func finishings(_ source: OptionSource) -> [Int] {
        var numbers: [Int32] = []
        if let name = source.preferred("finishings-col", over: "finishings") {
            let templates = source.collections(name).compactMap { members in
                members.first { $0.name == "finishing-template" }?.stringValue
            }
            numbers = templates.compactMap { Finishings(keyword: $0)?.rawValue }
        } else {
            numbers = source.values("finishings").compactMap(\.integerValue)
        }
        return numbers.map(Int.init).filter { $0 > 3 }
    }

    static func media(named name: String) -> MediaSize? {
        MediaSize(name) ?? MediaSize.legacyNames[name.lowercased()].flatMap { MediaSize($0) }
    }

    private static func size(_ columns: [Attribute]) -> (MediaSize?, MediaSize.Margins?) {
        func number(_ name: String, _ members: [Attribute]) -> Int32? {
            members.first { $0.name == name }?.integerValue.flatMap { (0...1_000_000).contains($0) ? $0 : nil }
        }
        var size = columns.first { $0.name == "media-size-name" }?.stringValue.flatMap(media(named:))
        if case .collection(let members)? = columns.first(where: { $0.name == "media-size" })?.values.first,
            let width = number("x-dimension", members), let height = number("y-dimension", members),
            width > 0, height > 0
        {
            let known = MediaSize.common.first { $0.width == width && $0.height == height }
            size = MediaSize(name: known?.name ?? "", width: width, height: height)
        }
        let margins = ["left", "bottom", "right", "top"].map { number("media-\($0)-margin", columns) }
        guard margins.contains(where: { $0 != nil }) else { return (size, nil) }
        let all = margins.map { $0 ?? 0 }
        return (size, MediaSize.Margins(left: all[0], bottom: all[1], right: all[2], top: all[3]))
    }

    static func ranges(_ values: [AttributeValue]) -> [ClosedRange<Int>] {
        values.compactMap { value in
            switch value {
            case .rangeOfInteger(let range) where range.lower >= 1 && !range.isBackwards:
                Int(range.lower)...Int(range.upper)
            case .integer(let number) where number >= 1: Int(number)...Int(number)
            default: nil
            }
        }
    }

    private static func override(_ members: [Attribute]) -> Override? {
        func values(_ name: String) -> [AttributeValue] { members.first { $0.name == name }?.values ?? [] }
        let pages = ranges(values("pages"))
        guard !pages.isEmpty else { return nil }
        var media = values("media").first?.stringValue.flatMap(media(named:))
        if case .collection(let columns)? = values("media-col").first { media = size(columns).0 ?? media }
        return Override(
            pages: pages, documents: ranges(values("document-numbers") + values("document-number")), media: media,
            orientation: values("orientation-requested").first?.integerValue.map(Int.init),
            sides: values("sides").first?.stringValue)
    }

    /// CUPS' eight words in PWG 5100.3's: `lrtb` goes to the right, then to the bottom.
    private static func layout(_ word: String?) -> String {
        let directions: [Character: String] = ["l": "toright", "r": "toleft", "t": "tobottom", "b": "totop"]
        guard let word, word.count == 4, let first = word.first.flatMap({ directions[$0] }),
            let second = word.dropFirst(2).first.flatMap({ directions[$0] })
        else { return "toright-tobottom" }
        return "\(first)-\(second)"
    }
}
