import IPP
import PrintModel

/// Hold-Job: a waiting job waits until it is released, or until its time (RFC 8011 §4.3.5).
struct HoldJob: Operation {
    static let id = OperationID.holdJob
    static let access = Access.jobOwner

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        let job = try await context.ownJob(of: request)
        let (hold, unsupported) = Self.hold(asked: request.operation, clock: context.clock)
        let (actor, now) = (try context.actor(of: request), context.clock.now())
        if let message = try request.operatorMessage() {
            var attributes = job.attributes
            attributes.set("job-message-from-operator", .text(message))
            try await context.jobs.change(
                job.id, JobChange(hold: hold, attributes: attributes), by: actor, at: now)
        } else {
            try await context.jobs.apply(.hold(hold), to: job.id, by: actor, at: now)
        }
        return IPPResponse(groups: [], ignoring: unsupported)
    }

    /// What "job-hold-until" and "job-hold-until-time" ask for. A value that is not supported holds the job until it is
    /// released and is given back as unsupported: the owner wanted it held.
    private static func hold(asked operation: AttributeGroup, clock: any WallClock) -> (Hold, [Attribute]) {
        let reader = HoldReader(clock: clock)
        if let attribute = operation["job-hold-until"] {
            guard attribute.values.count == 1, let hold = attribute.values.first.flatMap({ reader.hold(until: $0) })
            else { return (.indefinite, [attribute]) }
            return (hold, [])
        }
        if let attribute = operation["job-hold-until-time"] {
            guard attribute.values.count == 1, let hold = attribute.values.first.flatMap({ reader.hold(untilTime: $0) })
            else { return (.indefinite, [attribute]) }
            return (hold, [])
        }
        return (.indefinite, [])
    }
}

extension IPPRequest {
    /// What whoever changes a job says about it: "job-message-from-operator" (RFC 3380 §6), or "message", which older
    /// clients send (RFC 8011 §4.3.5).
    func operatorMessage() throws -> String? {
        (try string("job-message-from-operator") ?? string("message"))?.truncated(toOctets: 127)
    }
}
