import IPP
import PrintModel

/// CUPS-Get-PPDs: the drivers that `lpadmin -m` and print dialogs can name (SPEC-SYSTEM §3.2, 0x400C). None of them is a
/// PPD file: the server asks the device what it can do, or passes on what it is given.
struct CUPSGetPPDs: Operation {
    static let id = OperationID.cupsGetPPDs
    static let access = Access.anyone

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        let requested = try RequestedAttributes(request.operation, standard: ["all"])
        let limit = try request.integer("limit").map { $0 > 0 ? Int($0) : .max } ?? .max
        let found = try Driver.all.filter { driver in
            try Self.filters.allSatisfy { name, value in
                try request.string(name).map { value(driver).lowercased().contains($0.lowercased()) } ?? true
            }
        }
        guard !found.isEmpty else { throw OperationError(.notFound, "no driver is like that") }
        return IPPResponse(groups: found.prefix(limit).map { $0.group(requested) })
    }

    private static let filters: [(String, @Sendable (Driver) -> String)] = [
        ("ppd-make", { $0.make }), ("ppd-make-and-model", { $0.makeAndModel }), ("ppd-device-id", { _ in "" }),
        ("ppd-product", { _ in "" }),
    ]
}

private struct Driver: Sendable {
    var name: String
    var make: String
    var makeAndModel: String

    static let all = [
        Driver(name: "everywhere", make: "IPP", makeAndModel: "IPP Everywhere"),
        Driver(name: "raw", make: "Raw", makeAndModel: "Raw Queue"),
    ]

    func group(_ requested: RequestedAttributes) -> AttributeGroup {
        var writer = AttributeWriter(requested)
        writer.put("ppd-name", .name(name))
        writer.put("ppd-make", .text(make))
        writer.put("ppd-make-and-model", .text(makeAndModel))
        writer.put("ppd-device-id", .text(""))
        writer.put("ppd-natural-language", .naturalLanguage("en"))
        writer.put("ppd-type", .keyword("unknown"))
        return AttributeGroup(.printer, writer.attributes)
    }
}
