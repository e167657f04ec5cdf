import IPP
import PrintModel

/// Jobs that a server brings which its users have printed there: they belong to these users here as well, if a rule lets that
/// server say so (`grant forward branch-office`).
enum Forwarding {
    /// A Job Description attribute, name: the user whose proof a job of somebody else came with.
    static let bringer = "quire-forwarded-by"

    /// Whose the job of a request is, and who has brought it, if that is somebody else.
    ///
    /// The name counts as proved: the server that brings the job is believed. Not that of root, who is this machine's own.
    /// Rules count for the user as well as for the server; of groups, those of accounts.
    ///
    /// A job that is printed again stays its owner's, whoever asks: else whoever may change it would get its documents as his.
    ///
    /// - Parameter source: the job that is printed again.
    static func owner(
        of request: IPPRequest, on printer: Printer, again source: Job? = nil, in context: OperationContext
    ) throws -> (Owner, bringer: String?) {
        let label = try request.userLabel()
        if let source {
            guard brought(source, request.caller.requester) else { return (source.owner, nil) }
            try check(source.owner.user, of: request, on: printer, in: context)
            return (source.owner, request.caller.requester.identity?.name)
        }
        let owner = context.policy.owner(request.caller.requester, label: label)
        guard request.operation[JobRoute.attribute] != nil, let identity = request.caller.requester.identity,
            let label, !label.isEmpty, label != identity.name,
            context.decision(.forwarding, try context.person(of: request), on: printer).isAllowed
        else { return (owner, nil) }
        let user = label.truncated(toOctets: 255)
        try check(user, of: request, on: printer, in: context)
        return (Owner(user: user, host: owner.host, isProved: user != "root"), identity.name)
    }

    /// Throws where the user for whom a server brings a job may not print there.
    private static func check(
        _ user: String, of request: IPPRequest, on printer: Printer, in context: OperationContext
    ) throws {
        let groups = context.accounts.account(named: user)?.groups ?? []
        let person = Person(requester: request.caller.requester, name: user, isProved: true, groups: groups)
        let decision = context.decision(.printing, person, on: printer)
        guard decision.isAllowed else { throw OperationContext.refusal(of: .printing, decision) }
    }

    /// Whether `requester` is the server that has brought the job: it sends its documents, asks how it gets on, and cancels it
    /// when that is done where it comes from.
    static func brought(_ job: Job, _ requester: Requester) -> Bool {
        brought(by: job.attributes[bringer]?.stringValue, requester)
    }

    static func brought(by bringer: String?, _ requester: Requester) -> Bool {
        bringer != nil && requester.identity?.name == bringer
    }
}
