import IPP
import PrintModel

/// What a printer says of its Document objects (PWG 5100.5 §7).
enum DocumentFacts {
    static func put(_ facts: PrinterFacts, into writer: inout AttributeWriter) {
        writer.put("document-creation-attributes-supported", creation(on: facts).map { .keyword($0) })
        writer.put("document-settable-attributes-supported", DocumentEdit.settable(on: facts).map { .keyword($0) })
        writer.put("document-charset-default", .charset("utf-8"))
        writer.put("document-charset-supported", charsets.map { .charset($0) })
        writer.put("document-natural-language-default", .naturalLanguage("en"))
        writer.put("document-natural-language-supported", .naturalLanguage("en"))
    }

    /// Document Template attributes that the printer supports.
    static func template(of facts: PrinterFacts) -> [String] {
        let pages = facts.abilities.changesPages ? ["page-ranges", "overrides"] : []
        return facts.template.names.filter(TemplateChecker.isDocumentTemplate) + pages
    }

    /// What may be said of a document that is sent.
    private static func creation(on facts: PrinterFacts) -> [String] {
        let password = facts.abilities.opensEncrypted ? ["document-password"] : []
        return template(of: facts) + password + [
            "compression", "document-charset", "document-format", "document-message", "document-metadata",
            "document-name", "document-natural-language",
        ]
    }

    /// What text is read in where it says nothing else of itself.
    private static let charsets = ["utf-8", "us-ascii", "iso-8859-1", "iso-8859-15", "windows-1252"]
}
