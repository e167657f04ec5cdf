import PrintModel
import Testing

@testable import Fetching

@Suite("Where documents are fetched from")
struct FetchPolicyTests {
    private let anywhere = FetchPolicy(ranges: [], allowsOthers: true)

    @Test(
        "This machine, its link and clouds' metadata are never asked, however they are written",
        arguments: [
            "127.0.0.1", "127.9.9.9", "0.0.0.0", "169.254.169.254", "100.100.100.200", "224.0.0.1", "255.255.255.255",
            "::1", "::", "fe80::1", "fd00:ec2::254", "ff02::1", "::ffff:127.0.0.1", "::ffff:169.254.169.254",
            "64:ff9b::7f00:1",
        ])
    func forbidden(text: String) throws {
        let address = try #require(InternetAddress(text))

        #expect(!anywhere.allows(address, own: []))
    }

    @Test(
        "Other hosts of the office and of the world are",
        arguments: ["10.1.2.3", "192.168.0.9", "8.8.8.8", "2001:db8::1"])
    func allowed(text: String) throws {
        let address = try #require(InternetAddress(text))

        #expect(anywhere.allows(address, own: []))
    }

    @Test("An address of the machine itself is not, unless a range names it")
    func own() throws {
        let own = try #require(InternetAddress("192.168.7.7"))
        let named = FetchPolicy(ranges: [AddressRange("192.168.0.0/16")].compactMap { $0 })

        #expect(!anywhere.allows(own, own: [own]))
        #expect(named.allows(own, own: [own]))
    }

    @Test(
        "With ranges and without others, only the ranges are",
        arguments: [("10.255.0.1", true), ("fd12:1::1", true), ("11.0.0.1", false), ("fd13::1", false)])
    func ranges(text: String, isAllowed: Bool) throws {
        let policy = FetchPolicy(ranges: ["10.0.0.0/8", "fd12::/16"].compactMap { AddressRange($0) })
        let address = try #require(InternetAddress(text))

        #expect(policy.allows(address, own: []) == isAllowed)
    }

    @Test(
        "Ranges end at a bit",
        arguments: [
            ("10.0.0.128/25", "10.0.0.127", false), ("10.0.0.128/25", "10.0.0.200", true),
            ("0.0.0.0/0", "9.9.9.9", true),
        ])
    func bits(range: String, address: String, isIn: Bool) throws {
        let range = try #require(AddressRange(range))
        let address = try #require(InternetAddress(address))

        #expect(range.contains(address) == isIn)
    }

    @Test(
        "What is no range is none",
        arguments: ["", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0/8", "host/8", "10.0.0.0/8/8", "::/129"])
    func noRange(text: String) { #expect(AddressRange(text) == nil) }

    @Test(
        "System services' ports are not knocked at",
        arguments: [(22, false), (25, false), (631, false), (80, true), (443, true), (8080, true)])
    func ports(port: Int, isAllowed: Bool) { #expect(anywhere.allows(port: port) == isAllowed) }

    @Test("What an administrator has named is asked wherever it is, at whatever port")
    func named() throws {
        let policy = FetchPolicy.namedByAdministrator(onlyEncrypted: true)

        for text in ["127.0.0.1", "::1", "10.1.2.3", "fe80::1", "2001:db8::1"] {
            let address = try #require(InternetAddress(text))
            #expect(policy.allows(address, own: [address]))
        }
        #expect(policy.allows(port: 88))
    }
}

@Suite("Web addresses")
struct WebAddressTests {
    @Test(
        "What is not http or https, or carries a user's name, is none",
        arguments: [
            "ftp://a/b", "file:///etc/passwd", "http://", "http://u:p@host/", "http://host/a b", "gopher://x",
            "http:/x", "//x",
        ])
    func refused(text: String) { #expect(WebAddress(text) == nil) }

    @Test(
        "A redirection leads where the standard says",
        arguments: [
            ("http://a/b/c?q", "d", "a", 80, "/b/d"), ("http://a:81/b/c", "/d?x", "a", 81, "/d?x"),
            ("https://a/b", "//e/f", "e", 443, "/f"),
            ("http://a/b", "https://[2001:db8::2]:444/", "2001:db8::2", 444, "/"),
            ("http://a", "x#y", "a", 80, "/x"),
        ])
    func redirection(base: String, location: String, host: String, port: Int, path: String) throws {
        let next = try #require(WebAddress(base)?.resolving(location))

        #expect((next.host, next.port, next.path) == (host, port, path))
    }
}
