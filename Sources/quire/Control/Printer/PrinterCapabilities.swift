import ArgumentParser
import IPP
import IPPClient

/// `quirectl printer capabilities NAME`
struct PrinterCapabilities: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "capabilities", abstract: "What can be asked of a printer, and what it does when nobody asks.")
    @OptionGroup(title: "General options") var control: ControlOptions
    @Argument(help: "The printer.") var name: String

    private static let columns: [Table.Column] = [
        .init("OPTION"), .init("DEFAULT"), .init("VALUES", isFlexible: true),
    ]

    func run(_ control: Control) async throws -> ExitStatus {
        let printer = try await control.server.printer(name, ["all"])
        let items = Capability.all(of: printer).map { capability in
            Control.Item(
                name: capability.option,
                cells: [.init(capability.option), .init(capability.standard), .init(capability.values)],
                json: capability.json)
        }
        try control.show(items, kind: "CapabilityList", Self.columns, empty: "\(name) does not say what it can do.")
        return .done
    }
}

/// An option, the values it can have, and the one it has when nobody says.
struct Capability: Sendable {
    let option: String
    private let supported: Attribute
    private let usual: Attribute?

    /// Those that jobs can be given, and the formats of documents.
    static func all(of printer: AttributeGroup) -> [Capability] {
        printer.attributes.compactMap { attribute in
            let option = attribute.name.withoutSuffix("-supported")
            guard option != attribute.name, !attribute.values.contains(where: \.isOutOfBand),
                option == "document-format" || Registry.attribute(named: option, in: .jobTemplate) != nil,
                // Collections list their members here, which can each be asked for by themselves.
                !option.hasSuffix("-col")
            else { return nil }
            return Capability(option: option, supported: attribute, usual: printer[option + "-default"])
        }
    }

    /// Words for people: a boolean says that the option is there, a lone number where it ends.
    var values: String {
        if supported.values == [.boolean(true)] { return "any" }
        if supported.values.count == 1, case .integer(let most)? = supported.values.first { return "1-\(most)" }
        return AttributeDisplay.text(of: supported)
    }

    /// Each value by itself, as it can be typed; none where any number will do.
    var words: [String] {
        supported.values.compactMap { value in
            switch value {
            case .boolean(true): "true"
            case .integer, .rangeOfInteger, .collection: nil
            default: AttributeDisplay.text(of: value, in: option)
            }
        }
    }

    var standard: String {
        guard let usual, !usual.values.contains(where: \.isOutOfBand) else { return "" }
        return AttributeDisplay.text(of: usual)
    }

    var json: JSON {
        .object([
            .init("option", .string(option)), .init("supported", JSON(supported)),
            .init("default", usual.map { JSON($0) } ?? .null),
        ])
    }
}
