import ArgumentParser
import IPP

/// Who wants to print without a driver.
enum ClientKind: String, ExpressibleByArgument, CaseIterable, Sendable {
    /// iPhones, iPads and Macs.
    case airprint
    /// IPP Everywhere: Linux, ChromeOS, Windows.
    case everywhere
    /// Android.
    case mopria

    var requirements: [Requirement] {
        switch self {
        case .airprint: Requirement.airPrint
        case .everywhere: Requirement.everywhere
        case .mopria: Requirement.mopria
        }
    }

    var words: String {
        switch self {
        case .airprint: "AirPrint (iPhone, iPad, Mac)"
        case .everywhere: "IPP Everywhere (Linux, ChromeOS, Windows)"
        case .mopria: "Mopria (Android)"
        }
    }
}

/// What clients see of a printer.
struct PrinterView: Sendable {
    let attributes: AttributeGroup
    /// `nil` where the network has not been asked.
    var service: AnnouncedService?

    func words(_ name: String) -> [String] { attributes[name]?.stringValues ?? [] }
    func numbers(_ name: String) -> [Int32] { attributes[name]?.integerValues ?? [] }
    func count(_ name: String) -> Int { attributes[name]?.values.count ?? 0 }
    func flag(_ name: String) -> Bool { attributes[name]?.boolValue ?? false }

    var formats: [String] { words("document-format-supported") }
    var isColor: Bool { flag("color-supported") }
    var printsBothSides: Bool { words("sides-supported").contains { $0.hasPrefix("two-sided") } }

    /// Whether it is there and says something.
    func has(_ name: String) -> Bool {
        guard let values = attributes[name]?.values, let first = values.first else { return false }
        guard case .outOfBand(let word) = first else { return true }
        return word != .unsupported
    }
}

/// One thing that clients need of a printer: where that is demanded, and what does not work without it.
struct Requirement: Sendable {
    /// An attribute, or a key of the TXT record as `TXT URF`, or a subtype of the service.
    let subject: String
    /// Whether clients do without it, in some way.
    var isOptional = false
    /// Whether it is a matter of what the network is told.
    var isAnnounced = false
    let source: String
    /// What comes of it when it is missing.
    let without: String
    /// What is wrong with it; `nil` when nothing is.
    let fault: @Sendable (PrinterView) -> String?

    func finding(_ view: PrinterView) -> Finding {
        var finding: Finding
        if let fault = fault(view) {
            let text = "\(fault): \(without)"
            finding = isOptional ? .warning(subject, text) : .failure(subject, text)
        } else {
            finding = .ok(subject, "as it should be")
        }
        finding.source = source
        return finding
    }
}

// MARK: Ways to say it

extension Requirement {
    /// An attribute that has to be there.
    static func attribute(_ name: String, _ source: String, without: String, optional: Bool = false) -> Requirement {
        Requirement(subject: name, isOptional: optional, source: source, without: without) { view in
            view.has(name) ? nil : "is missing"
        }
    }

    /// An attribute that has to be there where `isMeant` says so.
    static func attribute(
        _ name: String, when isMeant: @escaping @Sendable (PrinterView) -> Bool, _ source: String, without: String,
        optional: Bool = false
    ) -> Requirement {
        Requirement(subject: name, isOptional: optional, source: source, without: without) { view in
            !isMeant(view) || view.has(name) ? nil : "is missing"
        }
    }

    /// Several, each of which has to be there where `isMeant` says so.
    static func attributes(
        _ names: [String], when isMeant: @escaping @Sendable (PrinterView) -> Bool = { _ in true }, _ source: String,
        without: String
    ) -> [Requirement] {
        names.map { name in Requirement.attribute(name, when: isMeant, source, without: without) }
    }

    /// A set that needs some values in it, or one of several.
    static func values(
        of name: String, all: [String] = [], oneOf: [String] = [], _ source: String, without: String,
        optional: Bool = false, when isMeant: @escaping @Sendable (PrinterView) -> Bool = { _ in true }
    ) -> Requirement {
        Requirement(subject: name, isOptional: optional, source: source, without: without) { view in
            guard isMeant(view) else { return nil }
            let there = view.words(name)
            let missing = all.filter { !there.contains($0) }
            if !missing.isEmpty { return "lacks \(missing.joined(separator: ", "))" }
            return oneOf.isEmpty || oneOf.contains(where: { there.contains($0) })
                ? nil : "has none of \(oneOf.joined(separator: ", "))"
        }
    }

    static func operations(_ wanted: [OperationID], _ source: String, without: String) -> Requirement {
        Requirement(subject: "operations-supported", source: source, without: without) { view in
            let there = Set(view.numbers("operations-supported"))
            let missing = wanted.filter { !there.contains(Int32($0.rawValue)) }.map { "\($0)" }
            return missing.isEmpty ? nil : "lacks \(missing.joined(separator: ", "))"
        }
    }

    /// Lists that go together have the same length.
    static func sameLength(_ names: [String], _ source: String, without: String) -> Requirement {
        Requirement(subject: names[0], source: source, without: without) { view in
            let counts = names.filter { view.has($0) }.map { view.count($0) }
            return Set(counts).count > 1
                ? "has not as many values as \(names.dropFirst().joined(separator: ", "))" : nil
        }
    }

    /// A default is one of what there is.
    static func standard(_ name: String, _ source: String) -> Requirement {
        Requirement(
            subject: "\(name)-default", source: source, without: "clients offer as usual what then is refused"
        ) { view in
            guard let own = view.attributes["\(name)-default"]?.values.first,
                let all = view.attributes["\(name)-supported"]?.values, !all.isEmpty
            else { return nil }
            if case .outOfBand = own { return nil }
            return all.contains(own) ? nil : "is not one of \(name)-supported"
        }
    }

    /// A key of the TXT record of `_ipp._tcp`.
    static func key(
        _ key: String, _ source: String, without: String, optional: Bool = false,
        _ fault: @escaping @Sendable (String, PrinterView) -> String? = { value, _ in value.isEmpty ? "is empty" : nil }
    ) -> Requirement {
        Requirement(subject: "TXT \(key)", isOptional: optional, isAnnounced: true, source: source, without: without) {
            view in
            guard let text = view.service?.ipp else { return nil }
            return text[key.lowercased()].map { fault($0, view) } ?? "is missing"
        }
    }

    static func subtype(_ name: String, _ source: String, without: String) -> Requirement {
        Requirement(subject: name, isAnnounced: true, source: source, without: without) { view in
            guard let service = view.service, !service.subtypes.contains(name) else { return nil }
            return "is not a subtype it is announced under"
        }
    }
}
