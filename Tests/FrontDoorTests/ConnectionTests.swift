import NIOCore
import Operations
import PrintModel
import Testing

@testable import FrontDoor

@Suite("A connection and its time", .timeLimit(.minutes(30)))
struct ConnectionTests {
    @Test("A connection that says nothing is ended after 10 seconds, one between requests after 60")
    func idle() async throws {
        let (silent, used) = (try await Wire.open(), try await Wire.open(.immediate))

        try await used.send(Request.ipp())
        #expect(try await used.received().hasSuffix("ready"))
        await silent.pass(.seconds(9))
        await used.pass(.seconds(59))
        #expect(silent.isOpen && used.isOpen)
        await silent.pass(.seconds(2))
        await used.pass(.seconds(2))

        #expect(!silent.isOpen && !used.isOpen)
    }

    @Test("Whoever sends a head too slowly is told so (R02)")
    func slowHead() async throws {
        let wire = try await Wire.open()

        for letter in "GET / HTTP" {
            try await wire.send("\(letter)")
            await wire.pass(.seconds(1))
        }
        await wire.pass(.seconds(1))

        #expect(try await wire.received().hasPrefix("HTTP/1.1 408 "))
    }

    @Test("Whoever sends attributes too slowly is told so (R03)")
    func slowAttributes() async throws {
        let wire = try await Wire.open()

        let longName: [UInt8] = [1, 1, 0, 2, 0, 0, 0, 1, 1, 0x44, 0x7f, 0xff]
        try await wire.send(Request.ipp(longName, length: "1000"))
        for _ in 0..<11 {
            await wire.pass(.seconds(1))
            if wire.isOpen { try await wire.send([0x61]) }
        }

        #expect(try await wire.received().hasPrefix("HTTP/1.1 408 "))
    }

    @Test("A document that does not come is cut, and the service learns it")
    func slowDocument() async throws {
        let isBroken = Signal()
        let wire = try await Wire.open(
            StubService { _, document, _ in
                do { _ = try await document.count() } catch { isBroken.give() }
                return ServiceAnswer(bytes: [])
            })

        try await wire.send(Request.ipp(Request.message + [1], length: "1000000"))
        await wire.pass(.seconds(31))
        await isBroken.wait()

        #expect(!wire.isOpen)
    }

    @Test("A connection asks for no more bytes than the service takes")
    func backpressure() async throws {
        var limits = HTTPLimits.standard
        limits.bufferedBytesMax = 1_000
        let (mayRead, hasRead) = (Signal(), Signal())
        let wire = try await Wire.open(
            StubService { _, document, _ in
                await mayRead.wait()
                _ = try? await document.next()
                hasRead.give()
                return await StubService.counting.make([], document, .none)
            }, limits: limits)

        try await wire.send(Request.ipp(Request.message, length: "100010"))
        let before = wire.reads.count
        try await wire.send(Array(repeating: 0, count: 600))
        #expect(wire.reads.count == before + 1)
        try await wire.send(Array(repeating: 0, count: 600))
        await wire.pass(.seconds(1_000))
        #expect(wire.reads.count == before + 1 && wire.isOpen)
        mayRead.give()
        await hasRead.wait()
        try await wire.send(Array(repeating: 0, count: 100_010 - 1_210))

        #expect(try await wire.received().hasSuffix("98800 octets"))
        #expect(wire.reads.count > before + 1)
    }

    @Test("Answers to the same request do not depend on how it is cut up")
    func cuts() async throws {
        let request = Request.ipp(Request.message + [1, 2, 3])

        for cut in 1..<request.count {
            let wire = try await Wire.open()
            try await wire.send(request[..<cut])
            try await wire.send(request[cut...])
            let answer = try await wire.received()
            #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\nDate: ") && answer.hasSuffix("\r\n\r\n3 octets"))
        }
    }

