import Foundation
import Testing

/// Logs as programs read them that were written for CUPS, and as programs of today do.
@Suite("Scene: access log, page log and JSON", .serialized)
struct LogScene {
    private let daemon: Daemon
    private let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "quire-logs-\(UInt64.random(in: 0 ... .max))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        daemon = try Self.daemon(folder)
    }

    private static func daemon(_ folder: URL, policy: String = "default", format: String = "json") throws -> Daemon {
        try Daemon(
            policy: policy,
            arguments: [
                "--verbose", "--log-format", format, "--access-log", folder.appending(path: "access").path,
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
        #expect(try await eventually { try text("access").contains("\"GET /no_such HTTP/1.1\" 404 ") })
        let access = try text("access").split(separator: "\n")
        let create = try #require(access.first { $0.contains(" Create-Job ") || $0.contains(" Print-Job ") })
        #expect(
            create.contains(
                /^127\.0\.0\.1 - - \[\d\d\/\w{3}\/\d{4}:\d\d:\d\d:\d\d [+-]\d{4}\] "POST \/printers\/paper HTTP\/1\.1" 200 \d+ \w+-Job successful-ok$/
            ))
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

    // MARK: What is in none of them

    private func quirectl(_ line: String, on daemon: Daemon, input: String? = nil) throws -> String {
        let ended = try run(
            "quirectl", line.split(separator: " ").map(String.init), server: daemon.socket,
            input: input.map { Data($0.utf8) })
        #expect(ended.status == 0, "\(line): \(ended.errors)")
        return ended.output.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// Asks for what only an administrator may see; the status of HTTP.
    private func ask(_ words: [String], on daemon: Daemon) throws -> String {
        try run(
            "curl", ["-sk", "-o", "/dev/null", "-w", "%{http_code}"] + words, server: daemon.address
        ).output
    }

    @Test(
        "Passwords, tokens, passwords of devices and titles are in no log, text or JSON", arguments: ["text", "json"])
    func secrets(format: String) async throws {
        let place = folder.appending(path: "secrets")
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        let daemon = try Self.daemon(place, format: format)
        _ = try quirectl("user add anna --role administrator --password-stdin", on: daemon, input: "planted-right\n")
        let token = try quirectl("token create --user anna --scope manage", on: daemon)
        let page = "https://\(daemon.address)/admin/conf/cupsd.conf"
        #expect(try ask(["-u", "anna:planted-right", page], on: daemon) == "200")
        #expect(try ask(["-u", "anna:planted-wrong", page], on: daemon) == "401")
        #expect(try ask(["-u", "planted-name-that-is-a-password:x", page], on: daemon) == "401")
        #expect(try ask(["-H", "Authorization: Bearer \(token)", page], on: daemon) == "200")
        #expect(try ask(["-H", "Authorization: Bearer \(token)x", page], on: daemon) == "401")
        #expect(try ask(["-H", "Authorization: Bearer planted.planted.planted", page], on: daemon) == "401")
        #expect(try ask(["-H", "Authorization: planted planted", page], on: daemon) == "401")
        let logins = try quirectl("audit export", on: daemon).split(separator: "\n").filter {
            $0.contains("\"op\":\"Login\"") && $0.contains("\"who\":\"anna\"")
        }
        #expect(!logins.isEmpty && logins.allSatisfy { !$0.contains("\"request\":\"\"") }, "\(logins)")
        _ = daemon.terminate()
        // Devices that ask for a password are there for tests with this policy only.
        let other = try Self.daemon(place, policy: "open", format: format)
        let added = try run(
            "lpadmin", ["-p", "safe", "-E", "-v", "test:?password=right"], server: other.address)
        #expect(added.status == 0, "\(added.errors)")
        let lp = ["-h", other.address, "-d", "safe", "-U", "anna", "-t", "planted title"]
        for options in [["-o", "job-password=planted"], []] {
            #expect(
                try run("lp", lp + options, server: other.address, input: samplePDF("planted document")).status == 0)
        }
        #expect(try await eventually { try quirectl("job explain 2 -o name", on: other) == "held-auth" })
        let file = place.appending(path: "device")
        try "planted-device\n".write(to: file, atomically: true, encoding: .utf8)
        _ = try quirectl("job authenticate 2 --user paul --password-file \(file.path)", on: other)
        #expect(try await eventually { try quirectl("job explain 2 -o name", on: other) == "held-auth" })
        _ = other.terminate()

        let secrets = ["planted", String(token.suffix(64)), Data("anna:planted-right".utf8).base64EncodedString()]
        let logs = try ["access", "log"].map {
            try String(contentsOf: place.appending(path: $0), encoding: .utf8)
        }
        for text in logs {
            #expect(text.utf8.count > 500)
            for secret in secrets { #expect(!text.contains(secret), "\(lines(of: text, with: secret))") }
        }
        #expect(logs[1].contains("a password or token was wrong"))
        #expect(logs[0].contains(" - anna ["), "who it was is")
    }

    private func lines(of text: String, with secret: String) -> [Substring] {
        text.split(separator: "\n").filter { $0.contains(secret) }
    }
}
