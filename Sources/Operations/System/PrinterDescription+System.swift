import IPP
import PrintModel

/// What PWG 5100.22 §7.2 adds to a Printer.
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
}
