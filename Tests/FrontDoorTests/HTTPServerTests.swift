import FoundationEssentials
import NIOCore
import Operations
import PrintModel
import Synchronization
import Testing

@testable import FrontDoor

@Suite("HTTP, as a client sees it", .timeLimit(.minutes(30)))
struct HTTPServerTests {
    @Test("One connection carries many requests; their answers come in order")
    func pipelining() async throws {
        let echo = StubService { message, _, _ in ServiceAnswer(contentType: "text/plain", bytes: [48 + message[7]]) }

        try await withServer(echo) { port, _ in
            let client = try await Client.connect(port: port)
            var bytes: [UInt8] = []
            for id: UInt8 in 1...9 { bytes += Request.ipp([1, 1, 0, 2, 0, 0, 0, id, 1, 3]) }
            try await client.send(bytes)
            for id in 1...9 { #expect(try await client.answer().body == "\(id)") }
        }
    }

    @Test("100 comes on the head, before the service is asked")
    func expectation() async throws {
        try await withServer(.counting) { port, _ in
            let client = try await Client.connect(port: port)
            let request = Request.ipp(Request.message + [1, 2], fields: ["Expect: 100-continue"])
            try await client.send(request.dropLast(12))

            #expect(try await client.answer().status == 100)
            try await client.send(request.suffix(12))
            #expect(try await client.answer().body == "2 octets")
        }
    }

    @Test("An answer that waits is no request in hand, shows its head at once, and ends when its client has gone")
    func waitingAnswers() async throws {
        let ended = Signal()
        let waiting = StubService { _, _, _ in
            ServiceAnswer(
                contentType: "text/plain", bytes: [],
                rest: DocumentStream {
                    while !Task.isCancelled { try? await Task.sleep(for: .seconds(1)) }
                    ended.give()
                    return nil
                }, isWaiting: true)
        }
        var limits = HTTPLimits.patient
        limits.requestsInHandMax = 1
        let configuration = HTTPConfiguration(listeners: [.tcp(host: "127.0.0.1", port: 0)], limits: limits)

        try await withServer(waiting, configuration: configuration) { port, _ in
            let first = try await Client.connect(port: port)
            let second = try await Client.connect(port: port)
            try await first.send(Request.ipp())
            #expect(try await first.beginning().hasPrefix("HTTP/1.1 200"))
            try await second.send(Request.ipp())
            #expect(try await second.beginning().hasPrefix("HTTP/1.1 200"))

            try await first.close()
            await ended.wait()
        }
    }

    @Test("A long chunked document arrives whole")
    func chunkedRequest() async throws {
        try await withServer(.counting) { port, _ in
            let client = try await Client.connect(port: port)
            let chunks = [Request.message] + (1...300).map { Array(repeating: UInt8($0 & 255), count: $0 * 37) }
            try await client.send(Request.chunked(chunks))

            #expect(try await client.answer().body == "\((1...300).reduce(0) { $0 + $1 * 37 }) octets")
            #expect(try await client.ask(Request.ipp()).body == "0 octets")
        }
    }

    private static func pieces(_ count: Int, thenThrow: Bool = false) -> StubService {
        StubService { _, _, _ in
            let left = Mutex(count)
            let rest = DocumentStream {
                let number = left.withLock { left in
                    left -= 1
                    return left
                }
                if number >= 0 { return Array(repeating: 0x61, count: 10_000) }
                if thenThrow { throw Client.Ended() }
                return nil
            }
            return ServiceAnswer(contentType: "text/plain", bytes: Array("b".utf8), rest: rest)
        }
    }

    @Test("A long answer comes in chunks, and the connection goes on")
    func chunkedAnswer() async throws {
        try await withServer(Self.pieces(100)) { port, _ in
            let client = try await Client.connect(port: port)
            for _ in 0..<2 {
                let answer = try await client.ask(Request.ipp())
                #expect(answer.fields["transfer-encoding"] == "chunked" && answer.body.utf8.count == 1_000_001)
            }
        }
    }

    @Test("HTTP/1.0 gets a long answer that ends with the connection")
    func oldClient() async throws {
        try await withServer(Self.pieces(100)) { port, _ in
            let client = try await Client.connect(port: port)
            let request =
                "POST / HTTP/1.0\r\nContent-Type: application/ipp\r\nConnection: keep-alive\r\nContent-Length: 10\r\n\r\n"
            try await client.send(Array(request.utf8) + Request.message)

            let answer = await client.rest()
            #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n") && answer.contains("\r\nConnection: close\r\n"))
            #expect(!answer.contains("chunked") && answer.utf8.count { $0 == 0x61 } > 1_000_000)
        }
    }

    @Test("An answer that breaks off has no last chunk")
    func brokenAnswer() async throws {
        try await withServer(Self.pieces(3, thenThrow: true)) { port, _ in
            let client = try await Client.connect(port: port)
            try await client.send(Request.ipp())

            let answer = await client.rest()
            #expect(answer.contains("chunked") && !answer.hasSuffix("0\r\n\r\n"))
        }
    }

    @Test("What cannot be read is answered 400 and ended, even while more is coming (H11, H23)")
    func garbage() async throws {
        try await withServer(.counting) { port, _ in
            let noise = Array(repeating: UInt8(7), count: 65_536)
            let field =
                Array("GET / HTTP/1.1\r\nHost: localhost\r\nX: ".utf8) + Array(repeating: 0x61, count: 1_000_000)
            for (bytes, status) in [(noise, "400 Bad Request"), (field, "431 Request Header Fields Too Large")] {
                let client = try await Client.connect(port: port)
                await client.sendAsMuchAsGoes(bytes)
                let answer = await client.rest()
                #expect(answer.hasPrefix("HTTP/1.1 \(status)\r\n") && answer.contains("\r\nConnection: close\r\n"))
            }
        }
    }

    @Test("A cut request makes no job: the document throws and the client is told 400 (H21)")
    func cutRequest() async throws {
        let isBroken = Signal()
        let service = StubService { _, document, _ in
            do { _ = try await document.count() } catch { isBroken.give() }
            return ServiceAnswer(contentType: "text/plain", bytes: Array("a job".utf8))
        }

        try await withServer(service) { port, _ in
            let client = try await Client.connect(port: port)
            try await client.send(Request.ipp(Request.message + [1, 2, 3], length: "1000"))
            try await client.endSending()
            await isBroken.wait()

            #expect(try await client.answer().status == 400)
        }
    }

    @Test("A client that vanishes breaks the document too")
    func vanishing() async throws {
        let (isThere, isBroken) = (Signal(), Signal())
        let service = StubService { _, document, _ in
            isThere.give()
            do { _ = try await document.count() } catch { isBroken.give() }
            return ServiceAnswer(bytes: [])
        }

        try await withServer(service) { port, _ in
            let client = try await Client.connect(port: port)
            try await client.send(Request.ipp(Request.message + [1, 2, 3], length: "1000"))
            await isThere.wait()
            try await client.close()
            await isBroken.wait()
        }
    }

    @Test("An answer given before the document was read reaches a client that is still sending")
    func earlyAnswer() async throws {
        let refusing = StubService { _, _, _ in ServiceAnswer(contentType: "text/plain", bytes: Array("no".utf8)) }

        try await withServer(refusing) { port, _ in
            let (small, large) = (try await Client.connect(port: port), try await Client.connect(port: port))
            let document = Array(repeating: UInt8(0), count: 500_000)
            #expect(try await small.ask(Request.ipp(Request.message + document)).body == "no")
            #expect(try await small.ask(Request.ipp()).body == "no")

            await large.sendAsMuchAsGoes(Request.ipp(Request.message + document, length: "20000000"))
            let answer = try await large.answer()
            #expect(answer.body == "no" && answer.fields["connection"] == "close")
        }
    }

    @Test("A client that ended its direction gets all of its answer")
    func halfClosed() async throws {
        let large = StubService(ready: { _, _ in Array(repeating: 0x61, count: 8_000_000) }) { _, _, _ in
            ServiceAnswer(bytes: [])
        }

        try await withServer(large) { port, _ in
            let client = try await Client.connect(port: port)
            try await client.send(Request.ipp())
            try await client.endSending()

            #expect(await client.rest().utf8.count > 8_000_000)
        }
    }

    @Test("Pages see the request and its body; HEAD gets their head only")
    func pages() async throws {
        struct Pages: PageHandler {
            func answer(to request: PageRequest) async -> PageAnswer? {
                guard request.path == "/form" else { return nil }
                let count = (try? await request.body.count()) ?? -1
                let text = "\(request.method) \(request.query ?? "-") \(request.field("x-a") ?? "-") \(count)"
                return PageAnswer(fields: [HTTPField("Set-Cookie", "a=b")], bytes: Array(text.utf8))
            }
        }

        try await withServer(.counting, pages: Pages()) { port, _ in
            let client = try await Client.connect(port: port)
            let post = "POST /form?q=1 HTTP/1.1\r\nHost: localhost\r\nX-A: b\r\nContent-Length: 3\r\n\r\nabc"
            let answer = try await client.ask(Array(post.utf8))
            #expect(answer.body == "POST q=1 b 3" && answer.fields["set-cookie"] == "a=b")
            #expect(try await client.ask(Request.get("/none")).status == 404)
            try await client.send(
                "HEAD /form HTTP/1.1\r\nHost: localhost\r\n\r\n" + String(decoding: Request.ipp(), as: UTF8.self))
            #expect(await client.head().contains("Content-Length: 10\r\n\r\nHTTP/1.1 200"))
        }
    }

    @Test("The callers' address, authority and path are told to the service")
    func callers() async throws {
        let told = StubService { _, _, caller in
            ServiceAnswer(
                contentType: "text/plain",
                bytes: Array("\(caller.requester.host) \(caller.authority ?? "") \(caller.path)".utf8))
        }

        try await withServer(told) { port, _ in
            let client = try await Client.connect(port: port)
            #expect(
                try await client.ask(Request.ipp(path: "/printers/a%20b")).body == "127.0.0.1 localhost /printers/a b")
            #expect(try await client.ask(Request.ipp(path: "ipp://[::1]/p")).body == "127.0.0.1 [::1] /p")
        }
    }
}

extension Client {
    /// What has come so far, up to the second answer.
    fileprivate func head() async -> String {
        try? await endSending()
        return await rest()
    }
}
