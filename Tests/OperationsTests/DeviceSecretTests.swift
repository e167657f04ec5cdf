import IPP
import PrintModel
import QuireTestKit
import Testing

@testable import Operations

@Suite("Passwords of devices")
struct DeviceSecretTests {
    private static let password = DeviceSecret(.password(user: "ana", password: "p:w@/%"))

    @Test(
        "A name and a password are taken out of a device URI",
        arguments: [
            ("ipp://ana:secret@printer.example/ipp/print", "ipp://printer.example/ipp/print", "ana", "secret"),
            ("smb://a%40b:p%3Aw%2F@host/q?x=1", "smb://host/q?x=1", "a@b", "p:w/"),
            ("http://u:100%@host", "http://host", "u", "100%"), ("ipp://:only@host/", "ipp://host/", "", "only"),
            ("ipp://u:a@b@host/", "ipp://host/", "u", "a@b"),
        ])
    func taken(uri: String, rest: String, user: String, password: String) {
        let taken = DeviceSecret.taken(from: uri)
        #expect(taken.uri == rest)
        #expect(taken.secret == .secret(DeviceSecret(.password(user: user, password: password))))
    }

    @Test(
        "A device URI without a password stays as it is",
        arguments: [
            "lpd://anna@host/queue", "file:///srv/a:b@c", "pdf:paper", "socket://host:9100/?u=a:b@c",
            "ipp://[fe80::1]:631/",
        ])
    func nothingTaken(uri: String) {
        #expect(DeviceSecret.taken(from: uri).uri == uri)
        #expect(DeviceSecret.taken(from: uri).secret == .nothing)
    }

    @Test("A device URI is kept and shown without its password", arguments: [true, false])
    func outOfTheURI(isSystem: Bool) async throws {
        let counter = try await Counter()
        let uri = Attribute("device-uri", .uri("ipp://ana:p%3Aw%40%2F%25@printer.example/ipp/print"))
        let answer =
            isSystem
            ? try await counter.askSystem(
                .createPrinter, [Attribute("printer-service-type", .keyword("print"))],
                [AttributeGroup(.printer, [Attribute("printer-name", .name("new")), uri])])
            : try await counter.send(.cupsAddModifyPrinter, to: "/printers/new", printer: [uri])

        #expect(answer.status == .ok)
        let shown = "ipp://printer.example/ipp/print"
        #expect(try counter.printer("new").deviceURI == shown)
        #expect(counter.store.secret(for: shown) == Self.password)
        let described = try await counter.send(.getPrinterAttributes, to: "/printers/new")
        #expect(described[.printer]?["device-uri"]?.stringValue == shown)
        #expect(!String(decoding: described.encoded(), as: UTF8.self).contains("p:w@"))

        let elsewhere = Attribute("device-uri", .uri("ipp://other.example/"))
        _ = try await counter.send(.cupsAddModifyPrinter, to: "/printers/new", printer: [elsewhere])
        #expect(counter.store.secret(for: shown) == nil)
    }

    @Test("The same device URI without a password keeps the password; one that says none forgets it")
    func sameURI() async throws {
        let counter = try await Counter()
        func set(_ uri: String) async throws {
            let wish = [Attribute("device-uri", .uri(uri))]
            #expect(try await counter.send(.cupsAddModifyPrinter, to: "/printers/new", printer: wish).status == .ok)
        }
        try await set("ipp://ana:x@printer.example/")
        try await set("ipp://printer.example/")
        #expect(counter.store.secret(for: "ipp://printer.example/") != nil)
        try await set("ipp://:@printer.example/")
        #expect(counter.store.secret(for: "ipp://printer.example/") == nil)
    }

    @Test("A refused device URI is told without its password, and keeps nothing")
    func refused() async throws {
        let counter = try await Counter()
        let answer = try await counter.send(
            .cupsAddModifyPrinter, to: "/printers/new",
            printer: [Attribute("device-uri", .uri("gopher://ana:secret@host/"))])
        #expect(answer.status == .notPossible)
        #expect(!String(decoding: answer.encoded(), as: UTF8.self).contains("secret"))
        #expect(counter.store.secret(for: "gopher://host/") == nil)
    }

    // MARK: Jobs

    private func heldJob(_ counter: Counter) async throws -> JobID {
        let id = try await counter.makeJob()
        let raw = try counter.printer("raw").id
        let lease = try #require(try await counter.store.claim(on: raw, limit: 1, at: counter.clock.now()).first)
        _ = try await counter.store.finish(
            lease, with: .needsCredentials(because: "The device wants a password"), at: counter.clock.now())
        return id
    }

    private func info(_ values: String...) -> Attribute { Attribute("auth-info", values.map { .text($0) }) }

