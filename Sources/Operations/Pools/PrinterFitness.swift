import IPP
public import PrintModel

/// Says whether a printer can do all that a job asks for: with the checks that a job goes through when it is sent to
/// that printer itself, so that a pool promises no more than its members keep.
public struct PrinterFitness: JobFitting {
    private let facts: PrinterFactsCache
    private let clock: any WallClock

    public init(_ context: OperationContext) {
        facts = context.facts
        clock = context.clock
    }

    public func misfit(of job: Job, _ documents: [Document], on printer: Printer) -> String? {
        facts.facts(of: printer).misfit(of: job.attributes, documents.map(Wish.init), clock)
    }
}

/// What a printer has to be able to do for one document.
struct Wish: Sendable {
    let format: String
    /// What was asked for that document alone.
    let attributes: AttributeGroup

    init(_ document: Document) { (format, attributes) = (document.format, document.attributes) }
    init(_ document: NewDocument) { (format, attributes) = (document.format, document.attributes) }
}

extension PrinterFacts {
    /// The first thing that this printer cannot do; `nil` where it can do it all.
    ///
    /// - Parameter attributes: what the job keeps.
    func misfit(of attributes: AttributeGroup, _ documents: [Wish], _ clock: any WallClock) -> String? {
        if let document = documents.first(where: { !takes($0.format) }) { return document.format }
        for attributes in [attributes] + documents.map(\.attributes) {
            if let misfit = misfit(of: attributes, clock) { return misfit }
        }
        return nil
    }

    private func misfit(of attributes: AttributeGroup, _ clock: any WallClock) -> String? {
        let wanted = attributes.attributes.filter { isTemplate($0.name) }
        guard !wanted.isEmpty else { return nil }
        var checker = TemplateChecker(facts: self, clock: clock)
        do { try checker.check(AttributeGroup(.job, wanted)) } catch { return "its options" }
        return checker.unsupported.first.map { bad in
            // Of what nobody knows there, the checker says only that; the job has the value.
            let value = bad.values == [.outOfBand(.unsupported)] ? attributes[bad.name]?.values.first : bad.values.first
            return value?.words.map { "\(bad.name)=\($0)" } ?? bad.name
        }
    }

    /// Throws where this is a pool none of whose printers can print the job whole, although each thing it asks for could be
    /// had: the first one's reason is told.
    func requireMember(for attributes: AttributeGroup, _ documents: [Wish], _ clock: any WallClock) throws {
        guard printer.isPool else { return }
        var reason = "it has no printers"
        for (index, member) in members.enumerated() {
            guard let misfit = member.misfit(of: attributes, documents, clock) else { return }
            if index == 0 { reason = "\(member.printer.name) cannot do \(misfit)" }
        }
        let formats = documents.map(\.format).uniqued().joined(separator: ", ")
        throw OperationError(
            .documentFormatNotSupported,
            "no printer of \(printer.name) can print this job whole (\(formats)): \(reason)")
    }

    /// Whether a document of that format, as it was found to be, can be printed.
    func takes(_ format: String) -> Bool {
        takesAnything || formats.dropFirst().contains { $0.lowercased() == format.lowercased() }
    }

    /// Whether a kept attribute of a job is an option that a printer may or may not support.
    func isTemplate(_ name: String) -> Bool {
        template[name] != nil || Registry.attribute(named: name, in: .jobTemplate) != nil
            // The keywords of PPDs have capitals, those of IPP have none (RFC 8011 §5.1.4).
            || name.utf8.contains { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
    }
}

extension AttributeValue {
    /// As people write it behind `-o`; `nil` for what nobody does.
    fileprivate var words: String? {
        switch self {
        case .integer(let number), .enum(let number): String(number)
        case .boolean(let flag): String(flag)
        default: stringValue
        }
    }
}
