import IPP
import PrintModel

/// Jobs whose documents are printed as one ("multiple-document-handling": single-document, single-document-new-sheet;
/// RFC 8011 §5.2.4).
enum OneDocument {
    static let attribute = "multiple-document-handling"
    static let words = ["single-document", "single-document-new-sheet"]

    static func isAsked(of job: Job, on facts: PrinterFacts) -> Bool {
        let asked = job.attributes[attribute]?.values ?? facts.template[attribute]?.standard ?? []
        return asked.first?.stringValue.map(words.contains) ?? false
    }

    /// What of the job cannot be, once it has documents of these formats: one of them cannot be made into PDF, so that all
    /// are printed one after the other.
    ///
    /// - Throws: "client-error-attributes-or-values-not-supported" where it must be as asked for.
    static func refused(by formats: [String], of job: Job, on facts: PrinterFacts) throws -> [Attribute] {
        // Alone, it is one document whatever it is made of.
        guard formats.count > 1, !formats.allSatisfy(facts.abilities.joins.contains) else { return [] }
        let values = job.attributes[attribute]?.values ?? facts.template[attribute]?.standard ?? []
        let refused = [Attribute(attribute, values)]
        try Fidelity(of: job).enforce(against: refused, [])
        return refused
    }
}
