import Foundation
import IPP
import PrintModel
import QuireTestKit
import Testing

@testable import Backends

@Suite("Printers behind a socket", .timeLimit(.minutes(1)))
struct SocketTests {
    @Test("Bytes arrive as they are, whatever their number", arguments: [1, 4096, 65_536, 65_537, 3_000_000])
    func identical(octets: Int) async throws {
        let received = Box<[[UInt8]]>([])
        let printer = try FakeServer { talk, _ in
            let bytes = talk.readToEnd()
            received.change { $0.append(bytes) }
        }
        let bytes = pattern(octets)
        let job = TestJob(documents: [bytes])

        #expect(try await backend(printer).deliver(job.delivery()) == .delivered)
        #expect(received.get() == [bytes])
        #expect(job.remembered == "socket: begun")
    }

    @Test("The documents of a job come in one connection, and copies again and again")
    func documentsAndCopies() async throws {
        let received = Box<[[UInt8]]>([])
        let printer = try FakeServer { talk, _ in
            let bytes = talk.readToEnd()
            received.change { $0.append(bytes) }
        }
        let job = TestJob(documents: [Array("one ".utf8), [], Array("two ".utf8)])
        var delivery = job.delivery()
        delivery.lease.job.attributes.set(Attribute("copies", .integer(2)))

        #expect(try await backend(printer).deliver(delivery) == .delivered)
        delivery.lease.job.attributes.set(
            Attribute("multiple-document-handling", .keyword("separate-documents-uncollated-copies")))
        #expect(try await backend(printer).deliver(delivery) == .delivered)
        delivery.isConverted = true
        #expect(try await backend(printer).deliver(delivery) == .delivered)

        #expect(
            received.get().map { String(decoding: $0, as: UTF8.self) } == [
                "one two one two ", "one one two two ", "one two ",
            ])
    }

    @Test("Nothing to print needs no printer")
    func empty() async throws {
        let printer = try FakeServer()
        printer.stop()

        #expect(try await backend(printer).deliver(TestJob(documents: [[]]).delivery()) == .delivered)
    }

    @Test("Nobody listens: nothing was sent, the job is tried again")
    func refused() async throws {
        let printer = try FakeServer()
        printer.stop()
        let job = TestJob()

        let outcome = try await backend(printer).deliver(job.delivery())

        #expect(trouble(of: outcome)?.kind == .busy)
        #expect(trouble(of: outcome)?.reason == "connecting-to-device")
        #expect(trouble(of: outcome)?.message.contains("127.0.0.1:\(printer.port): connection refused") == true)
        #expect(job.remembered == nil)
        #expect(try await backend(printer).probe()?.kind == .busy)
    }

    @Test("Nobody answers: it is given up after the time to connect")
    func blackHole() async throws {
        let hole = try BlackHole()
        let away = try Bench().table().backend(for: "socket://127.0.0.1:\(hole.port)?contimeout=1")

        let outcome = await away.deliver(TestJob().delivery())

        #expect(trouble(of: outcome)?.kind == .away)
        #expect(trouble(of: outcome)?.message.contains("does not answer") == true)
    }

    @Test("Others do not wait for one that does not answer")
    func blackHoleBesideOthers() async throws {
        let hole = try BlackHole()
        let printer = try FakeServer()
        let table = try Bench().table()
        let away = try table.backend(for: "socket://127.0.0.1:\(hole.port)?contimeout=60")
        let near = try table.backend(for: "socket://127.0.0.1:\(printer.port)")

        let waiting = Task { await away.deliver(TestJob().delivery()) }
        for _ in 0..<3 { #expect(await near.deliver(TestJob().delivery()) == .delivered) }

        waiting.cancel()
        #expect(await waiting.value == .stopped, "it had not ended")
    }

    @Test("A name that nobody knows")
    func noSuchHost() async throws {
        let away = try Bench().table().backend(for: "socket://no-such-printer.invalid")

        let outcome = await away.deliver(TestJob().delivery())

        #expect(trouble(of: outcome)?.kind == .away)
        #expect(trouble(of: outcome)?.message.contains("no-such-printer.invalid:9100") == true)
    }

    @Test("The connection breaks in the middle: nobody knows what was printed", arguments: [true, false])
    func brokenInTheMiddle(resets: Bool) async throws {
        let printer = try FakeServer { talk, _ in
            _ = talk.read(100_000)
            if resets { talk.reset() }
        }

        let outcome = try await backend(printer).deliver(
            TestJob(documents: [Array(repeating: 7, count: 5_000_000)]).delivery())

        guard case .unknown(0, let reason) = outcome else { return #expect(Bool(false), "\(outcome)") }
        #expect(reason.contains("bytes of the job were sent"), "\(reason)")
    }

    @Test("A printer that closes as soon as it has everything has everything")
    func closesEarly() async throws {
        let bytes = pattern(100_000)
        let printer = try FakeServer { talk, _ in _ = talk.read(100_000) }

        #expect(try await backend(printer).deliver(TestJob(documents: [bytes]).delivery()) == .delivered)
    }

    @Test("A printer that has nothing to say from the beginning is sent everything all the same")
    func saysNothing() async throws {
        let received = Box<[UInt8]>([])
        let printer = try FakeServer { talk, _ in
            talk.endWriting()
            let bytes = talk.read(2_000_000)
            received.change { $0 = bytes }
        }
        let bytes = pattern(2_000_000)

        #expect(try await backend(printer).deliver(TestJob(documents: [bytes]).delivery()) == .delivered)
        #expect(await received.until { $0 == bytes })
    }

    @Test("A printer that does not close is not waited for longer than agreed", arguments: ["", "?waiteof=off"])
    func neverCloses(options: String) async throws {
        let printer = try FakeServer { talk, _ in
            _ = talk.readToEnd()
            talk.hang()
        }
        var backend = try backend(printer, options)
        backend.patience.end = options.isEmpty ? .milliseconds(300) : .seconds(1000)

        #expect(await backend.deliver(TestJob().delivery()) == .delivered)
    }

    @Test("A printer that takes nothing for a while is waited for, and that is said")
    func stalls() async throws {
        let talks = Box<Talk?>(nil)
        let received = Box(0)
        let printer = try FakeServer { talk, _ in
            talks.change { $0 = talk }
            talk.hang()
            let count = talk.readToEnd().count
            received.change { $0 = count }
        }
        let news = Box<[DeviceNews]>([])
        var backend = try backend(printer)
        backend.patience.stall = .milliseconds(200)
        var delivery = TestJob(documents: [Array(repeating: 7, count: 20_000_000)]).delivery()
        delivery.tell = { one in news.change { $0.append(one) } }

        async let outcome = backend.deliver(delivery)
        #expect(await news.until { $0.count == 1 })
        guard case .trouble(let trouble?)? = news.get().first else { return #expect(Bool(false), "\(news.get())") }
        #expect(trouble.reason == "timed-out")
        talks.get()?.release()

        #expect(await outcome == .delivered)
        #expect(received.get() == 20_000_000)
        #expect(news.get().last == .trouble(nil))
    }

    @Test("Memory does not grow with what the printer has not taken")
    func backpressure() async throws {
        let talks = Box<Talk?>(nil)
        let printer = try FakeServer { talk, _ in
            talks.change { $0 = talk }
            talk.hang()
        }
        let read = Box(0)
        let job = TestJob()
        let delivery = job.delivery(open: { _ in
            DocumentStream {
                try Task.checkCancellation()
                read.change { $0 += 65_536 }
                return Array(repeating: 0, count: 65_536)
            }
        })

        var backend = try backend(printer)
        backend.patience.stall = .milliseconds(100)
        let stalls = Box(0)
        var told = delivery
        told.tell = { if case .trouble(_?) = $0 { stalls.change { $0 += 1 } } }

        let running = Task { [backend, told] in await backend.deliver(told) }
        #expect(await stalls.until { $0 == 1 })
        #expect(read.get() < 16_000_000, "both kernels' buffers, and a few pieces of ours")
        running.cancel()
        #expect(await running.value == .stopped)
        talks.get()?.release()
    }

    @Test("A job that is cancelled stops soon, and the printer notices", arguments: [false, true])
    func cancelled(whileConnecting: Bool) async throws {
        let hole = try BlackHole()
        let talks = Box<Talk?>(nil)
        let hears = Box<Int?>(nil)
        let printer = try FakeServer { talk, _ in
            talks.change { $0 = talk }
            talk.hang()
            let count = talk.readToEnd().count
            hears.change { $0 = count }
        }
        let backend = try backend(port: whileConnecting ? hole.port : printer.port, "?contimeout=60")
        let pieces = Box(0)
        let delivery = TestJob().delivery(open: { _ in Self.endless(pieces) })

        let running = Task { await backend.deliver(delivery) }
        if whileConnecting {
            // The first is read before anything is connected.
            #expect(await pieces.until { $0 > 0 })
        } else {
            #expect(await talks.until { $0 != nil })
        }
        running.cancel()

        #expect(await running.value == .stopped)
        talks.get()?.release()
        if !whileConnecting { #expect(await hears.until { $0 != nil && $0 ?? 0 < 20_000_000 }) }
    }

    /// A document without an end, whose pieces are counted.
    private static func endless(_ pieces: Box<Int>) -> DocumentStream {
        DocumentStream {
            try Task.checkCancellation()
            pieces.change { $0 += 1 }
            return Array(repeating: 7, count: 65_536)
        }
    }

    @Test("What was stopped on a queue that must print nothing twice is not begun again by itself")
    func stoppedAtMostOnce() async throws {
        let talks = Box<Talk?>(nil)
        let printer = try FakeServer { talk, _ in
            talks.change { $0 = talk }
            talk.hang()
        }
        let pieces = Box(0)
        var delivery = TestJob().delivery(open: { _ in Self.endless(pieces) })
        delivery.printer.attributes.set(Attribute("quire-delivery", .keyword("at-most-once")))

        let running = Task { [delivery] in try await backend(printer).deliver(delivery) }
        #expect(await talks.until { $0 != nil })
        // By then the first of them have been sent.
        #expect(await pieces.until { $0 > 4 })
        running.cancel()

        guard case .unknown = try await running.value else { return #expect(Bool(false)) }
    }

    @Test("A job that is taken over in the middle is not fed any further")
    func takenOver() async throws {
        let received = Box<Int?>(nil)
        let printer = try FakeServer { talk, _ in
            let count = talk.readToEnd().count
            received.change { $0 = count }
        }
        // Noted as begun it is ours; asked again, before the last piece at the latest, it is not.
        let delivery = TestJob(documents: [pattern(1_000_000)]).delivery(confirm: { throw StoreError.fenced })

        #expect(try await backend(printer).deliver(delivery) == .stopped)
        #expect(await received.until { $0 != nil && $0 ?? 0 < 1_000_000 })
    }

    @Test("A document that cannot be read to its end is not printed as if it ended there")
    func brokenDocument() async throws {
        let printer = try FakeServer()
        let left = Box(3)
        let delivery = TestJob().delivery(open: { _ in
            DocumentStream {
                left.change { $0 -= 1 }
                guard left.get() >= 0 else { throw StoreError.damaged("bad") }
                return Array(repeating: 7, count: 100_000)
            }
        })

        guard case .refused = try await backend(printer).deliver(delivery) else { return #expect(Bool(false)) }
    }

    @Test("After a crash it is known whether anything was sent")
    func resolve() async throws {
        let printer = try FakeServer()
        let job = TestJob()
        let backend = try backend(printer)

        #expect(await backend.resolve(job.delivery()) == .notDelivered)
        #expect(await backend.deliver(job.delivery()) == .delivered)
        guard case .unknown = await backend.resolve(job.delivery()) else { return #expect(Bool(false)) }
        #expect(printer.connections == 1, "nothing is asked, for nobody would answer")
    }

    @Test("A store that does not remember the job keeps it from being sent")
    func notRemembered() async throws {
        let received = Box<[UInt8]?>(nil)
        let printer = try FakeServer { talk, _ in
            let bytes = talk.readToEnd()
            received.change { $0 = bytes }
        }
        let delivery = TestJob().delivery(remember: { _ in throw StoreError.fenced })

        #expect(try await backend(printer).deliver(delivery) == .stopped)
        #expect(await received.until { $0 == [] })
    }

    @Test("Whether it would print is found out without making a job")
    func probe() async throws {
        let received = Box<[UInt8]?>(nil)
        let printer = try FakeServer { talk, _ in
            let bytes = talk.readToEnd()
            received.change { $0 = bytes }
        }

        #expect(try await backend(printer).probe() == nil)
        #expect(await received.until { $0 == [] })
    }

    @Test(
        "Device URIs",
        arguments: [
            ("socket://printer", nil), ("socket://printer:9101", nil), ("socket://[::1]:9100/", nil),
            ("socket://10.0.0.1/?contimeout=604800&waiteof=false&snmp=false", nil),
            ("socket://p?format=application/pdf", nil), ("socket://p?pjl=on", nil), ("socket://p:", nil),
            ("socket:", "needs a host"), ("socket://", "needs a host"), ("socket://p:0", "no port"),
            ("socket://p:70000", "no port"), ("socket://p:x", "no port"), ("socket://::1", "in brackets"),
            ("socket://[::1", "no ']'"), ("socket://p/queue", "nothing else"), ("socket://u@p", "nothing else"),
            ("socket://p?contimeout=x", "number of seconds"), ("socket://p?pjl=perhaps", "on or off"),
            ("socket://p?format=x", "not one of"), ("socket://p?dpi=300", "only together"),
            ("socket://p?color=1", "no option"),
        ] as [(String, String?)])
    func uris(uri: String, hint: String?) throws {
        let table = try Bench().table()

        guard let hint else {
            #expect(throws: Never.self) { try table.backend(for: uri) }
            return
        }
        let problem = #expect(throws: DeviceURIProblem.self) { try table.backend(for: uri) }
        #expect(problem?.reason.contains(hint) == true, "\(problem?.reason ?? "")")
    }

    private func backend(_ printer: FakeServer, _ options: String = "") throws -> SocketBackend {
        try backend(port: printer.port, options)
    }

    private func backend(port: Int, _ options: String) throws -> SocketBackend {
        let found = try Bench().table().backend(for: "socket://127.0.0.1:\(port)\(options)")
        return try #require(found as? SocketBackend)
    }
}

func pattern(_ count: Int) -> [UInt8] { (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) } }

func trouble(of outcome: DeliveryOutcome) -> DeviceTrouble? {
    if case .tryAgain(let trouble) = outcome { trouble } else { nil }
}
