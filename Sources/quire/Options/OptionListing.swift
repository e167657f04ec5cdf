import IPP
import IPPClient

/// The line of `lpoptions`: what a printer is and does by default, with what the user saved for it, as CUPS 2.4 writes
/// it.
///
///     copies=1 device-uri=file:///dev/null printer-info='Office laser, 2nd floor' …
struct OptionListing: Sendable {
    let server: PrintServer
    let session: Session

    /// Facts of the printer that stand among its options.
    private static let facts = [
        "auth-info-required", "device-uri", "marker-change-time", "marker-colors", "marker-high-levels",
        "marker-levels", "marker-low-levels", "marker-message", "marker-names", "marker-types", "printer-commands",
        "printer-info", "printer-is-accepting-jobs", "printer-is-shared", "printer-is-temporary", "printer-location",
        "printer-make-and-model", "printer-mandatory-job-attributes", "printer-state", "printer-state-change-time",
        "printer-state-reasons", "printer-type", "printer-uri-supported",
    ]

    func show(_ printer: PrinterChoice) async throws {
        let attributes = try await server.printer(
            printer.name, Self.facts + ["job-sheets-default", "printer-defaults"])
        var entry = DefaultOptions.Entry(name: printer.name)
        for attribute in attributes.attributes {
            if let option = Self.option(attribute) { entry.set(option) }
        }
        let saved = DefaultOptions(in: session)
        let instance = saved.has(printer.nameWithInstance) ? printer.nameWithInstance : printer.name
        for option in saved.options(for: instance) { entry.set(option) }
        let texts = entry.options.sorted { $0.name.lowercased() < $1.name.lowercased() }.map(Self.text)
        session.output.print(texts.joined(separator: " ").harmless)
    }

    private static func option(_ attribute: Attribute) -> PrintOption? {
        if facts.contains(attribute.name) { return PrintOption(attribute.name, text(of: attribute)) }
        guard attribute.name.hasSuffix("-default"), !attribute.name.hasPrefix("notify-"),
            attribute.name != "print-quality-default"
        else { return nil }
        switch attribute.values.first {
        case .boolean, .enum, .integer, .keyword, .name, .rangeOfInteger:
            return PrintOption(attribute.name.withoutSuffix("-default"), text(of: attribute))
        default: return nil
        }
    }

    /// Enums by their numbers, as ever.
    private static func text(of attribute: Attribute) -> String {
        let texts = attribute.values.map { value in
            if case .enum(let number) = value { return String(number) }
            return value.isOutOfBand ? "" : AttributeDisplay.text(of: value, in: attribute.name)
        }
        return texts.joined(separator: ",")
    }

    /// Quotes within are left alone, unlike in the file: scripts cut this line at blanks and `=`.
    private static func text(_ option: PrintOption) -> String {
        if option.value.isEmpty { return option.name }
        let isQuoted = option.value.contains { $0 == " " || $0 == "\t" }
        return "\(option.name)=\(isQuoted ? "'\(option.value)'" : option.value)"
    }
}
