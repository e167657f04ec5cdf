import ArgumentParser
import IPP
import IPPClient

/// `quirectl printer set NAME name=value…`
struct PrinterSet: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "set", abstract: "Change what is known of a printer, and the defaults for its jobs.",
        discussion: """
            info, location, geo, device, shared, accepting, organization and unit are of the printer itself. Any other \
            name is a default for jobs, such as sides=two-sided-long-edge or media=iso_a4_210x297mm.
            """)
    @OptionGroup var control: ControlOptions
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
        // The operation makes printers, too; a slip of the pen must not.
        _ = try await control.server.printer(name, ["printer-name"])
        let names = attributes.map(AttributeDisplay.withValue).joined(separator: ", ")
        let wanted = attributes
        return try await control.make([.printer(name)]) { _ in
            if change.dryRun { return .planned("change printer \(name): \(names)") }
            try await control.server.setPrinter(name, wanted)
            return .done("changed: \(names)")
        }
    }
}

/// What people call the attributes of a printer that can be set.
enum PrinterSetting {
    private static let own = [
        "info": "printer-info", "location": "printer-location", "geo": "printer-geo-location", "device": "device-uri",
        "shared": "printer-is-shared", "accepting": "printer-is-accepting-jobs",
        "organization": "printer-organization", "unit": "printer-organizational-unit",
    ]

    static let names = own.keys.sorted()

    /// The attribute's name in IPP.
    static func name(of word: String) -> String {
        if let name = own[word] { return name }
        let isComplete = word.hasPrefix("printer-") || word.hasSuffix("-default") || word == "device-uri"
        return isComplete ? word : word + "-default"
    }

    static func attribute(_ option: PrintOption) throws(Failure) -> Attribute {
        let name = name(of: option.name)
        guard name.hasSuffix("-default") else {
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
