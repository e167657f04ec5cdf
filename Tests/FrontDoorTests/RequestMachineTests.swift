import NIOCore
import PrintModel
import Testing

@testable import FrontDoor

/// What a machine says to bytes, in words that can be compared.
private struct Story {
    private(set) var words: [String] = []
    private var machine: RequestMachine
    /// Whether a request is answered as soon as its body is over.
    var answers = true

    init(limits: HTTPLimits = .standard, isPrivate: Bool = false, hasPages: Bool = false) {
        let gate = RequestGate(
            hosts: HostAllowList(hostName: "print.example", aliases: []), hasPages: hasPages, canStartTLS: true,
            isReady: { true })
        let requester = Requester(origin: .network(address: "192.0.2.1", isLoopback: false), isPrivate: isPrivate)
        machine = RequestMachine(gate: gate, limits: limits, requester: requester)
    }

    mutating func receive(_ bytes: some Collection<UInt8>) {
        machine.received(ByteBuffer(bytes: bytes))
        goOn()
    }

    mutating func receive(_ text: String) { receive(Array(text.utf8)) }

    mutating func close() {
        machine.inputClosed()
        goOn()
    }

    mutating func answer() {
        words.append(machine.answering() ? "answered" : "answered, last")
        machine.answered()
        goOn()
    }

    private mutating func goOn() {
        while true {
            switch machine.next() {
            case .read: return
            case .wait:
                guard answers else { return }
                words.append(machine.answering() ? "answered" : "answered, last")
                machine.answered()
            case .sayContinue(let isAwaited): words.append(isAwaited ? "100" : "100 with the answer")
            case .gathered: break
            case .ipp(let message, let document): words.append("ipp \(message.count) \(document)")
            case .page(let hasBody): words.append("page\(hasBody ? " with body" : "")")
            case .startTLS:
                words.append("TLS")
                machine.startedTLS()
            case .answer(let answer):
                words.append("\(answer.status)" + (machine.answering() ? "" : ", last"))
                machine.answered()
            case .piece(let piece): words.append("piece \(piece.readableBytes)")
            case .bodyEnd: words.append("end")
            case .bodyBroken(let refusal): words.append("broken \(refusal.status)")
            case .refuse(let refusal): words.append("refused \(refusal.status)")
            case .finish: words.append("finish")
            case .close:
                words.append("close")
                return
            }
        }
    }
}

