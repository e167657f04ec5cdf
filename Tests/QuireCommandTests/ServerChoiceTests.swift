import Glibc
import IPP
import IPPClient
import Testing

@testable import quire

@Suite("Which server, which printer, which user")
struct ServerChoiceTests {
    private func choice(
        _ wishes: ServerChoice.Wishes = .init(), _ environment: [String: String] = [:]
    ) throws -> ServerChoice {
        try ServerChoice(wishes, in: Command.session(["lpr"], environment: environment))
    }

    @Test("The command line wins over the environment, and that over the default")
    func order() throws {
        var wishes = ServerChoice.Wishes()
        wishes.server = "a:1"

        #expect(try choice(wishes, ["CUPS_SERVER": "b:2"]).address.description == "a:1")
        #expect(try choice(.init(), ["CUPS_SERVER": "b:2", "QUIRE_SERVER": "c:3"]).address.description == "b:2")
        #expect(try choice(.init(), ["QUIRE_SERVER": "c:3"]).address.description == "c:3")
        #expect(try choice(.init(), ["QUIRE_SERVER": ""]).address.description == "localhost:631")
        #expect(try choice(.init(), ["IPP_PORT": "8631"]).address.description == "localhost:8631")
    }

    @Test("A server's name may carry the version of IPP, or be a socket")
    func spellings() throws {
        let old = try choice(.init(), ["CUPS_SERVER": "a/version=1.1"])

        #expect(old.version == .v1_1)
        #expect(old.address.description == "a:631")
        #expect(try choice(.init(), ["CUPS_SERVER": "/run/x.sock"]).address.place == .unixSocket(path: "/run/x.sock"))
        #expect(throws: Failure.self) { try choice(.init(), ["CUPS_SERVER": "a/version=9"]) }
        #expect(throws: Failure.self) { try choice(.init(), ["CUPS_SERVER": "a:b:c d"]) }
    }

    @Test("Encryption is asked for by -E, the environment or the scheme")
    func encryption() throws {
        var wishes = ServerChoice.Wishes()
        wishes.isEncrypted = true

        #expect(try choice(wishes, ["CUPS_SERVER": "a"]).address.security == .upgrade)
        #expect(try choice(wishes, ["CUPS_SERVER": "/s"]).address.security == .plain)
        #expect(try choice(.init(), ["CUPS_SERVER": "a", "CUPS_ENCRYPTION": "Always"]).address.security == .tls)
        #expect(try choice(.init(), ["CUPS_SERVER": "ipps://a"]).address.security == .tls)
        #expect(throws: Failure.self) { try choice(.init(), ["CUPS_SERVER": "a", "CUPS_ENCRYPTION": "Perhaps"]) }
    }

    @Test("client.conf names the server and the user, with comments and any case")
    func clientConfiguration() {
        var configuration = ClientConfiguration()
        configuration.fill(from: "# ServerName no\nservername printsrv:8631 # yes\nUser ben\nBogus x\n")
        configuration.fill(from: "ServerName later\nEncryption Required\n")

        #expect(configuration == ClientConfiguration(serverName: "printsrv:8631", user: "ben", encryption: "Required"))
    }

    @Test("The printer: -P, LPDEST, PRINTER, lpoptions, in this order")
    func printer() {
        var defaults = DefaultOptions()
        defaults.read("Dest other media=A4\nDefault saved/draft print-quality=3 sides=one-sided\n")
        func name(_ option: String?, _ environment: [String: String]) -> String? {
            PrinterChoice.local(option, defaults, in: Command.session(["lpr"], environment: environment))?
                .nameWithInstance
        }

        #expect(name("p", ["LPDEST": "a", "PRINTER": "b"]) == "p")
        #expect(name(nil, ["LPDEST": "a", "PRINTER": "b"]) == "a")
        #expect(name(nil, ["PRINTER": "b"]) == "b")
        #expect(name(nil, ["PRINTER": "lp"]) == "saved/draft")
        #expect(
            defaults.options(for: "saved/draft") == [
                PrintOption("print-quality", "3"), PrintOption("sides", "one-sided"),
            ])
        #expect(defaults.options(for: "OTHER") == [PrintOption("media", "A4")])
    }

    @Test("A server that is not there is named, in one line", arguments: [("lpr", 1), ("lpq", 1), ("lprm", 1)])
    func unreachable(name: String, code: Int32) async {
        let result = await Command.run([name, "-P", "x"], server: "127.0.0.1:1")

        #expect(
            result
                == Result(
                    output: "", errors: "\(name): no print server at 127.0.0.1:1: connection refused\n", code: code))
    }

    @Test("Challenges are taken apart")
    func schemes() {
        #expect(Login.schemes(in: #"Basic realm="CUPS", PeerCred, Local trc="y""#) == ["basic", "peercred", "local"])
        #expect(Login.base64(Array("anna:secret".utf8)) == "YW5uYTpzZWNyZXQ=")
        #expect(Login.base64([]) == "")
    }

    @Test("The first certificate seen is remembered, of servers on other machines only")
    func knownCertificate() throws {
        let home = "/tmp/quire-home-test-\(UInt64.random(in: 0 ... .max))"
        defer { _ = Command.removeFolder(home) }
        let session = Command.session(["lpr"], environment: ["XDG_CONFIG_HOME": home])
        let remote = ServerAddress(.network(host: "printsrv", port: 631), security: .tls)
        let local = ServerAddress(.network(host: "localhost", port: 631), security: .tls)

        #expect(KnownCertificate(of: remote, in: session).trust == .none)
        KnownCertificate(of: remote, in: session).remember([1, 2, 3])
        KnownCertificate(of: remote, in: session).remember([4])
        KnownCertificate(of: local, in: session).remember([5])
        #expect(KnownCertificate(of: remote, in: session).trust == .pinned([[1, 2, 3]]))
        #expect(KnownCertificate(of: local, in: session).trust == .none)
        let strict = Command.session(["lpr"], environment: ["XDG_CONFIG_HOME": home, "CUPS_VALIDATECERTS": "yes"])
        #expect(KnownCertificate(of: remote, in: strict).trust == .system)
    }
}
