import IPP
import PrintModel
import QuireTestKit
import Testing

@testable import Operations

@Suite("Jobs that a server brings for its users")
struct ForwardingTests {
    private static func proved(_ name: String) -> Requester {
        Requester(
            origin: .network(address: "10.0.0.7", isLoopback: false), isPrivate: true,
            identity: Identity(name: name, role: .user))
    }

    private static let route = Attribute(JobRoute.attribute, .uri(UUIDText.urn(Array(repeating: 9, count: 16))))

    private func bring(
        _ rules: [String], user: String = "anna", by server: String = "branch", _ way: [Attribute] = [route]
    ) async throws -> (status: StatusCode, job: Job?, counter: Counter) {
        var counter = try await Counter(.standard)
        counter.caller.requester = Requester(origin: .localUser(uid: 0, name: "root"), isPrivate: true)
        let policy = Attribute("quire-policy", rules.map { .text($0) })
        #expect(try await counter.send(.setPrinterAttributes, printer: [policy], user: nil).status == .ok)
        counter.caller.requester = Self.proved(server)
        let answer = try await counter.send(.printJob, way, document: Array("%PDF".utf8), user: user)
        guard let id = answer[.job]?["job-id"]?.integerValue else { return (answer.status, nil, counter) }
        return (answer.status, try await counter.job(JobID(id)), counter)
    }

    @Test("With the right to, the user's name counts as proved, and it is written down who has brought the job")
    func brought() async throws {
        let (status, job, counter) = try await bring(["grant forward branch"])

        #expect(status == .ok)
        #expect(job?.owner == Owner(user: "anna", host: "10.0.0.7", isProved: true))
        var other = counter
        other.caller.requester = Self.proved("anna")
        let shown = try await other.send(.getJobAttributes, to: "/jobs/1", user: nil)[.job]
        #expect(shown?[Forwarding.bringer]?.stringValue == "branch")
        #expect(shown?["job-originating-user-name"]?.stringValue == "anna")
    }

    @Test(
        "Who has brought a job may cancel it, and so may its user, and nobody else",
        arguments: ["branch", "anna", "ben"])
    func cancelled(by name: String) async throws {
        let (_, _, counter) = try await bring(["grant forward branch"])
        var other = counter
        other.caller.requester = Self.proved(name)

        let status = try await other.send(.cancelJob, to: "/jobs/1", user: "anna").status

        #expect(status == (name == "ben" ? .notAuthorized : .ok))
    }

    @Test("Without the right to, or without a way, a job belongs to whoever has proved who he is")
    func notBrought() async throws {
        for (rules, way) in [
            (["grant forward office"], [Self.route]), (["grant forward branch"], []), ([], [Self.route]),
        ] {
            let (status, job, _) = try await bring(rules, way)

            #expect(status == .ok)
            #expect(job?.owner.user == "branch")
            #expect(job?.attributes[Forwarding.bringer] == nil)
        }
    }

    @Test("Rules count for the user of a job that is brought as they do for himself")
    func denied() async throws {
        #expect(try await bring(["grant forward branch", "deny print anna"]).status == .notAuthorized)
        #expect(try await bring(["grant forward branch", "deny print ben"]).status == .ok)
    }

    @Test("Nobody proves to be root by another server's word")
    func root() async throws {
        let (_, job, _) = try await bring(["grant forward branch"], user: "root")

        #expect(job?.owner.isProved == false)
    }

    @Test(
        "Limits of a user count the jobs that are brought for him, and leave others' and the server's own alone",
        arguments: [("jobs-per-user=1", StatusCode.tooManyJobs), ("jobs-per-minute=1", .busy)])
    func limits(line: String, refusal: StatusCode) async throws {
        var counter = try await Counter(.standard) { settings in
            var limits = Limits()
            #expect(throws: Never.self) { try limits.set(line) }
            settings = ServerSettings(
                instanceUUID: settings.instanceUUID, policy: settings.policy, softwareVersion: "1", limits: limits)
        }
        counter.caller.requester = Requester(origin: .localUser(uid: 0, name: "root"), isPrivate: true)
        let policy = Attribute("quire-policy", .text("grant forward branch"))
        #expect(try await counter.send(.setPrinterAttributes, printer: [policy], user: nil).status == .ok)
        counter.caller.requester = Self.proved("branch")
        func bring(for user: String) async throws -> StatusCode {
            try await counter.send(.printJob, [Self.route], document: Array("%PDF".utf8), user: user).status
        }

        #expect(try await bring(for: "anna") == .ok)
        #expect(try await bring(for: "anna") == refusal)
        #expect(try await bring(for: "ben") == .ok)
        #expect(try await bring(for: "branch") == .ok)
        counter.caller.requester = Self.proved("anna")
        #expect(
            try await counter.send(.printJob, document: Array("%PDF".utf8), user: nil).status == refusal,
            "what was brought for her is hers")
    }

    @Test("A client cannot say by whom its job was brought")
    func forged() async throws {
        let counter = try await Counter(.standard)

        let answer = try await counter.send(
            .printJob, [Attribute(Forwarding.bringer, .name("anna"))],
            job: [Attribute(Forwarding.bringer, .name("anna"))], document: Array("%PDF".utf8))

        #expect(answer.status.isSuccessful)
        #expect(try await counter.job(JobID(1)).attributes[Forwarding.bringer] == nil)
    }
}
