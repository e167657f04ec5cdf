import IPP
import PrintModel

/// Create-Resource-Subscriptions: subscribes to what happens to a resource (PWG 5100.22). Its number is "resource-id";
/// the registry has "notify-resource-id", too, and both are understood.
struct CreateResourceSubscriptions: Operation {
    static let id = OperationID.createResourceSubscriptions
    static let access = Access.printing

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        try request.requireSystem()
        let name = request.operation["notify-resource-id"] == nil ? "resource-id" : "notify-resource-id"
        guard let number = try request.integer(name) else {
            throw OperationError(.badRequest, "the request names no resource-id")
        }
        let id = ResourceID(number)
        guard context.resources.resource(id) != nil else {
            throw OperationError(
                .notFound, "there is no resource \(number)", unsupported: request.operation[name].map { [$0] } ?? [])
        }
        return try await SubscriptionRequest(request, in: context).response(for: .resource(id))
    }
}
