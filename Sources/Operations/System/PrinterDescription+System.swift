import IPP
import PrintModel

/// What PWG 5100.22 §7.2 adds to a Printer, and what comes of the resources allocated to it.
extension PrinterDescription {
    func putSystem(into writer: inout AttributeWriter) {
        let printer = facts.printer
        writer.put("printer-config-changes", .integer(printer.configChanges))
        writer.put("printer-service-type", .keyword(SystemFeatures.serviceType))
        writer.put("printer-contact-col", printer.attributes["printer-contact-col"]?.values ?? [.outOfBand(.unknown)])
        for attribute in context.system.printed(by: printer.id).attributes(of: "printer") {
            writer.put(attribute, .description)
        }
    }

    /// "printer-icons": the pictures allocated to it; where there are none, those that are drawn for every printer.
    func iconURIs(web: String) -> [AttributeValue] {
        let images = allocated(.image)
        guard images.isEmpty else { return images.map { .uri(ResourceURI.data(of: $0.id, for: caller)) } }
        return PrinterIcons.sides.map { .uri(web + PrinterIcons.path(side: $0, of: facts.printer.name)) }
    }

    /// "printer-strings-languages-supported": our own, and those of the strings allocated to it.
    var stringsLanguages: [String] {
        var seen: Set<String> = []
        return (PrinterStrings.languages + allocated(.strings).map(\.language)).filter { seen.insert($0).inserted }
    }

    /// "printer-strings-uri" in the language of the request (PWG 5100.13 §5.6.39): allocated strings before our own.
    func stringsURI(web: String) -> AttributeValue {
        let strings = allocated(.strings).first { $0.language == language }
        return .uri(
            strings.map { ResourceURI.data(of: $0.id, for: caller) } ?? web + PrinterStrings.path(language: "en"))
    }

    private func allocated(_ kind: Resource.Kind) -> [Resource] {
        facts.printer.resources.compactMap { context.resources.resource($0) }.filter { $0.kind == kind && $0.isFetched }
    }
}

extension Resource {
    /// "resource-natural-language"; English where nobody said.
    fileprivate var language: String {
        attributes["resource-natural-language"]?.values.first?.stringValue?.lowercased() ?? "en"
    }
}
