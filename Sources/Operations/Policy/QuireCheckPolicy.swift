import IPP
import PrintModel

/// Quire-Check-Policy: what would be decided, and by which rule. Nothing is done. Ours.
///
/// Operation attributes: "quire-operation" (keyword: the operation's name in lower case, `cancel-job`; needed); "printer-
/// uri", or "job-uri"; "quire-user" (name): as if that user had proved to be it, else as whoever asks; "quire-address"
/// (text): as if he came from there; "quire-is-proved" (boolean; `true` without it): whether he has proved it. About others
/// it is answered to those who see everybody's details; about oneself, to those who have proved who they are, and without a
/// rule that may name others. Whoever has proved nothing is told what he may, and no more.
struct QuireCheckPolicy: Operation {
    static let id = OperationID.quireCheckPolicy
    static let access = Access.anyone
    static let isQuestion = true

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        let operation = try Self.operation(of: request)
        let job = try await Self.job(of: request, in: context)
        let printer: Printer? =
            if let job {
                context.printers.printer(job.printer)
            } else {
                try request.target().isPrinter ? try context.namedPrinter(of: request) : nil
            }
        let person = try await Self.person(of: request, on: printer, in: context)
        let decision = context.evaluator.decide(
            operation.access, person, on: printer.map(context.policies.policy(of:)),
            mayGrant: QueueRights.canBeGranted(operation))
        let isOwner = job.map { context.owns(person.requester, label: person.name, $0) }
        var group = Self.group(decision, operation, person, job, isOwner)
        if try person.isProved || context.seesAll(request) {
            let groups = person.groups.sorted().prefix(Self.groupsShownMax).map { AttributeValue.name($0) }
            if !groups.isEmpty { group.attributes.append(Attribute("quire-policy-groups", groups)) }
        }
        let rule = Self.mayRead(decision, on: printer, request, in: context) ? decision.rule : Self.hiddenRule
        group.attributes.append(Attribute("quire-policy-rule", .text(rule.truncated(toOctets: 1023))))
        return IPPResponse(groups: [group])
    }

    /// In the place of a rule that whoever asks may not read.
    static let hiddenRule = "a rule of this server"

    private static func mayRead(
        _ decision: PolicyDecision, on printer: Printer?, _ request: IPPRequest, in context: OperationContext
    ) -> Bool {
        guard let list = decision.list else { return true }
        return context.showsRules(of: list == .server ? nil : printer, to: request.caller.requester)
    }

    /// What it comes to: with a job, whether it is allowed on that one.
    private static func group(
        _ decision: PolicyDecision, _ operation: any Operation.Type, _ person: Person, _ job: Job?, _ isOwner: Bool?
    ) -> AttributeGroup {
        let needsOwner = decision.grant == .own || decision.grant == .named
        let isOwnersOnly = operation.access == .documents && job.map { !$0.owner.isProved } ?? false
        let isAllowed = decision.isAllowed && (!needsOwner || isOwner.map { $0 && !isOwnersOnly } ?? true)
        var attributes = [
            Attribute("quire-policy-is-allowed", .boolean(isAllowed)),
            Attribute("quire-policy-grant", .text(decision.grant.rawValue)),
            Attribute("quire-policy-right", .keyword(operation.access.right.rawValue)),
            Attribute("quire-policy-user", .name(person.name)),
        ]
        if let isOwner { attributes.append(Attribute("quire-policy-is-owner", .boolean(isOwner))) }
        return AttributeGroup(.system, attributes)
    }

    private static let groupsShownMax = 100

    private static func operation(of request: IPPRequest) throws -> any Operation.Type {
        guard let word = try request.keyword("quire-operation") else {
            throw OperationError(.badRequest, "the request names no quire-operation")
        }
        let found = OperationTable.all.first { "\(type(of: $0).id)".lowercased() == word.lowercased() }
        guard let found else {
            throw OperationError(
                .attributesOrValuesNotSupported, "there is no operation '\(word)' here",
                unsupported: request.operation["quire-operation"].map { [$0] } ?? [])
        }
        return type(of: found)
    }

    private static func job(of request: IPPRequest, in context: OperationContext) async throws -> Job? {
        guard case .job = try request.target() else { return nil }
        return try await context.targetJob(of: request)
    }

    /// Whoever it is asked about. His groups are looked up because they are told, too; of a name that nobody has proved only
    /// where a rule asks for them.
    private static func person(
        of request: IPPRequest, on printer: Printer?, in context: OperationContext
    ) async throws -> Person {
        var person = try context.person(of: request)
        let user = try request.string("quire-user")
        let address = try request.string("quire-address")
        let isProved = try request.boolean("quire-is-proved") ?? true
        let seesAll = try context.seesAll(request)
        let looksUp = person.isProved || seesAll || context.policies.namesGroups(for: printer)
        guard user != nil || address != nil || !isProved else {
            if looksUp { person.groups.formUnion(await context.groups(of: person)) }
            return person
        }
        guard seesAll || person.isProved && user ?? person.name == person.name else {
            throw OperationError(.notAuthorized, "what others may do is told to those who see everybody's jobs")
        }
        return try await context.person(named: user ?? person.name, from: address, isProved: isProved) { name in
            await context.groups.groups(of: name, isProved: true)
        }
    }
}

extension OperationContext {
    /// Somebody who is not here, as he would be if he came: proved over the network by a password.
    ///
    /// - Parameter groups: looks up those that the machine knows.
    func person(
        named name: String, from address: String?, isProved: Bool, groups: (String) async -> Set<String>
    ) async throws -> Person {
        if let address, InternetAddress(address) == nil {
            throw OperationError(.attributesOrValuesNotSupported, "'\(address)' is no address")
        }
        var requester = Requester(
            origin: .network(address: address ?? "192.0.2.1", isLoopback: false), isPrivate: true)
        // Without an address he comes over the server's own socket, which lists of addresses let in.
        if address == nil { requester.origin = .localUser(uid: UInt32.max, name: name) }
        let account = accounts.account(named: name)
        let memberOf = if let account { account.groups } else { await groups(name) }
        guard isProved else {
            requester.origin = .network(address: address ?? "192.0.2.1", isLoopback: false)
            return Person(requester: requester, name: name, isProved: false, groups: memberOf)
        }
        requester.identity = Identity(
            name: name, groups: memberOf, role: account?.role ?? machineRole(name, memberOf))
        return Person(requester: requester, name: name, isProved: true, groups: memberOf)
    }
}
