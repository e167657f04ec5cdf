import Testing

@testable import FrontDoor

@Suite("Reading the head of a request")
struct HeadReadingTests {
    private func head(_ lines: String...) throws -> HTTPRequestHead {
        try HTTPRequestHead(parsing: Array((lines + ["", ""]).joined(separator: "\r\n").utf8), limits: .standard)
    }

    @Test("Everything that matters is in the head")
    func everything() throws {
        let head = try head(
            "POST /printers/B%C3%BCro?x=%20 HTTP/1.1", "HOST:\tprint.local:631 ",
            "Content-Type: Application/IPP; charset=x",
            "Content-Length: 17", "Expect: 100-Continue", "Connection: TE, Close", "X-Empty:")

        #expect(head.method == "POST" && head.path == "/printers/Büro" && head.query == "x=%20")
        #expect(head.authority == "print.local:631")
        #expect(head.mediaType == "application/ipp")
        #expect(head.framing == .length(17) && head.expectsContinue && !head.keepsAlive)
        #expect(head.field("x-empty") == "" && head.field("x-none") == nil)
    }

    @Test(
        "A target may name the server too; its word counts before Host",
        arguments: [
            ("http://localhost:631/a?b", "/a", "b", "localhost:631"),
            ("ipp://printer.local/ipp/print", "/ipp/print", nil, "printer.local"),
            ("HTTP://localhost", "/", nil, "localhost"), ("http://localhost?q", "/", "q", "localhost"),
        ] as [(String, String, String?, String)])
    func absoluteTargets(target: String, path: String, query: String?, authority: String) throws {
        let head = try head("GET \(target) HTTP/1.1", "Host: other")

        #expect(head.path == path && head.query == query && head.authority == authority)
    }

    @Test(
        "A target that is no path is refused",
        arguments: [
            "nonsense", "*", "http://", "http:///x", "ftp://localhost/", "localhost:631", "/a/..", "/..", "/a/%2e./b",
        ])
    func badTargets(target: String) {
        #expect(throws: HTTPRefusal.self) { try head("GET \(target) HTTP/1.1", "Host: localhost") }
    }

    @Test("Dots that do not climb are names", arguments: ["/a..b", "/...", "/.well-known/x", "/a/.." + "x"])
    func dots(target: String) throws {
        #expect(try head("GET \(target) HTTP/1.1", "Host: localhost").path == target)
    }

    @Test("No bytes make it trap")
    func noise() {
        var random = SeededGenerator(seed: 1)
        let seeds = [Request.ipp(), Request.chunked([Request.message]), Request.get("/a%20b?c")]
        for _ in 0..<20_000 {
            var bytes = seeds.randomElement(using: &random) ?? []
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            _ = try? HTTPRequestHead(parsing: bytes, limits: .standard)
        }
    }
}

@Suite("Names under which we answer")
struct HostAllowListTests {
    private let hosts = HostAllowList(hostName: "Print.Example", aliases: ["drucker.example."])

    @Test(
        "Our names and all addresses",
        arguments: [
            "localhost", "LOCALHOST:631", "localhost.", "print.example", "print", "PRINT.EXAMPLE:80", "print.local",
            "Print.local.:631",
            "drucker.example", "127.0.0.1", "192.0.2.7:6631", "[::1]", "[2001:db8::1]:631", "[fe80::1%25eth0]:631",
        ])
    func ours(authority: String) { #expect(hosts.allows(authority)) }

    @Test(
        "No other name, and nothing that only looks like one of ours",
        arguments: [
            "evil.example", "localhost.evil.example", "print.example.evil.example", "", ":631", "localhost:http",
            "localhost:1:2",
            "[::1", "[::1]x", "127.0.0.1.evil.example", "local", "evil.local", "print.evil.local", "user@localhost",
            "a b.local", "<script>.local",
            "[::1%<>]",
        ])
    func others(authority: String) { #expect(!hosts.allows(authority)) }

    @Test("Of names that anybody can have point here by multicast, the one under which we are announced")
    func announced() {
        let hosts = HostAllowList(hostName: "print.example", aliases: []) { "Print-2.local" }

        #expect(hosts.allows("print-2.local:631"))
        #expect(hosts.allows("print.local"))
        #expect(!hosts.allows("print-3.local"))
    }

    @Test("An administrator may let every name in")
    func star() { #expect(HostAllowList(hostName: "h", aliases: ["*"]).allows("evil.example")) }
}
