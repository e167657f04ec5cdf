internal import IPP
internal import PrintModel

/// What of the things asked for a job its printer has to do: what the printer offers, and what was not done on the way
/// to it already.
struct JobWords: Sendable {
    /// Job Template attributes for Create-Job, Print-Job and Validate-Job.
    var template: [Attribute] = []
    /// What was asked for and the printer does not offer, in words such as `sides=two-sided-long-edge`.
    var missing: [String] = []
    /// Whether one of them must not be left out ("ipp-attribute-fidelity", "job-mandatory-attributes").
    var isRefused = false
    /// "ipp-attribute-fidelity"
    let isBinding: Bool
    private let mandatory: Set<String>

    /// What a page is printed on and where it comes out: the printer's part in any case.
    private static let ofDevice = [
        "sides", "output-bin", "print-quality", "print-color-mode", "printer-resolution", "print-content-optimize",
        "print-rendering-intent", "job-account-id", "job-accounting-user-id", "job-account-type",
    ]
    /// What is done to pages: done already where documents were converted.
    private static let ofPages = [
        "orientation-requested", "page-ranges", "number-up", "print-scaling", "page-delivery",
        "presentation-direction-number-up", "job-sheets", "imposition-template", "overrides", "x-image-position",
        "y-image-position",
    ]
    /// Every attribute whose "-supported" has to be known.
    static let names =
        ofDevice + ofPages + [
            "copies", "media", "media-col", "finishings", "multiple-document-handling", "sheet-collate",
        ]

    /// - Parameter wishes: what the job asks for, and its only document where it has one.
    init(_ wishes: AttributeGroup, of delivery: Delivery, for facts: IPPFacts) {
        isBinding = wishes["ipp-attribute-fidelity"]?.boolValue ?? false
        mandatory = Set(wishes["job-mandatory-attributes"]?.stringValues ?? [])
        // Bytes of a driver say all of it themselves.
        guard delivery.documents.allSatisfy({ $0.format != Self.driven }) else { return }
        let source = Wishes(job: wishes, printer: delivery.printer.attributes)
        addCopies(source, facts)
        for name in Self.ofDevice { add(name, source, facts) }
        // A printer's own habit may be another than what this queue says is usual.
        if template[named: "sides"] == nil, source.values("sides").isEmpty, facts.offers("sides", .keyword("one-sided"))
        {
            template.append(Attribute("sides", .keyword("one-sided")))
        }
        if !delivery.isConverted { for name in Self.ofPages { add(name, source, facts) } }
        addFinishings(source, facts)
        addMedia(source, delivery, facts)
    }

    private static let driven = "application/vnd.quire-driven"

    private mutating func leaveOut(_ name: String, _ values: [AttributeValue]) {
        missing.append("\(name)=\(values.map(\.shortText).joined(separator: ","))")
        if isBinding || mandatory.contains(name) { isRefused = true }
    }

    private mutating func add(_ name: String, _ source: Wishes, _ facts: IPPFacts) {
        let values = source.values(name)
        guard !values.isEmpty, !Self.isNothing(name, values) else { return }
        let offered = values.filter { facts.offers(name, $0) }
        if offered.count == values.count { return template.append(Attribute(name, values)) }
        // What a queue has as its usual value is no wish that could go unheard.
        if source.isAsked(name) { leaveOut(name, values) }
    }

    /// What every printer does without being told, so that it need not offer it.
    private static func isNothing(_ name: String, _ values: [AttributeValue]) -> Bool {
        guard values.count == 1, let value = values.first else { return false }
        switch (name, value.stringValue, value.integerValue) {
        case ("job-sheets", "none"?, _), ("number-up", _, 1?), ("print-content-optimize", "auto"?, _),
            ("print-rendering-intent", "auto"?, _), ("print-color-mode", "auto"?, _), ("output-bin", "auto"?, _),
            ("imposition-template", "none"?, _), ("print-scaling", "auto"?, _):
            return true
        default: return false
        }
    }

    private mutating func addCopies(_ source: Wishes, _ facts: IPPFacts) {
        guard let copies = source.values("copies").first?.integerValue, copies > 1 else { return }
        // A device that makes none is given as many pages as are wanted.
        guard facts.capabilities.makesCopies else { return }
        guard facts.offers("copies", .integer(copies)) else { return leaveOut("copies", [.integer(copies)]) }
        template.append(Attribute("copies", .integer(copies)))
        for name in ["multiple-document-handling", "sheet-collate"] where source.isAsked(name) {
            add(name, source, facts)
        }
    }

    /// By number, also where they were asked for by the names of templates (PWG 5100.1 §5.2).
    private mutating func addFinishings(_ source: Wishes, _ facts: IPPFacts) {
        var numbers = source.values("finishings").compactMap(\.integerValue)
        if source.isAsked("finishings-col"), !source.isAsked("finishings") {
            numbers = source.values("finishings-col").compactMap { value in
                guard case .collection(let members) = value else { return nil }
                return members.word("finishing-template").flatMap { Finishings(keyword: $0)?.rawValue }
            }
        }
        numbers = numbers.filter { $0 > 3 }
        guard !numbers.isEmpty else { return }
        let (some, others) = (
            numbers.filter { facts.offers("finishings", .enum($0)) },
            numbers.filter {
                !facts.offers("finishings", .enum($0))
            }
        )
        if !some.isEmpty { template.append(Attribute("finishings", some.map { .enum($0) })) }
        if !others.isEmpty { leaveOut("finishings", others.map { .enum($0) }) }
    }

