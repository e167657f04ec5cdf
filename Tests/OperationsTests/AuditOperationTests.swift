import IPP
import PrintModel
import QuireTestKit
import Synchronization
import Testing

@testable import Operations

@Suite("The record of who did what, over IPP")
struct AuditOperationTests {
    /// Ten records, as if they had been kept; remembers what was asked for.
    private final class FakeAudit: AuditLog {
        let asked = Mutex<[AuditQuery]>([])
        let fault: AuditVerdict.Fault?

        init(fault: AuditVerdict.Fault? = nil) { self.fault = fault }

        let recorded = Mutex<[AuditEvent]>([])
        let noted = Mutex<[AuditEvent]>([])

        func record(_ event: AuditEvent) async { recorded.withLock { $0.append(event) } }
        func note(_ event: AuditEvent) { noted.withLock { $0.append(event) } }

        func records(_ query: AuditQuery, after number: UInt64, limit: Int) async throws -> AuditPage {
            asked.withLock { $0.append(query) }
            let records = (1...10).map { AuditRecord(number: $0, line: "{\"n\":\($0)}") }
            let page = Array(records.filter { $0.number > number }.prefix(limit))
            return AuditPage(records: page, next: page.last.flatMap { $0.number < 10 ? $0.number : nil })
        }

        func verify() async throws -> AuditVerdict { AuditVerdict(first: 1, last: 10, head: "ab12", fault: fault) }
    }

    private func counter(_ audit: FakeAudit, role: Role = .auditor) async throws -> Counter {
        var counter = try await Counter(.standard)
        var context = counter.context
        context.audit = audit
        counter.service = OperationService(context: context)
        counter.caller.requester = Requester(
            origin: .network(address: "10.0.0.7", isLoopback: false), isPrivate: true,
            identity: Identity(name: "anna", role: role))
        return counter
    }

    @Test("Records come in their order, a page at a time, and the answer says where to go on")
    func pages() async throws {
        let audit = FakeAudit()
        let counter = try await counter(audit)
        var numbers: [String] = []
        var after = "0"

        for _ in 0..<4 {
            let answer = try await counter.send(
                .quireGetAudit, to: "/ipp/system",
                [
                    Attribute("quire-audit-after", .text(after)), Attribute("limit", .integer(3)),
                    Attribute("quire-user", .name("ben")), Attribute("quire-operation", .keyword("Pause-Printer")),
                ])
            #expect(answer.status == .ok)
            numbers += answer.groups.compactMap { $0["quire-audit-record"]?.stringValue }
            guard let next = answer[.operation]?["quire-audit-next"]?.stringValue else { break }
            after = next
        }

        #expect(numbers == (1...10).map { "{\"n\":\($0)}" })
        let query = AuditQuery(user: "ben", operation: "Pause-Printer")
        #expect(audit.asked.withLock { $0 } == Array(repeating: query, count: 4))
    }

    @Test("A place to go on that is no number, and a limit of nothing, are refused", arguments: ["x", "-1", ""])
    func wrong(after: String) async throws {
        let counter = try await counter(FakeAudit())

        let place = try await counter.send(
            .quireGetAudit, to: "/ipp/system", [Attribute("quire-audit-after", .text(after))])
        let limit = try await counter.send(.quireGetAudit, to: "/ipp/system", [Attribute("limit", .integer(0))])

        #expect(place.status == .attributesOrValuesNotSupported)
        #expect(limit.status == .attributesOrValuesNotSupported)
    }

    @Test("Whether the record is whole is told, and which record is the first that is not as it was")
    func verified() async throws {
        let whole = try await counter(FakeAudit()).send(.quireVerifyAudit, to: "/ipp/system")
        let changed = try await counter(FakeAudit(fault: AuditVerdict.Fault(number: 7, reason: "another hash")))
            .send(.quireVerifyAudit, to: "/ipp/system")

        #expect(whole[.system]?["quire-audit-is-whole"]?.values == [.boolean(true)])
        #expect(whole[.system]?["quire-audit-head"]?.stringValue == "ab12")
        #expect(whole[.system]?["quire-audit-fault"] == nil)
        #expect(changed[.system]?["quire-audit-is-whole"]?.values == [.boolean(false)])
        #expect(changed[.system]?["quire-audit-fault-number"]?.stringValue == "7")
    }

