import ArgumentParser
import IPP
import IPPClient

/// `quirectl printer set NAME name=value…`
struct PrinterSet: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "set", abstract: "Change what is known of a printer, and the defaults for its jobs.",
        discussion: """
            info, location, geo, device, shared, accepting, organization, unit and order (arrival or fair-turns, in \
            which users take turns), errors (wait-and-resume, retry-current-job, hold-job, abort-job or stop-printer) and \
            delivery (at-least-once or at-most-once) are of the printer itself, as is media-ready, the paper in its trays in \
            their order, such as media-ready=iso_a4_210x297mm,na_letter_8.5x11in. Any other name is a default for jobs, such as sides=two-sided-long-edge or media=iso_a4_210x297mm.
            """)
    @OptionGroup(title: "General options") var control: ControlOptions
    @OptionGroup var change: ChangeOptions
    @Argument(help: "The printer.") var name: String
    @Argument(help: "What to change.") var settings: [String] = []
    @Option(help: "Take this default away; can be given several times.") var unset: [String] = []

    func run(_ control: Control) async throws -> ExitStatus {
        var attributes = try settings.map { try PrinterSetting.attribute(try PrintOption.word($0)) }
        attributes += unset.map { Attribute(PrinterSetting.name(of: $0), .outOfBand(.deleteAttribute)) }
        guard !attributes.isEmpty else {
            throw Failure.usage("nothing to change.", hint: "say what, such as location=\"Room 204\".")
        }
        let settable = try await control.server.printer(
            name, ["printer-name", "printer-settable-attributes-supported"])["printer-settable-attributes-supported"]
        let isChecked = Set(settable?.stringValues ?? [])
        let names = attributes.map(AttributeDisplay.withValue).joined(separator: ", ")
        let wanted = attributes
        return try await control.make([.printer(name)]) { _ in
            if change.dryRun { return .planned("change printer \(name): \(names)") }
            try await control.server.change(name, wanted, isChecked: isChecked)
            return .done("changed: \(names)")
        }
    }
}

extension PrintServer {
    /// Set-Printer-Attributes looks at each value, and does all or nothing; CUPS-Add-Modify-Printer knows the device, and
    /// can take away. The one that checks goes first.
    ///
    /// - Parameter isChecked: the attributes that the first one can set.
    fileprivate func change(_ name: String, _ attributes: [Attribute], isChecked: Set<String>) async throws {
        let isDeletion = { (attribute: Attribute) in attribute.values == [.outOfBand(.deleteAttribute)] }
        let checked = attributes.filter { isChecked.contains($0.name) && !isDeletion($0) }
        let others = attributes.filter { !isChecked.contains($0.name) || isDeletion($0) }
        if !checked.isEmpty {
            var request = request(.setPrinterAttributes, .printer(name))
            request.groups.append(AttributeGroup(.printer, checked))
            try await client.send(request, to: "/admin/").requireDone(.setPrinterAttributes)
        }
        if !others.isEmpty { try await setPrinter(name, others) }
    }
}

/// What people call the attributes of a printer that can be set.
enum PrinterSetting {
    private static let own = [
        "info": "printer-info", "location": "printer-location", "geo": "printer-geo-location", "device": "device-uri",
        "shared": "printer-is-shared", "accepting": "printer-is-accepting-jobs",
        "organization": "printer-organization", "unit": "printer-organizational-unit", "order": "quire-job-order",
        "errors": "printer-error-policy", "delivery": "quire-delivery",
    ]

    static let names = own.keys.sorted()
    /// What lies in the trays, in their order.
    private static let mediaReady = "media-ready"

    /// The attribute's name in IPP.
    static func name(of word: String) -> String {
        if let name = own[word] { return name }
        let isComplete =
            word.hasPrefix("printer-") || word.hasPrefix("quire-") || word.hasSuffix("-default") || word == "device-uri"
            || word == mediaReady || isPrivacy(word)
        return isComplete ? word : word + "-default"
    }

    /// What others see of jobs and subscriptions (IPP Privacy Attributes v1.0): no default of jobs, although it begins like one.
    private static func isPrivacy(_ name: String) -> Bool {
        name.hasPrefix("job-privacy-") || name.hasPrefix("subscription-privacy-")
    }

    static func attribute(_ option: PrintOption) throws(Failure) -> Attribute {
        let name = name(of: option.name)
        guard name.hasSuffix("-default") else {
            if name.hasPrefix("quire-") { return Attribute(name, .keyword(option.value)) }
            if name == "printer-error-policy" { return Attribute(name, .name(option.value)) }
            if name == mediaReady || isPrivacy(name) {
                return Attribute(name, option.value.split(separator: ",").map { .keyword(String($0)) })
            }
            if name == "device-uri" { return Attribute(name, .uri(option.value)) }
            if ["printer-is-shared", "printer-is-accepting-jobs"].contains(name) {
                guard let flag = AttributeText.flag(option.value) else {
                    throw .usage("\(option.name) is yes or no, not \"\(option.value)\".")
                }
                return Attribute(name, .boolean(flag))
            }
            return try AttributeText.attribute(PrintOption(name, option.value), in: .printerDescription)
        }
        var attribute = try AttributeText.attribute(PrintOption(name.withoutSuffix("-default"), option.value))
        attribute.name = name
        return attribute
    }
}
