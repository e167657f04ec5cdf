import Foundation
import IPP
import Testing

/// The daemon dies at any moment; nothing that was acknowledged is gone, and nothing is printed twice.
///
/// `make crash` runs this with QUIRE_CRASH_ROUNDS=50.
@Suite("Scene: nothing is lost", .serialized)
struct NothingLost {
    private let rounds = ProcessInfo.processInfo.environment["QUIRE_CRASH_ROUNDS"].flatMap { Int($0) } ?? 3

    @Test("kill -9 under load loses no acknowledged job and damages none; numbers are not given again")
    func killUnderLoad() async throws {
        let daemon = try Daemon()
        try await IPPOverHTTP(daemon.address).addPrinter("still", "file:///dev/null", isPaused: true)
        var acknowledged: [Int32: Sent] = [:]
        var highest: Int32 = 0
        for round in 1...rounds {
            let acknowledgements = try await load("/printers/still", of: daemon, round: round, killAfter: 60)

            try daemon.start()

            let client = IPPOverHTTP(daemon.address)
            for (id, sent) in acknowledgements {
                #expect(id > highest, "job number \(id) was given before")
                acknowledged[id] = sent
            }
            highest = acknowledged.keys.max() ?? highest
            let listed = try await client.jobs(of: "/printers/still")
            for (id, sent) in acknowledged { #expect(listed[id] == sent.name) }
            for (id, sent) in acknowledgements { #expect(try await client.document(of: id) == sent.document) }
        }
        #expect(acknowledged.count >= 100)
    }

    @Test("kill -9 while printing: each acknowledged document comes out once, whole")
    func killWhilePrinting() async throws {
        let daemon = try Daemon()
        let output = daemon.folder.appending(path: "out")
        try await IPPOverHTTP(daemon.address).addPrinter("out", "file://\(output.path)/")
        var acknowledged: [Sent] = []
        for round in 1...rounds {
            acknowledged += try await load("/printers/out", of: daemon, round: round, killAfter: 60).values
            try daemon.start()
        }

        let wanted = Set(acknowledged.map(\.document))
        #expect(
            try await eventually(within: 60) {
                try wanted.isSubset(of: Set(contents(of: output)))
            })
        let found = try contents(of: output)
        for document in wanted { #expect(found.filter { $0 == document }.count == 1) }
        for document in found { #expect(document.suffix(5) == Data(" END\n".utf8), "partial output") }
    }

    @Test("A power cut under load loses no acknowledged job and damages none")
    func powerCut() async throws {
        guard let disk = try CuttableDisk() else { return }  // Only root can make a file system of its own.
        let daemon = try Daemon(in: disk.folder)
        try await IPPOverHTTP(daemon.address).addPrinter("still", "file:///dev/null", isPaused: true)
        var acknowledged: [Int32: Sent] = [:]
        for round in 1...rounds {
            let sent = try await load("/printers/still", of: daemon, round: round, killAfter: 60) { try? disk.cut() }
            try disk.mountAgain()

            try daemon.start()

            acknowledged.merge(sent) { $1 }
            let client = IPPOverHTTP(daemon.address)
            let listed = try await client.jobs(of: "/printers/still")
            for (id, sent) in acknowledged { #expect(listed[id] == sent.name) }
            for (id, sent) in sent { #expect(try await client.document(of: id) == sent.document) }
        }
        daemon.kill()
    }

    @Test("SIGTERM ends the daemon within ten seconds, and what it acknowledged is there afterwards")
    func gracefulStop() async throws {
        let daemon = try Daemon()
        let client = IPPOverHTTP(daemon.address)
        try await client.addPrinter("still", "file:///dev/null", isPaused: true)
        let id = try await client.printJob("kept", Data("kept".utf8), to: "/printers/still")

        let began = ContinuousClock.now
        #expect(daemon.terminate() == 0)
        #expect(ContinuousClock.now - began < .seconds(11))

        try daemon.start()
        #expect(try await IPPOverHTTP(daemon.address).jobs(of: "/printers/still")[id] == "kept")
    }

    @Test("A second daemon on the same folder takes over at once, and the first acknowledges nothing more")
    func fencing() async throws {
        let first = try Daemon()
        let old = IPPOverHTTP(first.address)
        try await old.addPrinter("still", "file:///dev/null", isPaused: true)

        let second = try Daemon(in: first.folder)
        let id = try await IPPOverHTTP(second.address).printJob("new", Data("new".utf8), to: "/printers/still")

        await #expect(throws: (any Error).self) {
            _ = try await old.printJob("late", Data("late".utf8), to: "/printers/still")
        }
        #expect(try await IPPOverHTTP(second.address).jobs(of: "/printers/still") == [id: "new"])
    }

    // MARK: Helpers

    private struct Sent: Sendable {
        var name: String
        var document: Data
    }

    /// Four clients send until the daemon is killed, after `killAfter` acknowledgements; gives back what was
    /// acknowledged before that.
    private func load(
        _ path: String, of daemon: Daemon, round: Int, killAfter: Int, beforeKill: () -> Void = {}
    ) async throws -> [Int32: Sent] {
        let ledger = Ledger()
        await withTaskGroup(of: Void.self) { group in
            for client in 1...4 {
                let address = daemon.address
                group.addTask {
                    let connection = IPPOverHTTP(address)
                    for number in 1... {
                        let name = "\(round)-\(client)-\(number)"
                        let size = number % 10 == 0 ? 200_000 : 100 + number * 37 % 5000
                        let document =
                            Data("\(name) ".utf8) + Data(repeating: UInt8(number % 256), count: size)
                            + Data(" END\n".utf8)
                        // Once the daemon is dead every attempt fails, and this client is done.
                        guard let id = try? await connection.printJob(name, document, to: path) else { return }
                        await ledger.add(id, Sent(name: name, document: document))
                    }
                }
            }
            await ledger.wait(for: killAfter)
            await ledger.close()
            beforeKill()
            daemon.kill()
        }
        return await ledger.entries
    }

    private func contents(of folder: URL) throws -> [Data] {
        guard FileManager.default.fileExists(atPath: folder.path) else { return [] }
        return try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { !$0.hasPrefix(".") }
            .map { try Data(contentsOf: folder.appending(path: $0)) }
    }

    private actor Ledger {
        private(set) var entries: [Int32: Sent] = [:]
        private var waiting: (count: Int, continuation: CheckedContinuation<Void, Never>)?

        private var isClosed = false

        /// Counts an acknowledgement, if it came before the end.
        func add(_ id: Int32, _ sent: Sent) {
            guard !isClosed else { return }
            entries[id] = sent
            guard let waiting, entries.count >= waiting.count else { return }
            self.waiting = nil
            waiting.continuation.resume()
        }

        func close() { isClosed = true }

        func wait(for count: Int) async {
            guard entries.count < count else { return }
            await withCheckedContinuation { waiting = (count, $0) }
        }
    }
}
