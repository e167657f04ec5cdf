import FrontDoor
import Logging
import Operations
import PrintModel
import Testing

@testable import SideDoors

@Suite("The line printer daemon")
struct LineServerTests {
    private func serving(
        _ desk: FakeDesk, _ limits: SideLimits = SideLimits(), _ body: (Int) async throws -> Void
    ) async throws {
        let server = LineServer(
            desk: desk, service: NoService(), limits: limits,
            log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        let port = try #require(try await server.listen(host: "127.0.0.1", port: 0).first?.port)
        do {
            try await body(port)
        } catch {
            await server.stop(within: .seconds(10))
            throw error
        }
        await server.stop(within: .seconds(10))
    }

    private let control = "Hhost\nPanna\nJreport\nfdfA001host\nUdfA001host\nNreport.txt\n"
    private let report = FakeDesk.Made(
        user: "anna", name: "report", names: ["report.txt"], copies: [1], texts: ["hello"])

    @Test("A job is there before its last octet is acknowledged, whichever file comes first", arguments: [true, false])
    func orders(isControlFirst: Bool) async throws {
        let desk = FakeDesk()
        try await serving(desk) { port in
            let client = try LineClient(port: port)
            #expect(await client.say("\u{2}lp\n") == 0)
            if isControlFirst { #expect(await client.control("cfA001host", control) == 0) }
            #expect(desk.jobs.isEmpty)
            #expect(await client.data("dfA001host", "hello") == 0)
            if !isControlFirst {
                #expect(desk.jobs.isEmpty)
                #expect(await client.control("cfA001host", control) == 0)
            }
            #expect(desk.jobs == [report])
        }
        #expect(desk.held == 0)
    }

    @Test("Several jobs come over one connection, one with two files and copies of one of them")
    func several() async throws {
        let desk = FakeDesk()
        try await serving(desk) { port in
            let client = try LineClient(port: port)
            #expect(await client.say("\u{2}lp\n") == 0)
            #expect(await client.control("cfA001host", control) == 0)
            #expect(await client.data("dfA001host", "hello") == 0)
            #expect(await client.say("\u{2}lp\n") == 0)
            #expect(await client.data("dfA002host", "a") == 0)
            #expect(await client.data("dfB002host", "b") == 0)
            #expect(await client.control("cfA002host", "Pbert\nfdfA002host\nfdfB002host\nfdfB002host\n") == 0)
        }
        #expect(desk.jobs.first == report)
        #expect(
            desk.jobs.last == .init(user: "bert", name: nil, names: [nil, nil], copies: [1, 2], texts: ["a", "b"]))
    }

    @Test("Data of unknown length go on to the end of the connection", arguments: ["0", "999999999999"])
    func unknownLength(count: String) async throws {
        let desk = FakeDesk()
        try await serving(desk) { port in
            let client = try LineClient(port: port)
            #expect(await client.say("\u{2}lp\n") == 0)
            #expect(await client.control("cfA001host", control) == 0)
            #expect(await client.say("\u{3}\(count) dfA001host\n") == 0)
            await client.send("hel")
            await client.send("lo")
            client.endSending()
            #expect(await client.octet() == 0)
            #expect(await client.octet() == nil)
            #expect(desk.jobs == [report])
        }
    }

    @Test("A file that is empty, whatever its client says of its length, is refused")
    func empty() async throws {
        let desk = FakeDesk()
        var limits = SideLimits()
        limits.emptyFileTime = .milliseconds(50)
        try await serving(desk, limits) { port in
            let client = try LineClient(port: port)
            #expect(await client.say("\u{2}lp\n") == 0)
            #expect(await client.control("cfA001host", control) == 0)
            #expect(await client.say("\u{3}0 dfA001host\n") == 0)
            #expect(await client.say("\0") == 1)
            #expect(await client.rest() == "the file is empty\n")
        }
        #expect(desk.jobs.isEmpty)
    }

    @Test("A client that ends the connection instead of waiting for the last answer has sent its job")
    func noWaiting() async throws {
        let desk = FakeDesk()
        try await serving(desk) { port in
            let client = try LineClient(port: port)
            #expect(await client.say("\u{2}lp\n") == 0)
            #expect(await client.control("cfA001host", control) == 0)
            #expect(await client.say("\u{3}5 dfA001host\n") == 0)
            await client.send("hello")
            client.endSending()
            #expect(await client.octet() == 0)
        }
        #expect(desk.jobs == [report])
    }

    @Test("A job that is left in the middle, aborted or broken makes none, and nothing of it stays", arguments: 0..<4)
    func incomplete(way: Int) async throws {
        let desk = FakeDesk()
        try await serving(desk) { port in
            let client = try LineClient(port: port)
            #expect(await client.say("\u{2}lp\n") == 0)
            #expect(await client.data("dfB001host", "more") == 0)
            switch way {
            case 0:
                #expect(await client.say("\u{3}5 dfA001host\n") == 0)
                await client.send("hel")
                client.endSending()
                #expect(await client.octet() == 1)
            case 1:
                #expect(await client.say("\u{1}\n") == 0)
                #expect(await client.control("cfA001host", "Panna\nfdfB001host\n") == 0)
                client.endSending()
                #expect(await client.octet() == nil)
            case 2:
                #expect(await client.say("\u{3}5 dfA001host\n") == 0)
                #expect(await client.say("hello\u{1}") == 1)
                #expect(await client.rest() == "the client says that its data file is not whole\n")
            default:
                client.endSending()
                #expect(await client.octet() == nil)
            }
        }
        #expect(desk.jobs.isEmpty)
        #expect(desk.held == 0)
    }

    @Test("Where a document or a job is not taken, the client gets an octet that is not zero, and the reason")
    func refusals() async throws {
        let full = DeskRefusal("the disk is full", isTemporary: true)
        let documents = FakeDesk(documents: full)
        try await serving(documents) { port in
            let client = try LineClient(port: port)
            #expect(await client.say("\u{2}lp\n") == 0)
            #expect(await client.control("cfA001host", control) == 0)
            #expect(await client.data("dfA001host", "hello") == 2)
            #expect(await client.rest() == "the disk is full\n")
        }
        let jobs = FakeDesk(jobs: full)
        try await serving(jobs) { port in
            let client = try LineClient(port: port)
            #expect(await client.say("\u{2}lp\n") == 0)
            #expect(await client.data("dfA001host", "hello") == 0)
            #expect(await client.control("cfA001host", control) == 2)
            #expect(await client.rest() == "the disk is full\n")
        }
        #expect(jobs.held == 0)
    }

    @Test("What cannot be is refused before anything is sent")
    func early() async throws {
        let desk = FakeDesk(octetsMax: 100)
        try await serving(desk) { port in
            #expect(try await LineClient(port: port).say("\u{2}nowhere\n") == 1)
            let mallory = try LineClient(port: port)
            #expect(await mallory.say("\u{2}lp\n") == 0)
            #expect(await mallory.control("cfA1h", "Pmallory\nfdfA1h\n") == 1)
            for command in [
                "\u{3}101 dfA001host\n", "\u{2}65537 cfA001host\n", "\u{2}0 cfA1h\n", "\u{3}5 ../../etc/passwd\n",
                "\u{3}-5 dfA1h\n", "\u{9}\n",
            ] {
                let client = try LineClient(port: port)
                #expect(await client.say("\u{2}lp\n") == 0)
                #expect(await client.say(command) == 1, "\(command)")
            }
        }
        #expect(desk.jobs.isEmpty)
    }

    @Test("A name of a mebibyte, a line without an end, NULs and a web browser are answered and end their connection")
    func hostile() async throws {
        try await serving(FakeDesk()) { port in
            for text in [
                "\u{2}" + String(repeating: "a", count: 1 << 20) + "\n", String(repeating: "\0", count: 100_000),
                "GET / HTTP/1.1\r\nHost: x\r\n\r\n", "\n", "\u{7}lp 5\n",
            ] {
                let client = try LineClient(port: port)
                await client.send(text)
                client.endSending()
                #expect(await client.octet() == 1)
                _ = await client.rest()
            }
            let client = try LineClient(port: port)
            #expect(await client.say("\u{2}lp\n") == 0)
        }
    }

    @Test("A client that says nothing is let go, and so is one that sends too slowly")
    func slow() async throws {
        var limits = SideLimits()
        limits.commandTime = .milliseconds(100)
        limits.pieceTime = .milliseconds(100)
        let desk = FakeDesk()
        try await serving(desk, limits) { port in
            #expect(try await LineClient(port: port).octet() == nil)
            let client = try LineClient(port: port)
            #expect(await client.say("\u{2}lp\n") == 0)
            #expect(await client.say("\u{3}5 dfA001host\n") == 0)
            await client.send("h")
            #expect(await client.octet() != 0)
            #expect(limits.board.hits(.sideCommandSeconds) == 1)
            #expect(limits.board.hits(.sidePieceSeconds) == 1)
        }
        #expect(desk.held == 0)
    }

    @Test("What can be set is what holds as long as nobody sets it, and is set by its name")
    func limits() throws {
        var limits = Limits()
        for line in [
            "side-connections=1", "side-connections-per-source=2", "side-command-seconds=3", "side-piece-seconds=4",
            "side-bytes-per-second=5", "raw-idle-seconds=6", "lpd-line-bytes=257", "lpd-control-bytes=2K",
            "lpd-listed-jobs=9",
        ] { try limits.set(line) }
        func numbers(_ side: SideLimits) -> [Int] {
            [
                side.connectionsMax, side.connectionsPerSourceMax, Int(side.commandTime.components.seconds),
                Int(side.pieceTime.components.seconds), side.octetsPerSecondMin,
                Int(side.rawIdleTime.components.seconds), side.lineOctetsMax, side.controlFileOctetsMax,
                side.listedJobsMax,
            ]
        }

        #expect(numbers(SideLimits(limits)) == [1, 2, 3, 4, 5, 6, 257, 2_048, 9])
        #expect(numbers(SideLimits(Limits())) == numbers(SideLimits()))
    }

    @Test("No more than so many connections are served at a time, of one source and in all")
    func crowd() async throws {
        var limits = SideLimits()
        limits.connectionsPerSourceMax = 2
        try await serving(FakeDesk(), limits) { port in
            let first = try LineClient(port: port)
            let second = try LineClient(port: port)
            #expect(await first.say("\u{2}lp\n") == 0)
            #expect(await second.say("\u{2}lp\n") == 0)
            #expect(try await LineClient(port: port).say("\u{2}lp\n") == nil)
            first.endSending()
            #expect(await first.octet() == nil)
            #expect(limits.board.hits(.sideConnectionsPerSource) == 1)
            #expect(limits.board.hits(.sideConnections) == 0)
        }
    }
}