@Suite("What is done with the bytes of a connection")
struct RequestMachineTests {
    static let refused: [(String, String)] = [
        ("H01", "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/ipp\r\n\r\n"),
        ("H02", "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4294967296\r\n\r\n"),
        ("H03", "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n"),
        ("H04", "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999999999999\r\n\r\n"),
        ("H05", "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 12abc\r\n\r\n"),
        ("H06", "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 7\r\nTransfer-Encoding: chunked\r\n\r\n"),
        ("H07", "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 7\r\nContent-Length: 5\r\n\r\n"),
        ("H07 the same twice", "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 7\r\nContent-Length: 7\r\n\r\n"),
        ("H07 a list", "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 7, 7\r\n\r\n"),
        ("H10", "GET /\(String(repeating: "a", count: 100_000)) HTTP/1.1\r\nHost: localhost\r\n\r\n"),
        ("H10 less", "GET /\(String(repeating: "a", count: 9_000)) HTTP/1.1\r\nHost: localhost\r\n\r\n"),
        ("H11", "GET / HTTP/1.1\r\nHost: localhost\r\nX: \(String(repeating: "a", count: 100_000))\r\n\r\n"),
        ("H12", "GET / HTTP/1.1\r\nHost: localhost\r\n\(String(repeating: "X: y\r\n", count: 101))\r\n"),
        ("H14", "GET / HTTP/9.9\r\nHost: localhost\r\n\r\n"),
        ("H14 HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
        ("H15", "GET / HTTP/1.1\r\n\r\n"),
        ("H16", "GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n"),
        ("H16 in the target", "GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\n\r\n"),
        ("two hosts", "GET / HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n\r\n"),
        ("H17", "GET /../../../../etc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n"),
        ("H18", "GET /%2e%2e/%2E%2e/etc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n"),
        ("H19", "GET /help/%00 HTTP/1.1\r\nHost: localhost\r\n\r\n"),
        ("a line feed in the path", "GET /a%0ab HTTP/1.1\r\nHost: localhost\r\n\r\n"),
        ("half a percent", "GET /a%4 HTTP/1.1\r\nHost: localhost\r\n\r\n"),
        ("not UTF-8", "GET /%ff HTTP/1.1\r\nHost: localhost\r\n\r\n"),
        ("a coded slash", "GET /a%2fb HTTP/1.1\r\nHost: localhost\r\n\r\n"),
        ("H29", "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1099511627776\r\nExpect: 100-continue\r\n\r\n"),
        ("another expectation", "GET / HTTP/1.1\r\nHost: localhost\r\nExpect: tea\r\n\r\n"),
        ("no version", "GET /\r\n\r\n"),
        ("HTTP/1.x", "GET / HTTP/1.x\r\nHost: localhost\r\n\r\n"),
        ("two blanks", "GET  / HTTP/1.1\r\nHost: localhost\r\n\r\n"),
        ("line feeds only", "GET / HTTP/1.1\nHost: localhost\n\n"),
        ("a bare carriage return", "GET / HTTP/1.1\r\nHost: localhost\r\nX: a\rb\r\n\r\n"),
        ("a folded field", "GET / HTTP/1.1\r\nHost: localhost\r\n X: y\r\n\r\n"),
        ("a blank before the colon", "GET / HTTP/1.1\r\nHost : localhost\r\n\r\n"),
        ("a field without a colon", "GET / HTTP/1.1\r\nHost: localhost\r\nnonsense\r\n\r\n"),
        ("NUL in a field", "GET / HTTP/1.1\r\nHost: localhost\r\nX: \0\r\n\r\n"),
        ("another coding", "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: gzip, chunked\r\n\r\n"),
        ("chunked in HTTP/1.0", "POST / HTTP/1.0\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"),
        ("H23", "\u{1}\u{2}\u{3} is not HTTP"),
        ("an endless method", String(repeating: "A", count: 40)),
    ]

    @Test("What is not a proper request is refused, and nothing behind it is read", arguments: refused)
    func refusals(row: String, bytes: String) {
        var story = Story()

        story.receive(bytes)
        story.receive(Request.ipp())

        #expect(
            story.words.count == 1 && story.words[0].hasPrefix("refused 4") || story.words[0].hasPrefix("refused 50"))
    }

    @Test("Each refusal has its own status")
    func statuses() {
        let expected = [
            "H01": 411, "H02": 413, "H04": 413, "H10": 414, "H10 less": 414, "H11": 431, "H12": 431, "H14": 505,
            "H29": 413,
            "another expectation": 417, "another coding": 501, "H14 HTTP/2": 505,
        ]

        for (row, bytes) in Self.refused {
            var story = Story()
            story.receive(bytes)
            #expect(story.words == ["refused \(expected[row] ?? 400)"], "\(row)")
        }
    }

