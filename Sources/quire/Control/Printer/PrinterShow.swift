import ArgumentParser
import IPP
import IPPClient

/// `quirectl printer show NAME`
struct PrinterShow: ControlCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "All about one printer.")
    @OptionGroup(title: "General options") var control: ControlOptions
    @Argument(help: "The printer.") var name: String
    @Flag(help: "Every attribute the server gives.") var attrs = false

    func run(_ control: Control) async throws -> ExitStatus {
        let attributes = try await control.server.printer(name, attrs ? ["all"] : PrinterDescription.requested)
        let printer = PrinterDescription(attributes: attributes)
        let isDefault = try await control.server.defaultPrinter() == printer.name
        let facts =
            attrs
            ? attributes.attributes.map { Control.Fact($0.name, .init(AttributeDisplay.text(of: $0))) }
            : printer.facts(isDefault: isDefault, now: control.session.now())
        control.show(facts, kind: "PrinterList", printer.json, name: printer.name)
        return .done
    }
}
