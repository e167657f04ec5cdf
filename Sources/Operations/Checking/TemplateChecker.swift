import IPP
import PrintModel

/// Compares Job Template and Document Template attributes with what a queue supports, value by value (RFC 8011 §4.1.7
/// and §5.2, PWG 5100.5 §8).
struct TemplateChecker {
    /// What is asked.
    enum Level: Hashable {
        case job
        /// One document; its number where it is known.
        case document(number: Int?)
        /// Some pages of one ("overrides").
        case pages
    }

    let facts: PrinterFacts
    let clock: any WallClock
    let level: Level

    /// What the job keeps.
    private(set) var kept: [Attribute] = []
    private(set) var priority: Int?
    private(set) var hold: Hold?
    /// What "job-delay-output-until" asks for.
    private(set) var delay: Hold?
    private(set) var retain: Retain?
    /// Attributes nobody knows (with the value "unsupported"), and values that are not supported.
    private(set) var unsupported: [Attribute] = []
    /// Of what cannot be together, the values that are left out.
    private(set) var conflicting: [Attribute] = []

    init(facts: PrinterFacts, clock: any WallClock, level: Level = .job) {
        self.facts = facts
        self.clock = clock
        self.level = level
    }

    /// - Throws: "client-error-bad-request" for values that are not even formed as they must be.
    mutating func check(_ asked: AttributeGroup) throws {
        let isInPPDWords = facts.driver == nil && asked.attributes.contains(where: PPDNames.concern)
        let group = isInPPDWords ? PPDNames(facts).translated(asked) : asked
        let ignored = Self.ignored(in: group)
        conflicting += group.attributes.filter { ignored.contains($0.name) }
        for attribute in group.attributes
        where !ignored.contains(attribute.name) && !isOldLandscape(attribute, in: group) { try check(attribute) }
        leaveOutWhatIsGivenTwice()
        conflicting += facts.constraints.resolve(&kept)
    }

    /// Attributes that say the same as another one, which counts.
    private static func ignored(in group: AttributeGroup) -> Set<String> {
        Set(LifeTemplate.alternatives.flatMap { names in names.filter { group[$0] != nil }.dropLast() })
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
        if isAsked { checkValues(Attribute("orientation-requested", .enum(4))) }
        return true
    }

