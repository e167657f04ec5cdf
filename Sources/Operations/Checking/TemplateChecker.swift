import IPP
import PrintModel

/// Compares Job Template attributes with what a queue supports, value by value (RFC 8011 §4.1.7 and §5.2).
struct TemplateChecker {
    let facts: PrinterFacts
    let clock: any WallClock

    /// What the job keeps.
    private(set) var kept: [Attribute] = []
    private(set) var priority: Int?
    private(set) var hold: Hold?
    /// Attributes nobody knows (with the value "unsupported"), and values that are not supported.
    private(set) var unsupported: [Attribute] = []

    init(facts: PrinterFacts, clock: any WallClock) {
        self.facts = facts
        self.clock = clock
    }

    mutating func check(_ group: AttributeGroup) {
        for attribute in group.attributes where !isOldLandscape(attribute, in: group) { check(attribute) }
        leaveOutMediaGivenTwice()
    }

    /// Quirk of CUPS' `lp -o landscape`: it sends "landscape" as it is, which cupsd takes for "orientation-requested".
    private mutating func isOldLandscape(_ attribute: Attribute, in group: AttributeGroup) -> Bool {
        guard attribute.name == "landscape", group["orientation-requested"] == nil else { return false }
        let isAsked: Bool
        switch attribute.values.first {
        case .boolean(let flag): isAsked = flag
        case let value?: isAsked = ["true", "yes", "on", ""].contains(value.stringValue)
        case nil: isAsked = false
        }
        if isAsked { check(Attribute("orientation-requested", .enum(4))) }
        return true
    }

    private mutating func check(_ attribute: Attribute) {
        switch attribute.name {
        case "job-priority": checkPriority(attribute)
        case "job-hold-until": checkHold(attribute, HoldReader(clock: clock).hold(until:))
        case "job-hold-until-time": checkHold(attribute, HoldReader(clock: clock).hold(untilTime:))
        case "page-ranges": checkPageRanges(attribute)
        case "media-col": checkMediaCollection(attribute)
        case "overrides": checkOverrides(attribute)
        case "job-error-sheet": checkErrorSheet(attribute)
        case let name where facts.abilities.changesPages && CUPSOption.isKnown(name): checkCUPSOption(attribute)
        default: checkValues(attribute)
        }
    }

    private mutating func checkPriority(_ attribute: Attribute) {
        guard attribute.values.count == 1, case .integer(let number)? = attribute.values.first,
            (1...100).contains(number)
        else { return refuse(attribute) }
        priority = Int(number)
    }

    private mutating func checkHold(_ attribute: Attribute, _ read: (AttributeValue) -> Hold?) {
        guard attribute.values.count == 1, let hold = attribute.values.first.flatMap(read) else {
            return refuse(attribute)
        }
        self.hold = hold
    }

    /// Any number of ranges, in any order, where pages are taken out before the device gets them (RFC 8011 §5.2.7).
    private mutating func checkPageRanges(_ attribute: Attribute) {
        let isGood = attribute.values.allSatisfy { value in
            if case .rangeOfInteger(let range) = value { range.lower >= 1 && !range.isBackwards } else { false }
        }
        guard facts.abilities.changesPages, isGood, attribute.values.count <= Self.rangesMax else {
            return refuse(attribute)
        }
        kept.append(attribute)
    }

    /// More than anybody types.
    private static let rangesMax = 1000

    private mutating func checkMediaCollection(_ attribute: Attribute) {
        guard attribute.values.count == 1, case .collection(let members)? = attribute.values.first else {
            return refuse(attribute)
        }
        let bad = members.compactMap(unsupportedMember)
        if bad.isEmpty { kept.append(attribute) } else { refuse(Attribute(attribute.name, .collection(bad))) }
    }

