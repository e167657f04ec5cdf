import IPP
import PrintModel

/// Set-System-Attributes: changes what describes the System, and its default printer (PWG 5100.22 §6.3.9). All of it or
/// nothing.
struct SetSystemAttributes: Operation {
    static let id = OperationID.setSystemAttributes
    static let access = Access.administration

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        try request.requireSystem()
        guard let group = request.message[.system], !group.attributes.isEmpty else {
            throw OperationError(.badRequest, "the request names no system attribute to set")
        }
        let edit = try SystemEdit(group, in: context)
        let actor = try context.actor(of: request)
        try await context.system.updateSystem(by: actor, at: context.clock.now()) { edit.apply(to: &$0) }
        context.discovery.stir()
        return IPPResponse()
    }
}
