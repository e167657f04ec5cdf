import IPP
import PrintModel

/// What of a printer's options does not go together, and what is taken instead ("job-constraints-supported" and
/// "job-resolvers-supported", PWG 5100.13 §5.6): from the constraints of its driver.
///
/// A constraint is violated where each of its attributes is asked for with one of its values. Then the last of them that
/// has another value to take gives way; the printer's own defaults are settled when the job is printed.
struct JobConstraints: Sendable {
    struct Term: Sendable {
        /// A Job Template attribute, a member of "media-col" ("media-source", "media-type"), or an option of the driver.
        var name: String
        var values: [AttributeValue]
    }

    struct Constraint: Sendable {
        var name: String
        var terms: [Term]
        /// What is changed, and what it is then.
        var resolver: (name: String, value: AttributeValue)
    }

    let all: [Constraint]

    /// More than this no answer should have.
    private static let constraintsMax = 200

    init(of driver: Driver?, _ template: JobTemplate, _ media: MediaOffer) {
        guard let description = driver?.description, !description.conflicts.isEmpty else {
            all = []
            return
        }
        var made: [Constraint] = []
        for conditions in description.conflicts where made.count < Self.constraintsMax {
            let terms = conditions.compactMap { Self.term($0, description, template, media) }
            guard terms.count == conditions.count, terms.count > 1, Set(terms.map(\.name)).count == terms.count,
                let resolver = terms.reversed().lazy.compactMap({ Self.resolver($0, description, template, media) })
                    .first
            else { continue }
            made.append(Constraint(name: "constraint-\(made.count + 1)", terms: terms, resolver: resolver))
        }
        all = made
    }

    // MARK: What there is

    private static func offered(
        _ name: String, _ description: DriverDescription, _ template: JobTemplate, _ media: MediaOffer
    ) -> [AttributeValue] {
        switch name {
        case "media-source": media.trays.map { .keyword($0.source) }
        case "media-type": media.types.map { .keyword($0) }
        default:
            if let entry = template[name] {
                entry.standard.filter { $0 != .outOfBand(.noValue) } + entry.supported
            } else if let option = description.options.first(where: { $0.keyword == name }) {
                ([option.standard] + option.choices).map { .keyword($0) }
            } else {
                []
            }
        }
    }

    /// `nil` for what nobody can ask for.
    private static func term(
        _ condition: DriverDescription.Condition, _ description: DriverDescription, _ template: JobTemplate,
        _ media: MediaOffer
    ) -> Term? {
        let offered = offered(condition.name, description, template, media)
        let values = condition.values.compactMap { word in value(word, of: condition.name) }.filter(offered.contains)
        return values.isEmpty ? nil : Term(name: condition.name, values: values)
    }

    private static func value(_ word: String, of name: String) -> AttributeValue? {
        switch name {
        case "print-quality": Int32(word).map { .enum($0) }
        case "printer-resolution": LooseValue.resolution(word)
        default: .keyword(word)
        }
    }

    private static func resolver(
        _ term: Term, _ description: DriverDescription, _ template: JobTemplate, _ media: MediaOffer
    ) -> (name: String, value: AttributeValue)? {
        let others = offered(term.name, description, template, media).filter { !term.values.contains($0) }
        return others.first.map { (term.name, $0) }
    }

    // MARK: What is asked

    /// Changes what is asked so that it goes together; gives back the values that were left out.
    func resolve(_ asked: inout [Attribute]) -> [Attribute] {
        var leftOut: [Attribute] = []
        // Each step settles one; what is settled may not go with something else, and never for ever.
        for _ in 0..<min(all.count, Self.constraintsMax) {
            guard let broken = all.first(where: { isBroken($0, by: asked) }),
                let old = Self.value(of: broken.resolver.name, in: asked)
            else { break }
            leftOut.append(Self.attribute(broken.resolver.name, [old]))
            Self.set(broken.resolver.name, broken.resolver.value, in: &asked)
        }
        return leftOut
    }

    private func isBroken(_ constraint: Constraint, by asked: [Attribute]) -> Bool {
        constraint.terms.allSatisfy { term in
            Self.value(of: term.name, in: asked).map(term.values.contains) ?? false
        }
    }

    private static let mediaMembers: Set<String> = ["media-source", "media-type"]

    private static func value(of name: String, in asked: [Attribute]) -> AttributeValue? {
        func columns() -> [Attribute] {
            guard case .collection(let members)? = asked.first(where: { $0.name == "media-col" })?.values.first else {
                return []
            }
            return members
        }
        if mediaMembers.contains(name) { return plain(columns().first { $0.name == name }?.values.first) }
        if let value = asked.first(where: { $0.name == name })?.values.first { return plain(value) }
        return name == "media" ? plain(columns().first { $0.name == "media-size-name" }?.values.first) : nil
    }

    /// Names and flags as the keywords they are written as in a PPD.
    private static func plain(_ value: AttributeValue?) -> AttributeValue? {
        switch value {
        case .name(let word)?: .keyword(word)
        case .boolean(let flag)?: .keyword(flag ? "True" : "False")
        default: value
        }
    }

    private static func set(_ name: String, _ value: AttributeValue, in asked: inout [Attribute]) {
        let isOfMedia = mediaMembers.contains(name) || name == "media" && !asked.contains { $0.name == "media" }
        guard isOfMedia else {
            for index in asked.indices where asked[index].name == name { asked[index].values = [value] }
            return
        }
        let member = name == "media" ? "media-size-name" : name
        for index in asked.indices where asked[index].name == "media-col" {
            asked[index].values = asked[index].values.map { given in
                guard case .collection(let members) = given else { return given }
                return .collection(members.map { $0.name == member ? Attribute(member, value) : $0 })
            }
        }
    }

    private static func attribute(_ name: String, _ values: [AttributeValue]) -> Attribute {
        guard mediaMembers.contains(name) else { return Attribute(name, values) }
        return Attribute("media-col", values.map { .collection([Attribute(name, $0)]) })
    }

    // MARK: What is told

    func describe(into writer: inout FixedWriter) {
        func name(_ constraint: Constraint) -> Attribute { Attribute("resolver-name", .name(constraint.name)) }
        writer.put(
            "job-constraints-supported",
            all.map { .collection([name($0)] + Self.merged($0.terms.map { Self.attribute($0.name, $0.values) })) })
        writer.put(
            "job-resolvers-supported",
            all.map { .collection([name($0), Self.attribute($0.resolver.name, [$0.resolver.value])]) })
    }

    /// A source and a type are two members of one "media-col".
    private static func merged(_ attributes: [Attribute]) -> [Attribute] {
        var merged: [Attribute] = []
        for attribute in attributes {
            if let place = merged.firstIndex(where: { $0.name == attribute.name }) {
                merged[place].values += attribute.values
            } else {
                merged.append(attribute)
            }
        }
        return merged
    }
}