    /// The member with its bad values, or with "unsupported" where it is not known; `nil` when it is fine.
    private func unsupportedMember(_ member: Attribute) -> Attribute? {
        let isSupported: Bool
        switch (member.name, member.values.first) {
        case ("media-size", .collection(let size)?):
            isSupported = facts.capabilities.sizes.contains { $0.size == .collection(size) }
        case ("media-size-name", let name?):
            isSupported = facts.capabilities.sizes.contains { $0.name == name.stringValue }
        case ("media-source", let source?): isSupported = source.stringValue.map(MediaColumns.sources.contains) ?? false
        case ("media-type", let type?): isSupported = type.stringValue.map(MediaColumns.types.contains) ?? false
        case ("media-left-margin", .integer(let margin)?), ("media-right-margin", .integer(let margin)?),
            ("media-top-margin", .integer(let margin)?), ("media-bottom-margin", .integer(let margin)?):
            isSupported = MediaColumns.margins.contains(margin)
        default: return Attribute(member.name, .outOfBand(.unsupported))
        }
        return isSupported ? nil : member
    }

    /// Pages and what is different for them; a member nobody knows makes the whole value unsupported (PWG 5100.6 §4).
    private mutating func checkOverrides(_ attribute: Attribute) {
        let isGood = attribute.values.allSatisfy { value in
            guard case .collection(let members) = value else { return false }
            return members.contains { $0.name == "pages" }
                && members.allSatisfy { PageTemplate.overrides.contains($0.name) }
        }
        guard facts.abilities.changesPages, isGood, attribute.values.count <= Self.rangesMax else {
            return refuse(attribute)
        }
        kept.append(attribute)
    }

    private mutating func checkErrorSheet(_ attribute: Attribute) {
        guard facts.abilities.changesPages, attribute.values.count == 1,
            case .collection(let members)? = attribute.values.first,
            members.contains(where: {
                $0.name == "job-error-sheet-type" && ["none", "standard"].contains($0.stringValue ?? "")
            })
        else { return refuse(attribute) }
        kept.append(attribute)
    }

    private mutating func checkCUPSOption(_ attribute: Attribute) {
        guard attribute.values.count == 1, let value = attribute.values.first,
            CUPSOption.takes(value, for: attribute.name)
        else { return refuse(attribute) }
        kept.append(attribute)
    }

    /// An option by the name the queue's PPD gives it, as `lp -o InputSlot=Tray2` sends it.
    private func isDriverChoice(_ attribute: Attribute) -> Bool {
        guard let option = facts.driver?.description.options.first(where: { $0.keyword == attribute.name }) else {
            return false
        }
        let word = attribute.values.first.flatMap { value in
            value.boolValue.map { $0 ? "True" : "False" } ?? value.stringValue ?? value.integerValue.map(String.init)
        }
        return attribute.values.count == 1 && word.map(option.choices.contains) ?? false
    }

    /// Each value against each of "xxx-supported".
    private mutating func checkValues(_ attribute: Attribute) {
        guard let entry = facts.template[attribute.name] else {
            if isDriverChoice(attribute) { return kept.append(attribute) }
            unsupported.append(Attribute(attribute.name, .outOfBand(.unsupported)))
            return
        }
        let isSet = Self.sets.contains(attribute.name)
        guard isSet || attribute.values.count == 1 else { return refuse(attribute) }
        let bad = attribute.values.filter { value in !entry.supported.contains { Self.matches(value, $0) } }
        if !bad.isEmpty { unsupported.append(Attribute(attribute.name, bad)) }
        let good = attribute.values.filter { !bad.contains($0) }
        if !good.isEmpty { kept.append(Attribute(attribute.name, good)) }
    }

    /// Attributes that may have several values (RFC 8011 §5.2: 1setOf).
    private static let sets: Set<String> = ["finishings", "job-sheets"]

    private static func matches(_ value: AttributeValue, _ supported: AttributeValue) -> Bool {
        switch (value, supported) {
        case (.integer(let number), .rangeOfInteger(let range)): range.contains(number)
        case (.keyword, .keyword), (.name, .keyword), (.keyword, .name), (.name, .name):
            value.stringValue == supported.stringValue
        default: value == supported
        }
    }

    /// "media" beside "media-col": the collection says more and wins (SPEC-JOBS §7.4).
    private mutating func leaveOutMediaGivenTwice() {
        guard kept.contains(where: { $0.name == "media-col" }),
            let media = kept.first(where: { $0.name == "media" })
        else { return }
        kept.removeAll { $0.name == "media" }
        unsupported.append(media)
    }

    private mutating func refuse(_ attribute: Attribute) { unsupported.append(attribute) }
}
