import IPP
import PrintModel

/// CUPS-Get-PPDs: the drivers that `lpadmin -m` and print dialogs can name (CUPS 2.4, 0x400C).
///
/// "ppd-name" chooses one, which is ours. "requested-attributes" of `ppd-make` alone asks for the makers, each once.
struct CUPSGetPPDs: Operation {
    static let id = OperationID.cupsGetPPDs
    static let access = Access.anyone
    static let isQuestion = true

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        let requested = try RequestedAttributes(request.operation, standard: ["all"])
        let limit = try request.integer("limit").map { $0 > 0 ? Int($0) : .max } ?? .max
        let type = try request.keyword("ppd-type")
        let number = try request.integer("ppd-model-number")
        let filters = try Self.filters.compactMap { name, value in
            try Self.word(name, of: request).map { (value, $0.lowercased()) }
        }
        var found = try Self.candidates(request, in: context).filter { driver in
            filters.allSatisfy { value, wanted in value(driver).lowercased().contains(wanted) }
                && (type.map { driver.description.kind == $0 } ?? true)
                && (number.map { driver.description.modelNumber == $0 } ?? true)
        }
        guard !found.isEmpty else { throw OperationError(.notFound, "no driver is like that") }
        if Self.asksForMakers(request) {
            var seen: Set<String> = []
            found = found.filter { seen.insert($0.description.make).inserted }
        }
        return IPPResponse(groups: found.prefix(limit).map { $0.group(requested) })
    }

    private static func candidates(_ request: IPPRequest, in context: OperationContext) throws -> [DriverAttributes] {
        if let name = try request.string("ppd-name") {
            if let driver = context.drivers.driver(named: name) { return [DriverAttributes(driver)] }
            return DriverAttributes.withoutPPD.filter { $0.name == name }
        }
        return DriverAttributes.withoutPPD + context.drivers.drivers().map(DriverAttributes.init)
    }

    private static func asksForMakers(_ request: IPPRequest) -> Bool {
        request.operation["requested-attributes"]?.stringValues == ["ppd-make"]
    }

    /// A text or name; the language of a driver has a syntax of its own.
    private static func word(_ name: String, of request: IPPRequest) throws -> String? {
        guard name == "ppd-natural-language" else { return try request.string(name) }
        return try request.value(name) { if case .naturalLanguage(let language) = $0 { language } else { nil } }
    }

    private static let filters: [(String, @Sendable (DriverAttributes) -> String)] = [
        ("ppd-make", { $0.description.make }), ("ppd-make-and-model", { $0.description.makeAndModel }),
        ("ppd-device-id", { $0.description.deviceID }), ("ppd-product", { "(\($0.description.product))" }),
        ("ppd-psversion", { $0.description.psVersion }), ("ppd-natural-language", { $0.description.language }),
    ]
}
