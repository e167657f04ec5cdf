import IPP
import PrintModel

/// Send-Resource-Data: gives a pending resource its data (PWG 5100.22 §6.2.8). Data that is refused for what it is leaves
/// the resource pending; data that ends early or is too long aborts it.
struct SendResourceData: Operation {
    static let id = OperationID.sendResourceData
    static let access = Access.administration

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        let resource = try context.targetResource(of: request)
        let data = try Self.data(of: request, for: resource)
        guard resource.state == .pending, !resource.isIncoming else {
            throw OperationError(.notPossible, "resource \(resource.id) takes no data any more")
        }
        guard let head = try await request.document.next() else {
            throw OperationError(.badRequest, "the request carries no data")
        }
        let stream: DocumentStream
        if data.format == "application/ipp" {
            let template = try await Self.all(head, request.document, octetsMax: ResourceFormats.templateOctetsMax)
            _ = try Template(template)
            stream = .bytes(template)
        } else {
            let begun = try await Self.begun(head, request.document)
            guard ResourceFormats.fits(begun, data.format) else {
                throw OperationError(.documentFormatError, "the data is not \(data.format) as it was called")
            }
            stream = Self.stream(begun, then: request.document)
        }
        let filled = try await context.resources.fill(
            resource.id, with: stream, as: data, at: context.clock.now())
        try await context.record(
            [filled.news(.resourceStateChanged)], by: try context.actor(of: request))
        return IPPResponse(
            groups: [try ResourceDescription(of: filled, in: context, for: request.caller).stateGroup()])
    }

    private static func data(of request: IPPRequest, for resource: Resource) throws -> ResourceData {
        guard let format = try request.mimeMediaType("resource-format") else {
            throw OperationError(.badRequest, "the request names no resource-format")
        }
        guard let known = ResourceFormats.of(resource.kind).first(where: { $0 == format.lowercased() }) else {
            throw OperationError(
                .attributesOrValuesNotSupported, "a \(resource.kind.rawValue) cannot be \(format)",
                unsupported: request.operation["resource-format"].map { [$0] } ?? [])
        }
        if let signature = request.operation["resource-signature"] {
            // To keep one that nobody has checked would be a promise that it was.
            throw OperationError(
                .attributesOrValuesNotSupported, "signatures of resources are not checked here",
                unsupported: [signature])
        }
        var data = ResourceData(format: known)
        for name in ["resource-natural-language", "resource-patches", "resource-string-version", "resource-version"] {
            guard let attribute = request.operation[name] else { continue }
            guard Registry.attribute(named: name, in: .resourceStatus)?.fault(in: attribute.values) == nil else {
                throw OperationError(
                    .badRequest, "'\(name)' has the wrong syntax or too many values", unsupported: [attribute])
            }
            data.attributes.set(attribute)
        }
        _ = try request.integer("resource-k-octets")
        return data
    }

    /// Enough to see what it is.
    private static func begun(_ head: [UInt8], _ rest: DocumentStream) async throws -> [UInt8] {
        var bytes = head
        while bytes.count < 64, let more = try await rest.next() { bytes += more }
        return bytes
    }

    private static func all(_ head: [UInt8], _ rest: DocumentStream, octetsMax: Int) async throws -> [UInt8] {
        var bytes = head
        while bytes.count <= octetsMax, let more = try await rest.next() { bytes += more }
        guard bytes.count <= octetsMax else {
            throw OperationError(
                .requestEntityTooLarge, "the template is longer than \(octetsMax) octets, the most taken here")
        }
        return bytes
    }

    private static func stream(_ head: [UInt8], then rest: DocumentStream) -> DocumentStream {
        let begun = DocumentStream.bytes(head)
        return DocumentStream { if let head = try await begun.next() { head } else { try await rest.next() } }
    }
}