    @Test("When as many requests are in hand as may be, the next one is told to come again, on the same connection")
    func busy() async throws {
        let wire = try await Wire.open(requestsInHandMax: 0)

        for _ in 0..<2 {
            try await wire.send(Request.ipp())
            let answer = try await wire.received()
            #expect(
                answer.hasPrefix("HTTP/1.1 200 OK\r\n") && answer.contains("\u{1}\u{1}\u{5}\u{7}"), "server-error-busy")
            #expect(answer.contains("\r\nRetry-After: 1\r\n") && !answer.contains("Connection: close"))
        }
    }

    /// A request whose attributes have about so many octets.
    private func large(_ octets: Int) -> [UInt8] {
        let name = Array("x".utf8)
        var message = Array(Request.message.dropLast())
        while message.count < octets {
            message += [0x30, 0, UInt8(name.count)] + name + [0x3F, 0xFF] + [UInt8](repeating: 0, count: 0x3FFF)
        }
        return message + [3]
    }

    @Test("Large attributes are told to come again when there are too many in hand, also while they come")
    func attributesInHand() async throws {
        var limits = HTTPLimits.patient
        limits.attributeBytesInHandMax = 200_000
        let (isThere, go) = (Signal(), Signal())
        let service = StubService { message, document, _ in
            guard message.count > 60_000 else { return await StubService.counting.make(message, document, .none) }
            isThere.give()
            await go.wait()
            return ServiceAnswer(contentType: "text/plain", bytes: Array("\(message.count)".utf8))
        }
        let configuration = HTTPConfiguration(listeners: [.tcp(host: "127.0.0.1", port: 0)], limits: limits)

        try await withServer(service, configuration: configuration) { port, _ in
            let first = try await Client.connect(port: port)
            try await first.send(Request.ipp(large(80_000)))
            await isThere.wait()
            let second = try await Client.connect(port: port)
            let unfinished = Array(large(90_000).dropLast())
            try await second.send(Request.ipp(unfinished, length: "\(unfinished.count + 1)"))
            let refused = try await second.answer()
            #expect(refused.fields["retry-after"] == "1" && refused.fields["content-type"] == "application/ipp")
            try await second.send([3])
            #expect(try await second.ask(Request.ipp()).body == "0 octets", "on the same connection")
            go.give()
            #expect(try await first.answer().body.hasPrefix("8"))

            let again = try await Client.connect(port: port)
            #expect(try await again.ask(Request.ipp(large(90_000))).body.hasPrefix("9"), "there is room again")
        }
    }

    @Test("A source that asks faster than it may is told in IPP to come again, and may when the time has passed")
    func tooFast() async throws {
        var limits = HTTPLimits.patient
        limits.requestsPerSecondMax = 2
        limits.requestBurstTime = .seconds(1)
        let wire = try await Wire.open(limits: limits)

        var answers: [Bool] = []
        for _ in 0..<3 {
            try await wire.send(Request.ipp())
            answers.append(try await wire.received().contains("octets"))
        }
        await wire.pass(.milliseconds(500))
        try await wire.send(Request.ipp())
        answers.append(try await wire.received().contains("octets"))

        #expect(answers == [true, true, false, true])
    }

    @Test("What does not speak IPP and asks too fast gets 429 with the time to wait")
    func tooFastPage() async throws {
        var limits = HTTPLimits.patient
        limits.requestsPerSecondMax = 1
        limits.requestBurstTime = .seconds(1)
        let configuration = HTTPConfiguration(listeners: [.tcp(host: "127.0.0.1", port: 0)], limits: limits)

        try await withServer(.immediate, pages: NoPages(), configuration: configuration) { port, _ in
            let client = try await Client.connect(port: port)
            // Each costs a second's worth: of many in a row, one is too many, however slow the machine is.
            var last = try await client.ask(Request.get("/x"))
            for _ in 0..<1_000 where last.status != 429 { last = try await client.ask(Request.get("/x")) }

            #expect(last.status == 429)
            #expect(last.fields["retry-after"] != nil)
        }
    }

    @Test("The date is written as HTTP wants it")
    func date() {
        let field = String(decoding: ConnectionRoll.dateField(seconds: 784_111_777), as: UTF8.self)

        #expect(field == "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n")
    }
}

private struct NoPages: PageHandler {
    func answer(to request: PageRequest) async -> PageAnswer? { nil }
}

extension Caller {
    static let none = Caller(
        requester: Requester(origin: .network(address: "", isLoopback: false), isPrivate: false), authority: nil,
        path: "/")
}
