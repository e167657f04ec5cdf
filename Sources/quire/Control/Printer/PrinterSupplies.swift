import ArgumentParser
import IPP
import IPPClient

/// `quirectl printer supplies [NAME…]`
struct PrinterSupplies: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "supplies", abstract: "How much toner, ink and paper printers say they have.",
        discussion: "Without names, of all printers. A printer that does not say anything has no lines.")
    @OptionGroup(title: "General options") var control: ControlOptions
    @Argument(help: "The printers.") var names: [String] = []

    private static let columns: [Table.Column] = [
        .init("PRINTER"), .init("SUPPLY", isFlexible: true), .init("LEVEL", isNumber: true), .init("STATE"),
        .init("TYPE", isWide: true), .init("COLOR", isWide: true),
    ]

    func run(_ control: Control) async throws -> ExitStatus {
        let attributes = ["printer-name"] + Supply.attributes
        var printers: [AttributeGroup] = []
        if names.isEmpty { printers = try await control.server.printers(attributes) }
        for name in names { printers.append(try await control.server.printer(name, attributes)) }
        let items = printers.flatMap { printer in
            let name = printer["printer-name"]?.stringValue ?? "?"
            return Supply.all(of: printer).map { supply in
                Control.Item(
                    name: "\(name)/\(supply.name)",
                    cells: [
                        .init(name), .init(supply.name), .init(supply.level.map { "\($0)%" } ?? ""), supply.state,
                        .init(supply.type), .init(supply.color),
                    ],
                    json: supply.json(of: name))
            }
        }
        try control.show(items, kind: "SupplyList", Self.columns, empty: "No printer tells of its supplies.")
        return .done
    }
}

/// Something a printer uses up, as CUPS' marker attributes tell of it.
struct Supply: Hashable, Sendable {
    static let attributes = [
        "marker-names", "marker-levels", "marker-types", "marker-colors", "marker-low-levels", "marker-high-levels",
    ]

    let name: String
    /// In percent; `nil` where the printer does not know.
    let level: Int32?
    let type: String
    let color: String
    let low: Int32?
    /// At which a waste box is full.
    let high: Int32?

    /// What stands at the same place of each attribute belongs together; an attribute that is too short says nothing.
    static func all(of printer: AttributeGroup) -> [Supply] {
        let names = printer["marker-names"]?.stringValues ?? []
        return names.indices.map { place in
            func number(_ name: String) -> Int32? {
                let values = printer[name]?.values ?? []
                return values.indices.contains(place) ? values[place].integerValue : nil
            }
            func text(_ name: String) -> String {
                let values = printer[name]?.stringValues ?? []
                return values.indices.contains(place) ? values[place] : ""
            }
            return Supply(
                name: names[place], level: number("marker-levels").flatMap { $0 >= 0 ? $0 : nil },
                type: text("marker-types"), color: text("marker-colors"), low: number("marker-low-levels"),
                high: number("marker-high-levels"))
        }
    }

    private var isWaste: Bool { type.lowercased().hasPrefix("waste") }

    var state: Table.Cell {
        guard let level else { return .init("unknown") }
        if isWaste { return level >= high ?? 95 ? .init("nearly full", .yellow) : .init("ok", .green) }
        if level == 0 { return .init("empty", .red) }
        return level <= low ?? 10 ? .init("low", .yellow) : .init("ok", .green)
    }

    func json(of printer: String) -> JSON {
        .object([
            .init("printer-name", .string(printer)), .init("marker-name", .string(name)),
            .init("marker-level", level.map { .number(Int64($0)) } ?? .null), .init("state", .string(state.text)),
            .init("marker-type", .string(type)), .init("marker-color", .string(color)),
        ])
    }
}
