import IPP
import PrintModel

/// CUPS-Authenticate-Job: gives the name and the password that a job's device wants, and releases it (CUPS 2.4, 0x400E).
///
/// They count for this job only and are forgotten with its end. The values of "auth-info" come in the order of the
/// printer's "auth-info-required"; with "job-hold-until" the job goes on waiting, for that.
struct CUPSAuthenticateJob: Operation {
    static let id = OperationID.cupsAuthenticateJob
    static let access = Access.jobOwner

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        let job = try await context.ownJob(of: request)
        guard case .authentication = job.lifecycle.hold, job.state == .held else {
            throw OperationError(.notPossible, "job \(job.id) is not held for authentication")
        }
        let printer = (job.member ?? job.printer)
        let parts = context.printers.printer(printer)?.authInfoRequired ?? []
        guard let attribute = request.jobAttributes[AuthInfo.attribute] else {
            throw OperationError(.forbidden, "\(AuthInfo.words(for: parts)) must be given for job \(job.id)")
        }
        guard context.isPrivate(request) else {
            throw OperationError(.forbidden, "passwords are taken over TLS, or on this machine, only")
        }
        let secret = try AuthInfo.secret(attribute, as: parts, user: job.owner.user)
        let (hold, unsupported) = Self.hold(of: request, in: context)
        try await context.secrets.keep(secret, of: job.id)
        let (actor, now) = (try context.actor(of: request), context.clock.now())
        let event: JobLifecycle.Event = hold.map { $0 == .none ? .release : .hold($0) } ?? .release
        try await context.jobs.apply(event, to: job.id, by: actor, at: now)
        return IPPResponse(groups: [], ignoring: unsupported)
    }

    private static func hold(of request: IPPRequest, in context: OperationContext) -> (Hold?, [Attribute]) {
        let asked = request.jobAttributes.attributes.filter { $0.name == "job-hold-until" }
        return HoldReader(clock: context.clock).hold(askedBy: AttributeGroup(.operation, asked))
    }
}

/// "auth-info": what whoever prints has to give for a device. It is never kept with a job's attributes, and never shown.
enum AuthInfo {
    static let attribute = "auth-info"

    static func secret(_ attribute: Attribute, as parts: [AuthInfoPart], user: String) throws -> DeviceSecret {
        let values = attribute.values.compactMap(\.stringValue)
        guard values.count == attribute.values.count,
            let secret = DeviceSecret(authInfo: values, as: parts, user: user)
        else { throw OperationError(.badRequest, "'auth-info' must be \(words(for: parts)), in this order") }
        return secret
    }

    static func words(for parts: [AuthInfoPart]) -> String {
        (parts.isEmpty ? [.username, .password] : parts).map(\.rawValue).joined(separator: ", ")
    }
}
