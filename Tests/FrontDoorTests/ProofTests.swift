import Operations
import PrintModel
import Synchronization
import Testing

@testable import FrontDoor

@Suite("Who a request proves to be", .timeLimit(.minutes(30)))
struct ProofTests {
    /// Says who asked. A document that begins with "refuse" is refused in a way that a proof might change.
    private static let telling = StubService(
        ready: { message, caller in message.count == 11 ? Array("ready for \(name(of: caller))".utf8) : nil }
    ) { _, document, caller in
        var answer = ServiceAnswer(contentType: "application/ipp", bytes: Array("made for \(name(of: caller))".utf8))
        answer.wantsProof = (try? await document.next())?.starts(with: Array("refuse".utf8)) == true
        return answer
    }

    private static func name(of caller: Caller) -> String { caller.requester.identity?.name ?? "nobody" }

    /// "Bearer NAME" is right for every name but three.
    private final class Stub: Authenticator {
        let challenges: [String]
        private let asked = Mutex<[String]>([])
        init(challenges: [String] = [#"Basic realm="Quire""#]) { self.challenges = challenges }

        var fields: [String] { asked.withLock { $0 } }

        func authenticate(_ authorization: String, from source: String) async -> Authentication {
            asked.withLock { $0.append(authorization) }
            return switch authorization.split(separator: " ").last {
            case "wrong": .refused
            case "often": .tooMany(retryAfter: .milliseconds(14_200))
            case let name?: .proved(Identity(name: "\(source) \(name)", role: .user))
            case nil: .refused
            }
        }
    }

    private func serving(
        _ authenticator: Stub = Stub(), hasTLS: Bool = true,
        _ body: (Client, _ clear: Client, Stub) async throws -> Void
    ) async throws {
        let folder = try TemporaryFolder()
        let configuration = HTTPConfiguration(
            listeners: [.tcp(host: "127.0.0.1", port: 0)], limits: .patient,
            certificateFolder: hasTLS ? "\(folder.path)/tls" : nil)
        try await withServer(Self.telling, authenticator: authenticator, configuration: configuration) { port, _ in
            let clear = try await Client.connect(port: port)
            try await body(hasTLS ? try await Client.connect(port: port, tls: true) : clear, clear, authenticator)
        }
    }

    private func ipp(_ document: String = "x", _ authorization: String? = nil) -> [UInt8] {
        Request.ipp(
            Request.message + Array(document.utf8), fields: authorization.map { ["Authorization: \($0)"] } ?? [])
    }

    @Test("In TLS the operation runs as whoever was proved, request by request")
    func proved() async throws {
        try await serving { (client, _, _) async throws in
            #expect(try await client.ask(ipp("x", "Bearer anna")).body == "made for 127.0.0.1 anna")
            #expect(try await client.ask(ipp("x", "Bearer anna")).body == "made for 127.0.0.1 anna")
            #expect(try await client.ask(ipp("x", "Basic ben")).body == "made for 127.0.0.1 ben")
            #expect(try await client.ask(ipp("x")).body == "made for nobody")
        }
    }

    @Test("What is proved is looked at each time: what is revoked is worthless at once")
    func eachTime() async throws {
        try await serving { (client, _, stub) async throws in
            for _ in 0..<3 { _ = try await client.ask(ipp("x", "Bearer anna")) }
            #expect(stub.fields.count == 3)
        }
    }

    @Test("In the clear the password is not looked at; its sender is told to come in TLS")
    func clear() async throws {
        try await serving { (_, clear, stub) async throws in
            let answer = try await clear.ask(ipp("x", "Basic anna"))

            #expect(answer.status == 426)
            #expect(answer.fields["upgrade"] == "TLS/1.2, HTTP/1.1")
            #expect(answer.fields["connection"] == "Upgrade")
            #expect(stub.fields.isEmpty)
            #expect(try await clear.ask(ipp()).body == "made for nobody")
        }
    }

    @Test("Without TLS a password is not taken at all")
    func withoutTLS() async throws {
        try await serving(hasTLS: false) { (_, clear, stub) async throws in
            #expect(try await clear.ask(ipp("x", "Basic anna")).status == 403)
            #expect(try await clear.ask(ipp("refuse")).status == 200)
            #expect(stub.fields.isEmpty)
        }
    }

    @Test("A wrong one is told so, with its document read to the end; the connection goes on")
    func wrong() async throws {
        try await serving { (client, _, _) async throws in
            let answer = try await client.ask(ipp(String(repeating: "x", count: 300_000), "Basic wrong"))

            #expect(answer.status == 401)
            #expect(answer.fields["www-authenticate"] == #"Basic realm="Quire""#)
            #expect(try await client.ask(ipp("x", "Basic anna")).status == 200)
        }
    }

    @Test("Too many are told when to come again, in whole seconds")
    func tooMany() async throws {
        try await serving { (client, _, _) async throws in
            let answer = try await client.ask(ipp("x", "Basic often"))

            #expect(answer.status == 429)
            #expect(answer.fields["retry-after"] == "15")
        }
    }

    @Test(
        "Other schemes, and two proofs at once, are not looked at (H26, H27)",
        arguments: [
            ["Digest username=x"], ["Negotiate abc"], ["Local 00000000"], ["PeerCred root"], [""],
            ["Basic anna", "Bearer ben"],
        ])
    func others(authorizations: [String]) async throws {
        try await serving { (client, _, stub) async throws in
            let request = Request.ipp(fields: authorizations.map { "Authorization: \($0)" })

            #expect(try await client.ask(request).status == (authorizations.count == 2 ? 400 : 401))
            #expect(stub.fields.isEmpty)
        }
    }

    @Test("A refusal that a proof might change asks for one: in TLS by 401, in the clear by 426")
    func asked() async throws {
        try await serving { (client, clear, _) async throws in
            let inTLS = try await client.ask(ipp("refuse"))
            #expect(inTLS.status == 401)
            #expect(inTLS.fields["www-authenticate"] == #"Basic realm="Quire""#)
            #expect(try await clear.ask(ipp("refuse")).status == 426)
            #expect(try await clear.ask(ipp("print")).body == "made for nobody")
        }
    }

    @Test("Where nobody can prove anything, a refusal stays one of IPP")
    func nobody() async throws {
        try await serving(Stub(challenges: [])) { (client, clear, _) async throws in
            #expect(try await client.ask(ipp("refuse")).body == "made for nobody")
            #expect(try await clear.ask(ipp("refuse")).body == "made for nobody")
        }
    }

    @Test("An answer that lies ready is given to who proves nothing without a look, and to others after it")
    func ready() async throws {
        try await serving { (client, _, stub) async throws in
            let request = Request.ipp(Request.message.dropLast() + [1, 3], fields: [])
            #expect(try await client.ask(request).body == "ready for nobody")
            #expect(stub.fields.isEmpty)
            let proved = Request.ipp(Request.message.dropLast() + [1, 3], fields: ["Authorization: Bearer anna"])
            #expect(try await client.ask(proved).body == "ready for 127.0.0.1 anna")
            let wrong = Request.ipp(Request.message.dropLast() + [1, 3], fields: ["Authorization: Bearer wrong"])
            #expect(try await client.ask(wrong).status == 401)
        }
    }
}
