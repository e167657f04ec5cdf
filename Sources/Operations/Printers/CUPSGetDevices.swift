import IPP
import PrintModel

/// CUPS-Get-Devices: where queues can print to, as far as the server sees (CUPS 2.4, 0x400B).
struct CUPSGetDevices: Operation {
    static let id = OperationID.cupsGetDevices
    static let access = Access.administration

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        let requested = try RequestedAttributes(request.operation, standard: ["all"])
        let limit = try request.integer("limit").map { $0 > 0 ? Int($0) : .max } ?? .max
        let included = Self.words("include-schemes", of: request)
        let excluded = Self.words("exclude-schemes", of: request) ?? []
        let deviceClass = try request.keyword("device-class")
        let devices = await context.devices.devices().filter { device in
            (included?.contains(device.scheme) ?? true) && !excluded.contains(device.scheme)
                && (deviceClass.map { $0 == device.kind.rawValue } ?? true)
        }
        return IPPResponse(groups: devices.prefix(limit).map { Self.group($0, requested) })
    }

    private static func words(_ name: String, of request: IPPRequest) -> Set<String>? {
        request.operation[name].map { Set($0.values.compactMap(\.stringValue)) }
    }

    private static func group(_ device: FoundDevice, _ requested: RequestedAttributes) -> AttributeGroup {
        var writer = AttributeWriter(requested)
        writer.put("device-class", .keyword(device.kind.rawValue))
        writer.put("device-id", .text(device.deviceID))
        writer.put("device-info", .text(device.info))
        writer.put("device-location", .text(device.location))
        writer.put("device-make-and-model", .text(device.makeAndModel))
        writer.put("device-uri", .uri(device.uri))
        return AttributeGroup(.printer, writer.attributes)
    }
}
