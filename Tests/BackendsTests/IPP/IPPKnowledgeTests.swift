@testable import Backends
import Foundation
import IPP
import IPPClient
import PrintModel
import QuireTestKit
import Synchronization
import Testing

/// A store with one secret for every device.
struct OneSecret: DeviceSecretStore {
    var secret: DeviceSecret
    func secret(for deviceURI: String) -> DeviceSecret? { secret }
    func secret(of job: JobID) -> DeviceSecret? { nil }
    func keep(_ secret: DeviceSecret?, for deviceURI: String) async throws {}
    func keep(_ secret: DeviceSecret?, of job: JobID) async throws {}
    func opened(_ job: Job) -> Job { job }
}

@Suite("What is known of an IPP printer", .timeLimit(.minutes(2)))
struct IPPKnowledgeTests {
    @Test("A printer never seen is a driverless one; once seen it is known while it is off, also by the next run")
    func notes() async throws {
        let bench = try IPPBench()
        let first = try bench.backend()
        #expect(first.capabilities == IPPFacts.unseen.capabilities)

        #expect(await first.refresh() == nil)
        bench.printer.switchOff()

        #expect(first.capabilities.makeAndModel == "Fake Office 100")
        #expect(try bench.backend().capabilities == first.capabilities)
        #expect(try bench.backend("?contimeout=5").capabilities == first.capabilities)
    }

    @Test("A note that is damaged is as good as none")
    func damaged() async throws {
        let bench = try IPPBench()
        _ = try await bench.backend().refresh()
        let folder = "\(bench.bench.path)/notes"
        for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
            try Data([1, 2, 3]).write(to: URL(filePath: "\(folder)/\(name)"))
        }

        #expect(try bench.backend().capabilities == IPPFacts.unseen.capabilities)
    }

    @Test("Who watches a printer hears when it comes up, what it can do, its supplies, and when it stops and goes on")
    func watch() async throws {
        let bench = try IPPBench()
        bench.printer.switchOff()
        let backend = try bench.backend()
        let news = News()
        let watching = Task { await backend.watch(news.tell) }

        await until { news.troubles.contains { $0.kind == .away } }
        try bench.printer.switchOn()
        await until { news.all.contains(.capabilities) }
        await until {
            news.all.contains { if case .state(let state) = $0 { state.supplies.map(\.level) == [67] } else { false } }
        }
        #expect(backend.capabilities.makeAndModel == "Fake Office 100")
        bench.printer.setOutOfPaper(true)
        await until {
            news.all.last.map {
                if case .trouble(let trouble?) = $0 { trouble.reason == "media-empty-error" } else { false }
            } ?? false
        }
        bench.printer.setOutOfPaper(false)
        await until { news.all.last == .trouble(nil) }

        watching.cancel()
        await watching.value
    }

    @Test("It holds no connection to a printer that it only watches")
    func idle() async throws {
        let bench = try IPPBench()
        let backend = try bench.backend()
        let news = News()
        let watching = Task { await backend.watch(news.tell) }
        await until { news.all.contains(.trouble(nil)) }

        await until { bench.printer.openConnections == 0 }

        watching.cancel()
        await watching.value
    }

    @Test("It makes a printer show itself")
    func identify() async throws {
        let bench = try IPPBench()
        let backend = try await bench.ready()

        #expect(await backend.identify("sound", message: "") == nil)

        #expect(bench.printer.identified == ["sound"])
    }

    @Test("A printer that takes no jobs is not ready")
    func notAccepting() async throws {
        let bench = try IPPBench()
        bench.printer.setPrinter { $0.set("printer-is-accepting-jobs", .boolean(false)) }

        #expect(try await bench.ready().probe()?.kind == .needsHuman)
    }
}

@Suite("What IPP printers want to hear", .timeLimit(.minutes(2)))
struct IPPSecretTests {
    private static let basic = "Basic YW5hOnMzY3LDqXQ="
    private static let password = DeviceSecret(.password(user: "ana", password: "s3crét"))

    @Test("A printer that wants a password gets it; without one, or with a wrong one, the job waits for it")
    func basic() async throws {
        let bench = try IPPBench()
        bench.printer.setAuthorization(Self.basic)

        guard case .needsCredentials = try await bench.backend().deliver(TestJob().delivery()) else {
            return #expect(Bool(false))
        }
        let wrong = OneSecret(secret: DeviceSecret(.password(user: "ana", password: "x")))
        guard case .needsCredentials = try await bench.backend(secrets: wrong).deliver(TestJob().delivery()) else {
            return #expect(Bool(false))
        }
        let right = try bench.backend(secrets: OneSecret(secret: Self.password))
        _ = await right.refresh()
        #expect(await right.deliver(TestJob().delivery()) == .delivered)
        #expect(bench.printer.ledger.count == 1)
    }

