import Foundation
import IPP
import Testing

/// What is written down of what people did: found again, whole, and without what is nobody's business.
@Suite("Scene: the record of who did what", .serialized)
struct AuditScene {
    private let daemon: Daemon
    private let log: URL
    private static let password = "planted-Password-1"
    private static let title = "planted-Title-2"
    private static let devicePassword = "planted-Device-3"

    init() throws {
        log = FileManager.default.temporaryDirectory.appending(path: "quire-audit-log-\(UInt64.random(in: 0 ... .max))")
        daemon = try Daemon(policy: "default", arguments: ["--verbose"], logFile: log)
    }

    private func onServer(_ words: [String], input: String? = nil) throws -> Ended {
        try run("quirectl", words, server: daemon.socket, input: input.map { Data($0.utf8) })
    }

    private func records(_ words: String...) throws -> String { try onServer(["audit", "export"] + words).output }

    @Test("What was set up, who was refused and wrong passwords are found by operation and user, and bind each other")
    func found() async throws {
        #expect(
            try onServer(["user", "add", "anna", "--role", "auditor", "--password-stdin"], input: Self.password + "\n")
                .status == 0)
        #expect(try onServer(["printer", "pause", "paper", "--reason", "cleaning"]).status == 0)
        #expect(try onServer(["printer", "set", "paper", "info=By the door"]).status == 0)
        let stranger = try run("quirectl", ["printer", "pause", "paper"], server: daemon.address)
        #expect(stranger.status != 0)
        _ = try run(
            "curl",
            [
                "-sk", "-o", "/dev/null", "-u", "anna:wrong-guess-of-somebody",
                "https://\(daemon.address)/printers/paper",
            ], server: daemon.address)

