import Foundation
import Testing

/// The clients of LPRng print, look and remove, with the lines of its own in the control file and without them.
@Suite(
    "Scene: LPRng", .serialized,
    .enabled(if: LPRng.isPossible, "LPRng's clients are not in .build/lprng ('make lprng'), or this is not root."))
struct LPRngScene {
    private func daemon() throws -> Daemon {
        let daemon = try Daemon(policy: "default", arguments: ["--lpd", "127.0.0.1:0"])
        #expect(
            try run("/usr/sbin/lpadmin", ["-p", "still", "-v", "file:///dev/null", "-E"], server: daemon.socket).status
                == 0)
        #expect(try run("cupsdisable", ["still"], server: daemon.socket).status == 0)
        return daemon
    }

    private func file(_ data: Data, _ name: String, _ daemon: Daemon) throws -> String {
        let file = daemon.folder.appending(path: name)
        try data.write(to: file)
        return file.path
    }

    /// One attribute of a job, as `quirectl job show` has it.
    private func job(_ number: Int, _ daemon: Daemon) throws -> String {
        try run("quirectl", ["job", "show", "\(number)", "--attrs", "--json"], server: daemon.socket).output
    }

    @Test("What lpr says of a job arrives: title, user, copies, options", arguments: ["still", "old", "first"])
    func printing(queue: String) throws {
        let daemon = try daemon()
        let note = try file(Data("hello\n".utf8), "note.txt", daemon)

        let sent = try LPRng.start(
            "lpr", ["-P\(queue)", "-Jthe title", "-Ubert", "-K3", "-Zsides=two-sided-long-edge", note], daemon)

        #expect(sent.status == 0, "\(sent.output)\(sent.errors)")
        let said = try job(1, daemon)
        #expect(said.contains("\"job-name\":\"the title\""), "\(said)")
        #expect(said.contains("\"job-originating-user-name\":\"bert\""))
        #expect(said.contains("\"copies\":3"), "\(said)")
        // The line that says so is LPRng's own.
        #expect(said.contains("two-sided-long-edge") == (queue != "old"), "\(said)")
    }

    @Test("A document without a banner page comes out as it was sent; what comes by a pipe as well")
    func document() async throws {
        let daemon = try daemon()
        let document = samplePDF("by LPRng")
        #expect(
            try LPRng.start("lpr", ["-h", "-Ppaper", try file(document, "report.pdf", daemon)], daemon).status == 0)
        #expect(try LPRng.start("lpr", ["-h", "-Ppaper"], daemon, input: document).status == 0)

        func printed() throws -> [Data] {
            try FileManager.default.contentsOfDirectory(atPath: daemon.paper.path).filter { $0.hasSuffix(".pdf") }
                .map { try Data(contentsOf: daemon.paper.appending(path: $0)) }
        }
        #expect(try await eventually { try printed() == [document, document] })
        #expect(try printed() == [document, document])
    }

    @Test("lpq shows what waits, lprm removes one's own and nobody else's, and an unknown printer is refused")
    func looking() throws {
        let daemon = try daemon()
        let note = try file(Data("hello\n".utf8), "note.txt", daemon)
        for user in ["bert", "bert", "carla"] {
            #expect(try LPRng.start("lpr", ["-Pstill", "-U\(user)", note], daemon).status == 0)
        }

        let listed = try LPRng.start("lpq", ["-Pstill"], daemon).output
        #expect(listed.contains("paused"), "\(listed)")
        #expect(["job 1", "job 2", "job 3"].allSatisfy { listed.contains($0) }, "\(listed)")

        let removed = try LPRng.start("lprm", ["-Pstill", "-Ubert", "2"], daemon)
        #expect(removed.output.contains("2 dequeued"), "\(removed)")
        _ = try LPRng.start("lprm", ["-Pstill", "-Ubert", "3"], daemon)
        let left = try LPRng.start("lpq", ["-Pstill"], daemon).output
        #expect(left.contains("job 1") && left.contains("job 3") && !left.contains("job 2"), "\(left)")

        let unknown = try LPRng.start("lpr", ["-Pnowhere@127.0.0.1%\(daemon.linePort)", note], daemon)
        #expect(unknown.status != 0)
    }
}

/// Debian's lprng, unpacked by `make lprng` (Tests/Scripts/lprng.sh).
enum LPRng {
    private static let clients = Daemon.repository.appending(path: ".build/lprng")

    static let isPossible =
        EvePrinter.isPossible
        && ["lpr", "lpq", "lprm"].allSatisfy {
            FileManager.default.isExecutableFile(atPath: clients.appending(path: "usr/bin/\($0)").path)
        }

    static func start(_ command: String, _ arguments: [String], _ daemon: Daemon, input: Data? = nil) throws -> Ended {
        let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Scripts/lprng.sh")
        return try run(
            script.standardized.path,
            [clients.path, daemon.folder.appending(path: "lprng").path, "\(daemon.linePort)", command] + arguments,
            server: "", input: input)
    }
}
