/// Operations, statuses, and the enums of attributes.
struct EnumWriter {
    private let registrations: Registrations
    private let recordsByAttribute: [String: [ValueRecord]]

    init(_ registrations: Registrations) {
        self.registrations = registrations
        recordsByAttribute = Dictionary(grouping: registrations.enums, by: \.attribute)
    }

    /// The Swift type for the values of `attribute`; `nil` where the registry lists none.
    func type(of attribute: String) -> String? {
        if let type = Self.types[attribute] { return type }
        let records = recordsByAttribute[attribute] ?? []
        if records.contains(where: { Int32($0.value) != nil }) { return SwiftName.upper(attribute) }
        if let lender = records.lazy.compactMap(\.lender).first, lender != attribute { return type(of: lender) }
        for suffix in ["-supported", "-default", "-actual", "-ready", "-requested"] where attribute.hasSuffix(suffix) {
            return type(of: String(attribute.dropLast(suffix.count)))
        }
        return nil
    }

    private static let types = [
        "operations-supported": "OperationID", "operation-id": "OperationID", "status-code": "StatusCode",
        "fetch-status-code": "StatusCode", "orientation-requested": "Orientation", "orientation": "Orientation",
    ]

    func enums() -> String {
        recordsByAttribute.keys.sorted().compactMap { attribute in
            let values = (recordsByAttribute[attribute] ?? []).filter { Int32($0.value) != nil }
            guard let type = type(of: attribute), !values.isEmpty else { return nil }
            return text(of: type, attribute: attribute, values: values)
        }.joined(separator: "\n")
    }

    private func text(of type: String, attribute: String, values: [ValueRecord]) -> String {
        var listed: [(value: String, name: String)] = []
        for value in values where !listed.contains(where: { $0.value == value.value || $0.name == value.name }) {
            listed.append((value.value, value.name))
        }
        return """
            /// The values of "\(attribute)".
            public struct \(type): RegisteredEnum {
                public let rawValue: Int32
                public init(rawValue: Int32) { self.rawValue = rawValue }

            \(constants(listed, of: type))

                public static let names = RegisteredNames(
                    \"""
            \(TableWriter.indented(TableWriter.wrapped(listed.map { "\($0.value) \($0.name)" }), by: 8))
                    \""")
            }

            """
    }

    func operations() -> String {
        let listed = (recordsByAttribute["operations-supported"] ?? [])
            .filter { $0.value.hasPrefix("0x") && !$0.name.hasPrefix("Reserved") }
            .map { (value: $0.value, name: $0.name) }
        return registeredExtension(of: "OperationID", listed, nameOf: SwiftName.lower)
    }

    func statuses() -> String {
        let listed = registrations.statuses.map { (value: $0.number, name: $0.name) }
        return registeredExtension(of: "StatusCode", listed) { name in
            let short = ["successful-", "client-error-", "server-error-"].first { name.hasPrefix($0) }.map {
                name.dropFirst($0.count)
            }
            return SwiftName.lower(short.map(String.init) ?? name)
        }
    }

    private func registeredExtension(
        of type: String, _ listed: [(value: String, name: String)], nameOf: (String) -> String
    ) -> String {
        """
        extension \(type) {
        \(constants(listed, of: type, nameOf: nameOf))

            static let registeredNames = \"""
        \(TableWriter.indented(TableWriter.wrapped(listed.map { "\($0.value) \($0.name)" }), by: 8))
                \"""
        }

        """
    }

    private func constants(
        _ listed: [(value: String, name: String)], of type: String, nameOf: (String) -> String = SwiftName.lower
    ) -> String {
        TableWriter.indented(
            listed.map { "public static let \(nameOf($0.name)) = \(type)(rawValue: \($0.value))" }, by: 4)
    }
}