    @Test("An IPP request is the same in one piece and byte by byte")
    func bytewise() {
        let bytes = Request.ipp() + Request.chunked([[1, 1, 0], [2, 0, 0, 0, 1, 1, 3, 37], [80, 68]])
        var (whole, bytewise) = (Story(), Story())

        whole.receive(bytes)
        for byte in bytes { bytewise.receive([byte]) }

        #expect(whole.words == ["ipp 10 none", "answered", "ipp 10 follows", "piece 1", "piece 2", "end", "answered"])
        #expect(
            bytewise.words == [
                "ipp 10 none", "answered", "ipp 10 follows", "piece 1", "piece 1", "piece 1", "end", "answered",
            ])
    }

    @Test("Pipelined requests wait for the answer to the one before (H22)")
    func pipelining() {
        var story = Story()
        story.answers = false

        story.receive(Request.ipp() + Request.ipp() + Request.get("/healthz"))
        #expect(story.words == ["ipp 10 none"])
        story.answer()
        #expect(story.words == ["ipp 10 none", "answered", "ipp 10 none"])
        story.answer()

        #expect(story.words == ["ipp 10 none", "answered", "ipp 10 none", "answered", "200"])
    }

    @Test("100 is said although a part of the body came with the head, as libcups sends it and then waits")
    func continuingPart() {
        let chunked =
            "POST /x HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/ipp\r\nExpect: 100-continue\r\n"
            + "Transfer-Encoding: chunked\r\n\r\n"
        let sized = Request.ipp(fields: ["Expect: 100-continue"])
        var (part, first) = (Story(), Story())

        part.receive(sized.dropLast(1))
        first.receive(chunked + "2\r\n\u{02}\0\r\n")

        #expect(part.words == ["100"])
        #expect(first.words == ["100"])
    }

    @Test("100 is said on the head, also when the whole body is there, but not when the head is refused")
    func continuing() {
        let request = Request.ipp(fields: ["Expect: 100-continue"])
        let end = request.count - Request.message.count
        var (patient, hasty, refused) = (Story(), Story(), Story())

        patient.receive(request[..<end])
        #expect(patient.words == ["100"])
        patient.receive(request[end...])
        hasty.receive(request)
        refused.receive(Request.ipp([], fields: ["Expect: 100-continue"], length: "999999999999"))

        #expect(patient.words == ["100", "ipp 10 none", "answered"])
        #expect(hasty.words == ["100 with the answer", "ipp 10 none", "answered"])
        #expect(refused.words == ["refused 413"])
    }

    @Test("After an answer instead of a 100 the connection ends, since the body may or may not come")
    func noContinue() {
        var story = Story()

        story.receive("POST /x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n")

        #expect(story.words == ["415, last", "finish"])
    }

    @Test("A body that is cut is never a whole one (H21)")
    func cut() {
        var (attributes, document, head) = (Story(), Story(), Story())

        attributes.receive(Request.ipp([1, 1, 0, 2], length: "1000"))
        attributes.close()
        document.answers = false
        document.receive(Request.ipp(Request.message + [1, 2], length: "1000"))
        document.close()
        document.answer()
        head.receive("GET / HT")
        head.close()

        #expect(attributes.words == ["refused 400", "close"])
        #expect(document.words == ["ipp 10 follows", "piece 2", "broken 400", "answered, last", "finish", "close"])
        #expect(head.words == ["refused 400", "close"])
    }

    @Test(
        "A chunk that is none breaks the body (H08, H09)",
        arguments: [
            "zz\r\n", "ffffffffffffffff\r\n", "-1\r\n", "\r\n", "5 5\r\n", "5;\u{1}\r\n", "2\r\nabcd\r\n",
            "5\n12345\r\n",
        ])
    func chunks(chunk: String) {
        var (early, late) = (Story(), Story())
        let head =
            "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/ipp\r\nTransfer-Encoding: chunked\r\n\r\n"

        early.receive(head + chunk)
        late.answers = false
        late.receive(Array(head.utf8) + Array("b\r\n".utf8) + Request.message + Array("x\r\n\(chunk)".utf8))

        #expect(early.words.last?.hasPrefix("refused 4") == true || chunk.hasPrefix("2"))
        #expect(late.words.last?.hasPrefix("broken 4") == true)
    }

    @Test("Chunk extensions and trailers mean nothing")
    func trailers() {
        var story = Story()
        let head =
            "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/ipp\r\nTransfer-Encoding: chunked\r\n\r\n"

        story.receive(
            Array("\(head)a;name=value\r\n".utf8) + Request.message + Array("\r\n0\r\nContent-Length: 5\r\n\r\n".utf8))

        #expect(story.words == ["ipp 10 none", "answered"])
    }

    @Test("A chunked body longer than the limit is broken off")
    func chunkedTooLong() {
        var limits = HTTPLimits.standard
        limits.bodyBytesMax = 20
        var story = Story(limits: limits)
        story.answers = false

        story.receive(Request.chunked([Request.message, Array(repeating: 0, count: 11)]))

        #expect(story.words == ["ipp 10 follows", "broken 413"])
    }

    @Test("A message that can become none goes to the service as far as it came")
    func brokenMessage() {
        var (tag, short, tiny) = (Story(), Story(), Story())

        tag.receive(Request.ipp([1, 1, 0, 2, 0, 0, 0, 1, 0x44, 3]))
        short.receive(Request.ipp([1, 1, 0, 2, 0, 0, 0, 1, 1]))
        tiny.receive(Request.ipp([1, 1]))

        #expect(tag.words == ["ipp 10 brokenMessage", "end", "answered"])
        #expect(short.words == ["ipp 9 brokenMessage", "answered"])
        #expect(tiny.words == ["400"])
    }

    @Test("What a client still sends after its answer is thrown away up to a bound, then the connection ends")
    func draining() {
        var limits = HTTPLimits.standard
        limits.drainBytesMax = 100
        var (little, declared, endless) = (Story(limits: limits), Story(limits: limits), Story(limits: limits))

        little.answers = false
        little.receive(Request.ipp(Request.message + [1], length: "50"))
        little.answer()
        little.receive(Array(repeating: 0, count: 39))
        little.receive(Request.get("/healthz"))
        declared.answers = false
        declared.receive(Request.ipp(Request.message, length: "500"))
        declared.answer()
        endless.receive("POST /x HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n")
        endless.receive(Array("ff\r\n".utf8) + Array(repeating: 0, count: 255))

        #expect(little.words == ["ipp 10 follows", "piece 1", "answered", "200"])
        #expect(declared.words == ["ipp 10 follows", "answered, last", "finish"])
        #expect(endless.words == ["415", "finish"])
    }

    @Test("HTTP/1.0 ends after one request unless it asks to go on; HTTP/1.1 goes on unless it asks to end")
    func keepingAlive() {
        var (old, oldAlive, new, newClose) = (Story(), Story(), Story(), Story())

        old.receive("GET /healthz HTTP/1.0\r\n\r\n")
        oldAlive.receive("GET /healthz HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n")
        new.receive(Request.get("/healthz"))
        newClose.receive(Request.get("/healthz", fields: ["Connection: close"]))

        #expect(old.words == ["200, last", "finish"])
        #expect(oldAlive.words == ["200"])
        #expect(new.words == ["200"])
        #expect(newClose.words == ["200, last", "finish"])
    }

    @Test(
        "Only OPTIONS begins TLS: whoever offers an upgrade with a print job prints (h2c, issue of every NIO decoder)")
    func upgrades() {
        let offer = ["Connection: Upgrade", "Upgrade: TLS/1.2,TLS/1.1"]
        let options = "OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\(offer.joined(separator: "\r\n"))\r\n\r\n"
        var (clear, secret, post, smuggled) = (Story(), Story(isPrivate: true), Story(), Story())

        clear.receive(options)
        secret.receive(options)
        post.receive(
            Request.ipp(fields: ["Connection: Upgrade, HTTP2-Settings", "Upgrade: h2c"]) + Request.ipp(fields: offer))
        smuggled.receive(options + "GET /healthz HTTP/1.1\r\n")

        #expect(clear.words == ["TLS", "answered"])
        #expect(secret.words == ["200"])
        #expect(post.words == ["ipp 10 none", "answered", "ipp 10 none", "answered"])
        #expect(smuggled.words == ["refused 400"])
    }

    @Test("Where there are no pages, each method has its answer")
    func methods() {
        let expected: [(String, String)] = [
            ("GET /nothing", "404"), ("GET /", "200"), ("HEAD /healthz", "200"), ("GET /readyz", "200"),
            ("GET /admin/conf/cupsd.conf", "403"), ("OPTIONS *", "200"), ("OPTIONS /x", "200"), ("DELETE /x", "405"),
            ("FOO /", "501"), ("TRACE /", "405"),
        ]

        for (line, status) in expected {
            var story = Story()
            story.receive("\(line) HTTP/1.1\r\nHost: localhost\r\n\r\n")
            #expect(story.words == [status], "\(line)")
        }
        for (line, status) in [("POST /x", "415"), ("PUT /admin/conf/cupsd.conf", "403"), ("POST /admin", "403")] {
            var story = Story()
            story.receive(
                "\(line) HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\nContent-Length: 3\r\n\r\nabc")
            #expect(story.words == [status], "\(line)")
        }
    }

    @Test(
        "Nobody is who he says he is (H26, H27)",
        arguments: ["PeerCred root", "Local 00", "Basic cm9vdDpyb290", "Nonsense"])
    func claims(authorization: String) {
        var story = Story()

        story.receive(Request.get("/admin/conf/cupsd.conf", fields: ["Authorization: \(authorization)"]))
        story.receive(Request.ipp(fields: ["Authorization: \(authorization)"]))

        #expect(story.words == ["401", "401"])
    }

    @Test("A client may say again what the kernel says of it")
    func peerCredentials() throws {
        let gate = RequestGate(
            hosts: HostAllowList(hostName: "h", aliases: []), hasPages: false, canStartTLS: true, isReady: { true })
        let requester = Requester(origin: .localUser(uid: 7, name: "ana"), isPrivate: true)
        func head(_ authorization: String) throws -> HTTPRequestHead {
            try HTTPRequestHead(
                parsing: Request.ipp([], fields: ["Authorization: \(authorization)"]), limits: .standard)
        }

        guard case .ipp = try gate.route(try head("PeerCred ana"), from: requester) else {
            Issue.record("ana is not let in")
            return
        }
        guard case .fixed(let answer) = try gate.route(try head("PeerCred root"), from: requester) else {
            Issue.record("ana is let in as root")
            return
        }
        #expect(answer.status == 401)
    }

    @Test("No bytes make it trap or go on for ever, however they come", arguments: 1...4)
    func noise(seed: Int) {
        var random = SeededGenerator(seed: seed)
        let seeds = [
            Request.ipp(Request.message + [1, 2]), Request.chunked([Request.message, [1, 2], [3]]),
            Request.get("/a%20b?c"),
            Request.ipp(fields: ["Expect: 100-continue", "Connection: Upgrade", "Upgrade: TLS/1.2"]),
        ]

        for _ in 0..<2_000 {
            var story = Story(hasPages: Bool.random(using: &random))
            var bytes = (0..<3).flatMap { _ in seeds.randomElement(using: &random) ?? [] }
            for _ in 0..<Int.random(in: 1...8, using: &random) {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            var rest = bytes[...]
            while !rest.isEmpty {
                let count = Int.random(in: 1...min(200, rest.count), using: &random)
                story.receive(rest.prefix(count))
                rest = rest.dropFirst(count)
            }
            story.close()
            #expect(story.words.last == "close" && story.words.count < 100)
        }
    }

    @Test("With pages, what is not IPP goes there, with its body")
    func pages() {
        var story = Story(hasPages: true)

        story.receive("POST /form HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n")
        story.receive("abc")
        story.receive(Request.get("/"))

        #expect(story.words == ["page with body", "100", "piece 3", "end", "answered", "page", "answered"])
    }
}
