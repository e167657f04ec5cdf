import Foundation
import Glibc
import Testing

/// A job fails, and what its program says of it has its title and its user in it.
@Suite("Scene: what a job is called stays between it and its owner", .serialized, .enabled(if: geteuid() == 0))
struct TitleScene {
    private static let title = "planted-Salary of all.pdf"

    /// As the programs of makers do: it puts what it was given into what it says.
    private static let program = """
        #!/bin/sh
        [ $# -eq 0 ] && exit 0
        echo "DEBUG: begins with $3" >&2
        echo "STATE: +media-jam-error" >&2
        echo "ERROR: cannot print '$3' of $2" >&2
        exit 1
        """

    @Test("A failing program's words reach nobody else with a title or a user in them, nor the log")
    func failing() async throws {
        // Programs are run from a folder that only root may change.
        let programs = URL(filePath: "/tmp/quire-programs-\(UInt64.random(in: 0 ... .max))")
        try FileManager.default.createDirectory(
            at: programs, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o755])
        defer { try? FileManager.default.removeItem(at: programs) }  // A leftover harms nobody.
        let file = programs.appending(path: "talker")
        try Data(Self.program.utf8).write(to: file)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path)
        let log = FileManager.default.temporaryDirectory.appending(
            path: "quire-title-log-\(UInt64.random(in: 0 ... .max))")
        let daemon = try Daemon(
            policy: "default", arguments: ["--verbose", "--cups-backends", programs.path], logFile: log)
        #expect(
            try run("quirectl", ["printer", "add", "talks", "talker:/x"], server: daemon.socket).status == 0)

        let sent = try run(
            "lp", ["-h", daemon.address, "-U", "plantedanna", "-d", "talks", "-t", Self.title], server: daemon.address,
            input: samplePDF("x"))
        #expect(sent.status == 0, "\(sent.errors)")

        func seen(_ program: String, _ words: [String]) throws -> String {
            try run(program, words, server: daemon.address).output
        }
        #expect(
            try await eventually { try seen("lpstat", ["-p", "talks"]).contains("cannot print") },
            "everybody sees why it stands")
        var texts = [
            ("lpstat -p", try seen("lpstat", ["-l", "-p", "talks"])),
            ("printer show", try seen("quirectl", ["printer", "show", "talks", "--json"])),
            ("explain", try seen("quirectl", ["job", "explain", "1", "--json"])),
            ("list", try seen("quirectl", ["job", "list", "--json"])),
            ("page", try seen("curl", ["-s", "http://\(daemon.address)/printers/talks"])),
        ]
        for (name, text) in texts { #expect(!text.contains("plantedanna"), "\(name): \(text)") }
        let written = try String(contentsOf: log, encoding: .utf8)
        #expect(written.contains("cannot print") && written.contains("begins with"))
        texts.append(("log", written))
        for (name, text) in texts {
            #expect(!text.contains("planted-Salary") && !text.contains("of all.pdf"), "\(name): \(text)")
        }
        let all = try run("quirectl", ["job", "show", "1", "--timeline"], server: daemon.socket).output
        #expect(all.contains("cannot print '\(Self.title)'"), "\(all)")
    }
}
