import IPP
import PrintModel

/// Compares the members of Job Template collections with what a queue supports.
struct CollectionChecker {
    let facts: PrinterFacts

    func supports(_ name: String) -> Bool {
        switch name {
        case "job-error-sheet": facts.abilities.changesPages
        default: facts.template[name] != nil
        }
    }

    /// The value with only what is bad in it; `nil` when it is fine.
    func fault(in value: AttributeValue, of name: String) -> AttributeValue? {
        guard case .collection(let members) = value else { return value }
        let bad = members.compactMap { fault(in: $0, of: name) }
        if !bad.isEmpty { return .collection(bad) }
        return isComplete(members, of: name) ? nil : value
    }

    /// What must be there.
    private func isComplete(_ members: [Attribute], of name: String) -> Bool {
        switch name {
        case "finishings-col": members.contains { $0.name == "finishing-template" }
        case "job-error-sheet": members.contains { $0.name == "job-error-sheet-type" }
        case "job-sheets-col": members.contains { $0.name == "job-sheets" }
        default: true
        }
    }

    /// The member with its bad values, or with "unsupported" where it is not known; `nil` when it is fine.
    private func fault(in member: Attribute, of name: String) -> Attribute? {
        let unknown = Attribute(member.name, .outOfBand(.unsupported))
        guard let value = member.values.first, member.values.count == 1 else { return member }
        switch (name, member.name) {
        case ("media-col", _):
            guard let isSupported = supportsMedia(member.name, value) else { return unknown }
            return isSupported ? nil : member
        case ("finishings-col", "finishing-template"):
            let names = PageTemplate.finishingTemplates(of: facts.template["finishings"]?.supported ?? [])
            return value.stringValue.map(names.contains) == true ? nil : member
        case ("job-sheets-col", "job-sheets"):
            let words = (facts.template["job-sheets"]?.supported ?? []).compactMap(\.stringValue)
            return value.stringValue.map(words.contains) == true ? nil : member
        case ("job-sheets-col", "media"):
            return value.stringValue.map(facts.media.has(named:)) == true ? nil : member
        case ("job-sheets-col", "media-col"):
            return fault(in: value, of: "media-col").map { Attribute(member.name, $0) }
        case ("job-error-sheet", "job-error-sheet-type"):
            return ["none", "standard"].contains(value.stringValue ?? "") ? nil : member
        case ("job-error-sheet", "job-error-sheet-when"):
            return value.stringValue == "on-error" ? nil : member
        default: return unknown
        }
    }

    /// `nil` for a member of "media-col" that is not understood here (PWG 5100.7 §6.3).
    private func supportsMedia(_ name: String, _ value: AttributeValue) -> Bool? {
        let media = facts.media
        func isMargin(_ side: KeyPath<MediaSize.Margins, Int32>) -> Bool {
            value.integerValue.map(media.margins(side).contains) ?? false
        }
        switch name {
        case "media-size":
            let wish = MediaWish([Attribute(name, value)])
            guard let width = wish.width, let height = wish.height, case .collection(let size) = value, size.count == 2
            else { return false }
            return media.has(width: width, height: height)
        case "media-size-name": return value.stringValue.map(media.has(named:)) ?? false
        case "media-source": return media.trays.contains { $0.source == value.stringValue }
        case "media-type": return value.stringValue.map(media.types.contains) ?? false
        case "media-left-margin": return isMargin(\.left)
        case "media-right-margin": return isMargin(\.right)
        case "media-top-margin": return isMargin(\.top)
        case "media-bottom-margin": return isMargin(\.bottom)
        default: return nil
        }
    }
}
