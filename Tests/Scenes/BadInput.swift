import Foundation
import IPP
import Testing

/// Input that is wrong, cut off or too much: a clear answer, nothing left behind, and the daemon goes on.
@Suite("Scene: bad input", .serialized)
struct BadInput {
    @Test("A body that is not IPP gets HTTP 400 or an IPP error, and the next request is answered")
    func garbage() throws {
        let daemon = try Daemon()

        let answer = try curl(daemon, ["--data-binary", "this is no IPP message at all"])

        #expect(["400", "200"].contains(answer.output.suffix(3)), "\(answer.output)")
        #expect(try run("/usr/bin/lpstat", ["-r"], server: daemon.address).output.contains("scheduler is running"))
    }

    @Test("An upload that is cut off leaves no job and no file")
    func cutUpload() async throws {
        let daemon = try Daemon()
        let client = IPPOverHTTP(daemon.address)
        try await client.addPrinter("still", "file:///dev/null", isPaused: true)
        let message = printJobMessage(daemon, "/printers/still")

        // 50 MB are announced, 10 MB come, then the connection is closed.
        let cut = try run(
            "bash",
            [
                "-c",
                "{ printf 'POST /printers/still HTTP/1.1\\r\\nHost: localhost\\r\\nContent-Type: application/ipp\\r\\n"
                    + "Content-Length: 50000000\\r\\n\\r\\n'; cat; head -c 10000000 /dev/zero; } > /dev/tcp/127.0.0.1/"
                    + (daemon.address.split(separator: ":").last ?? ""),
            ], server: daemon.address, input: message)

        #expect(cut.status == 0)
        #expect(try await eventually { try leftovers(daemon).isEmpty })
        #expect(try await client.jobs(of: "/printers/still").isEmpty)
    }

    @Test("A full disk refuses the job, leaves nothing behind, and jobs are taken again when there is room")
    func fullDisk() async throws {
        guard geteuid() == 0 else { return }  // Only root can make a file system of four megabytes.
        let folder = FileManager.default.temporaryDirectory.appending(path: "quire-full-\(getpid())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        guard try run("mount", ["-t", "tmpfs", "-o", "size=4m,mode=700", "tmpfs", folder.path], server: "").status == 0
        else {
            return  // A container that may not mount.
        }
        defer { _ = try? run("umount", ["-l", folder.path], server: "") }  // The scene is over either way.
        let daemon = try Daemon(in: folder)
        let client = IPPOverHTTP(daemon.address)
        try await client.addPrinter("still", "file:///dev/null", isPaused: true)
        let small = try await client.printJob("small", Data("small".utf8), to: "/printers/still")

        let answer = try await client.send(
            .printJob, to: "/printers/still", document: Data(repeating: 65, count: 6_000_000)
        ).message

        #expect(answer.status == .temporaryError)
        #expect(try leftovers(daemon).isEmpty)
        #expect(try await client.jobs(of: "/printers/still").keys.sorted() == [small])
        #expect(try await client.document(of: small) == Data("small".utf8))
        let again = try await client.printJob("again", Data("again".utf8), to: "/printers/still")
        #expect(again > small)
        daemon.kill()
    }

    @Test("Operations on what is not there say so", arguments: [OperationID.cancelJob, .holdJob, .getJobAttributes])
    func nothingThere(operation: OperationID) async throws {
        let daemon = try Daemon()

        let answer = try await IPPOverHTTP(daemon.address).send(operation, to: "/jobs/99").message

        #expect(answer.status == .notFound)
    }

    @Test("With the standard policy nobody on the network manages printers or others' jobs")
    func standardPolicy() async throws {
        let daemon = try Daemon(policy: "default")
        let client = IPPOverHTTP(daemon.address)
        #expect(
            try run("/usr/bin/lp", ["-d", "paper", "-H", "hold"], server: daemon.socket, input: samplePDF("mine"))
                .status == 0)

        for operation in [OperationID.pausePrinter, .cupsDeletePrinter, .cupsRejectJobs] {
            #expect(try await client.send(operation, to: "/printers/paper").message.status == .notAuthorized)
        }
        #expect(try await client.send(.cancelJob, to: "/jobs/1", user: NSUserName()).message.status == .notAuthorized)
        let seen = try await client.send(.getJobAttributes, to: "/jobs/1").message[.job]
        #expect(seen?["job-state"] != nil)
        #expect(seen?["job-name"] == nil)
    }

    // MARK: Helpers

    private func curl(_ daemon: Daemon, _ arguments: [String]) throws -> Ended {
        try run(
            "curl",
            [
                "-s", "-o", "/dev/null", "-w", "%{http_code}", "-H", "Content-Type: application/ipp",
                "http://\(daemon.address)/printers/paper",
            ] + arguments, server: daemon.address)
    }

    private func printJobMessage(_ daemon: Daemon, _ path: String) -> Data {
        let operation = AttributeGroup(
            .operation,
            [
                Attribute("attributes-charset", .charset("utf-8")),
                Attribute("attributes-natural-language", .naturalLanguage("en")),
                Attribute("printer-uri", .uri("ipp://\(daemon.address)\(path)")),
            ])
        return Data(IPPMessage(code: OperationID.printJob.rawValue, requestID: 1, groups: [operation]).encoded())
    }

    /// Files of documents that belong to no job: still arriving, or left.
    private func leftovers(_ daemon: Daemon) throws -> [String] {
        let incoming = daemon.folder.appending(path: "spool/incoming").path
        guard FileManager.default.fileExists(atPath: incoming) else { return [] }
        return try FileManager.default.contentsOfDirectory(atPath: incoming)
    }
}
