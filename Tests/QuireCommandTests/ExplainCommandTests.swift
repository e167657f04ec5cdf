import ArgumentParser
import Foundation
import IPP
import Testing

@testable import quire

@Suite("Commands that explanations name")
struct ExplainCommandTests {
    /// The commands in the table of docs/EXPLAIN.md, with the code they stand beside.
    private static func commands() throws -> [(code: String, line: String)] {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../docs/EXPLAIN.md").standardized
        let text = try String(contentsOf: file, encoding: .utf8)
        return text.split(separator: "\n").filter { $0.hasPrefix("| `") && $0.contains("`quirectl ") }.flatMap { row in
            let words = row.split(separator: "`").map(String.init)
            return words.filter { $0.hasPrefix("quirectl ") }.map { (words[1], $0) }
        }
    }

    @Test("Every command in the table of reasons is one that quirectl takes")
    func parse() throws {
        let commands = try Self.commands()
        #expect(Set(commands.map(\.code)).count >= 32)
        for (code, line) in commands {
            let values = [
                "ID": "412", "NAME": "floor2", "QUEUE": "floor3", "PASSWORD": "4711",
                "URI": "ipp://10.0.0.17/ipp/print", "media=MEDIA": "media=iso_a4_210x297mm",
            ]
            let words = line.split(separator: " ").dropFirst().map { values[String($0)] ?? String($0) }
            let parsed = Swift.Result { try QuireCtl.Root.parseAsRoot(try Grammar.checked(words)) }
            #expect((try? parsed.get()) is any ControlCommand, "\(code): \(line): \(parsed)")
            #expect(!words.contains { $0.allSatisfy { $0.isASCII && $0.isUppercase } }, "\(line)")
        }
    }

    private static let moment = AttributeValue.dateTime(IPPDateTime(secondsSince1970: Command.now))

    private static func blocker(_ code: String, _ text: String, _ summary: String? = nil, next: Int64? = nil)
        -> AttributeValue
    {
        var members = [
            Attribute("blocker-code", .keyword(code)), Attribute("blocker-text", .text(text)),
            Attribute("blocker-summary", .text(summary ?? text)),
        ]
        if let next {
            members.append(
                Attribute("blocker-next-try", .dateTime(IPPDateTime(secondsSince1970: Command.now + next))))
        }
        return .collection(members)
    }

    private static let away = blocker(
        "printer-unreachable", "floor2: it is off, next try 14:11:30", "unreachable: it is off", next: 12)

    private static let server: FakeServer.Answer = { request in
        let printer = AttributeGroup.printer(
            "floor2", state: .processing, Attribute("quire-printer-blockers", away),
            Attribute("device-uri", .uri("socket://10.0.0.17")), Attribute("queued-job-count", .integer(3)),
            Attribute("auth-info-required", [.keyword("username"), .keyword("password")]))
        switch request.operation {
        case .cupsGetDefault, .cupsGetPrinters, .getPrinterAttributes: return .answer(.ok, nil, printer)
        case .getJobs:
            return .answer(
                .ok, nil,
                .job(412, "a", on: "floor2", Attribute("quire-job-blockers", away)),
                .job(
                    413, "b", on: "floor2", state: .pendingHeld,
                    Attribute("quire-job-blockers", [blocker("held-user", "held by ben until noon"), away])),
                .job(414, "c", on: "floor2", Attribute("quire-job-blockers", blocker("behind-jobs", "2 jobs"))))
        case .getJobAttributes:
            return .answer(.ok, nil, .job(413, "b", on: "floor2", state: .pendingHeld))
        case .cupsAuthenticateJob: return .answer()
        default: return .answer(.operationNotSupported)
        }
    }

    @Test("lpq says what keeps the queue in its line, and what keeps a job behind the job's")
    func lpq() async throws {
        let result = try await FakeServer.run(Self.server) { await $0.run("lpq") }

        #expect(
            result.output == """
                floor2 is not ready: unreachable: it is off, next try in 12 s (2 jobs wait)
                Rank    Owner   Job     File(s)                         Total Size
                1st     root    412     a                               4096 bytes
                2nd     root    413     b                               4096 bytes  held by ben until noon
                3rd     root    414     c                               4096 bytes

                """)
    }

    @Test("lpc status and the lists of printers say it, too")
    func status() async throws {
        let (lpc, list, shown) = try await FakeServer.run(Self.server) { server in
            (
                await server.run("lpc", "status"), await server.run("quirectl", "printer", "list", "-o", "wide"),
                await server.run("quirectl", "printer", "show", "floor2")
            )
        }

        #expect(lpc.output.hasSuffix("\tdaemon present\n\tunreachable: it is off, next try in 12 s\n"))
        #expect(list.output.contains("unreachable: it is off, next try in 12 s"))
        #expect(shown.output.contains("why\tunreachable: it is off, next try in 12 s\n"))
    }

    @Test("job authenticate sends the name and the password in the printer's order, and never asks a pipe")
    func authenticate() async throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "password-\(UInt64.random(in: 0 ... .max))")
        try Data("right\nsecond line\n".utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }  // Of no use to anybody if it stays.
        let (done, sent, asked) = try await FakeServer.run(Self.server) { server in
            let done = await server.run(
                "quirectl", "job", "authenticate", "413", "--user", "anna", "--password-file", file.path)
            let sent = server.requests.last { $0.operation == .cupsAuthenticateJob }
            return (done, sent, await server.run("quirectl", "job", "authenticate", "413"))
        }

        #expect(done == Result(output: "job 413 authenticated and released\n", errors: "", code: 0))
        #expect(sent?[.job, "auth-info"]?.stringValues == ["anna", "right"])
        #expect(asked.code == 64)
        #expect(asked.errors.contains("--password-file"))
    }
}
