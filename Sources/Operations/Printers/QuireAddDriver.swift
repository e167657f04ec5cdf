import IPP
import PrintModel

/// Quire-Add-Driver: keeps the PPD that follows the attributes, or only says what it is. Ours; what it answers is what
/// CUPS-Get-PPDs says of a driver.
///
/// Operation attributes: "ppd-name" (name), what to call it; "quire-driver-filters-approved" (1setOf name), which of its
/// filters may run; "quire-check-only" (boolean); "requested-attributes".
struct QuireAddDriver: Operation {
    static let id = OperationID.quireAddDriver
    static let access = Access.administration

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        let requested = try RequestedAttributes(request.operation, standard: ["all", "quire-driver-id"])
        let name = try request.string("ppd-name")
        if try request.boolean("quire-check-only") == true {
            let description = try await context.drivers.check(request.document)
            return IPPResponse(groups: [DriverAttributes(name: name ?? "", description).group(requested)])
        }
        let driver = try await context.drivers.add(
            request.document, named: name, approving: try request.filters(), by: try context.actor(of: request),
            at: context.clock.now())
        return IPPResponse(groups: [DriverAttributes(driver).group(requested)])
    }
}

/// Quire-Approve-Driver: lets a driver run these filters and no others. Ours.
struct QuireApproveDriver: Operation {
    static let id = OperationID.quireApproveDriver
    static let access = Access.administration

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        let requested = try RequestedAttributes(request.operation, standard: ["all", "quire-driver-id"])
        let driver = try await context.drivers.approve(
            try request.filters(), of: try context.namedDriver(of: request).id, by: try context.actor(of: request),
            at: context.clock.now())
        return IPPResponse(groups: [DriverAttributes(driver).group(requested)])
    }
}

/// Quire-Delete-Driver: removes a driver that no queue has. Ours.
struct QuireDeleteDriver: Operation {
    static let id = OperationID.quireDeleteDriver
    static let access = Access.administration

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        let id = try context.namedDriver(of: request).id
        let printers = context.printers
        try await context.drivers.delete(id, unless: { printers.printers().contains { $0.driver == id } })
        return IPPResponse()
    }
}

extension IPPRequest {
    /// "quire-driver-filters-approved"; none where it was not sent.
    fileprivate func filters() throws -> [String] {
        guard let attribute = operation["quire-driver-filters-approved"] else { return [] }
        return try attribute.values.map { value in
            guard case .name(let name) = value else {
                throw OperationError(
                    .badRequest, "'\(attribute.name)' must be names", unsupported: [attribute])
            }
            return name
        }
    }
}

extension OperationContext {
    fileprivate func namedDriver(of request: IPPRequest) throws -> Driver {
        guard let name = try request.string("ppd-name") else {
            throw OperationError(.badRequest, "the request names no ppd-name")
        }
        return try driver(named: name)
    }
}
