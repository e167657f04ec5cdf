import FoundationEssentials
import Glibc
import NIOCore
import Operations
import PrintModel
import Testing

@testable import FrontDoor

@Suite("TLS and Unix sockets", .timeLimit(.minutes(30)))
struct PrivacyTests {
    private static let telling = StubService { _, _, caller in
        ServiceAnswer(
            contentType: "text/plain", bytes: Array("\(caller.requester.origin) \(caller.requester.isPrivate)".utf8))
    }

    private func configuration(_ folder: TemporaryFolder) -> HTTPConfiguration {
        HTTPConfiguration(
            listeners: [.tcp(host: "127.0.0.1", port: 0), .unix(path: "\(folder.path)/s")],
            limits: .patient, certificateFolder: "\(folder.path)/tls")
    }

    @Test("TLS and clear text share the port; the service knows which it was (H24)")
    func onePort() async throws {
        let folder = try TemporaryFolder()

        try await withServer(Self.telling, configuration: configuration(folder)) { port, _ in
            let (clear, secret) = (
                try await Client.connect(port: port), try await Client.connect(port: port, tls: true)
            )
            #expect(try await clear.ask(Request.ipp()).body.hasSuffix(" false"))
            for _ in 0..<3 { #expect(try await secret.ask(Request.ipp()).body.hasSuffix(" true")) }
        }
    }

    @Test("A connection is upgraded to TLS by OPTIONS, and goes on (RFC 2817)")
    func upgrade() async throws {
        let folder = try TemporaryFolder()
        let options = "OPTIONS * HTTP/1.1\r\nHost: localhost\r\nConnection: upgrade\r\nUpgrade: TLS/1.3,TLS/1.2\r\n\r\n"

        try await withServer(Self.telling, configuration: configuration(folder)) { port, _ in
            let client = try await Client.connect(port: port)
            #expect(try await client.ask(Request.ipp()).body.hasSuffix(" false"))
            let switching = try await client.ask(Array(options.utf8))
            #expect(switching.status == 101 && switching.fields["upgrade"]?.hasPrefix("TLS/1.2") == true)
            try await client.startTLS()

            #expect(try await client.answer().status == 200)
            #expect(try await client.ask(Request.ipp()).body.hasSuffix(" true"))
        }
    }

    @Test("On the Unix socket the kernel says who it is")
    func peer() async throws {
        let folder = try TemporaryFolder()
        let name = UserNames().lookUp(UInt32(geteuid()))

        try await withServer(Self.telling, configuration: configuration(folder)) { _, _ in
            let client = try await Client.connect(path: "\(folder.path)/s")
            let answer = try await client.ask(Request.ipp())
            #expect(answer.body == "localUser(uid: \(geteuid()), name: \"\(name)\") true")
            #expect(try await client.ask(Request.ipp(fields: ["Authorization: PeerCred \(name)"])).status == 200)
            #expect(try await client.ask(Request.ipp(fields: ["Authorization: PeerCred \(name)x"])).status == 401)
            #expect(try folder.mode("s") == 0o666)
        }
        #expect(try folder.names() == ["tls"])
    }

    @Test("A successor takes the socket's path over at once, and keeps it when its predecessor ends")
    func takeOver() async throws {
        let folder = try TemporaryFolder()
        let second = StubService { _, _, _ in ServiceAnswer(contentType: "text/plain", bytes: Array("second".utf8)) }

        try await withServer(Self.telling, configuration: configuration(folder)) { _, first in
            let old = try await Client.connect(path: "\(folder.path)/s")
            try await withServer(second, configuration: configuration(folder)) { _, _ in
                let new = try await Client.connect(path: "\(folder.path)/s")
                #expect(try await new.ask(Request.ipp()).body == "second")
                #expect(try await old.ask(Request.ipp()).body != "second")
                await first.stop(within: .zero)
                let newer = try await Client.connect(path: "\(folder.path)/s")
                #expect(try await newer.ask(Request.ipp()).body == "second")
            }
        }
    }

    @Test("What is no socket is neither replaced nor followed", arguments: ["file", "link", "folder"])
    func noSocket(kind: String) async throws {
        let folder = try TemporaryFolder()
        let path = "\(folder.path)/s"
        switch kind {
        case "file": try folder.write("precious", to: "s")
        case "link":
            try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: "\(folder.path)/elsewhere")
        default: try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        }

        await #expect(throws: ListenError.self) {
            try await withServer(Self.telling, configuration: HTTPConfiguration(listeners: [.unix(path: path)])) {
                _, _ in
            }
        }
        #expect(try folder.names() == ["s"])
    }
}
