import IPP
import PrintModel
import QuireTestKit
import Testing

@testable import Operations

/// What is asked for, by whom, of whose, under which rule of the queue: every combination of them, asked of the operations
/// themselves. What is expected is written down here a second time, from docs/POLICY.md and docs/IDENTITY.md.
@Suite("The table of who may do what, under rules of a queue")
struct AccessCellTests {
    /// What is said of the queue.
    enum Rule: String, CaseIterable {
        case none, denied, granted, listed, notListed, authenticated, unshared

        func setting(_ right: PolicyRule.Right) -> Attribute? {
            func rule(_ text: String) -> Attribute { Attribute("quire-policy", .text(text)) }
            return switch self {
            case .none: nil
            case .denied: rule("deny \(right.rawValue) anna")
            case .granted: rule("grant \(right.rawValue) anna")
            case .listed: rule("allow \(right.rawValue) anna")
            case .notListed: rule("allow \(right.rawValue) ben")
            case .authenticated: Attribute("printer-op-policy", .name("authenticated"))
            case .unshared: Attribute("printer-is-shared", .boolean(false))
            }
        }
    }

    /// Everybody is called anna and comes from another machine.
    private static func requester(_ standing: Standing) -> Requester {
        let role: Role? =
            switch standing {
            case .administrator: .administrator
            case .operator: .operator_
            case .auditor: .auditor
            case .user: .user
            case .anonymous: nil
            }
        return Requester(
            origin: .network(address: "10.0.0.7", isLoopback: false), isPrivate: true,
            identity: role.map { Identity(name: "anna", role: $0) })
    }

    private static func mayDo(_ access: Access, _ standing: Standing, own: Bool, _ rule: Rule) -> Bool {
        // What is one's own is one's own to see.
        if access == .details, own { return true }
        let isPrinting = access == .printing || access == .forwarding
        // Lists keep no administrator out, but from printing.
        let isListed = standing != .administrator || access == .printing
        switch rule {
        case .unshared where isPrinting: return false
        case .denied where isListed, .notListed where isListed: return false
        case .authenticated where standing == .anonymous && access != .anyone: return false
        case .granted where standing != .anonymous && access != .anyone && access != .audit:
            // Who brings jobs prints.
            return access != .forwarding || AccessTable.grant(.printing, to: standing) != .no
        default: break
        }
        switch AccessTable.grant(access, to: standing) {
        case .all: return true
        case .own, .named: return own
        case .no: return false
        }
    }

    private static func isRefused(_ answer: IPPMessage) -> Bool {
        [.notAuthorized, .notAuthenticated].contains(answer.status)
    }

    /// Whether one operation that needs `access` is done.
    private func isDone(_ access: Access, _ counter: Counter, _ id: JobID) async throws -> Bool {
        let job = "/jobs/\(id)"
        switch access {
        case .anyone: return try await !Self.isRefused(counter.send(.getPrinterAttributes))
        case .details: return try await counter.send(.getJobAttributes, to: job)[.job]?["job-name"] != nil
        case .printing: return try await !Self.isRefused(counter.send(.printJob, document: Array("%PDF".utf8)))
        case .forwarding:
            let route = Attribute(JobRoute.attribute, .uri(UUIDText.urn(Array(repeating: 9, count: 16))))
            let answer = try await counter.send(.printJob, [route], document: Array("%PDF".utf8), user: "carl")
            guard let made = answer[.job]?["job-id"]?.integerValue else { return false }
            return try await counter.job(JobID(made)).owner == Owner(user: "carl", host: "10.0.0.7", isProved: true)
        case .jobOwner: return try await !Self.isRefused(counter.send(.holdJob, to: job))
        case .documents:
            let first = [Attribute("document-number", .integer(1))]
            return try await !Self.isRefused(counter.send(.cupsGetDocument, to: job, first))
        case .operation: return try await !Self.isRefused(counter.send(.pausePrinter))
        case .administration:
            let info = [Attribute("printer-info", .text("By the door"))]
            return try await !Self.isRefused(counter.send(.setPrinterAttributes, printer: info))
        case .audit: return try await !Self.isRefused(counter.send(.quireGetAudit))
        }
    }

    @Test("Each cell is as it is written", arguments: Access.allCases, Standing.allCases)
    func cell(access: Access, standing: Standing) async throws {
        for rule in Rule.allCases {
            for own in [true, false] {
                var counter = try await Counter(.standard)
                let him = Self.requester(standing)
                // Who may not print has printed when he might.
                let ben = Requester(origin: .localUser(uid: 1001, name: "ben"), isPrivate: true)
                counter.caller.requester = own ? him : ben
                if own, him.identity != nil { counter.caller.requester.identity = Identity(name: "anna", role: .user) }
                let id = try await counter.makeJob()
                counter.caller.requester = Requester(origin: .localUser(uid: 0, name: "root"), isPrivate: true)
                if let setting = rule.setting(access.right) {
                    #expect(try await counter.send(.setPrinterAttributes, printer: [setting], user: nil).status == .ok)
                }
                counter.caller.requester = him

                let isDone = try await isDone(access, counter, id)

                #expect(
                    isDone == Self.mayDo(access, standing, own: own, rule),
                    "\(access) by \(standing), \(own ? "his own" : "another's"), \(rule)")
            }
        }
    }
}
