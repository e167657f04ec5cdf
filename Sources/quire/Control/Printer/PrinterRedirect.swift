import ArgumentParser
import IPP
import IPPClient

/// `quirectl printer redirect NAME OTHER|off`
struct PrinterRedirect: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "redirect", abstract: "Have another printer take the new jobs of a printer, or not any more.",
        discussion: """
            Clients go on printing to NAME; what they send is checked for, kept on and printed by OTHER. What waits already \
            stays: see job move and printer drain. "off" ends it.
            """)
    @OptionGroup(title: "General options") var control: ControlOptions
    @OptionGroup var change: ChangeOptions
    @Argument(help: "The printer.") var name: String
    @Argument(help: "The printer that takes its new jobs, or off.") var other: String

    func validate() throws {
        if name == other { throw ValidationError("\(name) takes its own jobs already; say off to end a redirection.") }
    }

    func run(_ control: Control) async throws -> ExitStatus {
        let isOff = other == "off"
        if !isOff { _ = try await control.server.printer(other, ["printer-name"]) }
        return try await control.make([.printer(name)]) { _ in
            if change.dryRun {
                _ = try await control.server.printer(name, ["printer-name"])
                return .planned(isOff ? "let \(name) take its new jobs itself" : "send new jobs of \(name) to \(other)")
            }
            var request = control.server.request(.setPrinterAttributes, .printer(name))
            let value: AttributeValue = isOff ? .outOfBand(.noValue) : .name(other)
            request.groups.append(AttributeGroup(.printer, [Attribute("quire-redirect", value)]))
            let answer = try await control.server.client.send(request, to: "/admin/")
            if answer.status == .notFound { throw await control.server.unknownPrinter(name) }
            try answer.requireDone(.setPrinterAttributes)
            return .done(isOff ? "takes its new jobs itself" : "sends new jobs to \(other)")
        }
    }
}
