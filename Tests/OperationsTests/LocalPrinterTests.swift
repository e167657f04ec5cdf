import IPP
import PrintModel
import QuireTestKit
import Testing

@testable import Operations

@Suite("Queues for print dialogs")
struct LocalPrinterTests {
    private static let uri = Attribute("device-uri", .uri("ipp://printer.example/ipp/print"))

    private func user(_ policy: AccessPolicy.Kind = .standard) async throws -> Counter {
        var counter = try await Counter(policy)
        counter.caller.requester = Requester(origin: .localUser(uid: 1000, name: "anna"), isPrivate: true)
        return counter
    }

    private func make(_ counter: Counter, _ name: String = "Hall", _ uri: Attribute = uri) async throws -> IPPMessage {
        try await counter.send(
            .cupsCreateLocalPrinter, to: "/",
            printer: [Attribute("printer-name", .name(name)), uri, Attribute("printer-info", .text("By the stairs"))])
    }

    @Test("A user of this machine gets a temporary queue, and the same one again")
    func made() async throws {
        let counter = try await user()
        let answer = try await make(counter)

        #expect(answer.status == .ok)
        #expect(answer[.printer]?["printer-id"]?.integerValue == 3)
        #expect(answer[.printer]?["printer-uri-supported"]?.stringValue?.hasSuffix("/printers/Hall") == true)
        #expect(answer[.printer]?["printer-is-accepting-jobs"]?.boolValue == true)
        #expect(answer[.printer]?["printer-state"] == Attribute("printer-state", .enum(3)))
        #expect(answer[.printer]?["printer-state-reasons"] != nil)
        let shown = try await counter.send(.getPrinterAttributes, to: "/printers/Hall")[.printer]
        #expect(shown?["printer-is-temporary"]?.boolValue == true)
        #expect(shown?["printer-info"]?.stringValue == "By the stairs")
        #expect(shown?["printer-is-shared"]?.boolValue == false)

        #expect(try await make(counter)[.printer] == answer[.printer])
        let underAnotherName = try await make(counter, "Hall_2")
        #expect(underAnotherName[.printer]?["printer-id"]?.integerValue == 3)
        #expect(counter.store.printers().count == 3)
    }

    @Test("A name that is taken by another device is refused")
    func nameTaken() async throws {
        let counter = try await user()
        let answer = try await make(counter, "raw")
        #expect(answer.status == .notPossible)
        #expect(try counter.printer("raw").deviceURI == "raw:")
    }

    @Test("What stands in no queue's name becomes an underscore")
    func name() async throws {
        let counter = try await user()
        #expect(try await make(counter, "Hall / 2nd").status == .ok)
        #expect(counter.store.printers().contains { $0.name.text == "Hall___2nd" })
    }

    @Test("Who is not proved to be a user of this machine gets none", arguments: [true, false])
    func anonymous(isLoopback: Bool) async throws {
        var counter = try await Counter(.standard)
        counter.caller.requester.origin = .network(address: "127.0.0.1", isLoopback: isLoopback)
        #expect(try await make(counter).status == .forbidden)
        #expect(counter.store.printers().count == 2)
    }

    @Test("Users get queues for IPP devices only; administrators for any")
    func devices() async throws {
        let counter = try await user()
        let file = Attribute("device-uri", .uri("raw:"))
        let refused = try await make(counter, "x", file)
        #expect(refused.status == .attributesOrValuesNotSupported)
        #expect(refused[.unsupported]?.attributes == [file])
        var root = counter
        root.caller.requester.origin = .localUser(uid: 0, name: "root")
        #expect(try await make(root, "x", file).status == .ok)
        #expect(
            try await make(root, "y", Attribute("device-uri", .uri("gopher:"))).status
                == .attributesOrValuesNotSupported)
    }

    @Test("None has the password of a device, brings one, or takes one away")
    func passwords() async throws {
        let counter = try await user()
        let (device, secret) = ("ipp://printer.example/ipp/print", DeviceSecret(.password(user: "q", password: "s")))
        try await counter.store.keep(secret, for: device)

        #expect(try await make(counter).status == .notPossible)
        for text in ["ipp://:@printer.example/ipp/print", "ipp://u:p@printer.example/ipp/print"] {
            let refused = try await make(counter, "Hall", Attribute("device-uri", .uri(text)))
            #expect(refused.status == .attributesOrValuesNotSupported)
            #expect(refused[.unsupported]?.attributes == [Self.uri])
        }
        #expect(counter.store.secret(for: device) == secret)
        #expect(counter.store.printers().count == 2)
    }

    @Test("A request without a name, a URI, or with one of the wrong syntax is malformed")
    func malformed() async throws {
        let counter = try await user()
        for printer in [
            [Self.uri], [Attribute("printer-name", .name("x"))],
            [Attribute("printer-name", .name("x")), Attribute("device-uri", .integer(1))],
            [Attribute("printer-name", .name("x")), Attribute("device-uri", [.uri("ipp://a/"), .uri("ipp://b/")])],
        ] {
            #expect(try await counter.send(.cupsCreateLocalPrinter, to: "/", printer: printer).status == .badRequest)
        }
        #expect(counter.store.printers().count == 2)
    }

    @Test("There are only so many")
    func bound() async throws {
        let counter = try await user()
        for number in 0..<Printer.temporaryMax {
            var new = NewPrinter(name: try #require(PrinterName("p\(number)")), deviceURI: "raw:")
            new.attributes.set(Printer.temporaryAttribute, .boolean(true))
            _ = try await counter.store.add(new, at: counter.clock.now())
        }
        #expect(try await make(counter).status == .temporaryError)
    }

    @Test("An administrator makes a temporary queue one that stays, and none temporary")
    func stays() async throws {
        let counter = try await Counter()
        _ = try await make(counter)
        let wish = { (flag: Bool) in [Attribute("printer-is-temporary", .boolean(flag))] }
        #expect(try counter.printer("Hall").isTemporary)
        #expect(try await counter.send(.cupsAddModifyPrinter, to: "/printers/Hall", printer: wish(false)).status == .ok)
        #expect(try !counter.printer("Hall").isTemporary)
        let back = try await counter.send(.cupsAddModifyPrinter, to: "/printers/Hall", printer: wish(true))
        #expect(back.status == .okIgnoredOrSubstitutedAttributes)
        #expect(try !counter.printer("Hall").isTemporary)
    }
}
