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
            #expect(answer.hasPrefix("HTTP/1.1 503 Service Unavailable\r\n"))
            #expect(answer.contains("\r\nRetry-After: 1\r\n") && !answer.contains("Connection: close"))
        }
    }

    @Test("The date is written as HTTP wants it")
    func date() {
        let field = String(decoding: ConnectionRoll.dateField(seconds: 784_111_777), as: UTF8.self)

        #expect(field == "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n")
    }
}

extension Caller {
    static let none = Caller(
        requester: Requester(origin: .network(address: "", isLoopback: false), isPrivate: false), authority: nil,
        path: "/")
}
