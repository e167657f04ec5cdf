import PrintModel
import Testing

@Suite("Where somebody comes from")
struct SourceTests {
    @Test(
        "An address is the same one however a socket writes it",
        arguments: [
            ("::ffff:192.0.2.1", "192.0.2.1"), ("::FFFF:c000:201", "192.0.2.1"), ("192.0.2.1", "192.0.2.1"),
            ("2001:db8::1", "2001:db8::1"), ("fe80::1%eth0", "fe80::1%eth0"), ("64:ff9b::7f00:1", "64:ff9b::7f00:1"),
            ("unknown", "unknown"),
        ])
    func plain(text: String, plain: String) {
        #expect(InternetAddress.plain(text) == plain)
        #expect(Requester(at: text, of: nil).host == plain)
    }

    @Test(
        "What one host can have is one place",
        arguments: [
            ("192.0.2.1", "192.0.2.1"), ("::ffff:192.0.2.1", "192.0.2.1"), ("2001:db8:1:2:3::4", "2001:db8:1:2::/64"),
            ("fe80::1%eth0", "fe80::/64"), ("64:ff9b::192.0.2.1", "64:ff9b::/64"), ("localhost", "localhost"),
            ("::1", "::/64"), ("not:an:address", "not:an:address"), ("", ""),
        ])
    func place(text: String, place: String) {
        #expect(InternetAddress.place(of: text) == place)
        #expect(Owner(user: "anna", host: text, isProved: false).place == place)
        #expect(Requester(at: text, of: nil).source == place)
    }

    @Test(
        "This machine is itself by whatever address, and nobody else is",
        arguments: [
            ("127.0.0.1", "127.0.0.1", true), ("::ffff:127.0.0.2", "::ffff:127.0.0.1", true), ("::1", "::1", true),
            ("::ffff:192.0.2.1", "192.0.2.1", true), ("192.0.2.1", "::ffff:192.0.2.1", true),
            ("192.0.2.2", "192.0.2.1", false), ("64:ff9b::7f00:1", "2001:db8::1", false),
        ])
    func loopback(address: String, local: String, isLoopback: Bool) {
        let requester = Requester(at: address, of: local)
        #expect(requester.origin == .network(address: InternetAddress.plain(address), isLoopback: isLoopback))
    }

    @Test("A local user is a source of his own")
    func localUser() {
        let requester = Requester(origin: .localUser(uid: 7, name: "anna"), isPrivate: true)

        #expect(requester.source == "uid 7")
    }

    @Test("An owner counts for his name where that is proved, from wherever, and else for his place")
    func owner() {
        #expect(Owner(user: "anna", host: "192.0.2.1", isProved: true).source == "user anna")
        #expect(Owner(user: "anna", host: "2001:db8:1:2::7", isProved: false).source == "2001:db8:1:2::/64")
    }
}
