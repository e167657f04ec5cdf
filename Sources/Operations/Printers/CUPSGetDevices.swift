import IPP
import PrintModel

/// CUPS-Get-Devices: where queues can print to, as far as the server sees (CUPS 2.4, 0x400B).
struct CUPSGetDevices: Operation {
    static let id = OperationID.cupsGetDevices
    static let access = Access.administration
    static let isQuestion = true

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        let requested = try RequestedAttributes(request.operation, standard: ["all"])
        let query = try Self.query(request)
        async let network = context.foundDevices(query)
        let here = await context.devices.devices(query)
        // What CUPS' own programs have found is not told twice.
        let uris = Set(here.map(\.uri))
        let devices = (here + (await network).filter { !uris.contains($0.uri) }).prefix(query.limit)
        return IPPResponse(groups: devices.map { Self.group($0, requested) })
    }

    private static func query(_ request: IPPRequest) throws -> DeviceQuery {
        var query = DeviceQuery()
        if let limit = try request.integer("limit"), limit > 0 {
            query.limit = min(Int(limit), DeviceQuery.limitMax)
        }
        if let seconds = try request.integer("timeout"), seconds > 0 {
            query.timeout = min(.seconds(Int64(seconds)), timeoutMax)
        }
        query.includedSchemes = words("include-schemes", of: request)
        query.excludedSchemes = words("exclude-schemes", of: request) ?? []
        guard let name = try request.keyword("device-class") else { return query }
        guard let kind = FoundDevice.Kind(rawValue: name) else {
            throw OperationError(
                .attributesOrValuesNotSupported, "device-class is direct, file, network or serial, not '\(name)'")
        }
        query.kind = kind
        return query
    }

    /// A client waits no longer for an answer.
    private static let timeoutMax = Duration.seconds(60)

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
