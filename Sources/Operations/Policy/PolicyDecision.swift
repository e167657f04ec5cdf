import IPP
import PrintModel

/// Whether somebody may do something, and what decided it.
public struct PolicyDecision: Hashable, Sendable {
    let grant: Grant
    /// What decided, as `quirectl policy check` says it.
    public let rule: String
    /// Whether that was a rule that somebody wrote, and not what his role gives.
    let isByRule: Bool
    /// Whether it is refused only because nobody knows who asks.
    public let wantsProof: Bool
    /// Whether it is refused because the queue is not shared, and whoever asks is at another machine.
    let isUnshared: Bool
    /// Whose rule or list decided, which may name others than whom it is about; `nil` where none did.
    let list: List?

    enum List: Hashable, Sendable {
        case server, printer
    }

    /// At another machine: what is not shared is for this one only.
    init(unshared rule: String) {
        (self.grant, self.rule, self.isByRule, self.wantsProof, isUnshared) = (.no, rule, true, false, true)
        list = nil
    }

    init(_ grant: Grant, byRule rule: String, of list: List) {
        (self.grant, self.rule, self.isByRule, self.wantsProof, self.list) = (grant, rule, true, false, list)
        isUnshared = false
    }

    /// Refused by ``OperationPolicy/authenticated``.
    init(unproved rule: String) {
        (self.grant, self.rule, self.isByRule, self.wantsProof, list) = (.no, rule, true, true, nil)
        isUnshared = false
    }

    init(_ grant: Grant, byRole role: String, wantsProof: Bool = false) {
        (self.grant, self.rule, self.isByRule, self.wantsProof, list) = (grant, role, false, wantsProof, nil)
        isUnshared = false
    }

    /// Whether it is allowed at least for what is one's own.
    public var isAllowed: Bool { grant != .no }
    /// Whether it is allowed whosever it is.
    public var isForAll: Bool { grant == .all }
}

/// Decides who may do what: the one evaluator, for every way in (docs/POLICY.md).
///
/// In this order: whether the queue is shared, where something is to be printed from another machine; rules that deny, the
/// server's before the queue's; "printer-op-policy"; lists of those who are allowed; what the role gives (``AccessTable``); what
/// rules grant beyond that. Administrators are in by no list and out by none, but for printing, where lists count for everybody
/// but root, as with CUPS.
struct PolicyEvaluator: Sendable {
    let access: AccessPolicy
    let server: PolicyRules
    /// Whether queues that are shared are (``SystemRecord/sharesPrinters``).
    var isSharing = true

    /// - Parameter mayGrant: whether rules of the queue can give what the role does not: not for what is about more than
    ///   that queue.
    func decide(
        _ wanted: Access, _ person: Person, on queue: QueuePolicy?, mayGrant: Bool = true
    ) -> PolicyDecision {
        if wanted == .printing, let refusal = refusalOfUnshared(queue, person) { return refusal }
        let granted = access.grant(wanted, to: person.requester)
        if isListed(person, wanted), let refusal = refusal(wanted, person, on: queue) { return refusal }
        if granted == .all { return PolicyDecision(.all, byRole: role(of: person)) }
        if let decision = grant(of: wanted, to: person, on: mayGrant ? queue : nil) { return decision }
        guard granted == .no else { return PolicyDecision(granted, byRole: role(of: person)) }
        return PolicyDecision(.no, byRole: role(of: person), wantsProof: access.isAnonymous(person.requester))
    }

    /// For everybody, administrators too: a queue is opened to other machines by sharing it, as with CUPS.
    private func refusalOfUnshared(_ queue: QueuePolicy?, _ person: Person) -> PolicyDecision? {
        guard let queue, !access.isHere(person.requester), !(queue.isShared && isSharing) else { return nil }
        return PolicyDecision(
            unshared: queue.isShared
                ? "\(SystemRecord.sharingAttribute) of the server is false"
                : "printer-is-shared of printer \(queue.printer) is false")
    }

    private func isListed(_ person: Person, _ wanted: Access) -> Bool {
        wanted == .printing ? !person.isRoot : access.standing(of: person.requester) != .administrator
    }

    // MARK: What refuses

