import IPP
import PrintModel

/// Quire-Find-Printers: which printers there are in the network now (DNS-SD). Nothing is remembered of them, and no queue is
/// made.
///
/// Operation attribute: "timeout", 1 to 10 seconds, 2 without it; the answer comes as soon as nobody new is heard of. For each
/// printer there is a printer group: "printer-name", what a queue for it is called (``FoundPrinter/queueName``),
/// "printer-dns-sd-name", "device-uri" (the best way to it first), what CUPS-Get-Devices says of devices, and "printer-uuid".
///
/// For users of this machine and administrators: others have a network of their own to look around in.
struct QuireFindPrinters: Operation {
    static let id = OperationID.quireFindPrinters
    static let access = Access.anyone
    static let isQuestion = true

    private static let timeoutSeconds: ClosedRange<Int32> = 1...10

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        guard try context.policy.isHere(request.caller.requester) || context.isAdministrator(request) else {
            throw OperationError(.forbidden, "printers are looked for by users of this machine and by administrators")
        }
        let seconds = try request.integer("timeout") ?? 2
        guard Self.timeoutSeconds.contains(seconds) else {
            throw OperationError(
                .attributesOrValuesNotSupported, "timeout is 1 to 10 seconds",
                unsupported: [Attribute("timeout", .integer(seconds))])
        }
        let found: [FoundPrinter]
        do {
            found = try await context.finder.find(within: .seconds(Int64(seconds)))
        } catch {
            throw OperationError(.serviceUnavailable, error.reason)
        }
        return IPPResponse(groups: found.prefix(Self.printersMax).map(Self.group))
    }

    /// Printers in one answer.
    private static let printersMax = 400

    private static func group(_ printer: FoundPrinter) -> AttributeGroup {
        var group = AttributeGroup(
            .printer,
            [
                Attribute("printer-name", .name(printer.queueName)),
                Attribute("printer-dns-sd-name", .name(printer.instance)),
                Attribute("device-uri", printer.services.map { .uri($0.uri) }),
                Attribute("device-class", .keyword(FoundDevice.Kind.network.rawValue)),
                Attribute("device-info", .text(printer.instance)),
                Attribute("device-make-and-model", .text(printer.makeAndModel)),
                Attribute("device-location", .text(printer.location)),
                Attribute("device-id", .text(printer.deviceID)),
            ])
        if !printer.uuid.isEmpty { group.set("printer-uuid", .uri("urn:uuid:\(printer.uuid)")) }
        return group
    }
}

extension OperationContext {
    /// Printers in the network, as devices: one for each, the best way to it. None where nobody can look: whoever asks for
    /// devices also asks for others.
    func foundDevices(_ query: DeviceQuery) async -> [FoundDevice] {
        let schemes = FoundService.Kind.allCases.map(\.scheme)
        guard schemes.contains(where: query.wants(scheme:)), query.kind.map({ $0 == .network }) ?? true,
            let found = try? await finder.find(within: min(query.timeout, Self.findTime))
        else { return [] }
        return found.compactMap { printer in
            let devices = printer.services.map { service in
                FoundDevice(
                    kind: .network, uri: service.uri, info: service.instance, location: service.location,
                    makeAndModel: service.makeAndModel.isEmpty ? "Unknown" : service.makeAndModel,
                    deviceID: service.deviceID)
            }
            return devices.first { query.wants($0) }
        }
    }

    /// All that will answer a question by multicast have done so.
    private static let findTime = Duration.seconds(3)
}
