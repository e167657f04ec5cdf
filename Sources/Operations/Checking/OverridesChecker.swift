import IPP
import PrintModel

/// Checks "overrides": what is different for some pages, documents or copies (PWG 5100.6 §4.1).
///
/// The members come in an order: "pages", "document-numbers", "document-copies", then what is different. Ranges are
/// ascending and lie apart.
struct OverridesChecker {
    let facts: PrinterFacts
    let clock: any WallClock
    let level: TemplateChecker.Level

    /// The values with only what is bad in them.
    ///
    /// - Throws: "client-error-bad-request" where they are not formed as they must be.
    func faults(in attribute: Attribute) throws -> [AttributeValue] {
        var bad: [AttributeValue] = []
        for value in attribute.values {
            guard case .collection(let members) = value else {
                throw malformed("'overrides' must be collections", attribute)
            }
            let others = try frame(of: members, in: attribute)
            guard !others.isEmpty else { throw malformed("an override says nothing that is different", attribute) }
            let faults =
                try members.filter { Self.selectors.contains($0.name) }.filter { !Self.isApplied($0) }
                .map { Attribute($0.name, .outOfBand(.unsupported)) } + self.faults(in: others)
            if !faults.isEmpty { bad.append(.collection(faults)) }
        }
        return bad
    }

    /// "document-number" is the spelling of some clients.
    private static let selectors = ["pages", "document-numbers", "document-number", "document-copies"]

    /// Copies that differ would have to be documents of their own.
    private static func isApplied(_ selector: Attribute) -> Bool { selector.name != "document-copies" }

    /// The members behind those that select.
    private func frame(of members: [Attribute], in attribute: Attribute) throws -> [Attribute] {
        guard members.first?.name == "pages" else { throw malformed("an override must begin with 'pages'", attribute) }
        var last = -1
        var others: [Attribute] = []
        for member in members {
            guard let place = Self.selectors.firstIndex(of: member.name) else {
                others.append(member)
                continue
            }
            guard others.isEmpty, place > last else {
                throw malformed("the members of an override are not in their order", attribute)
            }
            last = place
            try checkRanges(member, in: attribute)
        }
        if case .document(let number?) = level { try checkNumber(number, members, attribute) }
        return others
    }

    private func checkRanges(_ member: Attribute, in attribute: Attribute) throws {
        var end: Int32 = 0
        for value in member.values {
            let range: IntegerRange
            switch value {
            case .rangeOfInteger(let given): range = given
            case .integer(let number): range = IntegerRange(number, number)
            default: throw malformed("'\(member.name)' of an override must be ranges", attribute)
            }
            guard !range.isBackwards, range.lower > end else {
                throw malformed("the ranges of '\(member.name)' are not ascending and apart", attribute)
            }
            end = range.upper
        }
    }

    /// What is asked of one document may only name that (PWG 5100.6 §4.1.2).
    private func checkNumber(_ number: Int, _ members: [Attribute], _ attribute: Attribute) throws {
        let range = IntegerRange(Int32(clamping: number), Int32(clamping: number))
        for member in members where ["document-numbers", "document-number"].contains(member.name) {
            guard member.values == [.rangeOfInteger(range)] || member.values == [.integer(range.lower)] else {
                throw malformed("an override of document \(number) is for another document", attribute)
            }
        }
    }

    private func faults(in members: [Attribute]) throws -> [Attribute] {
        let known = members.filter { PageTemplate.overrides.contains($0.name) }
        let unknown = members.filter { !PageTemplate.overrides.contains($0.name) }
        var checker = TemplateChecker(facts: facts, clock: clock, level: .pages)
        try checker.check(AttributeGroup(.job, known))
        return unknown.map { Attribute($0.name, .outOfBand(.unsupported)) } + checker.unsupported
    }

    private func malformed(_ text: String, _ attribute: Attribute) -> OperationError {
        OperationError(.badRequest, text, unsupported: [attribute])
    }
}
