import ArgumentParser
import IPP
import IPPClient

/// `quirectl server limits`
struct ServerLimits: ControlCommand {
    static let configuration = CommandConfiguration(
        commandName: "limits",
        abstract: "How much of everything the server takes, and how often that stopped somebody.",
        discussion: """
            For administrators. A limit is set with quired serve --limit NAME=VALUE, or with a line NAME = VALUE in the \
            file limits.conf of the server's folder; it holds from the next start.
            """)
    @OptionGroup(title: "General options") var control: ControlOptions
    @Flag(help: "Only those that somebody has set, or that have stopped somebody.") var notable = false

    private static let columns: [Table.Column] = [
        .init("LIMIT"), .init("VALUE", isNumber: true), .init("DEFAULT", isNumber: true),
        .init("STOPPED", isNumber: true),
        .init("BOUNDS", isFlexible: true),
    ]

    func run(_ control: Control) async throws -> ExitStatus {
        let system = try await control.server.system(["quire-limits"])
        guard let limits = system["quire-limits"]?.values.compactMap(Entry.init), !limits.isEmpty else {
            throw Failure(
                .notAllowed, code: "not-allowed", "the server tells its limits to administrators only.")
        }
        let shown = notable ? limits.filter { $0.isSet || $0.hits > 0 } : limits
        try control.show(shown.map(\.item), kind: "LimitList", Self.columns, empty: "all limits are as they come")
        return .done
    }

    private struct Entry {
        let members: [Attribute]

        init?(_ value: AttributeValue) {
            guard case .collection(let members) = value else { return nil }
            self.members = members
        }

        private func text(_ name: String) -> String {
            members.first { $0.name == name }?.stringValue?.harmless ?? ""
        }

        var isSet: Bool { members.first { $0.name == "limit-is-set" }?.values.first?.boolValue ?? false }
        var hits: Int32 { members.first { $0.name == "limit-hits" }?.integerValue ?? 0 }

        private func number(_ name: String) -> String {
            let (number, unit) = (text(name), text("limit-unit"))
            if number == "0", !text("limit-zero").isEmpty { return text("limit-zero") == "no limit" ? "none" : "auto" }
            guard unit == "bytes", let bytes = Int64(number) else { return unit == "seconds" ? "\(number) s" : number }
            for (shift, name) in [(Int64(40), "TiB"), (30, "GiB"), (20, "MiB"), (10, "KiB")]
            where bytes >= 1 << shift && bytes & (1 << shift - 1) == 0 {
                return "\(bytes >> shift) \(name)"
            }
            return "\(number) B"
        }

        var item: Control.Item {
            let value = number("limit-value")
            let bounds =
                text("limit-zero").isEmpty || text("limit-value") != "0"
                ? text("limit-bounds") : "\(text("limit-bounds")) (now: \(text("limit-zero")))"
            return Control.Item(
                name: text("limit-name"),
                cells: [
                    .init(text("limit-name")), isSet ? .init(value, .bold) : .init(value),
                    .init(number("limit-default")), hits > 0 ? .init("\(hits)", .yellow) : .init("0"), .init(bounds),
                ],
                json: JSON(members))
        }
    }
}
