import IPP
import PrintModel

/// What a job that another server passes on says of its way (``JobRoute``).
enum RouteCheck {
    /// - Returns: what the job keeps of it; `nil` for a job that comes from no other server.
    static func route(of request: IPPRequest, in context: OperationContext) throws -> Attribute? {
        guard let route = request.operation[JobRoute.attribute] else { return nil }
        func refusal(_ message: String) -> OperationError {
            OperationError(.attributesOrValuesNotSupported, message, unsupported: [route])
        }
        let servers = route.values.compactMap { if case .uri(let urn) = $0, UUIDText.isURN(urn) { urn } else { nil } }
        guard servers.count == route.values.count else {
            throw refusal("\(JobRoute.attribute) is a set of urn:uuid: URIs")
        }
        let instance = InstanceUUID(context.settings.instanceUUID)
        if servers.contains(where: instance.hasMade) {
            throw refusal("this job has been here before: queues that pass jobs on to each other go round in a circle")
        }
        guard servers.count <= JobRoute.most else {
            throw refusal("this job has come through \(servers.count) servers; no more than \(JobRoute.most) are taken")
        }
        return route
    }
}
