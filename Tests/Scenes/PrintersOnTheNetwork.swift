import Foundation
import QuireTestKit
import Testing

/// Printers on port 9100 and print servers that speak LPD, through the real daemon.
@Suite("Scene: printers on the network", .serialized, .timeLimit(.minutes(3)))
struct PrintersOnTheNetwork {
    let daemon: Daemon

    init() throws { daemon = try Daemon() }

    @Test("What is printed arrives byte for byte, by socket and by LPD")
    func identical() async throws {
        let received = Box<[[UInt8]]>([])
        let printer = try FakeServer { talk, _ in
            let bytes = talk.readToEnd()
            if !bytes.isEmpty { received.change { $0.append(bytes) } }
        }
        let server = try LPDServer()
        try queue("wire", "socket://127.0.0.1:\(printer.port)")
        try queue("old", "lpd://127.0.0.1:\(server.port)/raw")
        let bytes = (0..<700_001).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 7) }

        for name in ["wire", "old"] { try lp(name, bytes) }

        #expect(await received.until { $0 == [bytes] })
        #expect(await server.state.until { $0.jobs.count == 1 })
        #expect(server.jobs.first?.data.values.first == bytes)
        #expect(server.jobs.first?.queue == "raw")
        #expect(try await eventually { try jobs("not-completed").isEmpty })
    }

    @Test("A dead printer slows no other, and prints by itself when it is back")
    func deadPrinter() async throws {
        let hole = try BlackHole()
        let gone = try FakeServer()
        gone.stop()
        let received = Box(0)
        let printer = try FakeServer { talk, _ in
            if !talk.readToEnd().isEmpty { received.change { $0 += 1 } }
        }
        try queue("hole", "socket://127.0.0.1:\(hole.port)")
        try queue("gone", "socket://127.0.0.1:\(gone.port)")
        try queue("live", "socket://127.0.0.1:\(printer.port)")
        try lp("hole", [1, 2, 3])
        try lp("gone", [4, 5, 6])

        for _ in 0..<10 { try lp("live", [7, 8, 9]) }
        #expect(await received.until { $0 == 10 })
        #expect(try await eventually { try jobs("not-completed").count == 2 }, "the others wait, nothing is lost")
        let state = try run("lpstat", ["-p", "gone"], server: daemon.address).output
        #expect(!state.contains("disabled"), "\(state)")

        let back = Box<[[UInt8]]>([])
        let again = try FakeServer(port: gone.port) { talk, _ in
            let bytes = talk.readToEnd()
            if !bytes.isEmpty { back.change { $0.append(bytes) } }
        }
        #expect(await back.until { $0 == [[4, 5, 6]] })
        #expect(try await eventually { try jobs("not-completed").count == 1 })
        withExtendedLifetime((hole, again)) {}
    }

    @Test("A job that was not begun when the daemon died is printed, once")
    func killedBefore() async throws {
        let gone = try FakeServer()
        gone.stop()
        try queue("gone", "socket://127.0.0.1:\(gone.port)")
        try lp("gone", [4, 5, 6])
        #expect(try await eventually { try jobs("not-completed").count == 1 })
        daemon.kill()
        let received = Box<[[UInt8]]>([])
        let printer = try FakeServer(port: gone.port) { talk, _ in
            let bytes = talk.readToEnd()
            if !bytes.isEmpty { received.change { $0.append(bytes) } }
        }

        try daemon.start()

        #expect(await received.until { $0.count == 1 })
        #expect(try await eventually { try jobs("not-completed").isEmpty })
        #expect(received.get() == [[4, 5, 6]])
        withExtendedLifetime(printer) {}
    }

    @Test("A job that was cut off in the middle by the end of the daemon is never printed again in silence")
    func killedInTheMiddle() async throws {
        let talks = Box<[Talk]>([])
        let printer = try FakeServer { talk, _ in
            talks.change { $0.append(talk) }
            _ = talk.read(100_000)
            talk.hang()
            _ = talk.readToEnd()
        }
        try queue("slow", "socket://127.0.0.1:\(printer.port)")
        try lp("slow", [UInt8](repeating: 7, count: 20_000_000))
        #expect(await talks.until { $0.first?.bytes.count == 100_000 })
        daemon.kill()
        for talk in talks.get() { talk.release() }

        try daemon.start()

        // It is held, or printed again: whichever, it says why.
        #expect(
            try await eventually {
                for talk in talks.get() { talk.release() }
                let said = try run("quirectl", ["-s", daemon.address, "job", "show", "1"], server: daemon.address)
                    .output
                return said.contains("nobody can") || said.contains("cannot be asked") || said.contains("before")
            })
    }

    private func queue(_ name: String, _ uri: String) throws {
        let ended = try run("lpadmin", ["-p", name, "-E", "-v", uri], server: daemon.address)
        #expect(ended.status == 0, "\(ended.errors)")
    }

    private func lp(_ queue: String, _ bytes: [UInt8]) throws {
        let ended = try run("lp", ["-d", queue, "-o", "raw"], server: daemon.address, input: Data(bytes))
        #expect(ended.status == 0, "\(ended.errors)")
    }

    private func jobs(_ which: String) throws -> [Substring] {
        try run("lpstat", ["-W", which, "-o"], server: daemon.address).output.split(separator: "\n")
    }
}
