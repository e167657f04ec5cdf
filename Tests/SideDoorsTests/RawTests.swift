import Foundation
import IPP
import Logging
import Operations
import PrintModel
import QuireTestKit
import Testing

@testable import SideDoors

@Suite("Ports for raw data")
struct RawTests {
    private func serving(
        _ desk: FakeDesk, _ limits: SideLimits = SideLimits(), _ body: (Int) async throws -> Void
    ) async throws {
        let store = MemoryStore()
        let port = try ByteSink().port
        let name = try #require(PrinterName("lp"))
        let printer = try await store.add(NewPrinter(name: name, deviceURI: "null:"), at: Moment(seconds: 1))
        _ = try await store.update(printer.id, at: Moment(seconds: 2)) {
            $0.attributes.set(Printer.rawPortAttribute, .integer(Int32(port)))
        }
        let ports = RawPorts(
            desk: desk, printers: store, hosts: ["127.0.0.1"], limits: limits,
            log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        let running = Task { await ports.run() }
        while !ports.open.contains(port) { try await Task.sleep(for: .milliseconds(5)) }
        do {
            try await body(port)
            _ = try await store.update(printer.id, at: Moment(seconds: 3)) { printer in
                printer.attributes.remove(Printer.rawPortAttribute)
            }
            // Whether somebody else listens there now is not ours to say.
            while !ports.open.isEmpty { try await Task.sleep(for: .milliseconds(5)) }
        } catch {
            running.cancel()
            await ports.stop(within: .seconds(5))
            throw error
        }
        running.cancel()
        await ports.stop(within: .seconds(5))
    }

    @Test("What comes over a connection is a job, named and owned as its header says; the port goes with the setting")
    func job() async throws {
        let desk = FakeDesk()
        let header =
            "\u{1B}%-12345X@PJL JOB NAME=\"Report\"\r\n@PJL SET USERNAME=\"anna\"\r\n@PJL ENTER LANGUAGE=PDF\r\n"
        try await serving(desk) { port in
            let client = try LineClient(port: port)
            await client.send(header)
            await client.send("%PDF")
            client.endSending()
            #expect(await client.octet() == nil)
        }
        #expect(desk.jobs.map(\.user) == ["anna"])
        #expect(desk.jobs.map(\.name) == ["Report"])
        #expect(desk.jobs.map(\.texts) == [[header + "%PDF"]])
    }

    @Test("A client that keeps its connection open gets its job made once it has said nothing for a while")
    func idle() async throws {
        let desk = FakeDesk()
        var limits = SideLimits()
        limits.rawIdleTime = .milliseconds(100)
        try await serving(desk, limits) { port in
            let client = try LineClient(port: port)
            await client.send("text")
            #expect(await client.octet() == nil)
            #expect(desk.jobs.map(\.texts) == [["text"]])
        }
    }

    @Test("A connection without data is no job")
    func empty() async throws {
        let desk = FakeDesk()
        try await serving(desk) { port in
            let client = try LineClient(port: port)
            client.endSending()
            #expect(await client.octet() == nil)
        }
        #expect(desk.jobs.isEmpty)
    }

    @Test("What is not taken ends with a reset, and leaves nothing behind")
    func refused() async throws {
        let desk = FakeDesk(jobs: DeskRefusal("full"))
        try await serving(desk) { port in
            let client = try LineClient(port: port)
            await client.send("text")
            client.endSending()
            #expect(await client.ending() == ECONNRESET)
        }
        #expect(desk.held == 0)
    }

    @Test("Headers are read as far as they go, and what is in documents is not")
    func headers() {
        func words(_ text: String) -> PJLWords { PJLWords(Array(text.utf8)) }
        #expect(words("").jobName == nil)
        #expect(words("%!PS\n@PJL JOB NAME=\"x\"\n").jobName == nil)
        #expect(words("\u{1B}%-12345X@PJL\n@PJL SET JOBNAME = plain\n").jobName == "plain")
        let odd = words("@PJL JOB NAME=\"a\u{1B}[31mb\"\n@PJL ENTER LANGUAGE=PCL\n@PJL SET USERNAME=\"x\"\n")
        #expect(odd.jobName == "a [31mb")
        #expect(odd.user == nil)
        #expect(words("@PJL JOB NAME=\"\n@PJL SET USERNAME=\n@PJL SET =\n@PJL JOB =\n").user == nil)
    }
}
