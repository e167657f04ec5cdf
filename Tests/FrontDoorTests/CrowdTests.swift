import Logging
import NIOCore
import Operations
import PrintModel
import Testing

@testable import FrontDoor

@Suite("Many clients, and the end", .timeLimit(.minutes(30)))
struct CrowdTests {
    private let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    private func configuration(_ change: (inout HTTPLimits) -> Void) -> HTTPConfiguration {
        var limits = HTTPLimits.patient
        change(&limits)
        return HTTPConfiguration(listeners: [.tcp(host: "127.0.0.1", port: 0)], limits: limits)
    }

    @Test("When the house is full, the longest idle connection makes room")
    func shedding() async throws {
        try await withServer(.immediate, configuration: configuration { $0.connectionsMax = 2 }) { port, _ in
            let (first, second) = (try await Client.connect(port: port), try await Client.connect(port: port))
            for client in [second, first, second] { #expect(try await client.ask(Request.ipp()).body == "ready") }
            let third = try await Client.connect(port: port)

            #expect(try await third.ask(Request.ipp()).body == "ready")
            #expect(await first.rest() == "")
            #expect(try await second.ask(Request.ipp()).body == "ready")
        }
    }

    @Test("Room is made on another event loop when there is none on one's own", arguments: 1...3)
    func sheddingElsewhere(threads: Int) async throws {
        let (go, isThere) = (Signal(), Signal())
        let service = StubService(ready: { message, _ in message[3] == 9 ? [48] : nil }) { _, _, _ in
            isThere.give()
            await go.wait()
            return ServiceAnswer(bytes: [])
        }
        var configuration = configuration { $0.connectionsMax = 2 }
        configuration.threads = threads

        try await withServer(service, configuration: configuration) { port, _ in
            let (busy, idle) = (try await Client.connect(port: port), try await Client.connect(port: port))
            try await busy.send(Request.ipp())
            await isThere.wait()
            let query = Request.ipp([1, 1, 0, 9, 0, 0, 0, 1, 1, 3])
            #expect(try await idle.ask(query).body == "0")
            let third = try await Client.connect(port: port)

            #expect(try await third.ask(query).body == "0")
            #expect(await idle.rest() == "")
            go.give()
            #expect(try await busy.answer().status == 200)
        }
    }

    @Test("When all are busy, a newcomer is told so")
    func full() async throws {
        let (go, isThere) = (Signal(), Signal())
        let service = StubService { _, _, _ in
            isThere.give()
            await go.wait()
            return ServiceAnswer(contentType: "text/plain", bytes: Array("done".utf8))
        }

        try await withServer(service, configuration: configuration { $0.connectionsMax = 1 }) { port, _ in
            let first = try await Client.connect(port: port)
            try await first.send(Request.ipp())
            await isThere.wait()
            let second = try await Client.connect(port: port)
            #expect(try await second.answer().status == 503)
            go.give()

            #expect(try await first.answer().body == "done")
        }
    }

    @Test("A client that never reads is dropped, and its answer's stream is let go (R04)")
    func neverReading() async throws {
        let isLetGo = Signal()
        final class Held: Sendable {
            let signal: Signal
            init(_ signal: Signal) { self.signal = signal }
            deinit { signal.give() }
        }
        let endless = StubService { _, _, _ in
            let held = Held(isLetGo)
            return ServiceAnswer(
                bytes: [],
                rest: DocumentStream {
                    _ = held.signal
                    return Array(repeating: 0, count: 100_000)
                })
        }

        try await withServer(endless, configuration: configuration { $0.writeTime = .milliseconds(100) }) { port, _ in
            let client = try await Client.connect(port: port)
            try await client.channel.setOption(.autoRead, value: false).get()
            try await client.send(Request.ipp())

            await isLetGo.wait()
        }
    }

    @Test("A thousand silent connections delay nobody (R01)")
    func silent() async throws {
        try await withServer(.immediate) { port, _ in
            var silent: [Client] = []
            for _ in 0..<1_000 { silent.append(try await Client.connect(port: port)) }

            let client = try await Client.connect(port: port)
            #expect(try await client.ask(Request.ipp()).body == "ready")
            for client in silent { try await client.close() }
        }
    }

    @Test("Stopping finishes the request in hand, ends the idle ones and takes no new ones")
    func stopping() async throws {
        let (go, isThere) = (Signal(), Signal())
        let service = StubService(ready: { message, _ in message[3] == 9 ? [48] : nil }) { _, _, _ in
            isThere.give()
            await go.wait()
            return ServiceAnswer(contentType: "text/plain", bytes: Array("done".utf8))
        }

        // An address of its own: on 127.0.0.1 another test may be given the port as soon as it is free.
        let address = "127.0.0.7"
        let configuration = HTTPConfiguration(listeners: [.tcp(host: address, port: 0)], limits: .patient)
        try await withServer(service, configuration: configuration) { port, server in
            let busy = try await Client.connect(port: port, host: address)
            let idle = try await Client.connect(port: port, host: address)
            #expect(try await idle.ask(Request.ipp([1, 1, 0, 9, 0, 0, 0, 1, 1, 3])).body == "0")
            try await busy.send(Request.ipp())
            await isThere.wait()
            async let stopped: Void = server.stop(within: .seconds(86_400))
            #expect(await idle.rest() == "")
            await #expect(throws: (any Error).self) { try await Client.connect(port: port, host: address) }
            go.give()

            let answer = try await busy.answer()
            #expect(answer.body == "done" && answer.fields["connection"] == "close")
            try await busy.close()
            await stopped
        }
    }

    @Test("What does not end in time is cut, and its task is cancelled")
    func cutting() async throws {
        let isThere = Signal()
        let service = StubService { _, document, _ in
            isThere.give()
            _ = try? await document.count()
            return ServiceAnswer(bytes: [])
        }

        try await withServer(service) { port, server in
            let client = try await Client.connect(port: port)
            try await client.send(Request.ipp(Request.message + [1], length: "100"))
            await isThere.wait()
            await server.stop(within: .zero)

            #expect(await client.rest() == "")
        }
    }

    @Test("All addresses of a name get the same free port")
    func localhost() async throws {
        let listeners: [HTTPConfiguration.Listener] = [.tcp(host: "*", port: 0), .tcp(host: "127.0.0.1", port: 0)]
        let service = HTTPServer(
            configuration: HTTPConfiguration(listeners: listeners, limits: .patient, threads: 2),
            service: StubService.immediate, log: quiet)

        let addresses = try await service.start()
        let ports = addresses.compactMap(\.port)
        for port in Set(ports) {
            let client = try await Client.connect(port: port)
            #expect(try await client.ask(Request.ipp()).body == "ready")
        }
        await service.stop(within: .zero)

        #expect(Set(ports).count == 2 && ports.allSatisfy { $0 > 0 })
    }

    @Test("Where nobody can listen, starting fails and says where")
    func unlistenable() async throws {
        try await withServer(.immediate) { port, _ in
            let second = HTTPServer(
                configuration: HTTPConfiguration(listeners: [.tcp(host: "127.0.0.1", port: port)]),
                service: StubService.immediate, log: quiet)

            let error = await #expect(throws: ListenError.self) { try await second.start() }

            #expect(error?.place == "127.0.0.1:\(port)")
        }
    }

    @Test("run() lasts until the server is stopped, or its task cancelled")
    func running() async throws {
        for cancels in [false, true] {
            let server = HTTPServer(
                configuration: HTTPConfiguration(listeners: [.tcp(host: "127.0.0.1", port: 0)]),
                service: StubService.immediate, log: quiet)
            _ = try await server.start()

            let running = Task { try await server.run() }
            if cancels { running.cancel() } else { await server.stop(within: .zero) }

            try await running.value
        }
    }
}
