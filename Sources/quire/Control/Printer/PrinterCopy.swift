import ArgumentParser
import IPP
import IPPClient

/// `quirectl printer copy SOURCE NEW`
struct PrinterCopy: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "copy", abstract: "Add a printer like another one, for the same device.",
        discussion: "Jobs are not copied, and neither is whether it is paused.")
    @OptionGroup(title: "General options") var control: ControlOptions
    @OptionGroup var change: ChangeOptions
    @Argument(help: "The printer there is.") var source: String
    @Argument(help: "What the new one is called.") var name: String

    func validate() throws { try PrinterName.check(name) }

    func run(_ control: Control) async throws -> ExitStatus {
        let original = try await control.server.printer(source, ["all"])
        try await control.requireNoPrinter(name)
        guard let device = original["device-uri"] else {
            throw Failure(
                .notAllowed, code: "device-not-told", "the server does not tell the device of \(source).",
                hint: "only administrators may see it.")
        }
        var attributes = [device] + original.attributes.filter { Self.isKept($0, of: source) }
        attributes.append(Attribute("printer-is-accepting-jobs", .boolean(true)))
        attributes.append(Attribute("printer-state", .enum(PrinterState.idle.rawValue)))
        let wanted = attributes
        return try await control.make([.printer(name)]) { _ in
            if change.dryRun { return .planned("add printer \(name) like \(source)") }
            try await control.server.setPrinter(name, wanted)
            return .done("added, like \(source)")
        }
    }

    /// What a person has set, as far as can be told from outside: the defaults for jobs and the descriptions.
    private static func isKept(_ attribute: Attribute, of source: String) -> Bool {
        guard !attribute.values.contains(where: \.isOutOfBand) else { return false }
        let descriptions = [
            "printer-info", "printer-location", "printer-geo-location", "printer-organization",
            "printer-organizational-unit", "printer-is-shared",
        ]
        if descriptions.contains(attribute.name) {
            // Without an info of its own, a printer says its name there.
            let text = attribute.values.first?.stringValue
            return text?.isEmpty != true && text != source
        }
        let job = attribute.name.withoutSuffix("-default")
        return job != attribute.name && Registry.attribute(named: job, in: .jobTemplate) != nil
    }
}
