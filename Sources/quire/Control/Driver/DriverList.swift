import ArgumentParser
import IPP

/// `quirectl driver list`
struct DriverList: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "The drivers of the server: PPDs, and what needs none.")
    @OptionGroup(title: "General options") var control: ControlOptions
    @Option(help: "Only those whose make and model holds this.") var match: String?

    private static let columns: [Table.Column] = [
        .init("DRIVER", isFlexible: true), .init("MODEL", isFlexible: true), .init("KIND"), .init("STATE"),
        .init("ORIGIN", isWide: true), .init("ID", isFlexible: true, isWide: true),
    ]

    func run(_ control: Control) async throws -> ExitStatus {
        let drivers = try await control.server.drivers(DriverFacts.requested) { group in
            if let match { group.set("ppd-make-and-model", .text(match.prefix(octets: 1023))) }
        }
        let items = drivers.map { driver in
            Control.Item(
                name: driver.name,
                cells: [
                    .init(driver.name), .init(driver.model), .init(driver.kind), driver.state, .init(driver.origin),
                    .init(driver.id),
                ], json: driver.json)
        }
        try control.show(
            items, kind: "DriverList", Self.columns, empty: "No driver is like that. See all: quirectl driver list")
        return .done
    }
}

/// `quirectl driver show NAME`
struct DriverShow: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "All about one driver: what it can do, needs, and is refused.")
    @OptionGroup(title: "General options") var control: ControlOptions
    @Argument(help: "The driver: its name, number or make and model.") var name: String

    func run(_ control: Control) async throws -> ExitStatus {
        let driver = try await control.server.driver(name, DriverFacts.requestedInFull)
        control.show(driver.facts(now: control.session.now()), kind: "DriverList", driver.json, name: driver.name)
        return .done
    }
}
