import Glibc
import IPP
import Synchronization
import Testing

@testable import quire

@Suite("lpr")
struct LprTests {
    private static let takesAll: FakeServer.Answer = { request in
        switch request.operation {
        case .cupsGetDefault: .answer(.ok, nil, .printer("office"))
        case .printJob, .createJob, .sendDocument:
            .answer(.ok, nil, .job(412, "x", Attribute("number-of-intervening-jobs", .integer(2))))
        case .cancelJob: .answer()
        default: .answer(.operationNotSupported)
        }
    }

    /// A file that is gone when the test is over.
    private final class TemporaryFile {
        let path: String

        init(_ text: String) {
            path = "/tmp/quire-lpr-test-\(UInt64.random(in: 0 ... .max)).txt"
            let file = open(path, O_WRONLY | O_CREAT | O_EXCL, 0o600)
            _ = Array(text.utf8).withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
            close(file)
        }

        deinit { unlink(path) }

        var name: String { path.split(separator: "/").last.map(String.init) ?? "" }
        var isThere: Bool { access(path, F_OK) == 0 }
    }

    @Test("One file is one request, with its attributes")
    func oneFile() async throws {
        let file = TemporaryFile("hello\n")
        let (result, asked) = try await FakeServer.run(Self.takesAll) { server in
            let result = await server.run(
                "lpr", "-P", "office", "-#", "2", "-o", "sides=two-sided-long-edge media=A4", "-q", "-h", file.path)
            return (result, server.requests)
        }

        #expect(result == Result(output: "", errors: "", code: 0))
        // What the printer has is asked for first, where options ask for something.
        #expect(asked.map(\.operation) == [.getPrinterAttributes, .printJob])
        let requests = Array(asked.dropFirst())
        #expect(requests[0].path == "/printers/office")
        #expect(requests[0].document == Array("hello\n".utf8))
        #expect(requests[0][.operation, "job-name"]?.values == [.name(file.name)])
        #expect(requests[0][.operation, "requesting-user-name"]?.values == [.name("anna")])
        #expect(requests[0][.operation, "document-format"]?.values == [.mimeMediaType("application/octet-stream")])
        #expect(requests[0][.job, "copies"]?.values == [.integer(2)])
        #expect(requests[0][.job, "sides"]?.values == [.keyword("two-sided-long-edge")])
        #expect(requests[0][.job, "media"]?.values == [.keyword("A4")])
        #expect(requests[0][.job, "job-hold-until"]?.values == [.keyword("indefinite")])
        #expect(requests[0][.job, "job-sheets"]?.values == [.keyword("none")])
    }

    @Test("Several files are one job of several documents")
    func severalFiles() async throws {
        let files = [TemporaryFile("a"), TemporaryFile("b")]
        let requests = try await FakeServer.run(Self.takesAll) { server in
            _ = await server.run("lpr", "-Poffice", "-T", "both", files[0].path, files[1].path)
            return server.requests
        }

        #expect(requests.map(\.operation) == [.createJob, .sendDocument, .sendDocument])
        #expect(requests[0][.operation, "job-name"]?.stringValue == "both")
        #expect(requests.map { $0[.operation, "last-document"]?.boolValue } == [nil, false, true])
        #expect(requests.map { $0[.operation, "job-id"]?.integerValue } == [nil, 412, 412])
        #expect(requests[2].document == Array("b".utf8))
    }

    @Test("A job that cannot get all its documents is taken back, and its files stay")
    func halfAJob() async throws {
        let files = [TemporaryFile("a"), TemporaryFile("b")]
        let answer: FakeServer.Answer = { request in
            let isSecond = request[.operation, "last-document"]?.boolValue == true
            return isSecond ? .answer(.documentFormatNotSupported, "No such format.") : Self.takesAll(request)
        }
        let (result, requests) = try await FakeServer.run(answer) { server in
            (await server.run("lpr", "-Poffice", "-r", files[0].path, files[1].path), server.requests)
        }

        #expect(result == Result(output: "", errors: "lpr: No such format.\n", code: 1))
        #expect(requests.last?.operation == .cancelJob)
        #expect(requests.last?[.operation, "job-id"]?.integerValue == 412)
        #expect(files.allSatisfy { $0.isThere })
    }

