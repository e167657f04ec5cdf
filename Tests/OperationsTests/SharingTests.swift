import IPP
import PrintModel
import QuireTestKit
import Testing

@testable import Operations

@Suite("Printers that are not shared are for this machine only")
struct SharingTests {
    private let far = Requester(origin: .network(address: "192.0.2.9", isLoopback: false), isPrivate: true)

    /// `pdf` is shared, `raw` is not.
    private func counter() async throws -> Counter {
        var counter = try await Counter(.standard)
        _ = try await counter.store.update(try counter.printer("raw").id, at: counter.clock.now()) {
            $0.isShared = false
        }
        counter.caller.requester = far
        return counter
    }

    private func names(_ counter: Counter) async throws -> [String] {
        try await counter.send(.cupsGetPrinters, to: "/").groups.compactMap { $0["printer-name"]?.stringValue }
    }

    @Test("Jobs from other machines are refused in CUPS' words, whoever asks; those of this machine are taken")
    func refused() async throws {
        var counter = try await counter()

        for operation in [OperationID.printJob, .createJob, .validateJob] {
            let answer = try await counter.send(operation, to: "/printers/raw", document: Array("%PDF-1".utf8))
            #expect(answer.status == .notAuthorized)
            #expect(answer[.operation]?["status-message"]?.stringValue == "The printer or class is not shared.")
        }
        #expect(try await counter.send(.printJob, to: "/printers/pdf", document: Array("%PDF-1".utf8)).status == .ok)
        counter.caller.requester.identity = Identity(name: "ada", groups: [], role: .administrator)
        #expect(try await counter.send(.validateJob, to: "/printers/raw").status == .notAuthorized)

        for near in [
            Requester.Origin.localUser(uid: 1000, name: "anna"), .network(address: "127.0.0.1", isLoopback: true),
        ] {
            counter.caller.requester = Requester(origin: near, isPrivate: true)
            let answer = try await counter.send(.printJob, to: "/printers/raw", document: Array("%PDF-1".utf8))
            #expect(answer.status == .ok)
        }
    }

    @Test("Behind a proxy on this machine nobody is at it but who comes over the socket")
    func proxy() async throws {
        var counter = try await Counter(.standard) { settings in
            settings.policy.trustsLoopback = false
        }
        _ = try await counter.store.update(try counter.printer("raw").id, at: counter.clock.now()) {
            $0.isShared = false
        }
        func status(_ origin: Requester.Origin, _ operation: OperationID) async throws -> StatusCode {
            counter.caller.requester = Requester(origin: origin, isPrivate: true)
            return try await counter.send(operation, document: Array("%PDF-1".utf8)).status
        }
        let (proxy, socket) = (
            Requester.Origin.network(address: "127.0.0.1", isLoopback: true),
            Requester.Origin.localUser(uid: 1000, name: "anna")
        )

        #expect(try await status(proxy, .printJob) == .notAuthorized)
        #expect(try await status(proxy, .quireFindPrinters) == .forbidden)
        #expect(try await status(socket, .printJob) == .ok)
        #expect(try await status(socket, .quireFindPrinters) != .forbidden)
    }

    @Test("The same over older ways in, before anything is taken in")
    func desk() async throws {
        let counter = try await counter()
        let desk = OperationDesk(context: counter.context)
        let caller = Caller(requester: far, authority: nil, path: "/printers/raw")

        await #expect(throws: DeskRefusal("The printer or class is not shared.")) {
            _ = try await desk.admit(to: "raw", user: nil, from: caller)
        }
        await #expect(throws: DeskRefusal("The printer or class is not shared.")) {
            _ = try await desk.receive(.bytes(Array("%PDF-1".utf8)), for: "raw", from: caller)
        }
        _ = try await desk.admit(to: "pdf", user: "anna", from: caller)
    }

    @Test("A queue that takes no jobs by LPD takes them in all other ways")
    func line() async throws {
        let counter = try await counter()
        let caller = Caller(requester: far, authority: nil, path: "/printers/pdf")
        let line = OperationDesk(context: counter.context, door: .lineDaemon)
        _ = try await line.admit(to: "pdf", user: nil, from: caller)
        var owner = counter
        owner.caller.requester = Requester(origin: .localUser(uid: 0, name: "root"), isPrivate: true)

        let set = try await owner.send(
            .setPrinterAttributes, to: "/printers/pdf", printer: [Attribute("quire-lpd", .boolean(false))])

        #expect(set.status == .ok)
        await #expect(throws: DeskRefusal("pdf takes no jobs by LPD")) {
            _ = try await line.admit(to: "pdf", user: nil, from: caller)
        }
        await #expect(throws: DeskRefusal.self) { _ = try await line.admit(to: "pdf", user: "anna", from: caller) }
        _ = try await OperationDesk(context: counter.context).admit(to: "pdf", user: "anna", from: caller)
        #expect(try await counter.send(.printJob, to: "/printers/pdf", document: Array("%PDF-1".utf8)).status == .ok)
    }

    @Test("Other machines see in lists what is shared; who runs the rest sees all")
    func lists() async throws {
        var counter = try await counter()
        #expect(try await names(counter) == ["pdf"])
        #expect(try await counter.send(.getPrinterAttributes, to: "/printers/raw").status == .ok)

        counter.caller.requester.identity = Identity(name: "ada", groups: [], role: .operator_)
        #expect(try await names(counter) == ["pdf", "raw"])
        counter.caller.requester = Requester(origin: .localUser(uid: 1000, name: "anna"), isPrivate: true)
        #expect(try await names(counter) == ["pdf", "raw"])
    }

    @Test("Where the server shares nothing at all, nothing is, and it says so")
    func server() async throws {
        let counter = try await counter()
        var owner = counter
        owner.caller.requester = Requester(origin: .localUser(uid: 0, name: "root"), isPrivate: true)
        func says(_ counter: Counter) async throws -> Bool? {
            try await counter.send(.getPrinterAttributes, to: "/printers/pdf")[.printer]?["server-is-sharing-printers"]?
                .boolValue
        }
        #expect(try await says(owner) == true)

        try await counter.store.updateSystem(by: nil, at: counter.clock.now()) { record in
            record.attributes.set(SystemRecord.sharingAttribute, .boolean(false))
        }
        counter.clock.advance(by: .seconds(2))

        #expect(try await says(owner) == false)
        #expect(try await names(counter).isEmpty)
        let refused = try await counter.send(.printJob, to: "/printers/pdf", document: Array("%PDF-1".utf8))
        #expect(refused[.operation]?["status-message"]?.stringValue == "The printer or class is not shared.")
        let caller = Caller(requester: far, authority: nil, path: "/printers/pdf")
        await #expect(throws: DeskRefusal.self) {
            _ = try await OperationDesk(context: counter.context).admit(to: "pdf", user: nil, from: caller)
        }
    }
}
