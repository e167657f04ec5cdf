import IPP
import PrintModel
import QuireTestKit
import Testing

@testable import Operations

@Suite("Whose jobs are printed again, and by whom")
struct JobAgainRightsTests {
    private static let again: [OperationID] = [.resubmitJob, .reprocessJob]

    private static func proved(_ name: String, role: Role = .user) -> Requester {
        Requester(
            origin: .network(address: "10.0.0.7", isLoopback: false), isPrivate: true,
            identity: Identity(name: name, role: role))
    }

    private static func unproved(_ address: String = "10.0.0.8") -> Requester {
        Requester(origin: .network(address: address, isLoopback: false), isPrivate: true)
    }

    /// A finished job of whoever that is.
    private func finished(
        by requester: Requester = Self.proved("anna"), limits line: String? = nil
    ) async throws -> (Counter, JobID) {
        var counter = try await Counter(.standard) { settings in
            guard let line else { return }
            var limits = Limits()
            #expect(throws: Never.self) { try limits.set(line) }
            settings = ServerSettings(
                instanceUUID: settings.instanceUUID, policy: settings.policy, softwareVersion: "1", limits: limits)
        }
        counter.caller.requester = requester
        return (counter, try await counter.finishedJob())
    }

    private func set(_ counter: Counter, _ name: String, _ values: [AttributeValue]) async throws {
        var counter = counter
        counter.caller.requester = Requester(origin: .localUser(uid: 0, name: "root"), isPrivate: true)
        let answer = try await counter.send(.setPrinterAttributes, printer: [Attribute(name, values)], user: nil)
        #expect(answer.status == .ok)
    }

    private func reads(_ id: JobID, as requester: Requester, _ counter: Counter) async throws -> StatusCode {
        var counter = counter
        counter.caller.requester = requester
        return try await counter.send(
            .cupsGetDocument, to: "/jobs/\(id)", [Attribute("document-number", .integer(1))], user: nil
        ).status
    }

