import IPP
import PrintModel

/// Allocate-Printer-Resources: a printer uses these installed static resources (PWG 5100.22 §6.1.1). All or none.
struct AllocatePrinterResources: Operation {
    static let id = OperationID.allocatePrinterResources
    static let access = Access.administration

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        let printer = try context.targetPrinter(of: request)
        let resources = try context.namedResources(
            of: request, that: "these are no installed static resources"
        ) { $0.isUsable && $0.kind.isStatic }
        try await context.resources.allocate(resources.map(\.id), to: printer.id, at: context.clock.now())
        return IPPResponse()
    }
}

/// Deallocate-Printer-Resources: a printer does not use these resources any more (PWG 5100.22 §6.1.2). All or none.
struct DeallocatePrinterResources: Operation {
    static let id = OperationID.deallocatePrinterResources
    static let access = Access.administration

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        let printer = try context.targetPrinter(of: request)
        let resources = try context.namedResources(
            of: request, that: "these are not allocated to \(printer.name)"
        ) { printer.resources.contains($0.id) }
        try await context.resources.deallocate(
            resources.map(\.id), from: printer.id, by: try context.actor(of: request), at: context.clock.now())
        return IPPResponse()
    }
}
