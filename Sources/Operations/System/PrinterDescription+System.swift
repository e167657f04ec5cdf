import IPP
import PrintModel

/// What PWG 5100.22 §7.2 adds to a Printer.
extension PrinterDescription {
    func putSystem(into writer: inout AttributeWriter) {
        let printer = facts.printer
        writer.put("printer-config-changes", .integer(printer.configChanges))
        writer.put("printer-service-type", .keyword(SystemFeatures.serviceType))
        writer.put("printer-contact-col", printer.attributes["printer-contact-col"]?.values ?? [.outOfBand(.unknown)])
        writer.put(
            "printer-xri-supported",
            ["ipp", "ipps"].map { scheme in
                .collection([
                    Attribute(
                        "xri-uri", .uri("\(scheme)://\(caller.uriAuthority)/ipp/print/\(printer.name.inURI)")),
                    Attribute("xri-authentication", .keyword("requesting-user-name")),
                    Attribute("xri-security", .keyword(scheme == "ipps" ? "tls" : "none")),
                ])
            })
        for attribute in context.system.printed(by: printer.id).attributes(of: "printer") {
            writer.put(attribute, .description)
        }
    }
}
