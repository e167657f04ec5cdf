import IPP
import PrintModel
import QuireTestKit
import Synchronization
import Testing

@testable import Operations

@Suite("Those who give passwords of jobs, in each other's way", .timeLimit(.minutes(30)))
struct JobPasswordTests {
    private static func network(_ address: String, _ name: String? = nil) -> Requester {
        Requester(
            origin: .network(address: address, isLoopback: false), isPrivate: true,
            identity: name.map { Identity(name: $0, groups: [], role: .user) })
    }

    private static func given(_ text: String) -> [Attribute] {
        [Attribute("job-password", .octetString(Array(text.utf8)))]
    }

    private func lockedJob(_ counter: Counter, of requester: Requester, as user: String = "anna") async throws -> JobID
    {
        var counter = counter
        counter.caller.requester = requester
        let answer = try await counter.send(
            .printJob, Self.given("1234"), document: Array("%PDF".utf8), user: user)
        return JobID(try #require(answer[.job]?["job-id"]?.integerValue))
    }

    private func release(
        _ id: JobID, _ word: String, by requester: Requester, as user: String = "anna", _ counter: Counter
    ) async throws -> StatusCode {
        var counter = counter
        counter.caller.requester = requester
        return try await counter.send(.releaseJob, to: "/jobs/\(id)", Self.given(word), user: user).status
    }

    @Test(
        "Wrong passwords of others in the same network do not keep an owner from his own jobs",
        arguments: [network("2001:db8:1:2::7"), network("fe80::7%eth0"), network("2001:db8:1:2::7", "anna")])
    func others(owner: Requester) async throws {
        let counter = try await Counter(.standard)
        let id = try await lockedJob(counter, of: owner)
        let guest = Self.network(owner.host.replacing("::7", with: "::8"))

        for _ in 0..<5 { #expect(try await release(id, "0000", by: guest, as: "bert", counter) == .notAuthorized) }
        #expect(try await release(id, "1234", by: guest, as: "bert", counter) == .notPossible)
        #expect(try await release(id, "1234", by: guest, as: "anna", counter) == .notPossible, "not from there")

        #expect(try await release(id, "4321", by: owner, counter) == .notAuthorized)
        #expect(try await release(id, "1234", by: owner, counter) == .ok)
    }

    @Test("Whoever says at one address that he is one owner after another has twenty tries, and no more")
    func manyOwners() async throws {
        let counter = try await Counter(.standard)
        let guest = Self.network("192.0.2.1")
        var statuses: [StatusCode] = []
        for number in 0..<24 {
            let answer = try await lockedJob(counter, of: guest, as: "user\(number)")
            statuses.append(try await release(answer, "0000", by: guest, as: "user\(number)", counter))
        }

        #expect(statuses == Array(repeating: .notAuthorized, count: 20) + Array(repeating: .notPossible, count: 4))
        let other = Self.network("192.0.2.2")
        let id = try await lockedJob(counter, of: other, as: "user0")
        #expect(try await release(id, "1234", by: other, as: "user0", counter) == .ok)
    }

    @Test("An owner's own wrong passwords slow him down, at whatever job of his, and nobody else of his place")
    func own() async throws {
        let counter = try await Counter(.standard)
        let (owner, neighbour) = (Self.network("192.0.2.1"), Self.network("192.0.2.1", "bert"))
        let (first, second) = (
            try await lockedJob(counter, of: owner), try await lockedJob(counter, of: owner)
        )
        let third = try await lockedJob(counter, of: neighbour)

        for _ in 0..<5 { #expect(try await release(first, "0000", by: owner, counter) == .notAuthorized) }

        #expect(try await release(second, "1234", by: owner, counter) == .notPossible)
        #expect(try await release(third, "1234", by: neighbour, as: "bert", counter) == .ok)
        counter.clock.advance(by: .seconds(16))
        #expect(try await release(second, "1234", by: owner, counter) == .ok)
    }

    @Test("An owner does not wait for strangers' turns, at his job or in his place")
    func turns() async throws {
        let counter = try await Counter(.standard)
        let owner = Self.network("192.0.2.1")
        let id = try await lockedJob(counter, of: owner)
        let begun = Begun()

        try await withThrowingTaskGroup(of: Void.self) { group in
            for turn in [PasswordTry.Turn.at(id), .of(.place(owner.source))] {
                group.addTask {
                    await counter.context.passwordTurns.inTurn(turn) {
                        begun.one()
                        await Self.untilCancelled()
                    }
                }
            }
            while begun.count < 2 { await Task.yield() }

            let status = try await release(id, "1234", by: owner, counter)
            #expect(status == .ok)
            group.cancelAll()
        }
    }

    @Test("What there is no room to look at is not counted, and the room is not one source's")
    func room() async throws {
        let counter = try await Counter(.standard)
        let (stranger, other) = (Self.network("192.0.2.9"), Self.network("192.0.2.10"))
        let id = try await lockedJob(counter, of: Self.network("192.0.2.1"))
        let context = counter.context
        let desk = context.secretDesk
        let begun = Begun()

        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<SharedPlaces.placesMax / 2 {
                group.addTask {
                    guard let password = try GivenPassword(Self.request(from: stranger), in: context) else { return }
                    _ = try await desk.opens(with: password, for: .place(stranger.source)) {
                        begun.one()
                        await Self.untilCancelled()
                        return nil
                    }
                }
            }
            while begun.count < SharedPlaces.placesMax / 2 { await Task.yield() }

            let refused = try await release(id, "1234", by: stranger, as: "bert", counter)
            #expect(refused == .busy)
            let tries = try await counter.job(id).lifecycle.passwordTries
            #expect(tries == 0)
            _ = try await lockedJob(counter, of: stranger)
            let status = try await release(id, "1234", by: other, as: "bert", counter)
            #expect(status == .ok)
            group.cancelAll()
        }
        let again = try await lockedJob(counter, of: Self.network("192.0.2.1"))
        #expect(try await release(again, "1234", by: stranger, as: "bert", counter) == .ok, "there is room again")
    }

    @Test("One source has at most half of the places that others leave")
    func places() {
        let places = SharedPlaces()
        func take(_ source: String) -> Int {
            var count = 0
            while places.enter(.place(source)) { count += 1 }
            return count
        }

        #expect((take("a"), take("b"), take("c")) == (32, 16, 8))
        #expect(take("a") == 0)
        for _ in 0..<32 { places.leave(.place("a")) }
        #expect(take("d") == 20)
    }

    private static func request(from requester: Requester) throws -> IPPRequest {
        let group = AttributeGroup(
            .operation,
            [
                Attribute("attributes-charset", .charset("utf-8")),
                Attribute("attributes-natural-language", .naturalLanguage("en")),
                Attribute("printer-uri", .uri("ipp://localhost/printers/raw")),
            ] + given("1234"))
        let message = IPPMessage(code: OperationID.releaseJob.rawValue, requestID: 1, groups: [group])
        return try IPPRequest(
            message, from: Caller(requester: requester, authority: nil, path: "/"), document: .bytes([]))
    }

    private final class Begun: Sendable {
        private let begun = Atomic(0)
        var count: Int { begun.load(ordering: .relaxed) }
        func one() { begun.add(1, ordering: .relaxed) }
    }

    private static func untilCancelled() async {
        // Only ever cut off.
        try? await Task.sleep(for: .seconds(60))
    }
}
