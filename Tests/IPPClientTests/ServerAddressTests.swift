import IPPClient
import Testing

@Suite("Addresses of servers")
struct ServerAddressTests {
    @Test(
        "As people write them",
        arguments: [
            ("printsrv", ServerAddress(.network(host: "printsrv", port: 631))),
            ("printsrv:6631", ServerAddress(.network(host: "printsrv", port: 6631))),
            ("[::1]:8631", ServerAddress(.network(host: "::1", port: 8631))),
            ("::1", ServerAddress(.network(host: "::1", port: 631))),
            ("/run/quire/quire.sock", ServerAddress(.unixSocket(path: "/run/quire/quire.sock"))),
            ("unix:/run/q.sock", ServerAddress(.unixSocket(path: "/run/q.sock"))),
            ("unix:///run/q.sock", ServerAddress(.unixSocket(path: "/run/q.sock"))),
            ("ipp://host/printers/a", ServerAddress(.network(host: "host", port: 631))),
            ("ipps://host", ServerAddress(.network(host: "host", port: 631), security: .tls)),
            ("http://host:80/", ServerAddress(.network(host: "host", port: 80))),
            ("https://[fe80::1]/", ServerAddress(.network(host: "fe80::1", port: 443), security: .tls)),
        ])
    func parsed(text: String, address: ServerAddress) {
        #expect(ServerAddress(text) == address)
    }

    @Test("What is none", arguments: ["", "host:", "host:0", "host:99999", "ftp://host", "a b", "unix:", "[::1"])
    func refused(text: String) {
        #expect(ServerAddress(text) == nil)
    }
}
