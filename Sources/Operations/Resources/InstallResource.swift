import IPP
import PrintModel

/// Install-Resource: a resource whose data is there may be used (PWG 5100.22 §6.2.6).
struct InstallResource: Operation {
    static let id = OperationID.installResource
    static let access = Access.administration

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        let id = try context.targetResource(of: request).id
        let now = context.clock.now()
        let installed = try await context.resources.changeResource(id) { try $0.install(at: now) }
        try await context.record([installed.news(.resourceInstalled)], by: try context.actor(of: request))
        return IPPResponse(
            groups: [try ResourceDescription(of: installed, in: context, for: request.caller).stateGroup()])
    }
}

/// Cancel-Resource: a resource is over; one that printers use is when the last of them gives it back
/// (PWG 5100.22 §6.2.1).
struct CancelResource: Operation {
    static let id = OperationID.cancelResource
    static let access = Access.administration

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        let resource = try context.targetResource(of: request)
        let canceled = try await context.resources.cancelResource(resource.id, at: context.clock.now())
        let kind: ServerNews.Kind = canceled.isFinished ? .resourceCanceled : .resourceStateChanged
        try await context.record([canceled.news(kind)], by: try context.actor(of: request))
        return IPPResponse(
            groups: [try ResourceDescription(of: canceled, in: context, for: request.caller).stateGroup()])
    }
}

/// Set-Resource-Attributes: changes a resource's name and information (PWG 5100.22 §6.2.9). All of it or nothing.
struct SetResourceAttributes: Operation {
    static let id = OperationID.setResourceAttributes
    static let access = Access.administration

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        let resource = try context.targetResource(of: request)
        guard let group = request.message[.resource], !group.attributes.isEmpty else {
            throw OperationError(.badRequest, "the request names no resource attribute to set")
        }
        let edit = try ResourceEdit(group)
        guard !resource.isFinished else {
            throw OperationError(.notPossible, "resource \(resource.id) is \(resource.state)")
        }
        let changed = try await context.resources.changeResource(resource.id) { edit.apply(to: &$0) }
        if changed != resource {
            try await context.record(
                [changed.news(.resourceConfigChanged)], by: try context.actor(of: request))
        }
        return IPPResponse()
    }
}
