import Glibc
import IPP
import Testing

@testable import quire

@Suite("lpc")
struct LpcTests {
    private static let server: FakeServer.Answer = { request in
        let name = request[.operation, "printer-uri"]?.stringValue?.lastPathSegment ?? ""
        switch request.operation {
        case .cupsGetDefault: return .answer(.ok, nil, .printer("floor2"))
        case .cupsGetPrinters: return .answer(.ok, nil, .printer("floor2"), .printer("floor3"))
        case .getJobs:
            return .answer(
                .ok, nil, .job(1, "a", of: "anna", on: "floor2"), .job(2, "b", of: "ben", on: "floor2"))
        case .getPrinterAttributes, .pausePrinter, .resumePrinter, .cupsAcceptJobs, .cupsRejectJobs, .holdNewJobs,
            .releaseHeldNewJobs, .cupsAddModifyPrinter:
            return ["floor2", "floor3"].contains(name) ? .answer(.ok, nil, .printer(name)) : .answer(.notFound)
        case .holdJob, .releaseJob, .restartJob, .promoteJob, .cupsMoveJob: return .answer()
        default: return .answer(.operationNotSupported)
        }
    }

    private static let questions: Set<OperationID> = [
        .cupsGetDefault, .cupsGetPrinters, .getPrinterAttributes, .getJobs,
    ]

    /// What a request is and what it is about: `Hold-Job 1`.
    private func changes(_ words: [String]) async throws -> (Result, [String]) {
        try await FakeServer.run(Self.server) { server in
            let result = await Command.run(["lpc"] + words, server: server.address)
            let changes = server.requests.filter { !Self.questions.contains($0.operation) }.map { request in
                let uri = request[.operation, "job-uri"] ?? request[.operation, "printer-uri"]
                return "\(request.operation) \(uri?.stringValue?.lastPathSegment ?? "")"
            }
            return (result, changes)
        }
    }

    @Test(
        "Each verb is the operation it stands for",
        arguments: [
            ("start floor2", ["Resume-Printer floor2"]), ("stop floor2", ["Pause-Printer floor2"]),
            ("abort floor2", ["Pause-Printer floor2"]), ("enable floor2", ["CUPS-Accept-Jobs floor2"]),
            ("disable floor2", ["CUPS-Reject-Jobs floor2"]),
            ("up floor2", ["CUPS-Accept-Jobs floor2", "Resume-Printer floor2"]),
            ("down floor2", ["CUPS-Reject-Jobs floor2", "Pause-Printer floor2"]),
            ("kill floor2", ["Pause-Printer floor2", "Resume-Printer floor2"]),
            ("start all", ["Resume-Printer floor2", "Resume-Printer floor3"]),
            ("start floor2,floor3", ["Resume-Printer floor2", "Resume-Printer floor3"]),
            ("holdall floor2", ["Hold-New-Jobs floor2"]), ("noholdall floor2", ["Release-Held-New-Jobs floor2"]),
            ("hold floor2 1", ["Hold-Job 1"]), ("release floor2 be*", ["Release-Job 2"]),
            ("hold floor2 all", ["Hold-Job 1", "Hold-Job 2"]), ("redo floor2 anna", ["Restart-Job 1"]),
            ("topq floor2 all", ["Promote-Job 2", "Promote-Job 1"]),
            ("move floor2 1 floor3", ["CUPS-Move-Job 1"]), ("move floor2 floor3", ["CUPS-Move-Job floor2"]),
            ("msg floor2 back at noon", ["CUPS-Add-Modify-Printer floor2"]),
            ("-P floor3 start", ["Resume-Printer floor3"]), ("sta floor2", []),
            ("star floor2", ["Resume-Printer floor2"]),
        ])
    func verb(line: String, operations: [String]) async throws {
        let (result, changes) = try await changes(line.split(separator: " ").map(String.init))

        #expect(changes == operations)
        // "sta" could be start and status: nothing is done.
        #expect(result.code == (operations.isEmpty ? 1 : 0), "\(result.errors)")
    }

    @Test("A reason is given to the printer, and what was done is said")
    func reason() async throws {
        let (result, requests) = try await FakeServer.run(Self.server) { server in
            (await server.run("lpc", "stop", "floor2", "floor3", "toner", "swap"), server.requests)
        }

        #expect(result.output == "floor2:\n\tprinting disabled\nfloor3:\n\tprinting disabled\n")
        let reasons = requests.filter { $0.operation == .pausePrinter }.map {
            $0[.operation, "printer-state-message"]?.stringValue
        }
        #expect(reasons == ["toner swap", "toner swap"])
    }

    @Test(
        "What has no meaning says so in one line",
        arguments: ["redirect", "class", "reread", "lpd", "debug"])
    func withoutMeaning(verb: String) async throws {
        let (result, changes) = try await changes([verb, "floor2", "x"])

        #expect(result.code == 1 && result.output.isEmpty && changes.isEmpty)
        #expect(result.errors.hasPrefix("lpc: \(verb) has no meaning here: "))
        #expect(result.errors.split(separator: "\n").count == 1)
    }

    @Test(
        "What cannot be done is told",
        arguments: [
            ("stop", "which printer?"), ("hold floor2", "expected a printer, and jobs of it"),
            ("hold floor2 99", "Job #99 does not exist on floor2."), ("stop Nope", "no printer \"Nope\" here."),
            ("bogus", "there is no command \"bogus\"."), ("msg Nope x", "no printer \"Nope\" here."),
            ("statsu", "did you mean status?"), ("move floor2", "a printer to move to"),
        ])
    func wrong(line: String, words: String) async throws {
        let (result, changes) = try await changes(line.split(separator: " ").map(String.init))

        #expect(result.code == 1)
        #expect(result.errors.contains(words), "\(result.errors)")
        #expect(changes.allSatisfy { $0.hasSuffix(" Nope") })
    }

    @Test(
        "Verbs that only show something",
        arguments: [
            ("defaultq", "floor2\n"), ("active", "is running\n"), ("server", "printers: floor2, floor3\n"),
            ("defaults", "printer: floor2\n"), ("client", "user: anna\n"), ("help topq", "topq\t\tPut jobs at the top"),
            ("?", "Commands may be abbreviated.  Commands are:\n\n"), ("lpq -P floor2", "active  "),
        ])
    func shown(line: String, words: String) async throws {
        let (result, changes) = try await changes(line.split(separator: " ").map(String.init))

        let isQueue = line.hasPrefix("lpq")
        #expect(result.code == 0)
        #expect(result.output.contains(isQueue ? "Rank    Owner" : words), "\(result.output)")
        #expect(changes.isEmpty)
    }

    @Test("Commands are read from standard input until there are no more")
    func interactive() async throws {
        let file = try TemporaryFile("start floor2\n\nbogus\nquit\nstop floor2\n")
        let (text, errors, code, operations) = try await FakeServer.run(Self.server) { server in
            var session = Command.session(["lpc"], server: server.address)
            session.standardInput = open(file.path, O_RDONLY)
            defer { close(session.standardInput) }
            let status = await Quire.run(session)
            return (session.output.text, session.errors.text, status.code, server.requests.map(\.operation))
        }

        #expect(text == "lpc> floor2:\n\tprinting enabled\nlpc> lpc> lpc> ")
        #expect(errors.contains("bogus"))
        #expect(code == 1)
        #expect(operations == [.resumePrinter])
    }
}
