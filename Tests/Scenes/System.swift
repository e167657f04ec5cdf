import Foundation
import IPP
import Testing

/// The System object, its resources, and printers that are shut down, asked from outside.
@Suite("Scene: the System", .serialized)
struct SystemScene {
    /// Our own tests for `ipptool`, written from the specifications.
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../Conformance/system").standardized

    private func icon(of daemon: Daemon) throws -> URL {
        let file = daemon.folder.appending(path: "icon.png")
        let fetched = try run(
            "curl", ["-sf", "-o", file.path, "http://\(daemon.address)/icons/48/paper.png"], server: "")
        #expect(fetched.status == 0)
        return file
    }

    @Test(
        "Every test of every operation passes",
        arguments: [
            ("attributes.test", 27), ("printers.test", 83), ("power.test", 40), ("resources.test", 43),
        ])
    func conformance(file: String, count: Int) throws {
        let daemon = try Daemon()
        let picture = try icon(of: daemon)

        let result = try run(
            "ipptool",
            [
                "-tI", "-f", picture.path, "ipp://\(daemon.address)/ipp/system",
                Self.folder.appending(path: file).path,
            ], server: daemon.address)

        let lines = result.output.split(separator: "\n")
        #expect(lines.filter { $0.hasSuffix("FAIL]") }.isEmpty, "\(result.output)\(result.errors)")
        #expect(lines.filter { $0.hasSuffix("PASS]") }.count == count, "\(result.output)\(result.errors)")
    }

    @Test("A printer that is shut down stays so through a crash, keeps its jobs, and prints them when it is started up")
    func shutDown() async throws {
        let daemon = try Daemon()
        func quirectl(_ line: String) throws -> Ended {
            try run("quirectl", line.split(separator: " ").map(String.init), server: daemon.address)
        }
        #expect(try quirectl("printer pause paper").status == 0)
        let printed = try run("lp", ["-d", "paper"], server: daemon.address, input: samplePDF("kept"))
        #expect(printed.status == 0)
        #expect(try quirectl("printer shutdown paper --reason moving").status == 0)
        #expect(try run("lp", ["-d", "paper"], server: daemon.address, input: samplePDF("no")).status != 0)

        daemon.kill()
        try daemon.start()

        #expect(try quirectl("job explain 1").output.contains("printer-shut-down"))
        #expect(try run("lp", ["-d", "paper"], server: daemon.address, input: samplePDF("no")).status != 0)
        #expect(try quirectl("printer startup paper --accept").status == 0)
        #expect(
            try await eventually { try quirectl("job show 1 --json").output.contains("\"job-state\":\"completed\"") })
        #expect(try run("lp", ["-d", "paper"], server: daemon.address, input: samplePDF("yes")).status == 0)
        #expect(try quirectl("printer restart paper").status == 0)
        #expect(try quirectl("system restart").status == 0)
    }

    @Test("A resource is fetched as it was sent, also after a crash; half of one never is")
    func resources() throws {
        let daemon = try Daemon()
        let picture = try icon(of: daemon)
        func quirectl(_ line: String) throws -> Ended {
            try run("quirectl", line.split(separator: " ").map(String.init), server: daemon.address)
        }
        func fetch(_ id: Int) throws -> Data? {
            let file = daemon.folder.appending(path: "fetched")
            let got = try run("curl", ["-sf", "-o", file.path, "http://\(daemon.address)/resources/\(id)"], server: "")
            return got.status == 0 ? try Data(contentsOf: file) : nil
        }
        let bytes = try Data(contentsOf: picture)

        let added = try quirectl("resource add \(picture.path) --type static-image --name logo --printer paper")
        #expect(added.status == 0 && added.output.contains("added as 1"), "\(added)")
        #expect(try fetch(1) == bytes)
        #expect(try quirectl("resource add \(picture.path) --type static-strings").status != 0)
        #expect(try fetch(2) == nil)
        daemon.kill()
        // What a crash in the middle of taking data in leaves.
        let leftover = daemon.folder.appending(path: "spool/resources/.3")
        try bytes.write(to: leftover)
        try daemon.start()
        #expect(try fetch(1) == bytes)
        #expect(!FileManager.default.fileExists(atPath: leftover.path))
        #expect(try quirectl("resource list").output.contains("logo"))
        #expect(try quirectl("resource list --printer paper").output.contains("logo"))

        #expect(try quirectl("resource cancel 1").output.contains("goes when no printer uses it"))
        #expect(try fetch(1) == bytes)
        #expect(try run("lpadmin", ["-x", "paper"], server: daemon.address).status == 0)
        #expect(try fetch(1) == nil)
    }

    @Test("What is set of the System is kept through a crash, and only administrators set it")
    func settings() throws {
        let daemon = try Daemon()
        func quirectl(_ line: String) throws -> Ended {
            try run("quirectl", line.split(separator: " ").map(String.init), server: daemon.address)
        }
        #expect(try quirectl("system set location=Cellar geo=geo:52.5,13.4").status == 0)
        #expect(try quirectl("system set geo=nowhere").status != 0)
        daemon.kill()
        try daemon.start()
        #expect(try quirectl("system show").output.contains("location\tCellar"))

        let guarded = try Daemon(policy: "default")
        let refused = try run("quirectl", ["system", "set", "location=Attic"], server: guarded.address)
        #expect(refused.status != 0)
        #expect(try run("quirectl", ["system", "show"], server: guarded.address).status == 0)
    }
}