    @Test("-r removes the file when the server has it")
    func removal() async throws {
        let file = TemporaryFile("a")
        _ = try await FakeServer.run(Self.takesAll) { await $0.run("lpr", "-Poffice", "-r", file.path) }

        #expect(!file.isThere)
    }

    @Test("The server's default printer is asked for when nobody names one")
    func defaultPrinter() async throws {
        let file = TemporaryFile("a")
        let requests = try await FakeServer.run(Self.takesAll) { server in
            _ = await server.run("lpr", file.path)
            return server.requests
        }

        #expect(requests.map(\.operation) == [.cupsGetDefault, .printJob])
        #expect(requests[1].path == "/printers/office")
    }

    @Test("A person is told how many are ahead")
    func onTerminal() async throws {
        let file = TemporaryFile("a")
        let result = try await FakeServer.run(Self.takesAll) { server in
            await server.run("lpr", "-P", "office", file.path, isTerminal: true)
        }

        #expect(result == Result(output: "", errors: "job 412 → office (2 ahead of you)\n", code: 0))
    }

    @Test(
        "A person is told why a job waits, and not twice how many are ahead",
        arguments: [
            (JobState.pending, "hall is paused", "2 ahead of you; hall is paused"),
            (JobState.pending, "2 jobs are before it", "2 ahead of you"),
            (JobState.pendingHeld, "held until 18:00:00", "held until 18:00:00"),
            (JobState.pendingHeld, "", "held until you release it"),
            (JobState.processing, "printing", "2 ahead of you"),
        ])
    func waiting(state: JobState, message: String, told: String) async throws {
        let file = TemporaryFile("a")
        let result = try await FakeServer.run { request in
            guard request.operation == .getJobAttributes else { return Self.takesAll(request) }
            var job = AttributeGroup.job(412, "x")
            job.set("job-state", .enum(state.rawValue))
            job.set("job-state-message", .text(message))
            return .answer(.ok, nil, job)
        } _: { server in
            await server.run("lpr", "-P", "office", file.path, isTerminal: true)
        }

        #expect(result == Result(output: "", errors: "job 412 → office (\(told))\n", code: 0))
    }

