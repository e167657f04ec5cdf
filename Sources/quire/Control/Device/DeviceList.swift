import ArgumentParser
import IPP
import IPPClient

/// `quirectl device list`
struct DeviceList: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "The devices the server finds, on its ports and in its network.")
    @OptionGroup(title: "General options") var control: ControlOptions
    @Option(help: "Only those of this scheme, such as usb or ipps; can be given several times.")
    var scheme: [String] = []
    @Option(help: "How long the server may look: 5s.") var wait: TimeLimit = .milliseconds(5_000)

    private static let columns: [Table.Column] = [
        .init("DEVICE", isFlexible: true), .init("MODEL", isFlexible: true), .init("INFO", isFlexible: true),
        .init("LOCATION", isFlexible: true), .init("CLASS", isWide: true), .init("ID", isFlexible: true, isWide: true),
    ]

    func run(_ control: Control) async throws -> ExitStatus {
        let devices = try await control.server.devices(ofSchemes: scheme, within: wait)
        let items = devices.map { device in
            func text(_ name: String) -> String { device[name]?.stringValue ?? "" }
            return Control.Item(
                name: text("device-uri"),
                cells: [
                    .init(text("device-uri")), .init(text("device-make-and-model")), .init(text("device-info")),
                    .init(text("device-location")), .init(text("device-class")), .init(text("device-id")),
                ],
                json: JSON(device.attributes))
        }
        try control.show(items, kind: "DeviceList", Self.columns, empty: "The server finds no devices.")
        return .done
    }
}
