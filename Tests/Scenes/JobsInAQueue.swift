import Foundation
import IPP
import Testing

/// What people do with jobs that wait.
@Suite("Scene: jobs in a queue", .serialized)
struct JobsInAQueue {
    @Test("Jobs come out by priority, then in order of arrival; a held one waits until it is released")
    func order() async throws {
        let daemon = try Daemon()
        let client = IPPOverHTTP(daemon.address)
        try await client.addPrinter("slow", "test:?delay-ms=20", isPaused: true)
        func send(_ name: String, _ job: [Attribute]) async throws -> Int32 {
            try await client.printJob(name, Data(name.utf8), to: "/printers/slow", job: job)
        }
        let low = try await send("low", [Attribute("job-priority", .integer(10))])
        let first = try await send("first", [])
        let held = try await send("held", [Attribute("job-hold-until", .keyword("indefinite"))])
        let second = try await send("second", [])
        let urgent = try await send("urgent", [Attribute("job-priority", .integer(90))])

        _ = try await client.send(.resumePrinter, to: "/printers/slow")

        let order = try await finishOrder(4, client)
        #expect(order == [urgent, first, second, low])
        #expect(try await client.jobs(of: "/printers/slow", which: "not-completed") == [held: "held"])
        #expect(try run("quirectl", ["job", "release", "\(held)"], server: daemon.address).status == 0)
        #expect(try await finishOrder(5, client).last == held)
    }

    @Test("A paused queue prints nothing, says who waits for what, and prints when it is resumed")
    func pause() async throws {
        let daemon = try Daemon()
        #expect(
            try run("quirectl", ["printer", "pause", "paper", "--reason", "toner swap"], server: daemon.address).status
                == 0)
        let sent = try run("/usr/bin/lp", ["-d", "paper"], server: daemon.address, input: samplePDF("waits"))
        #expect(sent.status == 0)

        let why = try run("quirectl", ["job", "explain", "1"], server: daemon.address)

        #expect(why.output.contains("printer-paused"))
        #expect(why.output.contains("toner swap"))
        #expect(why.output.contains("quirectl printer resume paper"))
        #expect(try finished(daemon).isEmpty)
        #expect(try run("quirectl", ["printer", "resume", "paper"], server: daemon.address).status == 0)
        #expect(try await eventually { try finished(daemon).count == 1 })
    }

    @Test("Trouble with the device does not stop the queue: it goes on by itself, the job in front first")
    func trouble() async throws {
        let daemon = try Daemon()
        let client = IPPOverHTTP(daemon.address)
        try await client.addPrinter("moody", "test:?trouble=media-empty-error&attempts=2")
        let first = try await client.printJob("first", Data("1".utf8), to: "/printers/moody")
        let second = try await client.printJob("second", Data("2".utf8), to: "/printers/moody")

        #expect(try await finishOrder(2, client, of: "/printers/moody") == [first, second])
        let state = try run("/usr/bin/lpstat", ["-p", "moody"], server: daemon.address)
        #expect(state.output.contains("printer moody is idle."))
    }

    @Test("A job that the device refuses is set aside alone, and the queue goes on")
    func refused() async throws {
        let daemon = try Daemon()
        let client = IPPOverHTTP(daemon.address)
        try await client.addPrinter("picky", "test:?refuse=not-that&only=bad")
        let bad = try await client.printJob("bad", Data("1".utf8), to: "/printers/picky")
        let good = try await client.printJob("good", Data("2".utf8), to: "/printers/picky")

        #expect(try await finishOrder(1, client, of: "/printers/picky") == [good])
        #expect(try await client.jobs(of: "/printers/picky", which: "not-completed") == [bad: "bad"])
    }

    /// The finished jobs of a queue, oldest first, once there are `count`.
    private func finishOrder(
        _ count: Int, _ client: IPPOverHTTP, of path: String = "/printers/slow"
    ) async throws -> [Int32] {
        for _ in 0..<1500 {
            let answer = try await client.send(
                .getJobs, to: path,
                [
                    Attribute("which-jobs", .keyword("completed")),
                    Attribute("requested-attributes", .keyword("job-id")),
                ]
            ).message
            let ids = answer.groups.filter { $0.tag == .job }.compactMap { group -> Int32? in
                if case .integer(let id)? = group["job-id"]?.values.first { id } else { nil }
            }
            if ids.count >= count { return ids.reversed() }
            try await Task.sleep(for: .milliseconds(20))
        }
        throw SceneProblem("\(count) jobs did not finish")
    }
}
