import IPP
public import PrintModel

extension OperationContext {
    var evaluator: PolicyEvaluator {
        let server = policies.server
        return PolicyEvaluator(access: policy, server: server.rules, isSharing: server.isSharing)
    }

    /// Whoever sent the request, with the groups that were looked up for it.
    func person(of request: IPPRequest) throws -> Person {
        var person = person(request.caller.requester, label: try request.userLabel())
        person.groups.formUnion(request.groups)
        return person
    }

    func person(_ requester: Requester, label: String?) -> Person {
        let owner = policy.owner(requester, label: label)
        return Person(
            requester: requester, name: owner.user, isProved: owner.isProved, groups: requester.identity?.groups ?? [])
    }

    /// The groups of whoever has that name: of a proof those that came with it; of an account here those it was given,
    /// else the machine's.
    func groups(of person: Person) async -> Set<String> {
        if let identity = person.requester.identity { return identity.groups }
        if case .network = person.requester.origin, let account = accounts.account(named: person.name) {
            return account.groups
        }
        return await groups.groups(of: person.name, isProved: person.isProved)
    }

    // MARK: At the door

    /// The request with what is needed to judge it, if it is let in at all; rules about a job are asked again with the
    /// job, once it is known.
    func admit(_ request: IPPRequest, to operation: any Operation.Type) async throws -> IPPRequest {
        var request = request
        let printer = operation.access == .printing ? try requiredTarget(of: request) : knownTarget(of: request)
        // A job may be on another queue than the one that is named beside its number.
        let isOfJob = isAboutJob(request)
        if policies.namesGroups(for: isOfJob || isAboutOthers(request) ? nil : printer) {
            request.groups = await groups(of: try person(of: request))
        }
        let person = try person(of: request)
        let queue = printer.map(policies.policy(of:))
        var decision = evaluator.decide(
            operation.access, person, on: queue, mayGrant: QueueRights.isOfQueue(operation))
        // Which queue's rules count for a job is known when the job is.
        if !decision.isAllowed, person.isProved, isOfJob, QueueRights.isOfJobs(operation) {
            let job = try await targetJob(of: request)
            decision = self.decision(operation.access, person, on: printers.printer(job.printer))
        }
        request.trail.decided(decision)
        guard decision.isAllowed else { throw Self.refusal(of: operation.access, decision) }
        request.trail.letIn()
        return request
    }

    /// The queue that a request is about, where that is known without asking the store; `nil` for one about a job, or about
    /// everything.
    func knownTarget(of request: IPPRequest) -> Printer? {
        // What is wrong with the target is said by the operation, to those who may ask for it.
        guard let printer = try? namedPrinter(of: request) else { return nil }
        return printer
    }

    /// The queue that something is to be printed on; `nil` where none is named. One that is not there is an error.
    private func requiredTarget(of request: IPPRequest) throws -> Printer? {
        guard try request.target().isPrinter else { return nil }
        return try targetPrinter(of: request)
    }

    private func isAboutJob(_ request: IPPRequest) -> Bool {
        if request.operation["job-uri"] != nil { return true }
        return request.operation["job-id"] != nil
    }

    /// Whether it names what may be of another queue than the one that it is sent to.
    private func isAboutOthers(_ request: IPPRequest) -> Bool {
        ["job-ids", "notify-job-id", "notify-subscription-id", "notify-subscription-ids"].contains {
            request.operation[$0] != nil
        }
    }

    // MARK: Decisions

    func decision(_ access: Access, _ person: Person, on printer: Printer?) -> PolicyDecision {
        evaluator.decide(access, person, on: printer.map(policies.policy(of:)))
    }

    /// Whether whoever asks may know whom a queue's rules name; the server's for `nil`.
    func showsRules(of printer: Printer?, to requester: Requester) -> Bool {
        let person = person(requester, label: nil)
        return decision(.details, person, on: printer).isForAll
            || decision(.administration, person, on: printer).isForAll
    }

    /// Whether `requester` may do something on a queue, for ways in that have no IPP request (docs/POLICY.md).
    ///
    /// - Parameter label: the name he says he has.
    public func decision(
        on right: PolicyRule.Right, for requester: Requester, label: String?, on printer: Printer
    ) async -> PolicyDecision {
        var person = person(requester, label: label)
        if policies.namesGroups(for: printer) { person.groups = await groups(of: person) }
        return decision(Access(right), person, on: printer)
    }

    /// Whether `requester` may look at a page about some queues, or about none.
    public func mayLook(_ requester: Requester, at queues: [Printer]) async -> Bool {
        let asked: [Printer?] = queues.isEmpty ? [nil] : queues
        for queue in asked {
            var person = person(requester, label: nil)
            if policies.namesGroups(for: queue) { person.groups = await groups(of: person) }
            guard decision(.anyone, person, on: queue).isAllowed else { return false }
        }
        return true
    }

    /// Whether whoever asks may print to `printer`: those that he may not use are left out of lists.
    ///
    /// - Parameter user: another one than the request's, for lists of what he may use.
    func mayUse(_ printer: Printer, _ request: IPPRequest, as user: String? = nil) async throws -> Bool {
        let decision = try await use(of: printer, request, as: user)
        // Whoever runs a queue that is not shared finds it from other machines, too.
        if decision.isUnshared { return try isAllowed(.operation, request, on: printer) }
        // Where a proof is all that is missing, whoever looks has to find the printer to give it.
        return decision.isAllowed || decision.isByRule && decision.wantsProof
    }

    /// Throws "client-error-not-authorized" in CUPS' words where whoever asks may not print to the queue he names.
    func requireUse(_ printer: Printer, _ request: IPPRequest) async throws {
        let decision = try await use(of: printer, request, as: nil)
        guard !decision.isAllowed else { return }
        request.trail.decided(decision)
        throw Self.refusal(of: .printing, decision)
    }

