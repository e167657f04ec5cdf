import ArgumentParser
import IPP

/// `quirectl printer identify NAME…`
struct PrinterIdentify: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "identify", abstract: "Have a printer flash, beep or show something, to find it in the room.")
    @OptionGroup(title: "General options") var control: ControlOptions
    @OptionGroup var change: ChangeOptions
    @Argument(help: "The printers.") var names: [String]
    @Option(help: "flash, sound, display or speak; can be given several times.") var action: [Action] = []
    @Option(help: "What it shows or says.") var message: String?

    enum Action: String, ExpressibleByArgument, CaseIterable, Sendable {
        case flash, sound, display, speak
    }

    func run(_ control: Control) async throws -> ExitStatus {
        var plan = PrinterRequestPlan(operation: .identifyPrinter, done: "was told to show itself", would: "identify")
        if !action.isEmpty {
            plan.operationAttributes.append(
                Attribute("identify-actions", action.map { .keyword($0.rawValue) }))
        }
        if let message { plan.operationAttributes.append(Attribute("message", .text(message.prefix(octets: 127)))) }
        return try await control.changePrinters(names, plan, isDryRun: change.dryRun)
    }
}
