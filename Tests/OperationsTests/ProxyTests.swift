import IPP
import PrintModel
import QuireTestKit
import Testing

@testable import Operations

@Suite("Behind a proxy on this machine nobody is at it but who comes over the socket")
struct ProxyTests {
    private static let proxy = Requester(origin: .network(address: "127.0.0.1", isLoopback: true), isPrivate: false)
    private static let tls = Requester(origin: .network(address: "127.0.0.1", isLoopback: true), isPrivate: true)
    private static let socket = Requester(origin: .localUser(uid: 1000, name: "anna"), isPrivate: true)
    private static let document = Array("%PDF-1".utf8)

    private func counter(_ kind: AccessPolicy.Kind = .standard, as requester: Requester = proxy) async throws -> Counter
    {
        var counter = try await Counter(kind, converts: true) { $0.policy.trustsLoopback = false }
        counter.caller.requester = requester
        return counter
    }

    @Test("Passwords of devices and of documents that come in the clear are not used", arguments: [proxy, tls, socket])
    func ignored(requester: Requester) async throws {
        let counter = try await counter(as: requester)
        let secret = Attribute("document-password", .octetString(Array("open".utf8)))
        let info = Attribute("auth-info", [.text("anna"), .text("secret")])

        let printed = try await counter.send(
            .printJob, to: "/printers/pdf", [secret], job: [info], document: Self.document)
        let validated = try await counter.send(.validateDocument, to: "/printers/pdf", [secret])

        let id = JobID(try #require(printed[.job]?["job-id"]?.integerValue))
        let isTaken = requester.isPrivate
        #expect((counter.store.secret(of: id) != nil) == isTaken)
        #expect((try await counter.job(id).attributes["document-password"] != nil) == isTaken)
        let refused = Set(printed[.unsupported]?.attributes.map(\.name) ?? [])
        #expect(refused == (isTaken ? [] : ["auth-info", "document-password"]))
        #expect(validated[.unsupported]?["document-password"]?.values == (isTaken ? nil : [.outOfBand(.unsupported)]))
    }

    @Test("Nor is what a held job waits for", arguments: [proxy, tls])
    func heldJob(requester: Requester) async throws {
        let counter = try await counter(as: requester)
        let id = try await counter.makeJob()
        let raw = try counter.printer("raw").id
        let lease = try #require(try await counter.store.claim(on: raw, limit: 1, at: counter.clock.now()).first)
        _ = try await counter.store.finish(lease, with: .needsCredentials(because: "who?"), at: counter.clock.now())
        let info = Attribute("auth-info", [.text("anna"), .text("secret")])

        let answer = try await counter.send(.cupsAuthenticateJob, to: "/jobs/\(id)", job: [info])

        #expect(answer.status == (requester.isPrivate ? .ok : .forbidden))
        #expect((counter.store.secret(of: id) != nil) == requester.isPrivate)
    }

    @Test("Nor is a job's own password, when it is made and when it is released")
    func jobPassword() async throws {
        var counter = try await counter()
        let password = [Attribute("job-password", .octetString(Array("1234".utf8)))]
        #expect(try await counter.send(.printJob, password, document: Self.document).status == .forbidden)
        counter.caller.requester = Self.tls
        let made = try await counter.send(.printJob, password, document: Self.document)
        let id = try #require(made[.job]?["job-id"]?.integerValue)

        counter.caller.requester = Self.proxy
        #expect(try await counter.send(.releaseJob, to: "/jobs/\(id)", password).status == .forbidden)
        counter.caller.requester = Self.tls
        #expect(try await counter.send(.releaseJob, to: "/jobs/\(id)", password).status == .ok)
    }

    @Test("Who comes by it is not told where only this machine reaches the server", arguments: [proxy, socket])
    func places(requester: Requester) async throws {
        let counter = try await counter(as: requester)
        counter.context.listening.tell {
            [
                ListeningPlace(.ipp, address: "127.0.0.1", port: 8001),
                ListeningPlace(.ipp, address: "::", port: 8002),
            ]
        }
        let names = ["system-xri-supported", "quire-listening"].map { AttributeValue.keyword($0) }

        let answer = try await counter.askSystem(
            .getSystemAttributes, [Attribute("requested-attributes", names)])

        let isHere = requester == Self.socket
        #expect((answer[.system]?["quire-listening"] != nil) == isHere)
        #expect(String(decoding: answer.encoded(), as: UTF8.self).contains(":8001") == isHere)
    }

    @Test("Nor does the policy that lets everybody here do everything take him for here")
    func open() async throws {
        var counter = try await counter(.open)
        let change = [Attribute("printer-info", .text("new"))]

        #expect(try await counter.send(.setPrinterAttributes, printer: change).status == .notAuthorized)
        counter.caller.requester = Self.socket
        #expect(try await counter.send(.setPrinterAttributes, printer: change).status == .ok)
    }
}