    @Test("It stays its owner's: whoever else has it printed again does not get its documents", arguments: again)
    func documents(operation: OperationID) async throws {
        let (base, old) = try await finished()
        var counter = base
        try await set(counter, "quire-policy", [.text("grant manage ben")])

        for other in [Self.proved("ben"), Self.proved("carl", role: .operator_)] {
            counter.caller.requester = other
            let answer = try await counter.send(operation, to: "/jobs/\(old)", user: nil)
            let id = JobID(try #require(answer[.job]?["job-id"]?.integerValue))

            #expect(try await counter.job(id).owner == Owner(user: "anna", host: "10.0.0.7", isProved: true))
            #expect(try await reads(id, as: other, counter) == .notAuthorized)
            #expect(try await reads(id, as: Self.proved("anna"), counter) == .ok)
        }
    }

    @Test("What is private to its owner is so in a copy that an administrator makes", arguments: again)
    func privacy(operation: OperationID) async throws {
        let (base, old) = try await finished()
        var counter = base
        try await set(counter, "job-privacy-scope", [.keyword("owner")])
        counter.caller.requester = Self.proved("root2", role: .administrator)

        let answer = try await counter.send(operation, to: "/jobs/\(old)", user: nil)
        let id = JobID(try #require(answer[.job]?["job-id"]?.integerValue))

        #expect(try await reads(id, as: counter.caller.requester, counter) == .notAuthorized)
    }

    @Test("Whoever proves the name of an unproved job does not come to its documents by a copy", arguments: again)
    func unproved(operation: OperationID) async throws {
        let (base, old) = try await finished(by: Self.unproved())
        var counter = base
        counter.caller.requester = Self.proved("anna")

        let answer = try await counter.send(operation, to: "/jobs/\(old)", user: nil)
        let id = JobID(try #require(answer[.job]?["job-id"]?.integerValue))

        #expect(try await counter.job(id).owner.isProved == false)
        #expect(try await reads(id, as: counter.caller.requester, counter) == .notAuthorized)
        let cancel = try await counter.send(.cancelJob, to: "/jobs/\(id)", user: nil)
        #expect(cancel.status == .ok, "it is hers all the same")
    }

    @Test(
        "Who may not print there any more has none of his kept jobs printed again",
        arguments: again + [.restartJob], ["deny print anna", "allow print ben", "deny print 10.0.0.0/8"])
    func denied(operation: OperationID, rule: String) async throws {
        let (counter, old) = try await finished()
        try await set(counter, "quire-policy", [.text(rule)])

        #expect(try await counter.send(operation, to: "/jobs/\(old)", user: nil).status == .notAuthorized)

        #expect(try await counter.job(old).state == .completed)
        #expect(try await counter.order().isEmpty)
        try await set(counter, "quire-policy", [.outOfBand(.noValue)])
        #expect(try await counter.send(operation, to: "/jobs/\(old)", user: nil).status == .ok)
    }

    @Test(
        "From another machine nothing is printed again on what is not shared any more", arguments: again + [.restartJob]
    )
    func unshared(operation: OperationID) async throws {
        let (counter, old) = try await finished()
        try await set(counter, "printer-is-shared", [.boolean(false)])

        let answer = try await counter.send(operation, to: "/jobs/\(old)", user: nil)

        #expect(answer[.operation]?["status-message"]?.stringValue == "The printer or class is not shared.")
        #expect(try await counter.order().isEmpty)
    }

    @Test("It counts as one more job of its owner's", arguments: again + [.restartJob])
    func waiting(operation: OperationID) async throws {
        let (base, old) = try await finished(limits: "jobs-per-user=1")
        var counter = base
        _ = try await counter.makeJob()
        counter.caller.requester = Self.proved("carl", role: .operator_)

        #expect(try await counter.send(operation, to: "/jobs/\(old)", user: nil).status == .tooManyJobs)
    }

    @Test("How fast jobs are made counts for whoever has them printed again", arguments: again + [.restartJob])
    func rate(operation: OperationID) async throws {
        let (base, old) = try await finished(limits: "jobs-per-minute=2")
        var counter = base
        try await set(counter, "quire-policy", [.text("grant manage ben")])
        counter.caller.requester = Self.proved("ben")
        _ = try await counter.makeJob(user: "ben")
        _ = try await counter.makeJob(user: "ben")

        #expect(try await counter.send(operation, to: "/jobs/\(old)", user: nil).status == .busy)

        counter.caller.requester = Self.proved("anna")
        #expect(try await counter.send(operation, to: "/jobs/\(old)", user: nil).status == .ok)
    }

    @Test("What a mere name has locked with a password is not printed again with another one", arguments: again)
    func password(operation: OperationID) async throws {
        var counter = try await Counter(.standard)
        counter.caller.requester = Self.unproved()
        func password(_ text: String) -> Attribute { Attribute("job-password", .octetString(Array(text.utf8))) }
        let made = try await counter.send(.printJob, [password("1234")], document: Array("%PDF".utf8))
        let old = JobID(try #require(made[.job]?["job-id"]?.integerValue))
        #expect(try await counter.send(.cancelJob, to: "/jobs/\(old)").status == .ok)

        let answer = try await counter.send(operation, to: "/jobs/\(old)", [password("9999")])
        let id = JobID(try #require(answer[.job]?["job-id"]?.integerValue))

        #expect(try await counter.send(.releaseJob, to: "/jobs/\(id)", [password("9999")]).status == .notAuthorized)
        #expect(try await counter.send(.releaseJob, to: "/jobs/\(id)", [password("1234")]).status == .ok)
    }

    @Test(
        "A server that has brought a job has it printed again for its user, as far as that one may print",
        arguments: again)
    func brought(operation: OperationID) async throws {
        var counter = try await Counter(.standard)
        try await set(counter, "quire-policy", [.text("grant forward branch")])
        counter.caller.requester = Self.proved("branch")
        let route = Attribute(JobRoute.attribute, .uri(UUIDText.urn(Array(repeating: 9, count: 16))))
        let made = try await counter.send(.printJob, [route], document: Array("%PDF".utf8), user: "anna")
        let old = JobID(try #require(made[.job]?["job-id"]?.integerValue))
        #expect(try await counter.send(.cancelJob, to: "/jobs/\(old)", user: nil).status == .ok)

        let answer = try await counter.send(operation, to: "/jobs/\(old)", user: nil)
        let job = try await counter.job(JobID(try #require(answer[.job]?["job-id"]?.integerValue)))

        #expect(job.owner.user == "anna")
        #expect(job.attributes[Forwarding.bringer]?.stringValue == "branch")
        try await set(counter, "quire-policy", [.text("grant forward branch"), .text("deny print anna")])
        #expect(try await counter.send(operation, to: "/jobs/\(old)", user: nil).status == .notAuthorized)
    }
}
