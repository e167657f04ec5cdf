import Foundation
import Testing

/// Queues for print dialogs, passwords that devices ask for, and what an administrator does with devices and queues.
@Suite("Scene: devices and queues", .serialized)
struct DevicesAndQueuesScene {
    /// Our own tests for `ipptool`, written from CUPS' documentation.
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../Conformance/cups").standardized

    @Test("Print dialogs get their temporary queues, and only what they may have")
    func localPrinters() throws {
        let daemon = try Daemon()

        let result = try run(
            "ipptool",
            [
                "-tI", "-d", "device=null:", "ipp://\(daemon.address)/",
                Self.folder.appending(path: "local-printers.test").path,
            ], server: daemon.address)

        let lines = result.output.split(separator: "\n")
        #expect(lines.filter { $0.hasSuffix("FAIL]") }.isEmpty, "\(result.output)\(result.errors)")
        #expect(lines.filter { $0.hasSuffix("PASS]") }.count == 8, "\(result.output)\(result.errors)")
    }

    /// CUPS-Authenticate-Job, as a print dialog sends it.
    private func authenticate(_ job: Int, _ info: String, _ daemon: Daemon, more: String = "") throws -> Ended {
        let file = daemon.folder.appending(path: "authenticate.test")
        let text = """
            { NAME "authenticate" OPERATION CUPS-Authenticate-Job GROUP operation-attributes-tag
              ATTR charset attributes-charset utf-8 ATTR naturalLanguage attributes-natural-language en
              ATTR uri job-uri ipp://\(daemon.address)/jobs/\(job)
              ATTR name requesting-user-name "\(NSUserName())"
              GROUP job-attributes-tag ATTR text auth-info \(info) \(more) STATUS successful-ok }
            """
        try text.write(to: file, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(at: file) }  // The folder goes with the daemon.
        return try run("ipptool", ["-t", "ipp://\(daemon.address)/jobs/\(job)", file.path], server: daemon.address)
    }

    @Test(
        "A job waits alone for its device's password, survives a crash with it, and prints; nobody finds it in the spool"
    )
    func passwordOfAJob() async throws {
        let daemon = try Daemon()
        func isState(_ job: Int, _ state: String) throws -> Bool {
            try run("quirectl", ["job", "show", "\(job)", "--json"], server: daemon.address).output
                .contains("\"job-state\":\"\(state)\"")
        }
        #expect(
            try run(
                "lpadmin", ["-p", "safe", "-E", "-v", "test:?folder=out&password=right&only=secret"],
                server: daemon.address
            ).status == 0)
        #expect(
            try run("lp", ["-d", "safe", "-t", "secret"], server: daemon.address, input: samplePDF("secret")).status
                == 0)
        #expect(try await eventually { try isState(1, "pending-held") })
        #expect(
            try run("lp", ["-d", "safe", "-t", "other"], server: daemon.address, input: samplePDF("x")).status == 0)
        #expect(try await eventually { try isState(2, "completed") }, "the queue goes on without it")
        #expect(
            try run("quirectl", ["job", "explain", "1", "-o", "name"], server: daemon.address).output == "held-auth\n")

        #expect(try authenticate(1, "nobodyknows,wrong", daemon).status == 0)
        #expect(try await eventually { try isState(1, "pending-held") }, "the device does not take that one")
        #expect(
            try authenticate(
                1, "nobodyknows,right", daemon, more: "ATTR keyword job-hold-until indefinite"
            ).status == 0)
        daemon.kill()
        let spool = daemon.folder.appending(path: "spool")
        for name in try FileManager.default.contentsOfDirectory(atPath: spool.path) where name.hasPrefix("queue.db") {
            let bytes = try Data(contentsOf: spool.appending(path: name))
            #expect(bytes.range(of: Data("nobodyknows".utf8)) == nil, "\(name)")
        }
        let mode = try FileManager.default.attributesOfItem(atPath: spool.appending(path: "secrets.key").path)
        #expect(mode[.posixPermissions] as? Int == 0o600)
        try daemon.start()
        #expect(try run("quirectl", ["job", "release", "1"], server: daemon.address).status == 0)
        #expect(try await eventually { try isState(1, "completed") })
        let out = try FileManager.default.contentsOfDirectory(atPath: daemon.folder.appending(path: "out").path)
        #expect(out.count == 2, "\(out)")
    }

    @Test("Devices are asked, a printer is added once, its new jobs go elsewhere")
    func quirectl() async throws {
        let daemon = try Daemon()
        func quirectl(_ line: String) throws -> Ended {
            try run("quirectl", line.split(separator: " ").map(String.init), server: daemon.address)
        }

        let probed = try quirectl("device probe pdf:paper gopher://host/ --columns device,state --no-header")
        #expect(probed.output == "pdf:paper\tready\ngopher://host/\tunsupported\n", "\(probed)")
        #expect(probed.status == 1, "one of them is none")
        #expect(try quirectl("device probe pdf:paper --json").output.contains("\"quire-device-state\":\"ready\""))
        #expect(try quirectl("device watch --wait 1ms -o name").output.contains("pdf:paper\n"))
        let nobody = try quirectl("printer add nobody 127.0.0.1:1")
        #expect(nobody.status == 1)
        #expect(nobody.errors.contains("nothing answers at 127.0.0.1:1"), "\(nobody.errors)")

        #expect(try quirectl("printer add one null: --if-absent").status == 0)
        #expect(try quirectl("printer add one null: --if-absent").output == "printer one is there already: null:\n")
        #expect(try quirectl("printer add one pdf:other --if-absent").status == 7)
        #expect(try quirectl("printer add one null:").status == 1)
        #expect(try quirectl("printer add two pdf:two").status == 0)
        #expect(try quirectl("printer set two errors=abort-job delivery=at-most-once").status == 0)
        #expect(try quirectl("printer pause one two").status == 0)

        #expect(try quirectl("printer redirect one two -n").output == "would send new jobs of one to two\n")
        #expect(try quirectl("printer redirect one two").status == 0)
        #expect(try quirectl("printer redirect two one").status == 1, "a circle")
        #expect(try run("lp", ["-d", "one"], server: daemon.address, input: samplePDF("x")).status == 0)
        #expect(try quirectl("job list --printer two -o name").output == "1\n")
        #expect(try quirectl("job move 1 one -n").output.hasPrefix("would move job 1 "))
        #expect(try quirectl("job move 1 one").output == "job 1 moved to one\n")
        #expect(try quirectl("printer redirect one off").status == 0)
        #expect(try run("lp", ["-d", "one"], server: daemon.address, input: samplePDF("x")).status == 0)
        #expect(try quirectl("job list --printer one -o name").output == "1\n2\n")
    }
}
