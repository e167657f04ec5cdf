import IPP
import PrintModel
import QuireTestKit
import Testing

@testable import Operations

@Suite("Jobs that another server passes on")
struct RouteTests {
    private static func urn(_ octet: UInt8) -> String { UUIDText.urn(Array(repeating: octet, count: 16)) }

    private func printJob(_ route: [AttributeValue]) async throws -> (IPPMessage, Counter) {
        let counter = try await Counter()
        return (
            try await counter.send(.printJob, [Attribute(JobRoute.attribute, route)], document: Array("%PDF".utf8)),
            counter
        )
    }

    @Test("The way a job has come is kept and shown")
    func kept() async throws {
        let way = [AttributeValue.uri(Self.urn(7)), .uri(Self.urn(8))]

        let (answer, counter) = try await printJob(way)

        #expect(answer.status == .ok)
        let shown = try await counter.send(.getJobAttributes, to: "/jobs/1")[.job]
        #expect(shown?[JobRoute.attribute]?.values == way)
    }

    @Test("A job that has been here before is refused, in a sentence that says why")
    func circle() async throws {
        let other = try await Counter()
        let mine = InstanceUUID(other.context.settings.instanceUUID).urn(of: JobID(4711))

        let (answer, counter) = try await printJob([.uri(Self.urn(7)), .uri(mine.uppercased()), .uri(Self.urn(8))])

        #expect(answer.status == .attributesOrValuesNotSupported)
        #expect(answer[.operation]?["status-message"]?.stringValue?.contains("circle") == true)
        #expect(try await counter.store.jobs(JobQuery(which: .all), after: nil, limit: 10).jobs.isEmpty)
    }

    @Test("A way that is too long, or is none, is refused", arguments: [9, 0])
    func wrong(count: Int) async throws {
        let way: [AttributeValue] =
            count > 0 ? (0..<count).map { .uri(Self.urn(UInt8($0))) } : [.uri("ftp://somewhere"), .keyword("x")]

        let (answer, _) = try await printJob(way)

        #expect(answer.status == .attributesOrValuesNotSupported)
        #expect(answer[.unsupported]?[JobRoute.attribute] != nil)
    }

    @Test("What a server makes is told from what others make")
    func instance() {
        let mine = InstanceUUID(Array(1...16))
        let other = InstanceUUID(Array(2...17))

        #expect(mine.hasMade(mine.urn(of: JobID(1))))
        #expect(mine.hasMade(mine.urn(of: JobID(.max))))
        #expect(!mine.hasMade(other.urn(of: JobID(1))))
        #expect(!mine.hasMade("urn:uuid:"))
        #expect(!mine.hasMade(""))
    }
}
