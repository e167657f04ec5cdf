import IPP
import PrintModel
import QuireTestKit
import Testing

@testable import Operations

@Suite("Queues of other servers")
struct RemoteTests {
    /// Says of each server that it is away, or what was removed.
    private struct FakeKeeper: RemoteKeeper {
        func update(_ server: String?) async -> [RemoteReport] {
            var one = RemoteReport(server: "ipp://a:631/")
            (one.changed, one.removed, one.kept) = (["hall"], ["attic"], ["cellar"])
            return [one, RemoteReport(server: "ipp://b:631/", problem: "it is away")].filter {
                server == nil || $0.server == server
            }
        }
    }

    private func counter() async throws -> Counter {
        var counter = try await Counter()
        var context = counter.context
        context.remotes = FakeKeeper()
        counter.service = OperationService(context: context)
        return counter
    }

    @Test("Where one was adopted from is set and told, with its name there; nothing else is told of it")
    func set() async throws {
        let counter = try await counter()
        func remote() async throws -> AttributeGroup? {
            try await counter.send(.getPrinterAttributes, to: "/printers/raw")[.printer]
        }
        func set(_ value: AttributeValue) async throws -> StatusCode {
            try await counter.send(
                .setPrinterAttributes, to: "/printers/raw", printer: [Attribute("quire-remote", value)]
            ).status
        }
        #expect(try await remote()?["quire-remote"] == nil)

        #expect(try await set(.uri("ipp://srv.example:631/")) == .ok)

        #expect(try await remote()?["quire-remote"]?.stringValue == "ipp://srv.example:631/")
        #expect(try await remote()?["quire-remote-gone"]?.values == [.outOfBand(.noValue)])
        for bad in ["http://srv/", "ipp://a@b/", "ipp://a b/"] {
            #expect(try await set(.uri(bad)) == .attributesOrValuesNotSupported, "\(bad)")
        }
        #expect(try await set(.outOfBand(.noValue)) == .ok)
        #expect(try await remote()?["quire-remote"] == nil)
    }

    @Test("A look at other servers tells what came of it, server by server; one that nothing was adopted from is none")
    func update() async throws {
        let counter = try await counter()

        let answer = try await counter.send(.quireUpdateRemotes, to: nil)

        #expect(answer.status == .ok)
        let reports = answer.groups.filter { $0.tag == .printer }
        #expect(reports.map { $0["quire-remote"]?.stringValue } == ["ipp://a:631/", "ipp://b:631/"])
        #expect(reports.first?["quire-remote-changed"]?.stringValues == ["hall"])
        #expect(reports.first?["quire-remote-removed"]?.stringValues == ["attic"])
        #expect(reports.first?["quire-remote-kept"]?.stringValues == ["cellar"])
        #expect(reports.last?["quire-remote-problem"]?.stringValue == "it is away")
        let unknown = try await counter.send(
            .quireUpdateRemotes, to: nil, [Attribute("quire-remote", .uri("ipp://nobody:631/"))])
        #expect(unknown.status == .notFound)
    }
}