    @Test("CUPS-Authenticate-Job gives a held job its password and releases it; nobody is shown it")
    func authenticate() async throws {
        let counter = try await Counter()
        let id = try await heldJob(counter)
        let before = try await counter.send(.getJobAttributes, to: "/jobs/\(id)")[.job]
        #expect(before?["job-state-reasons"]?.stringValues.contains("cups-held-for-authentication") == true)
        let printer = try await counter.send(.getPrinterAttributes)[.printer]
        #expect(printer?["auth-info-required"]?.stringValues == ["username", "password"])

        let answer = try await counter.send(
            .cupsAuthenticateJob, to: "/jobs/\(id)", job: [info("ana", "p:w@/%")])

        #expect(answer.status == .ok)
        #expect(try await counter.job(id).state == .pending)
        #expect(counter.store.secret(of: id) == Self.password)
        let all = try await counter.send(
            .getJobAttributes, to: "/jobs/\(id)",
            [Attribute("requested-attributes", [.keyword("all"), .keyword("quire-job-timeline")])])
        #expect(all[.job]?["auth-info"] == nil)
        #expect(!String(decoding: all.encoded(), as: UTF8.self).contains("p:w@"))
        #expect(try await counter.send(.cancelJob, to: "/jobs/\(id)").status == .ok)
        #expect(counter.store.secret(of: id) == nil)
    }

    @Test("CUPS-Authenticate-Job is for jobs that are held for it, needs the values, and its owner")
    func authenticateRefusals() async throws {
        let counter = try await Counter(.standard)
        let other = try await counter.makeJob("other")
        #expect(
            try await counter.send(.cupsAuthenticateJob, to: "/jobs/\(other)", job: [info("a", "b")]).status
                == .notPossible)
        _ = try await counter.send(.cancelJob, to: "/jobs/\(other)")
        let id = try await heldJob(counter)
        #expect(try await counter.send(.cupsAuthenticateJob, to: "/jobs/\(id)").status == .forbidden)
        #expect(
            try await counter.send(.cupsAuthenticateJob, to: "/jobs/\(id)", job: [info("only")]).status == .badRequest)
        #expect(
            try await counter.send(
                .cupsAuthenticateJob, to: "/jobs/\(id)", job: [Attribute("auth-info", [.integer(1), .integer(2)])]
            ).status == .badRequest)
        #expect(
            try await counter.send(.cupsAuthenticateJob, to: "/jobs/\(id)", job: [info("a", "b")], user: "bob").status
                == .notAuthorized)
        #expect(try await counter.job(id).state == .held)
        #expect(counter.store.secret(of: id) == nil)
        let later = [info("ana", "x"), Attribute("job-hold-until", .keyword("indefinite"))]
        #expect(try await counter.send(.cupsAuthenticateJob, to: "/jobs/\(id)", job: later).status == .ok)
        #expect(try await counter.job(id).lifecycle.hold == .indefinite)
    }

    @Test("A password is not taken over an open network")
    func openNetwork() async throws {
        var counter = try await Counter(.standard)
        counter.caller.requester.origin = .network(address: "192.0.2.9", isLoopback: false)
        let id = try await heldJob(counter)
        #expect(
            try await counter.send(.cupsAuthenticateJob, to: "/jobs/\(id)", job: [info("a", "b")]).status == .forbidden)
        let answer = try await counter.send(
            .printJob, job: [info("ana", "secret")], document: Array("%PDF-x".utf8))
        #expect(answer.status == .okIgnoredOrSubstitutedAttributes)
        #expect(answer[.unsupported]?.attributes == [Attribute("auth-info", .outOfBand(.unsupported))])
        #expect(counter.store.secret(of: JobID(answer[.job]?["job-id"]?.integerValue ?? 0)) == nil)
        counter.caller.requester.isPrivate = true
        #expect(try await counter.send(.cupsAuthenticateJob, to: "/jobs/\(id)", job: [info("a", "b")]).status == .ok)
    }

    @Test("A job can bring its password along")
    func withTheJob() async throws {
        let counter = try await Counter()
        let domain = [.keyword("username"), .keyword("domain"), AttributeValue.keyword("password")]
        _ = try await counter.send(.cupsAddModifyPrinter, printer: [Attribute("auth-info-required", domain)])
        let id = try await counter.makeJob(job: [info("ana", "OFFICE", "pw")])
        #expect(
            counter.store.secret(of: id) == DeviceSecret(.password(user: "OFFICE\\ana", password: "pw")))
        #expect(try await counter.job(id).attributes["auth-info"] == nil)
    }

    @Test("A secret says nothing of itself")
    func isSilent() {
        var text = "\(Self.password) \(String(reflecting: Self.password))"
        dump(Self.password, to: &text)
        #expect(!text.contains("p:w"))
        #expect(!text.contains("ana"))
    }
}
