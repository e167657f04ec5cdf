import IPP
import Logging
import PrintModel
import QuireTestKit
import Synchronization
import Testing

@testable import Remotes

@Suite("Queues that were adopted follow their server")
struct RemoteFollowerTests {
    /// Another server, whose answers a test sets.
    private final class Other: Sendable {
        private let state = Mutex<(queues: [String: RemoteListing.Queue]?, asked: Int)>(([:], 0))

        var asked: Int { state.withLock { $0.asked } }

        /// `nil` is away.
        func set(_ queues: [String: RemoteListing.Queue]?) { state.withLock { $0.queues = queues } }

        func answer() throws(RemoteProblem) -> RemoteListing {
            let queues = state.withLock { state in
                state.asked += 1
                return state.queues
            }
            guard let queues else { throw RemoteProblem("it is away") }
            return RemoteListing(
                queues.map { name, queue in
                    AttributeGroup(
                        .printer,
                        [
                            Attribute("printer-name", .name(name)), Attribute("printer-info", .text(queue.info)),
                            Attribute("printer-location", .text(queue.location)),
                        ])
                })
        }
    }

    private static let server = "ipp://srv:631/"
    private let store = MemoryStore()
    private let clock = FakeClock()
    private let other = Other()

    private func follower() -> RemoteFollower {
        RemoteFollower(printers: store, clock: clock, log: Logger(label: "test")) {
            [other] _ async throws(RemoteProblem) in try other.answer()
        }
    }

    @discardableResult
    private func adopt(_ name: String, _ there: String) async throws -> Printer {
        var new = NewPrinter(
            name: try #require(PrinterName(name)), deviceURI: "\(Self.server)printers/\(there)", info: "old")
        new.attributes.set(Printer.remoteAttribute, .uri(Self.server))
        return try await store.add(new, at: clock.now())
    }

    private func printer(_ name: String) throws -> Printer? { store.printer(named: try #require(PrinterName(name))) }

    @Test("What it is called and where it is are taken over, until somebody changes them here")
    func follows() async throws {
        try await adopt("hall", "Hall%20A")
        other.set(["hall a": .init(info: "Hall", location: "1st")])
        let follower = follower()

        #expect(await follower.update(nil).first?.changed == ["hall"])
        #expect(try printer("hall")?.info == "Hall")
        #expect(try printer("hall")?.location == "1st")
        #expect(await follower.update(nil).first?.changed == [], "nothing is new")

        let id = try #require(try printer("hall")).id
        _ = try await store.update(id, at: clock.now()) { $0.info = "Ours" }
        other.set(["hall a": .init(info: "Hall 2", location: "2nd")])
        _ = await follower.update(nil)
        #expect(try printer("hall")?.info == "Ours")
        #expect(try printer("hall")?.location == "2nd")
    }

    @Test("One that is gone takes no new jobs and says why; back again, all is as before")
    func returns() async throws {
        try await adopt("hall", "hall")
        let id = try #require(try printer("hall")).id
        let ticket = Ticket(
            printer: id, name: "x", owner: Owner(user: "anna", host: "h", isProved: false))
        _ = try await store.submit(ticket, documents: [], isOpen: true, closesAt: nil, at: clock.now())
        let follower = follower()

        let report = try #require(await follower.update(Self.server).first)

        #expect(report.kept == ["hall"] && report.removed.isEmpty, "it has a job")
        let gone = try #require(try printer("hall"))
        #expect(!gone.acceptsJobs)
        #expect(gone.stateMessage.contains("ipp://srv:631/ has no printer hall any more"))
        #expect(gone.remoteGoneSince == clock.now())

        other.set(["hall": .init(info: "Hall", location: "")])
        _ = await follower.update(nil)
        #expect(try printer("hall")?.acceptsJobs == true)
        #expect(try printer("hall")?.stateMessage == "")
        #expect(try printer("hall")?.remoteGoneSince == nil)
    }

    @Test("One that is gone and has nothing waiting is removed; the default printer and what nobody adopted stay")
    func removes() async throws {
        try await adopt("hall", "hall")
        let second = try await adopt("attic", "attic")
        try await store.setDefault(second.id)
        let own = try await store.add(
            NewPrinter(name: try #require(PrinterName("own")), deviceURI: "\(Self.server)printers/own"), at: clock.now()
        )

        let report = try #require(await follower().update(nil).first)

        #expect(report.removed == ["hall"])
        #expect(report.kept == ["attic"])
        #expect(store.printer(own.id) == own)
    }

    @Test("A server that is away, or that says not all, removes nothing; it is asked more and more rarely")
    func away() async throws {
        try await adopt("hall", "hall")
        other.set(nil)
        let follower = follower()

        #expect(await follower.update(nil).first?.problem == "it is away")
        #expect(try printer("hall")?.acceptsJobs == true)

        let many = (0..<RemoteListing.printersMax).map { number in
            AttributeGroup(.printer, [Attribute("printer-name", .name("p\(number)"))])
        }
        #expect(!RemoteListing(many).isWhole)
    }

    @Test("Nothing is asked where nothing was adopted")
    func nothing() async throws {
        #expect(await follower().update(nil).isEmpty)
        #expect(other.asked == 0)
    }
}
