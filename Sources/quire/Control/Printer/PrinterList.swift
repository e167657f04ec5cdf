import ArgumentParser
import IPP
import IPPClient

/// `quirectl printer list`
struct PrinterList: ControlCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "The printers of the server.")
    @OptionGroup(title: "General options") var control: ControlOptions
    @Flag(help: "Classes of printers, too.") var all = false

    private static let columns: [Table.Column] = [
        .init("PRINTER"), .init("STATE"), .init("JOBS", isNumber: true), .init("INFO", isFlexible: true),
        .init("LOCATION", isFlexible: true), .init("DEVICE", isFlexible: true, isWide: true),
        .init("MESSAGE", isFlexible: true, isWide: true),
    ]

    func run(_ control: Control) async throws -> ExitStatus {
        var printers = try await control.server.printers(PrinterDescription.requested).map(PrinterDescription.init)
        if all {
            let known = Set(printers.map(\.name))
            printers += try await control.server.classes(PrinterDescription.requested)
                .map(PrinterDescription.init).filter { !known.contains($0.name) }
        }
        printers.sort { $0.name < $1.name }
        let standard = printers.isEmpty ? nil : try await control.server.defaultPrinter()
        let items = printers.map { printer in
            // The mark is for people; a program finds the default by asking for it.
            let mark = printer.name == standard && control.session.output.isTerminal ? " *" : ""
            return Control.Item(
                name: printer.name,
                cells: [
                    .init(printer.name + mark), printer.state, .init(String(printer.jobCount)), .init(printer.info),
                    .init(printer.location), .init(printer.device),
                    .init(printer.why(now: control.session.now())),
                ],
                json: printer.json)
        }
        try control.show(
            items, kind: "PrinterList", Self.columns,
            empty: "This server has no printers yet. Add one: quirectl printer add NAME DEVICE")
        return .done
    }
}
