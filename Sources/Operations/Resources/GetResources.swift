import IPP
import PrintModel

/// Get-Resources: the resources of the System, by number (PWG 5100.22 §6.2.5). None at all is "successful-ok" without
/// groups.
struct GetResources: Operation {
    static let id = OperationID.getResources
    static let access = Access.anyone
    static let isQuestion = true

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        try request.requireSystem()
        return try context.list(context.resources.resources(), request)
    }
}

/// Get-Resource-Attributes: what one resource is (PWG 5100.22 §6.2.4).
struct GetResourceAttributes: Operation {
    static let id = OperationID.getResourceAttributes
    static let access = Access.anyone
    static let isQuestion = true

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        let resource = try context.targetResource(of: request)
        let requested = try RequestedAttributes(request.operation, standard: ["all"])
        return IPPResponse(
            groups: [ResourceDescription(of: resource, in: context, for: request.caller).group(requested)])
    }
}

/// Get-Printer-Resources: the resources allocated to a printer (PWG 5100.22 §6.1.3).
struct GetPrinterResources: Operation {
    static let id = OperationID.getPrinterResources
    static let access = Access.anyone
    static let isQuestion = true

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        let printer = try context.targetPrinter(of: request)
        return try context.list(printer.resources.compactMap { context.resources.resource($0) }, request)
    }
}

extension OperationContext {
    fileprivate func list(_ resources: [Resource], _ request: IPPRequest) throws -> IPPResponse {
        let requested = try RequestedAttributes(request.operation, standard: ["all"])
        return IPPResponse(
            groups: try ResourceSearch(request).found(among: resources).map { resource in
                ResourceDescription(of: resource, in: self, for: request.caller).group(requested)
            })
    }
}
