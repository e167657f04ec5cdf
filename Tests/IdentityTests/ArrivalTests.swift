import Foundation
import PrintModel
import QuireTestKit
import Synchronization
import Testing

@testable import Identity

@Suite("Who came in, in the record of who did what")
struct ArrivalTests {
    private final class FakeAudit: AuditLog {
        private let state = Mutex<(kept: [AuditEvent], noted: [AuditEvent])>(([], []))
        /// What somebody waited for, and what nobody did.
        var kept: [AuditEvent] { state.withLock { $0.kept } }
        var noted: [AuditEvent] { state.withLock { $0.noted } }

        func record(_ event: AuditEvent) async { state.withLock { $0.kept.append(event) } }
        func note(_ event: AuditEvent) { state.withLock { $0.noted.append(event) } }
        func records(_ query: AuditQuery, after number: UInt64, limit: Int) async throws -> AuditPage {
            AuditPage(records: [], next: nil)
        }
        func verify() async throws -> AuditVerdict { AuditVerdict(first: 1, last: 0, head: "", fault: nil) }
    }

    private let clock = FakeClock()
    private let store = MemoryStore()
    private let audit = FakeAudit()
    private let authenticator: HouseAuthenticator

    init() {
        authenticator = HouseAuthenticator(
            accounts: store, machine: nil, clock: clock, desk: PasswordDesk(logRounds: 4), audit: audit
        ) { _, _ in .user }
    }

    private func add(_ name: String, role: Role) async throws {
        let hash = try PasswordHash(of: "right", logRounds: 4).text
        try await store.put(Account(name: name, role: role, passwordHash: hash, createdAt: clock.now()))
    }

    private func come(_ name: String, _ password: String = "right", from source: String = "192.0.2.1") async {
        let field = "Basic " + Data("\(name):\(password)".utf8).base64EncodedString()
        _ = await authenticator.authenticate(field, from: source)
    }

    @Test(
        "Who may do more than print is recorded once an hour for each address, with what his proof was",
        arguments: [Role.operator_, .administrator, .auditor])
    func managers(role: Role) async throws {
        try await add("anna", role: role)

        for _ in 0..<5 { await come("anna") }
        #expect(audit.kept.count == 1)
        let event = try #require(audit.kept.first)
        #expect(event.kind == .login && event.who == "anna" && event.host == "192.0.2.1" && event.proof == "password")
        #expect(event.result == "successful-ok" && event.detail == "as \(role.rawValue)")
        await come("anna", from: "192.0.2.2")
        #expect(audit.kept.count == 2)
        clock.advance(by: .seconds(3_599))
        await come("anna")
        #expect(audit.kept.count == 2)
        clock.advance(by: .seconds(2))
        await come("anna")
        #expect(audit.kept.count == 3)
        #expect(audit.noted.isEmpty)
    }

    @Test("Other users are not, and a wrong password is recorded as such each time")
    func others() async throws {
        try await add("ben", role: .user)
        try await add("anna", role: .operator_)

        await come("ben")
        #expect(audit.kept.isEmpty && audit.noted.isEmpty)
        for _ in 0..<2 { await come("anna", "wrong") }
        #expect(audit.noted.map(\.result) == ["refused", "refused"])
        #expect(audit.kept.isEmpty)
    }

    @Test("A certificate is, without anybody waiting")
    func certificate() async throws {
        try await add("anna", role: .operator_)

        for _ in 0..<3 { _ = authenticator.identity(ofCertificate: ["anna"], from: "192.0.2.1") }

        #expect(audit.noted.map(\.proof) == ["certificate"])
    }

    @Test("However many come from wherever, memory is bounded")
    func bounded() {
        let arrivals = Arrivals()
        let anna = Identity(name: "anna", role: .operator_)

        for number in 0..<30_000 { _ = arrivals.isNew(anna, from: "\(number)", at: clock.now()) }

        #expect(arrivals.count <= 10_000)
    }
}
