import IPP
import PrintModel
import QuireTestKit
import Testing

@testable import Operations

@Suite("Printers in the network are found when somebody asks")
struct FindTests {
    private struct FakeFinder: PrinterFinder {
        var problem: FindProblem?

        func find(within limit: Duration) async throws(FindProblem) -> [FoundPrinter] {
            if let problem { throw problem }
            func service(_ kind: FoundService.Kind, _ port: UInt16) -> FoundService? {
                FoundService(
                    kind, instance: "Hall 2", host: "10.0.0.7", port: port,
                    text: ["rp=ipp/print", "ty=Acme", "UUID=01234567-89ab-cdef-0123-456789abcdef"])
            }
            return FoundPrinter.together([service(.raw, 9100), service(.ipps, 631)].compactMap { $0 })
        }
    }

    private func counter(_ policy: AccessPolicy.Kind = .open, problem: String? = nil) async throws -> Counter {
        var counter = try await Counter(policy)
        var context = counter.context
        context.finder = FakeFinder(problem: problem.map { FindProblem($0) })
        counter.service = OperationService(context: context)
        return counter
    }

    @Test("Each is told with what a queue for it is called and the ways to it, the best first")
    func found() async throws {
        let answer = try await counter().send(.quireFindPrinters, to: nil)

        #expect(answer.status == .ok)
        let printer = try #require(answer[.printer])
        #expect(printer["printer-name"]?.stringValue == "Hall_2")
        #expect(printer["printer-dns-sd-name"]?.stringValue == "Hall 2")
        #expect(printer["device-uri"]?.stringValues == ["ipps://10.0.0.7/ipp/print", "socket://10.0.0.7"])
        #expect(printer["printer-uuid"]?.stringValue == "urn:uuid:01234567-89ab-cdef-0123-456789abcdef")
    }

    @Test("They are among the devices, one for each, by a scheme that was asked for")
    func devices() async throws {
        let counter = try await counter()

        let all = try await counter.send(.cupsGetDevices, to: nil)
        let raw = try await counter.send(
            .cupsGetDevices, to: nil, [Attribute("include-schemes", .name("socket"))])
        let direct = try await counter.send(.cupsGetDevices, to: nil, [Attribute("device-class", .keyword("direct"))])

        func uris(_ answer: IPPMessage) -> [String] {
            answer.groups.compactMap { $0["device-uri"]?.stringValue }.filter { $0.contains("10.0.0.7") }
        }
        #expect(uris(all) == ["ipps://10.0.0.7/ipp/print"])
        #expect(uris(raw) == ["socket://10.0.0.7"])
        #expect(uris(direct) == [])
    }

    @Test(
        "Where nobody can look it is said why, devices of other kinds are still told, and a time out of range is refused"
    )
    func missing() async throws {
        let counter = try await counter(problem: "Avahi does not run.")

        let answer = try await counter.send(.quireFindPrinters, to: nil)

        #expect(answer.status == .serviceUnavailable)
        #expect(answer[.operation]?["status-message"]?.stringValue == "Avahi does not run.")
        #expect(try await counter.send(.cupsGetDevices, to: nil).status.isSuccessful)
        let long = try await counter.send(.quireFindPrinters, to: nil, [Attribute("timeout", .integer(3600))])
        #expect(long.status == .attributesOrValuesNotSupported)
    }

    @Test("Nobody at another machine has this one look around, but administrators")
    func remote() async throws {
        var counter = try await counter(.standard)
        counter.caller.requester = Requester(
            origin: .network(address: "192.0.2.9", isLoopback: false), isPrivate: true)
        #expect(try await counter.send(.quireFindPrinters, to: nil).status == .forbidden)

        counter.caller.requester.identity = Identity(name: "ada", groups: [], role: .administrator)
        #expect(try await counter.send(.quireFindPrinters, to: nil).status == .ok)

        counter.caller.requester = Requester(origin: .localUser(uid: 1000, name: "anna"), isPrivate: true)
        #expect(try await counter.send(.quireFindPrinters, to: nil).status == .ok)
    }
}