    // MARK: Media

    /// The sheet that was asked for, or the one that pages were made for.
    private mutating func addMedia(_ source: Wishes, _ delivery: Delivery, _ facts: IPPFacts) {
        let asked = source.values("media-col").first
        let takesColumns = !facts.mediaMembers.isEmpty
        if case .collection(let members)? = asked, source.isAsked("media-col") || !source.isAsked("media") {
            if takesColumns { return template.append(Attribute("media-col", .collection(columns(members, facts)))) }
            if let name = members.word("media-size-name"), facts.offers("media", .keyword(name)) {
                return template.append(Attribute("media", .keyword(name)))
            }
            return leaveOut("media-col", [])
        }
        var name = source.values("media").first?.stringValue
        // Pages that were set on a sheet go onto that one; pages that came as they are say themselves what they want.
        if name == nil, delivery.isConverted { name = facts.capabilities.media.first?.name }
        guard let name else { return }
        let pwg = MediaSize(name) == nil ? MediaSize.legacyNames[name.lowercased()] ?? name : name
        if facts.offers("media", .keyword(pwg)) { return template.append(Attribute("media", .keyword(pwg))) }
        if takesColumns, facts.mediaMembers.contains("media-size"), let size = MediaSize(pwg) {
            return template.append(Attribute("media-col", .collection([Self.size(size.width, size.height)])))
        }
        if source.isAsked("media") { leaveOut("media", [.keyword(name)]) }
    }

    /// The members that the printer knows; dimensions in place of a name.
    private mutating func columns(_ members: [Attribute], _ facts: IPPFacts) -> [Attribute] {
        var sent: [Attribute] = []
        for member in members {
            if member.name == "media-size-name" {
                guard members.members("media-size") == nil, let size = member.stringValue.flatMap({ MediaSize($0) })
                else {
                    continue
                }
                sent.append(Self.size(size.width, size.height))
            } else if facts.mediaMembers.contains(member.name) {
                sent.append(member)
            } else {
                leaveOut("media-col.\(member.name)", member.values)
            }
        }
        return sent
    }

    private static func size(_ width: Int32, _ height: Int32) -> Attribute {
        Attribute(
            "media-size",
            .collection([Attribute("x-dimension", .integer(width)), Attribute("y-dimension", .integer(height))]))
    }

    // MARK: What was refused

    /// Leaves out what a printer named as unsupported.
    ///
    /// - Returns: whether there is anything left out by it, and it may be.
    mutating func remove(_ unsupported: [Attribute]) -> Bool {
        let names = Set(unsupported.map(\.name))
        let dropped = template.filter { names.contains($0.name) }
        // One that names nothing gets nothing besides the number of copies.
        let all = dropped.isEmpty ? template.filter { $0.name != "copies" } : dropped
        template.removeAll { attribute in all.contains { $0.name == attribute.name } }
        for attribute in all { leaveOut(attribute.name, attribute.values) }
        return !all.isEmpty && !isRefused
    }
}

/// What a job asks for, and where it is silent what its queue has as usual.
private struct Wishes {
    let job: AttributeGroup
    let printer: AttributeGroup

    func isAsked(_ name: String) -> Bool { job[name] != nil }

    func values(_ name: String) -> [AttributeValue] {
        (job[name] ?? printer["\(name)-default"])?.values.filter { !$0.isOutOfBand } ?? []
    }
}

extension IPPFacts {
    /// Whether "NAME-supported" has a value.
    func offers(_ name: String, _ value: AttributeValue) -> Bool {
        (supported[name] ?? []).contains { one in
            switch (value, one) {
            case (.integer(let number), .rangeOfInteger(let range)), (.enum(let number), .rangeOfInteger(let range)):
                return range.contains(number)
            // A single integer is the highest, for all but number-up, where it is one of them.
            case (.integer(let number), .integer(let most)):
                return name == "number-up" ? number == most : number <= most
            // "page-ranges-supported", "job-account-id-supported": whether there is such a thing.
            case (_, .boolean(let flag)): return flag
            // "overrides-supported" and its like name members.
            case (.collection, .keyword): return true
            default:
                if let word = value.stringValue { return one.stringValue == word }
                return value == one
            }
        }
    }
}

extension [Attribute] {
    subscript(named name: String) -> Attribute? { first { $0.name == name } }
}

extension AttributeValue {
    /// For a sentence.
    fileprivate var shortText: String {
        switch self {
        case .resolution(let resolution): "\(resolution.crossFeed)dpi"
        case .rangeOfInteger(let range): "\(range.lower)-\(range.upper)"
        case .boolean(let flag): "\(flag)"
        case .collection: "…"
        default: stringValue ?? integerValue.map { String($0) } ?? "?"
        }
    }
}