    @Test(
        "Each document of somebody else that is read back is recorded; one's own, and looks into the record, are noted")
    func reads() async throws {
        let audit = FakeAudit()
        var counter = try await counter(audit, role: .user)
        let owner = counter.caller.requester
        let id = try await counter.makeJob()
        let document = Attribute("document-number", .integer(1))
        let root = Requester(origin: .localUser(uid: 0, name: "root"), isPrivate: true)

        for (requester, operation, uri) in [
            (owner, OperationID.cupsGetDocument, "/jobs/\(id)"), (root, .cupsGetDocument, "/jobs/\(id)"),
            (root, .quireGetAudit, "/ipp/system"),
        ] {
            counter.caller.requester = requester
            #expect(try await counter.send(operation, to: uri, [document], user: nil).status == .ok)
        }

        #expect(audit.recorded.withLock { $0.map { "\($0.who) \($0.kind) \($0.target)" } } == ["root read job \(id)"])
        #expect(
            audit.noted.withLock { $0.map { "\($0.who) \($0.kind) \($0.operation)" } } == [
                "anna read CUPS-Get-Document", "root read Quire-Get-Audit",
            ])
    }

    @Test("What is refused before anybody is judged is no change, whatever it asked for")
    func unread() async throws {
        let audit = FakeAudit()
        var counter = try await counter(audit)
        counter.caller.requester = Requester(
            origin: .network(address: "192.0.2.66", isLoopback: false), isPrivate: false)
        let pause = IPPMessage(
            code: OperationID.pausePrinter.rawValue, requestID: 7,
            groups: [
                AttributeGroup(
                    .operation,
                    [
                        Attribute("attributes-charset", .charset("utf-8")),
                        Attribute("attributes-natural-language", .naturalLanguage("en")),
                        Attribute("printer-uri", .uri("ipp://localhost/printers/raw")),
                    ])
            ])
        let whole = pause.encoded()
        var old = whole
        old[0] = 9
        var unnumbered = whole
        for index in 4..<8 { unnumbered[index] = 0 }

        for bytes in [old, unnumbered, Array(whole.dropLast(9)), Array(whole.prefix(8))] {
            #expect(!(try await counter.answer(to: bytes).status.isSuccessful))
        }
        #expect(audit.recorded.withLock { $0 }.isEmpty && audit.noted.withLock { $0 }.isEmpty)
        #expect(try await counter.answer(to: whole).status == .notAuthorized)
        #expect(audit.noted.withLock { $0.map(\.kind) } == [.refusal])
        counter.caller.requester = Requester(origin: .localUser(uid: 0, name: "root"), isPrivate: true)
        #expect(try await counter.send(.pausePrinter, to: "/printers/none", user: nil).status == .notFound)
        // An administrator's, though nothing came of it.
        #expect(audit.recorded.withLock { $0.map(\.kind) } == [.change])
    }

    @Test("It is for auditors and administrators", arguments: Role.allCases)
    func roles(role: Role) async throws {
        let counter = try await counter(FakeAudit(), role: role)
        let isForHim = role == .auditor || role == .administrator

        for operation in [OperationID.quireGetAudit, .quireVerifyAudit] {
            let status = try await counter.send(operation, to: "/ipp/system").status
            #expect(status == (isForHim ? .ok : .notAuthorized), "\(operation)")
        }
    }

    @Test("What says that it only asks changes nothing; what has a name like a question is one")
    func questions() async throws {
        let counter = try await Counter()
        _ = try await counter.makeJob()
        func state() async throws -> [String] {
            [
                "\(counter.store.revision)", "\(counter.store.lastEvent)",
                "\(try await counter.store.jobs(JobQuery(which: .all), after: nil, limit: 100).jobs)",
            ]
        }
        let before = try await state()

        for operation in OperationTable.all.map({ type(of: $0) }) {
            let (name, isQuestion) = ("\(operation.id)", operation.isQuestion)
            if name.contains("Get-") || name.contains("Validate-") { #expect(isQuestion, "\(name)") }
            guard isQuestion else { continue }
            for target in ["/printers/raw", "/jobs/1", "/ipp/system"] {
                _ = try await counter.send(operation.id, to: target, document: [1])
            }
            #expect(try await state() == before, "\(name)")
        }
    }
}
