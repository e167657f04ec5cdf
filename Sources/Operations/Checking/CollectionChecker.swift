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
            return facts.capabilities.sizes.contains { $0.name == value.stringValue } ? nil : member
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
        switch name {
        case "media-size":
            guard case .collection(let size) = value else { return false }
            return facts.capabilities.sizes.contains { known in
                size.count == 2 && size.contains { $0.name == "x-dimension" && $0.values == [.integer(known.width)] }
                    && size.contains { $0.name == "y-dimension" && $0.values == [.integer(known.height)] }
            }
        case "media-size-name": return facts.capabilities.sizes.contains { $0.name == value.stringValue }
        case "media-source": return value.stringValue.map(MediaColumns.sources.contains) ?? false
        case "media-type": return value.stringValue.map(MediaColumns.types.contains) ?? false
        case "media-left-margin", "media-right-margin", "media-top-margin", "media-bottom-margin":
            return value.integerValue.map(MediaColumns.margins.contains) ?? false
        default: return nil
        }
    }
}
