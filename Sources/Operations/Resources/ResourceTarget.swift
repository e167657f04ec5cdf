import IPP
import PrintModel

extension OperationContext {
    /// The resource that "resource-id" names, of an operation on the System.
    func targetResource(of request: IPPRequest) throws -> Resource {
        try request.requireSystem()
        guard let number = try request.integer("resource-id") else {
            throw OperationError(.badRequest, "the request names no resource-id")
        }
        let echo = request.operation["resource-id"].map { [$0] } ?? []
        guard number > 0 else {
            throw OperationError(.badRequest, "resource-id is \(number); it must be 1 or more", unsupported: echo)
        }
        guard let resource = resources.resource(ResourceID(number)) else {
            throw OperationError(.notFound, "there is no resource \(number)", unsupported: echo)
        }
        return resource
    }

    /// The resources that "resource-ids" names. All must be there and be so, or the request is refused with those that
    /// are not.
    func namedResources(
        of request: IPPRequest, that what: String, _ isFine: (Resource) -> Bool
    ) throws -> [Resource] {
        guard let ids = try request.integers("resource-ids") else {
            throw OperationError(.badRequest, "the request names no resource-ids")
        }
        let found = ids.compactMap { resources.resource(ResourceID($0)) }.filter(isFine)
        let fine = Set(found.map(\.id.rawValue))
        let bad = ids.filter { !fine.contains($0) }
        guard bad.isEmpty else {
            let numbers = bad.prefix(10).map { String($0) }.joined(separator: ", ")
            throw OperationError(
                .attributesOrValuesNotSupported, "\(what): \(numbers)",
                unsupported: [Attribute("resource-ids", bad.map { .integer($0) })])
        }
        return found
    }
}

/// What Get-Resources and Get-Printer-Resources look for: all that the request names has to be so.
struct ResourceSearch: Sendable {
    private let ids: Set<Int32>?
    private let states: Set<Int32>?
    private let types: Set<String>?
    private let formats: Set<String>?
    private let first: Int
    private let limit: Int

    init(_ request: IPPRequest) throws {
        ids = try request.integers("resource-ids").map { Set($0) }
        states = try request.values("resource-states") { if case .enum(let state) = $0 { state } else { nil } }
            .map { Set($0) }
        types = try request.keywords("resource-types").map { Set($0) }
        formats = try request.values("resource-formats") { value in
            if case .mimeMediaType(let type) = value { type.lowercased() } else { nil }
        }.map { Set($0) }
        first = try request.positive("first-index") ?? 1
        limit = try request.positive("limit") ?? .max
    }

    func found(among resources: [Resource]) -> [Resource] {
        let found = resources.filter { resource in
            (ids?.contains(resource.id.rawValue) ?? true) && (states?.contains(resource.state.rawValue) ?? true)
                && (types?.contains(resource.kind.rawValue) ?? true)
                && (formats.map { formats in resource.format.map { formats.contains($0.lowercased()) } ?? false }
                    ?? true)
        }
        return Array(found.dropFirst(first - 1).prefix(limit))
    }
}
