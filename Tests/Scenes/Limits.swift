import Foundation
import IPP
import Testing

/// How much of everything, as an administrator sets it and as a client meets it.
@Suite("Scene: limits", .serialized)
struct LimitScene {
    private func limits(_ words: [String], _ daemon: Daemon) throws -> Ended {
        try run("quirectl", ["server", "limits"] + words, server: daemon.socket)
    }

    @Test("Who asks too fast is told to come again, others are not, and the administrator sees it")
    func rate() async throws {
        // One in a second from an address, five at once; the Unix socket's root is not slowed down.
        let daemon = try Daemon(policy: "default", arguments: ["--limit", "requests-per-second=1"])
        let client = IPPOverHTTP(daemon.address)

        var statuses: [StatusCode] = []
        for _ in 0..<40 where statuses.last != .busy {
            statuses.append(try await client.send(.getPrinterAttributes, to: "/printers/paper").message.status)
        }

        #expect(statuses.count > 5, "\(statuses)")
        #expect(statuses.last == .busy, "\(statuses)")
        #expect(statuses.dropLast().filter { !$0.isSuccessful } == [])
        // Several, because a second may have passed before the first.
        let page = try run(
            "curl", ["-s", "-D", "-", "-o", "/dev/null", "http://\(daemon.address)/printers/paper.ppd?[1-20]"],
            server: daemon.address)
        #expect(page.output.contains("HTTP/1.1 429") && page.output.contains("Retry-After: "), "\(page.output)")
        guard geteuid() == 0 else { return }
        let shown = try limits(["--notable", "-o", "csv"], daemon)
        #expect(shown.output.contains("\nrequests-per-second,1,1000,"), "\(shown.output) \(shown.errors)")
    }

    @Test("A user's waiting jobs are bounded over a restart, and the limit is named to whoever may change it")
    func jobsPerUser() async throws {
        let daemon = try Daemon(arguments: ["--limit", "jobs-per-user=2"])
        let client = IPPOverHTTP(daemon.address)
        try await client.addPrinter("still", "file:///dev/null", isPaused: true)
        for name in ["one", "two"] { _ = try await client.printJob(name, Data("x".utf8), to: "/printers/still") }

        daemon.kill()
        try daemon.start()
        let again = IPPOverHTTP(daemon.address)
        let answer = try await again.send(.printJob, to: "/printers/still", document: Data("three".utf8)).message

        #expect(answer.status == .tooManyJobs)
        #expect(
            answer[.operation]?["status-message"]?.stringValue?.contains("the limit jobs-per-user is 2") == true,
            "\(answer)")
        #expect(try await again.jobs(of: "/printers/still").count == 2)
        #expect(
            try await again.send(.printJob, to: "/printers/still", document: Data("x".utf8), user: "bert").message
                .status.isSuccessful)
    }

    @Test("The file of limits counts, the option counts more, and a wrong name stops the start with a sentence")
    func file() throws {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "quire-limits-\(UInt64.random(in: 0 ... .max))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let file = folder.appending(path: "limits.conf")
        try Data("# small\ndocuments-per-job = 3\nidle-seconds = 9\n".utf8).write(to: file)
        let daemon = try Daemon(in: folder, arguments: ["--limit", "idle-seconds=8"])

        let shown = try limits(["--notable", "-o", "csv", "--columns", "limit,value"], daemon)
        #expect(shown.output.contains("documents-per-job,3\n"), "\(shown.output) \(shown.errors)")
        #expect(shown.output.contains("idle-seconds,8 s\n"), "\(shown.output)")
        daemon.kill()
        try Data("documents-pro-job = 3\n".utf8).write(to: file)
        let ended = try run("quired", ["serve", "--dir", folder.path, "--listen", "127.0.0.1:0"], server: "")

        #expect(ended.status != 0)
        #expect(ended.errors.contains("limits.conf, line 1: there is no limit 'documents-pro-job'"), "\(ended.errors)")
    }

    @Test("A bomb of zeros is refused, and leaves nothing")
    func bomb() async throws {
        let daemon = try Daemon()
        let client = IPPOverHTTP(daemon.address)
        try await client.addPrinter("still", "file:///dev/null", isPaused: true)
        let file = daemon.folder.appending(path: "zeros.gz")
        let made = try run("bash", ["-c", "head -c 200000000 /dev/zero | gzip -9 > '\(file.path)'"], server: "")
        #expect(made.status == 0)

        let answer = try await client.send(
            .printJob, to: "/printers/still", [Attribute("compression", .keyword("gzip"))],
            document: Data(contentsOf: file)
        ).message

        #expect(answer.status == .compressionError, "\(answer)")
        #expect(try await client.jobs(of: "/printers/still").isEmpty)
        let incoming = daemon.folder.appending(path: "spool/incoming").path
        #expect(try FileManager.default.contentsOfDirectory(atPath: incoming).isEmpty)
    }

    @Test("A bomb within another is refused as one is")
    func nestedBomb() async throws {
        let daemon = try Daemon()
        let client = IPPOverHTTP(daemon.address)
        let file = daemon.folder.appending(path: "zeros.gz.gz")
        // The inner one alone is within what a document may grow.
        let made = try run(
            "bash",
            [
                "-c",
                "(printf '%%PDF-1.4\\n'; head -c 150000000 /dev/zero) | gzip -1 | gzip -9 > '\(file.path)'",
            ], server: "")
        #expect(made.status == 0)
        let document = try Data(contentsOf: file)
        #expect(document.count < 20_000)

        let answer = try await client.send(
            .printJob, to: "/printers/paper", [Attribute("compression", .keyword("gzip"))], document: document
        ).message

        #expect(answer.status == .compressionError, "\(answer)")
        #expect(try await client.jobs(of: "/printers/paper").isEmpty)
    }

    @Test("What one source lets wait has an end, over a restart too, and another name does not help")
    func waitingBytes() async throws {
        let daemon = try Daemon(policy: "default", arguments: ["--limit", "waiting-bytes-per-source=100K"])
        #expect(try run("lpadmin", ["-p", "still", "-v", "file:///dev/null"], server: daemon.socket).status == 0)
        #expect(try run("cupsdisable", ["still"], server: daemon.socket).status == 0)
        let client = IPPOverHTTP(daemon.address)
        func send(_ octets: Int, as user: String) async throws -> StatusCode {
            try await client.send(
                .printJob, to: "/printers/still", document: Data(repeating: 65, count: octets), user: user
            ).message.status
        }

        #expect(try await send(60_000, as: "anna") == .ok)
        #expect(try await send(60_000, as: "bert") == .busy)
        daemon.kill()
        try daemon.start()
        let again = IPPOverHTTP(daemon.address)
        let answer = try await again.send(
            .printJob, to: "/printers/still", document: Data(repeating: 65, count: 60_000), user: "cora"
        ).message
        #expect(answer.status == .busy, "it is remembered")
    }
}
