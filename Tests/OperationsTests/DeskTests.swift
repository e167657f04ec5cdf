import IPP
import PrintModel
import QuireTestKit
import Synchronization
import Testing

@testable import Operations

@Suite("Jobs from older ways in")
struct DeskTests {
    private let remote = Caller(
        requester: Requester(origin: .network(address: "192.0.2.7", isLoopback: false), isPrivate: false),
        authority: nil, path: "/printers/raw")

    private func held(_ text: String, on desk: OperationDesk, queue: String = "raw") async throws -> HeldDocument {
        try #require(try await desk.receive(.bytes(Array(text.utf8)), for: queue, from: remote))
    }

    @Test("A job is made of what was handed in, as one of whoever claims it at his address")
    func made() async throws {
        let counter = try await Counter(.standard)
        let desk = OperationDesk(context: counter.context)
        let slip = JobSlip(
            user: "anna", name: "two\u{7}files", attributes: [Attribute("job-priority", .integer(70))],
            parts: [
                .init(try await held("%PDF-1", on: desk), name: "one.pdf", copies: 2),
                .init(try await held("%PDF-2", on: desk), name: "two.pdf", copies: 2),
            ])

        let job = try await counter.job(try await desk.submit(slip, to: "raw", from: remote))

        #expect(job.owner == Owner(user: "anna", host: "192.0.2.7", isProved: false))
        #expect(job.name == "two files")
        #expect(job.priority == 70)
        #expect(job.attributes["copies"]?.integerValue == 2)
        #expect(!job.lifecycle.isOpen)
        #expect(try await counter.store.documents(of: job.id).map(\.name) == ["one.pdf", "two.pdf"])
    }

    @Test("Files of one job have copies of their own where they differ")
    func copies() async throws {
        let counter = try await Counter(.standard)
        let desk = OperationDesk(context: counter.context)
        let slip = JobSlip(
            user: "anna", name: nil,
            parts: [.init(try await held("%PDF-1", on: desk)), .init(try await held("%PDF-2", on: desk), copies: 3)])

        let id = try await desk.submit(slip, to: "raw", from: remote)

        let documents = try await counter.store.documents(of: id)
        #expect(documents.map { $0.attributes["copies"]?.integerValue } == [1, 3])
    }

    @Test("What IPP refuses is refused, in the same words, and says whether it helps to come again")
    func refusals() async throws {
        let counter = try await Counter(.standard)
        let desk = OperationDesk(context: counter.context)
        await #expect(throws: DeskRefusal("there is no printer 'nowhere'")) {
            try await desk.admit(to: "nowhere", user: nil, from: remote)
        }
        await #expect(throws: DeskRefusal.self) { try await desk.admit(to: "../x", user: nil, from: remote) }
        await #expect(throws: DeskRefusal.self) { try await held("text", on: desk, queue: "pdf") }

        _ = try await counter.store.update(counter.printer("raw").id, at: counter.clock.now()) {
            $0.acceptsJobs = false
        }
        let refusal = await #expect(throws: DeskRefusal.self) {
            try await desk.admit(to: "raw", user: nil, from: remote)
        }
        #expect(refusal?.isTemporary == true)
        #expect(refusal?.reason == "Destination \"raw\" is not accepting jobs.")
    }

    @Test("Lists of users keep out whom they keep out with IPP")
    func users() async throws {
        let counter = try await Counter(.standard)
        let desk = OperationDesk(context: counter.context)
        let owner = Caller(
            requester: Requester(origin: .localUser(uid: 0, name: "root"), isPrivate: true), authority: nil, path: "/")
        var admin = counter
        admin.caller = owner
        _ = try await admin.send(
            .cupsAddModifyPrinter, printer: [Attribute("requesting-user-name-denied", .name("mallory"))])

        _ = try await desk.admit(to: "raw", user: nil, from: remote)
        _ = try await desk.admit(to: "raw", user: "anna", from: remote)
        await #expect(throws: DeskRefusal("Not allowed to print.")) {
            try await desk.admit(to: "raw", user: "mallory", from: remote)
        }
        let slip = JobSlip(user: "mallory", name: nil, parts: [.init(try await held("%PDF-1", on: desk))])
        await #expect(throws: DeskRefusal("Not allowed to print.")) {
            try await desk.submit(slip, to: "raw", from: remote)
        }
    }

    @Test(
        "Whom rules about addresses keep out is refused before he has sent anything, on whichever queue takes his jobs",
        arguments: [
            "deny print 192.0.2.0/24", "deny all *", "allow print 10.0.0.0/8", "deny print anna", "allow print anna",
        ])
    func places(rule: String) async throws {
        let counter = try await Counter(.standard)
        let desk = OperationDesk(context: counter.context)
        let isAboutPeople = rule.hasSuffix("anna")
        let read = Mutex(0)
        let stream = DocumentStream {
            read.withLock { $0 += 1 }
            return nil
        }
        let raw = try counter.printer("raw").id
        _ = try await counter.store.update(raw, at: counter.clock.now()) {
            $0.attributes.set(Attribute("quire-policy", .text(rule)))
        }
        for queue in ["raw", "pdf"] {
            if isAboutPeople {
                _ = try await desk.admit(to: queue, user: nil, from: remote)
            } else {
                await #expect(throws: DeskRefusal("Not allowed to print.")) {
                    try await desk.admit(to: queue, user: nil, from: remote)
                }
                await #expect(throws: DeskRefusal("Not allowed to print.")) {
                    try await desk.receive(stream, for: queue, from: remote)
                }
            }
            // Then by way of one that says nothing itself.
            _ = try await counter.store.update(counter.printer("pdf").id, at: counter.clock.now()) {
                $0.redirect = raw
            }
        }
        #expect(read.withLock { $0 } == 0)
    }

    @Test("A queue for those who prove who they are takes nothing of those who cannot")
    func proof() async throws {
        let counter = try await Counter(.standard)
        _ = try await counter.store.update(counter.printer("raw").id, at: counter.clock.now()) {
            $0.attributes.set(Attribute("printer-op-policy", .name("authenticated")))
        }

        await #expect(throws: DeskRefusal.self) {
            try await OperationDesk(context: counter.context).admit(to: "raw", user: nil, from: remote)
        }
    }
}