    private func refusal(_ wanted: Access, _ person: Person, on queue: QueuePolicy?) -> PolicyDecision? {
        // Nothing is said about most queues.
        if server.rules.isEmpty, queue?.isPlain ?? true { return nil }
        let places = places(queue)
        for place in places {
            for (number, rule) in place.rules.enumerated()
            where rule.effect == .deny && rule.covers(wanted.right) && person.isNamed(by: rule) {
                return PolicyDecision(.no, byRule: place.name(rule, number), of: place.list)
            }
        }
        if let queue, queue.operationPolicy == .authenticated, wanted != .anyone, access.isAnonymous(person.requester) {
            return PolicyDecision(
                unproved: "\(Printer.operationPolicyAttribute) authenticated of printer \(queue.printer)")
        }
        for place in places {
            if let rule = missing(from: place, wanted, person) {
                return PolicyDecision(.no, byRule: rule, of: place.list)
            }
        }
        if wanted == .printing, person.hasName, let queue,
            !queue.users.admits(person.name, isProved: person.isProved, groups: person.groups)
        {
            return PolicyDecision(.no, byRule: "\(queue.users.attribute) of printer \(queue.printer)", of: .printer)
        }
        return nil
    }

    /// The list that he is not on, where there is one.
    private func missing(from place: Place, _ wanted: Access, _ person: Person) -> String? {
        let allowed = place.rules.enumerated().filter { $0.element.effect == .allow && $0.element.covers(wanted.right) }
        // A rule that names both is on both lists: it lets in whom it names, from where it names.
        let people = allowed.filter(\.element.namesPeople)
        if person.hasName, let first = people.first, !people.contains(where: { person.isNamed(byPeopleOf: $0.element) })
        {
            return "not among those of " + place.name(first.element, first.offset)
        }
        let addresses = allowed.filter(\.element.namesPlaces)
        if let first = addresses.first, person.comesByNetwork,
            !addresses.contains(where: { $0.element.names(whereIs: person) })
        {
            return "not from where " + place.name(first.element, first.offset) + " allows"
        }
        return nil
    }

    // MARK: What grants

    private func grant(of wanted: Access, to person: Person, on queue: QueuePolicy?) -> PolicyDecision? {
        guard person.isProved, wanted != .anyone, wanted != .audit else { return nil }
        // A proof that is good for less is good for less here, too.
        if let identity = person.requester.identity, let scope = AccessTable.scopes(wanted).all, !identity.may(scope) {
            return nil
        }
        for place in places(queue) {
            for (number, rule) in place.rules.enumerated()
            where rule.effect == .grant && rule.covers(wanted.right) && person.isNamed(by: rule) {
                return PolicyDecision(.all, byRule: place.name(rule, number), of: place.list)
            }
        }
        return nil
    }

    // MARK: Words

    private func role(of person: Person) -> String {
        let standing = access.standing(of: person.requester)
        let scopes = person.requester.identity?.scopes.map { scopes in
            ", with a proof good for \(Scope.allCases.filter(scopes.contains).map(\.rawValue).joined(separator: ", "))"
        }
        return "role \(standing.rawValue)\(scopes ?? "")"
    }

    private struct Place {
        let list: PolicyDecision.List
        let words: String
        let rules: [PolicyRule]
        func name(_ rule: PolicyRule, _ index: Int) -> String { "'\(rule)' (rule \(index + 1) of \(words))" }
    }

    private func places(_ queue: QueuePolicy?) -> [Place] {
        [Place(list: .server, words: "the server", rules: server.rules)]
            + (queue.map { [Place(list: .printer, words: "printer \($0.printer)", rules: $0.rules.rules)] } ?? [])
    }
}

extension Person {
    /// Whether it is one of the people that a list of those who are allowed names.
    fileprivate func isNamed(byPeopleOf rule: PolicyRule) -> Bool {
        rule.subjects.contains { subject in
            switch subject {
            case .everybody: true
            case .user(let user): user == name
            case .group(let group): groups.contains(group)
            case .addresses: false
            }
        }
    }

    /// Whether lists of addresses count: over the Unix socket there is none. An address nobody can read is on no list.
    fileprivate var comesByNetwork: Bool { if case .network = requester.origin { true } else { false } }
}

extension PolicyRule {
    fileprivate func names(whereIs person: Person) -> Bool {
        subjects.contains { if case .addresses(let range) = $0 { person.isFrom(range) } else { false } }
    }
}

extension UserAccess {
    fileprivate var attribute: String {
        if case .denied = self { Printer.deniedAttribute } else { Printer.allowedAttribute }
    }
}