        #expect(try records("--op", "quire-put-account").contains("\"target\":\"account anna\""))
        #expect(try records("--op", "pause-printer").contains("\"target\":\"printer paper\""))
        #expect(try records("--op", "pause-printer").contains("client-error-not-authorized"))
        #expect(try records().contains("printer-info"))
        #expect(try records("--op", "login", "--user", "anna").contains("refused"))
        #expect(try records("--since", "1h").contains("Quire-Put-Account"))
        let verdict = try onServer(["audit", "verify"])
        #expect(verdict.status == 0, "\(verdict.output)")
        let table = try onServer(["audit", "list", "--op", "pause-printer"])
        #expect(table.output.contains("successful-ok"))
    }

    @Test("A record that was changed is named, and so is an end that was cut off")
    func tampered() async throws {
        #expect(try onServer(["printer", "pause", "paper"]).status == 0)
        #expect(try onServer(["printer", "resume", "paper"]).status == 0)
        let facts = try onServer(["audit", "verify"]).output
        let head = try #require(facts.split(whereSeparator: \.isWhitespace).map(String.init).last { $0.contains(":") })
        #expect(try onServer(["audit", "verify", "--expect", head]).status == 0)
        let folder = daemon.folder.appending(path: "audit")
        let name = try #require(try FileManager.default.contentsOfDirectory(atPath: folder.path).first)
        let file = folder.appending(path: name)
        let good = try Data(contentsOf: file)

        var bad = good
        let place = try #require(bad.firstRange(of: Data("Pause-Printer".utf8))).lowerBound
        bad[place] = UInt8(ascii: "C")
        try bad.write(to: file)
        let number = good[..<place].count { $0 == UInt8(ascii: "\n") } + 1
        let verdict = try onServer(["audit", "verify"])
        #expect(verdict.status == 1)
        #expect(verdict.output.contains("record \(number)"), "\(verdict.output)")

        try good.prefix(through: try #require(good.firstIndex(of: UInt8(ascii: "\n")))).write(to: file)
        #expect(try onServer(["audit", "verify", "--expect", head]).status == 1)
    }

    @Test(
        "A folder that somebody has removed while the server did not run is missed: in the log, the record and verify")
    func removed() async throws {
        #expect(try onServer(["printer", "pause", "paper"]).status == 0)
        #expect(daemon.terminate() == 0)
        try FileManager.default.removeItem(at: daemon.folder.appending(path: "audit"))

        try daemon.start()

        #expect(try records().contains("Audit-Gap"))
        let verdict = try onServer(["audit", "verify"])
        #expect(verdict.status == 1, "\(verdict.output)")
        #expect(try String(contentsOf: log, encoding: .utf8).contains("records are missing"))
    }

    @Test("Whoever reads his own document again and again is written down once, an administrator each time")
    func reads() async throws {
        #expect(try onServer(["user", "add", "anna", "--password-stdin"], input: Self.password + "\n").status == 0)
        let token = try onServer(["token", "create", "--user", "anna"]).output
            .trimmingCharacters(in: .whitespacesAndNewlines)
        #expect(try onServer(["printer", "pause", "paper"]).status == 0)
        let sent = try run(
            "lp", ["-E", "-h", daemon.address, "-d", "paper"], server: daemon.address, input: samplePDF("x"),
            environment: ["QUIRE_TOKEN": token])
        #expect(sent.status == 0, "\(sent.errors)")
        for _ in 0..<5 {
            let read = try run(
                "quirectl", ["job", "download", "1", "--to", "-"], server: daemon.address,
                environment: ["QUIRE_TOKEN": token])
            #expect(read.status == 0, "\(read.errors)")
            #expect(try onServer(["job", "download", "1", "--to", "-"]).status == 0)
        }

        let lines = try records("--op", "cups-get-document").split(separator: "\n")
        #expect(lines.count { $0.contains("\"who\":\"anna\"") } == 1, "\(lines)")
        #expect(lines.count { $0.contains("\"who\":\"root\"") } == 5)
    }

    @Test("Auditors read it, others do not")
    func readers() throws {
        for (user, role) in [("anna", "auditor"), ("ben", "operator"), ("carl", "user")] {
            #expect(try onServer(["user", "add", user, "--role", role, "--no-password"]).status == 0)
            let token = try onServer(["token", "create", "--user", user, "--scope", "read,print,manage"]).output
            let list = try run(
                "quirectl", ["audit", "verify"], server: daemon.address,
                environment: ["QUIRE_TOKEN": token.trimmingCharacters(in: .whitespacesAndNewlines)])
            #expect((list.status == 0) == (user == "anna"), "\(user): \(list.output)\(list.errors)")
        }
    }

    @Test("No secret and no title of a job is in the record, in a log or in any file of it")
    func planted() async throws {
        #expect(try onServer(["user", "add", "anna", "--password-stdin"], input: Self.password + "\n").status == 0)
        let token = try onServer(["token", "create", "--user", "anna"]).output
            .trimmingCharacters(in: .whitespacesAndNewlines)
        let uri = "ipp://someone:\(Self.devicePassword)@127.0.0.1:1/ipp/print"
        #expect(try onServer(["printer", "add", "secret", uri]).status == 0)
        #expect(
            try run(
                "lp", ["-h", daemon.address, "-d", "paper", "-t", Self.title], server: daemon.address,
                input: samplePDF("x")
            ).status == 0)
        _ = try run(
            "quirectl", ["job", "cancel", "1"], server: daemon.address, environment: ["QUIRE_TOKEN": token])
        _ = try run(
            "curl", ["-sk", "-u", "anna:\(Self.password)", "https://\(daemon.address)/printers/paper"],
            server: daemon.address)
        #expect(try onServer(["job", "list", "--all"]).status == 0)

        var texts = [("log", try String(contentsOf: log, encoding: .utf8)), ("record", try records())]
        let folder = daemon.folder.appending(path: "audit")
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
            texts.append((name, try String(contentsOf: folder.appending(path: name), encoding: .utf8)))
        }
        let secret = String(token.split(separator: "_").last ?? "")
        #expect(secret.count > 20)
        for (name, text) in texts {
            for planted in [Self.password, Self.title, Self.devicePassword, secret] {
                #expect(!text.contains(planted), "\(planted) is in \(name)")
            }
        }
        #expect(texts[1].1.contains("printer secret"))
    }
}