    private func use(of printer: Printer, _ request: IPPRequest, as user: String?) async throws -> PolicyDecision {
        var person =
            try user.map { self.person(request.caller.requester, label: $0) } ?? person(of: request)
        if policies.policy(of: printer).namesGroups || policies.serverRules.namesGroups {
            person.groups = await groups(of: person)
        }
        return decision(.printing, person, on: printer)
    }

    /// Throws "client-error-not-authorized" when no rule lets the request change or read `job`.
    func authorise(_ request: IPPRequest, for access: Access, on job: Job) throws {
        let printer = printers.printer(job.printer)
        let decision = decision(access, try person(of: request), on: printer)
        let owns = try owns(request, job)
        request.trail.decided(decision)
        request.trail.touched(job.id, isOthers: !owns)
        switch decision.grant {
        // What is private to its owner is so to administrators as well.
        case .all where access == .documents && !owns && printer?.jobPrivacy.scope.isOwners == true:
            throw Self.refusal(of: access, decision, on: job)
        case .all: return
        case .no: throw Self.refusal(of: access, decision, on: job)
        case .own, .named:
            guard owns, access != .documents || job.owner.isProved else {
                throw Self.refusal(of: access, decision, on: job)
            }
        }
    }

    /// Throws "client-error-not-authorized" when no rule lets the request do something with a queue.
    func authorise(_ request: IPPRequest, for access: Access, on printer: Printer) throws {
        let decision = decision(access, try person(of: request), on: printer)
        request.trail.decided(decision)
        guard decision.isForAll else { throw Self.refusal(of: access, decision) }
    }

    /// Whether whoever asks is the one whose job it is; where names are believed, whoever says its owner's name is.
    func owns(_ request: IPPRequest, _ job: Job) throws -> Bool {
        owns(request.caller.requester, label: try request.userLabel(), job)
    }

    func owns(_ requester: Requester, label: String?, _ job: Job) -> Bool {
        Forwarding.brought(job, requester) || owns(requester, label: label, jobOf: job.owner, on: job.printer)
    }

    func owns(_ requester: Requester, label: String?, jobOf owner: Owner, on id: PrinterID?) -> Bool {
        if policy.owns(requester, label: label, owner) { return true }
        guard !owner.isProved, let label, !label.isEmpty, label == owner.user, policy.isAnonymous(requester),
            let printer = id.flatMap({ printers.printer($0) })
        else { return false }
        return policies.policy(of: printer).operationPolicy == .trustNames
    }

    /// What is answered to whoever is refused. Who may not print is told so in cupsd's words, which its clients know.
    static func refusal(of access: Access, _ decision: PolicyDecision, on job: Job? = nil) -> OperationError {
        if decision.isUnshared { return .notShared }
        if decision.wantsProof, access == .printing || access == .jobOwner, decision.isByRule {
            return OperationError(
                .notAuthenticated, "this printer is for those who prove who they are: a password over TLS does")
        }
        if access == .printing, decision.isByRule { return OperationError(.notAuthorized, "Not allowed to print.") }
        if decision.isByRule, decision.grant == .no {
            return OperationError(.notAuthorized, "a rule of this server does not allow it")
        }
        return OperationError(.notAuthorized, plainRefusal(of: access, on: job))
    }

    private static func plainRefusal(of access: Access, on job: Job?) -> String {
        switch access {
        case .administration: "this needs an administrator, over the server's Unix socket or with a password over TLS"
        case .operation:
            "this needs an operator or an administrator, over the server's Unix socket or with a password over TLS"
        case .audit: "this needs an auditor or an administrator"
        case .documents:
            job.map { "only its owner may read the documents of job \($0.id)" }
                ?? "documents are read back by whoever has proved to be their owner"
        case .jobOwner, .details: job.map { "job \($0.id) belongs to somebody else" } ?? "this is not for you to change"
        case .printing: "this proof of who you are is not good for printing"
        case .forwarding: "this is not for you to print in somebody else's name"
        case .anyone: "this is not for you"
        }
    }
}

extension Access {
    init(_ right: PolicyRule.Right) {
        self =
            switch right {
            case .print: .printing
            case .forward: .forwarding
            case .details: .details
            case .manage: .jobOwner
            case .documents: .documents
            case .operate: .operation
            case .administer: .administration
            case .all: .anyone
            }
    }
}

/// What rules of a queue can let somebody do whose role does not: what is about that queue and its jobs, and nothing else.
enum QueueRights {
    /// About the queue that "printer-uri" names.
    static let operations: Set<OperationID> = [
        .activatePrinter, .cancelJobs, .cupsAcceptJobs, .cupsAddModifyPrinter, .cupsRejectJobs, .deactivatePrinter,
        .disablePrinter, .enablePrinter, .getPrinterSupportedValues, .holdNewJobs, .pausePrinter,
        .pausePrinterAfterCurrentJob, .purgeJobs, .releaseHeldNewJobs, .restartPrinter, .resumePrinter,
        .setPrinterAttributes, .shutdownPrinter, .startupPrinter,
    ]

    /// Whether it is about the queue: printing there as well.
    static func isOfQueue(_ operation: any Operation.Type) -> Bool {
        operations.contains(operation.id) || operation.access == .printing
    }

    /// Whether it is about a job of the queue.
    static func isOfJobs(_ operation: any Operation.Type) -> Bool {
        switch operation.access {
        case .jobOwner, .documents: true
        default: operation.id == .promoteJob || operation.id == .scheduleJobAfter
        }
    }

    /// Whether rules of a queue can give it to somebody.
    static func canBeGranted(_ operation: any Operation.Type) -> Bool {
        isOfQueue(operation) || isOfJobs(operation)
    }
}