    @Test("An unknown printer is named, with the nearest and those there are")
    func unknownPrinter() async throws {
        let file = TemporaryFile("a")
        let answer: FakeServer.Answer = { request in
            request.operation == .cupsGetPrinters
                ? .answer(.ok, nil, .printer("floor2"), .printer("floor3"), .printer("label")) : .answer(.notFound)
        }
        let (script, person) = try await FakeServer.run(answer) { server in
            (
                await server.run("lpr", "-P", "flor2", file.path),
                await server.run("lpr", "-P", "flor2", file.path, isTerminal: true)
            )
        }

        #expect(script == Result(output: "", errors: "lpr: Error - The printer or class does not exist.\n", code: 1))
        #expect(
            person.errors == """
                lpr: Error - The printer or class does not exist.
                lpr: no printer "flor2" here. Did you mean "floor2"? Printers here: floor2, floor3, label.

                """)
    }

    @Test("A refusal shows the server's reason and the values it does not take")
    func refusal() async throws {
        let file = TemporaryFile("a")
        let result = try await FakeServer.run({ _ in
            .answer(
                .attributesOrValuesNotSupported, "It cannot do that.",
                AttributeGroup(.unsupported, [Attribute("sides", .keyword("bogus"))]))
        }) { server in
            await server.run("lpr", "-P", "office", file.path)
        }

        #expect(
            result == Result(output: "", errors: "lpr: It cannot do that.\nlpr: not supported: sides=bogus\n", code: 1))
    }

    @Test("What the server leaves out is told, and the job printed")
    func warning() async throws {
        let file = TemporaryFile("a")
        let result = try await FakeServer.run({ _ in
            .answer(
                .okIgnoredOrSubstitutedAttributes, nil, .job(1, "a"),
                AttributeGroup(
                    .unsupported,
                    [Attribute("sides", .keyword("bogus")), Attribute("x", .outOfBand(.unsupported))]))
        }) { server in
            await server.run("lpr", "-P", "office", file.path)
        }

        #expect(result.code == 0)
        #expect(result.errors == "lpr: Warning - office does not support sides=bogus, x; printing without.\n")
    }

    @Test(
        "What is wrong with the command line is said before the server is asked",
        arguments: [
            (["-#0"], "copies must be 1 or more"), (["-o", "page-ranges=9-2"], "runs backwards"),
            (["-Y"], "no direct printing"),
            (["/nowhere/x"], "unable to access \"/nowhere/x\" - No such file or directory"),
        ])
    func wrong(options: [String], words: String) async {
        let result = await Command.run(["lpr", "-Pa"] + options, server: "127.0.0.1:1")

        #expect(result.code == 1)
        #expect(result.errors.contains(words), "\(result.errors)")
    }

    @Test("What LPRng's filters and logins asked for is ignored, with a word of warning")
    func ignored() async throws {
        let file = TemporaryFile("a")
        let result = try await FakeServer.run(Self.takesAll) { server in
            await server.run("lpr", "-P", "office", "-A", "md5", "-D", "1", "-F", "r", file.path)
        }

        #expect(result.code == 0)
        #expect(
            result.errors == """
                lpr: Warning - option "A" of LPRng ignored.
                lpr: Warning - option "D" of LPRng ignored.
                lpr: Warning - "F" format modifier not supported - output may not be correct.

                """)
    }

    @Test("A person is told why a printer takes no jobs")
    func closed() async throws {
        let file = TemporaryFile("a")
        let answer: FakeServer.Answer = { request in
            request.operation == .getPrinterAttributes
                ? .answer(.ok, nil, .printer("office", Attribute("printer-state-message", .text("toner swap"))))
                : .answer(.notAcceptingJobs, "No.")
        }
        let (script, person) = try await FakeServer.run(answer) { server in
            (
                await server.run("lpr", "-P", "office", file.path),
                await server.run("lpr", "-P", "office", file.path, isTerminal: true)
            )
        }

        #expect(script.errors == "lpr: Destination \"office\" is not accepting jobs.\n")
        #expect(
            person.errors
                == "lpr: Destination \"office\" is not accepting jobs.\nlpr: the reason given: toner swap\n")
    }

    @Test("-P queue@server names both")
    func queueAtServer() async throws {
        let file = TemporaryFile("a")
        let requests = try await FakeServer.run(Self.takesAll) { server in
            _ = await Command.run(["lpr", "-P", "office@" + server.address, file.path], server: "127.0.0.1:1")
            return server.requests
        }

        #expect(requests.map(\.path) == ["/printers/office"])
    }

    @Test("Standard input is printed when there are no files")
    func standardInput() async throws {
        let file = TemporaryFile("from a pipe")
        let requests = try await FakeServer.run(Self.takesAll) { server in
            // LPRng's -k asks for what is done anyway.
            var session = Command.session(["lpr", "-P", "office", "-l", "-k", "-"], server: server.address)
            session.standardInput = open(file.path, O_RDONLY)
            defer { close(session.standardInput) }
            _ = await Quire.run(session)
            return server.requests
        }

        let job = requests.first { $0.operation == .printJob }
        #expect(job?.document == Array("from a pipe".utf8))
        #expect(job?[.operation, "job-name"]?.stringValue == "(stdin)")
        #expect(job?[.operation, "document-format"]?.stringValue == "application/vnd.cups-raw")
    }

    @Test("-m asks for a letter when the job is done")
    func mail() async throws {
        let file = TemporaryFile("a")
        let requests = try await FakeServer.run(Self.takesAll) { server in
            _ = await server.run("lpr", "-P", "office", "-m", file.path)
            return server.requests
        }

        #expect(requests.first?[.subscription, "notify-recipient-uri"]?.stringValue?.hasPrefix("mailto:anna@") == true)
    }
}
