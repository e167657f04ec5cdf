import ArgumentParser
import IPP
import IPPClient

/// `quirectl printer default [NAME]`
struct PrinterDefault: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "default", abstract: "Show the server's default printer, or set it.")
    @OptionGroup(title: "General options") var control: ControlOptions
    @OptionGroup var change: ChangeOptions
    @Argument(help: "The printer to make the default.") var name: String?

    func run(_ control: Control) async throws -> ExitStatus {
        if let name {
            return try await control.changePrinters(
                [name],
                PrinterRequestPlan(operation: .cupsSetDefault, done: "is the default", would: "make the default:"),
                isDryRun: change.dryRun)
        }
        guard let standard = try await control.server.defaultPrinter() else {
            throw Failure(
                .notFound, code: "no-default-printer", "this server has no default printer.",
                hint: "set it: quirectl printer default NAME")
        }
        let json = JSON.object([.init("printer-name", .string(standard))])
        if control.isForPrograms {
            control.show([], kind: "PrinterList", json, name: standard)
        } else {
            control.session.output.print(standard)
        }
        return .done
    }
}
