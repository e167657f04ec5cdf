import IPP
import PrintModel
import Synchronization

/// Writes down who did what (docs/AUDIT.md): what was set up or run, documents that were read back, what was done to
/// somebody else's job, and who was refused. Printing is in the store's own log of events.
struct Auditor: Sendable {
    let context: OperationContext

    func note(_ id: OperationID, _ status: StatusCode, from caller: Caller, _ trail: Trail) async {
        guard let operation = OperationTable.byID[id].map({ type(of: $0) }) else { return }
        // Of most requests there is nothing to say.
        if status.isSuccessful, [.anyone, .printing].contains(operation.access) { return }
        let facts = trail.facts
        guard let kind = kind(of: operation, status, facts) else { return }
        let group = facts.message?.groups.first
        let requester = caller.requester
        let owner = context.policy.owner(requester, label: group?["requesting-user-name"]?.stringValue)
        let event = AuditEvent(
            kind, at: context.clock.now(), who: owner.user, proof: Self.proof(of: requester), host: requester.host,
            operation: "\(id)", target: Self.target(of: group, facts), result: "\(status)",
            detail: Self.detail(facts), request: RequestMark.current ?? "")
        // Nobody waits for what anybody can cause, and there is no more of it than there is room for.
        let isAnybodys = kind == .refusal || kind == .read && !facts.isOthers
        if isAnybodys { context.audit.note(event) } else { await context.audit.record(event) }
    }

    private func kind(of operation: any Operation.Type, _ status: StatusCode, _ facts: Trail.Facts) -> AuditEvent.Kind?
    {
        switch status {
        case .notAuthorized, .notAuthenticated, .forbidden: return .refusal
        default: break
        }
        // What is no request, or is for nothing that is here, anybody can send, and it has done nothing.
        guard facts.isLetIn else { return nil }
        switch operation.access {
        case .administration, .operation: return operation.isQuestion ? nil : .change
        case .documents: return status.isSuccessful ? .read : nil
        case .audit: return .read
        case .jobOwner: return facts.isOthers && status.isSuccessful ? .job : nil
        case .anyone, .details, .printing, .forwarding: return nil
        }
    }

    static func proof(of requester: Requester) -> String {
        if let identity = requester.identity { return identity.proof.rawValue }
        if case .localUser = requester.origin { return "socket" }
        return "none"
    }

    private static func target(of group: AttributeGroup?, _ facts: Trail.Facts) -> String {
        if let account = group?["quire-account-name"]?.stringValue { return "account \(account)" }
        if let token = group?["quire-token-id"]?.stringValue { return "token \(token)" }
        if let job = facts.job?.rawValue ?? group?["job-id"]?.integerValue { return "job \(job)" }
        if let resource = group?["resource-id"]?.integerValue { return "resource \(resource)" }
        if let printer = group?["printer-id"]?.integerValue { return "printer-id \(printer)" }
        let uri = (group?["job-uri"] ?? group?["printer-uri"] ?? group?["system-uri"])?.stringValue
        // What is no URI of ours was refused for that.
        switch uri.flatMap({ try? Target(uri: $0) }) {
        case .printer(let name): return "printer \(name)"
        case .job(let id): return "job \(id)"
        case .defaultPrinter: return "the default printer"
        case .system, .server, nil: return ""
        }
    }

    private static func detail(_ facts: Trail.Facts) -> String {
        var parts: [String] = []
        let names = facts.message?.groups.dropFirst().flatMap { $0.attributes.map(\.name) } ?? []
        if !names.isEmpty { parts.append("sets \(names.joined(separator: " "))") }
        if facts.isByRule { parts.append("by \(facts.rule)") }
        return parts.joined(separator: "; ")
    }
}

/// What a request is called in the server's logs, so that lines about the same one are found together.
public enum RequestMark {
    @TaskLocal public static var current: String?

    private static let count = Atomic<UInt64>(0)
    /// So that those of two runs are not taken for each other.
    private static let run = String(UInt32.random(in: 36 * 36 * 36..<36 * 36 * 36 * 36), radix: 36)

    /// A new one: `k3m9-1z`.
    public static func next() -> String {
        "\(run)-\(String(count.add(1, ordering: .relaxed).newValue, radix: 36))"
    }
}
