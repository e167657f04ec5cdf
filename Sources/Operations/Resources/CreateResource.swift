import IPP
import PrintModel

/// Create-Resource: makes a resource, whose data comes with Send-Resource-Data (PWG 5100.22 §6.2.2).
struct CreateResource: Operation {
    static let id = OperationID.createResource
    static let access = Access.administration

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        try request.requireSystem()
        guard let word = try request.keyword("resource-type") else {
            throw OperationError(.badRequest, "the request names no resource-type")
        }
        guard let kind = Resource.Kind(rawValue: word) else {
            throw OperationError(
                .attributesOrValuesNotSupported, "resources of the type '\(word)' are not kept here",
                unsupported: request.operation["resource-type"].map { [$0] } ?? [])
        }
        let edit = try ResourceEdit(request.message[.resource] ?? AttributeGroup(.resource))
        let subscriptions = try SubscriptionRequest(request, in: context)
        let resource = try await context.resources.addResource(
            NewResource(kind: kind, name: edit.name ?? word, info: edit.info ?? ""), at: context.clock.now())
        try await context.record(
            [resource.news(.resourceCreated)], by: try context.actor(of: request))
        let description = ResourceDescription(of: resource, in: context, for: request.caller)
        var response = IPPResponse(groups: [try description.stateGroup()])
        response.operationAttributes = [
            Attribute("resource-format-accepted", ResourceFormats.of(kind).map { .mimeMediaType($0) })
        ]
        await subscriptions.make(for: .resource(resource.id), into: &response)
        return response
    }
}

/// What people set of a resource (PWG 5100.22 §7.4.1): all of a request or nothing.
struct ResourceEdit: Sendable {
    /// Values of "resource-settable-attributes-supported".
    static let settable = ["resource-info", "resource-name"]

    private(set) var name: String?
    private(set) var info: String?

    init(_ group: AttributeGroup) throws {
        var refusals = SetRefusals()
        for attribute in group.attributes {
            guard let registered = Registry.attribute(named: attribute.name, in: .resourceDescription),
                Self.settable.contains(attribute.name)
            else {
                let isKnown = Registry.attribute(named: attribute.name, in: .resourceStatus) != nil
                refusals.refuse(attribute, isKnown: isKnown)
                continue
            }
            guard registered.fault(in: attribute.values) == nil, let text = attribute.values.first?.stringValue else {
                refusals.refuse(values: attribute, because: "'\(attribute.name)' cannot have that value")
                continue
            }
            if attribute.name == "resource-name" { name = text } else { info = text }
        }
        try refusals.check()
    }

    func apply(to resource: inout Resource) {
        if let name { resource.name = name }
        if let info { resource.info = info }
    }
}