    @Test("What somebody gave for one job counts before the device's own")
    func ofJob() async throws {
        let bench = try IPPBench()
        let backend = try await bench.ready()
        bench.printer.setAuthorization(Self.basic)
        var delivery = TestJob().delivery()
        delivery.secret = Self.password

        #expect(await backend.deliver(delivery) == .delivered)
    }

    @Test("A token is a token")
    func bearer() async throws {
        let bench = try IPPBench()
        bench.printer.setAuthorization("Bearer abc.def", challenge: "Bearer realm=\"printer\"")
        let backend = try bench.backend(secrets: OneSecret(secret: DeviceSecret(.bearer(token: "abc.def"))))
        _ = await backend.refresh()

        #expect(await backend.deliver(TestJob().delivery()) == .delivered)
    }

    @Test("Passwords are not sent to other machines without TLS, unless an administrator says so")
    func plain() throws {
        func login(_ uri: String) throws -> DeviceLogin { DeviceLogin(try IPPDevice(DeviceURI(uri))) { Self.password } }

        #expect(try login("ipp://printer.example/").answer(to: "Basic realm=x", 1) == nil)
        #expect(try login("ipp://printer.example/?auth=plain").answer(to: "Basic realm=x", 1) == Self.basic)
        #expect(try login("ipps://printer.example/").answer(to: "Basic realm=x", 1) == Self.basic)
        #expect(try login("ipp://printer.example/?encryption=required").answer(to: "Basic realm=x", 1) == Self.basic)
        #expect(try login("ipps://printer.example/").answer(to: "Basic realm=x", 2) == nil)
        #expect(try login("ipps://printer.example/").answer(to: "Negotiate", 1) == nil)
    }
}

@Suite("Device URIs of IPP printers")
struct IPPDeviceTests {
    @Test(
        "Where a printer is, and what it is called there",
        arguments: [
            ("ipp://printer/ipp/print", "printer:631", "/ipp/print", "ipp://printer/ipp/print"),
            ("ipp://printer:8631", "printer:8631", "/ipp/print", "ipp://printer:8631/ipp/print"),
            ("ipps://printer/a%20b", "printer:631", "/a%20b", "ipps://printer/a%20b"),
            ("http://printer:631/printers/x", "printer:631", "/printers/x", "ipp://printer/printers/x"),
            ("https://[2001:db8::1]/p", "[2001:db8::1]:443", "/p", "ipps://[2001:db8::1]:443/p"),
            ("ipp://ana:x@printer/p", "printer:631", "/p", "ipp://printer/p"),
        ])
    func places(uri: String, server: String, path: String, name: String) throws {
        let device = try IPPDevice(DeviceURI(uri))

        #expect(device.server.description == server)
        #expect(device.path == path)
        #expect(device.uri == name)
    }

    @Test(
        "What makes no sense is told",
        arguments: [
            "ipp:printer", "ipp:///p", "ipp://printer/?tls-pin=abc", "ipp://printer/?tls=some",
            "ipp://printer/?timeout=0", "ipps://printer/?encryption=never", "ipp://printer/?snmp=1",
            "ipp://printer:99999/", "ipp://printer/?version=3.0",
        ])
    func mistakes(uri: String) {
        #expect(throws: DeviceURIProblem.self) { try IPPDevice(DeviceURI(uri)) }
    }
}

@Suite("Trust on first use")
struct KeyPinTests {
    private static let one: [UInt8] = [1, 2, 3]
    private static let other: [UInt8] = [4, 5, 6]

    @Test("The first key is kept and taken; another is refused with both and how to accept it")
    func first() throws {
        let kept = Mutex<[String]>([])
        let pin = KeyPin(nil, isGiven: false, in: "ipps://p/ipp/print?timeout=9") { digest in
            kept.withLock { $0.append(digest) }
        }

        #expect(pin.objection(to: Self.one) == nil)
        #expect(pin.objection(to: Self.one) == nil)
        let digest = "039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81"
        #expect(kept.withLock { $0 } == [digest])
        let objection = try #require(pin.objection(to: Self.other))
        #expect(objection.contains("sha256:\(digest)"))
        #expect(
            objection.contains(
                "quirectl printer set PRINTER 'device=ipps://p/ipp/print?timeout=9&"
                    + "tls-pin=sha256:787c798e39a5bc1910355bae6d0cd87a36b2e10fd0202a83e3bb6b005da83472'"))
    }

    @Test("A key that the device URI names is the only one")
    func given() {
        let pin = KeyPin(
            "787c798e39a5bc1910355bae6d0cd87a36b2e10fd0202a83e3bb6b005da83472", isGiven: true, in: "ipps://p/ipp/print"
        ) { _ in }

        #expect(pin.objection(to: Self.one) != nil)
        #expect(pin.objection(to: Self.other) == nil)
    }
}
