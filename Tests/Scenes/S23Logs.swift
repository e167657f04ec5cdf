import Foundation
import Testing

/// Logs as programs read them that were written for CUPS, and as programs of today do.
@Suite("Scene 23: access log, page log and JSON", .serialized)
struct LogScene {
    private let daemon: Daemon
    private let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "quire-logs-\(UInt64.random(in: 0 ... .max))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        daemon = try Daemon(
            policy: "default",
            arguments: [
                "--verbose", "--log-format", "json", "--access-log", folder.appending(path: "access").path,
                "--page-log", folder.appending(path: "pages").path,
            ], logFile: folder.appending(path: "log"))
    }

    private func text(_ name: String) throws -> String {
        try String(contentsOf: folder.appending(path: name), encoding: .utf8)
    }

    @Test("Requests are in the access log, printed jobs in the page log, and no title in any of the logs")
    func lines() async throws {
        let printed = try run(
            "lp", ["-h", daemon.address, "-U", "anna", "-d", "paper", "-t", "planted title", "-o", "sides=one-sided"],
            server: daemon.address, input: samplePDF("x", pages: 3))
        #expect(printed.status == 0, "\(printed.errors)")
        let refused = try run("quirectl", ["printer", "pause", "paper"], server: daemon.address)
        #expect(refused.status != 0)
        _ = try run("curl", ["-s", "http://\(daemon.address)/no%20such?secret=planted"], server: daemon.address)

        #expect(try await eventually { try text("pages").contains(" total 3 ") })
        #expect(
            try await eventually { try text("access").contains("Pause-Printer client-error-not-authorized") })
        let access = try text("access").split(separator: "\n")
        let create = try #require(access.first { $0.contains(" Create-Job ") || $0.contains(" Print-Job ") })
        #expect(
            create.contains(
                /^127\.0\.0\.1 - - \[\d\d\/\w{3}\/\d{4}:\d\d:\d\d:\d\d [+-]\d{4}\] "POST \/printers\/paper HTTP\/1\.1" 200 \d+ \w+-Job successful-ok$/
            ))
        #expect(access.contains { $0.contains("\"GET /no_such HTTP/1.1\" ") })
        let page = try #require(try text("pages").split(separator: "\n").first)
        #expect(page.contains(/^paper anna 1 \[[^\]]+\] total 3 - \S+ - \S+ one-sided$/), "\(page)")

        for name in ["access", "pages", "log"] {
            #expect(try !text(name).contains("planted"), "\(name)")
        }
        for line in try text("log").split(separator: "\n") {
            let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            #expect(object?["message"] is String && object?["level"] is String, "\(line)")
        }
    }
}