    private mutating func check(_ attribute: Attribute) throws {
        guard level == .job || Self.knowsInDocument(attribute.name, on: facts) else {
            return unsupported.append(Attribute(attribute.name, .outOfBand(.unsupported)))
        }
        switch attribute.name {
        case "job-priority": checkPriority(attribute)
        case "job-hold-until": checkHold(attribute, HoldReader(clock: clock).hold(until:))
        case "job-hold-until-time": checkHold(attribute, HoldReader(clock: clock).hold(untilTime:))
        case "job-delay-output-until": checkDelay(attribute, HoldReader(clock: clock).delay(until:))
        case "job-delay-output-until-time": checkDelay(attribute, HoldReader(clock: clock).delay(untilTime:))
        case "job-retain-until", "job-retain-until-interval", "job-retain-until-time": checkRetain(attribute)
        case "proof-print": checkProofPrint(attribute)
        case "page-ranges": checkPageRanges(attribute)
        case "media-col", "finishings-col", "job-sheets-col", "job-error-sheet": checkCollections(attribute)
        case "overrides": try checkOverrides(attribute)
        case JobAccount.account, JobAccount.user: checkAccount(attribute)
        // AirPrint's first name for it.
        case "output-mode": checkValues(Attribute("print-color-mode", attribute.values))
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

    private mutating func checkDelay(_ attribute: Attribute, _ read: (AttributeValue) -> Hold?) {
        guard attribute.values.count == 1, let delay = attribute.values.first.flatMap(read) else {
            return refuse(attribute)
        }
        self.delay = delay
    }

    private mutating func checkRetain(_ attribute: Attribute) {
        let reader = RetainReader(clock: clock)
        guard attribute.values.count == 1,
            let retain = attribute.values.first.flatMap({ reader.retain(attribute.name, $0) })
        else { return refuse(attribute) }
        self.retain = retain
        kept.append(attribute)
    }

    private mutating func checkAccount(_ attribute: Attribute) {
        guard let account = JobAccount.kept(attribute) else { return refuse(attribute) }
        kept.append(account)
    }

    /// The number of copies only: a proof is printed on what the job is printed on.
    private mutating func checkProofPrint(_ attribute: Attribute) {
        guard attribute.values.count == 1, case .collection(let members)? = attribute.values.first else {
            return refuse(attribute)
        }
        let bad = members.filter { member in
            guard member.name == "proof-print-copies", case .integer(let copies)? = member.values.first else {
                return true
            }
            return !(1...999).contains(copies)
        }
        guard bad.isEmpty, !members.isEmpty else {
            return refuse(Attribute(attribute.name, bad.isEmpty ? attribute.values : [.collection(bad)]))
        }
        kept.append(attribute)
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
    static let rangesMax = 1000

    /// Member by member; of a bad one only what is bad goes back (RFC 8011 §4.1.7).
    private mutating func checkCollections(_ attribute: Attribute) {
        let checker = CollectionChecker(facts: facts)
        guard checker.supports(attribute.name) else {
            return unsupported.append(Attribute(attribute.name, .outOfBand(.unsupported)))
        }
        guard attribute.values.count == 1 || Self.sets.contains(attribute.name) else { return refuse(attribute) }
        let bad = attribute.values.compactMap { checker.fault(in: $0, of: attribute.name) }
        guard bad.isEmpty else { return refuse(Attribute(attribute.name, bad)) }
        kept.append(attribute)
    }

    /// Pages and what is different for them (PWG 5100.6 §4.1): the order of the members has a meaning.
    private mutating func checkOverrides(_ attribute: Attribute) throws {
        guard facts.abilities.changesPages else {
            return unsupported.append(Attribute(attribute.name, .outOfBand(.unsupported)))
        }
        guard attribute.values.count <= Self.rangesMax else { return refuse(attribute) }
        let checker = OverridesChecker(facts: facts, clock: clock, level: level)
        let bad = try checker.faults(in: attribute)
        guard bad.isEmpty else { return refuse(Attribute(attribute.name, bad)) }
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
        let bad = attribute.values.filter { !isSupported($0, by: entry) }
        if !bad.isEmpty { unsupported.append(Attribute(attribute.name, bad)) }
        let good = attribute.values.filter { !bad.contains($0) }
        if !good.isEmpty { kept.append(Attribute(attribute.name, good)) }
    }

    /// Attributes that may have several values (RFC 8011 §5.2: 1setOf).
    private static let sets: Set<String> = ["finishings", "finishings-col", "job-sheets"]

    /// Names of paper may lie between two custom ones, which no list can have.
    private func isSupported(_ value: AttributeValue, by entry: JobTemplate.Entry) -> Bool {
        entry.supports(value) || entry.name == "media" && value.stringValue.map(facts.media.has(named:)) ?? false
    }

    /// A collection beside the attribute it says more than: the collection counts (PWG 5100.7 §6.6, PWG 5100.1 §5.1).
    private mutating func leaveOutWhatIsGivenTwice() {
        for (plain, collection) in TemplatePairs.all where kept.contains(where: { $0.name == collection }) {
            guard let other = kept.first(where: { $0.name == plain }) else { continue }
            kept.removeAll { $0.name == plain }
            conflicting.append(other)
        }
        // "none" beside something else says nothing (PWG 5100.1 §4.1).
        guard let index = kept.firstIndex(where: { $0.name == "finishings" && $0.values.count > 1 }),
            kept[index].values.contains(Self.noFinishing)
        else { return }
        let others = kept[index].values.filter { $0 != Self.noFinishing }
        guard !others.isEmpty else { return }
        conflicting.append(Attribute("finishings", Self.noFinishing))
        kept[index].values = others
    }

    private static let noFinishing = AttributeValue.enum(3)

    private mutating func refuse(_ attribute: Attribute) { unsupported.append(attribute) }

    // MARK: What a document can be asked

    /// Whether it may be different for each document, here.
    static func knowsInDocument(_ name: String, on facts: PrinterFacts) -> Bool {
        let isOwnOption =
            facts.abilities.changesPages && CUPSOption.isKnown(name) || name == "landscape"
            || facts.driver?.description.options.contains { $0.keyword == name } == true
        return isOwnOption || isDocumentTemplate(name)
    }

    /// Whether a standard makes it an attribute of the Document Template. "overrides" is missing in the registry's list
    /// of them (PWG 5100.6 §4.1).
    static func isDocumentTemplate(_ name: String) -> Bool {
        name == "overrides" || Registry.attribute(named: name, in: .documentTemplate) != nil
    }
}
