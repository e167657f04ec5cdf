import Glibc
import IPP
import Synchronization
import Testing

@testable import quire

@Suite("lp, cancel and lpmove")
struct LpTests {
    private static let takesAll: FakeServer.Answer = { request in
        switch request.operation {
        case .cupsGetDefault: return .answer(.ok, nil, .printer("office"))
        case .cupsGetPrinters: return .answer(.ok, nil, .printer("office"), .printer("floor3"))
        case .getPrinterAttributes:
            let name = request[.operation, "printer-uri"]?.stringValue?.lastPathSegment ?? ""
            guard ["office", "floor3"].contains(name) else { return .answer(.notFound) }
            return .answer(
                .ok, nil,
                .printer(
                    name, Attribute("sides-supported", [.keyword("one-sided"), .keyword("two-sided-long-edge")]),
                    Attribute("number-up-supported", .rangeOfInteger(IntegerRange(1, 4))),
                    Attribute("print-quality-supported", [.enum(4), .enum(5)])))
        case .printJob: return .answer(.ok, nil, .job(412, "x"))
        case .getJobs: return .answer(.ok, nil, .job(411, "a", state: .processing), .job(412, "b"))
        case .setJobAttributes, .restartJob, .cupsMoveJob, .cancelJob, .cancelJobs, .cancelMyJobs, .purgeJobs,
            .validateJob:
            return .answer()
        default: return .answer(.operationNotSupported)
        }
    }

    /// The requests that change something, of a command that must go well.
    private func changes(_ words: String...) async throws -> [FakeServer.Request] {
        let (result, requests) = try await FakeServer.run(Self.takesAll) { server in
            (await Command.run(words, server: server.address), server.requests)
        }
        #expect(result.code == 0, "\(result.errors)")
        let questions: Set<OperationID> = [.cupsGetDefault, .cupsGetPrinters, .getPrinterAttributes, .getJobs]
        return requests.filter { !questions.contains($0.operation) }
    }

    @Test("Options become attributes of the job")
    func attributes() async throws {
        let file = try TemporaryFile("a")
        let requests = try await changes(
            "lp", "-d", "office", "-n", "3", "-q", "77", "-P", "1-3,8", "-t", "a title", "-H", "hold", "-o",
            "sides=two-sided-long-edge", "-c", "-w", file.path)

        #expect(requests.map(\.operation) == [.printJob])
        #expect(requests[0][.operation, "job-name"]?.stringValue == "a title")
        #expect(requests[0][.job, "copies"]?.values == [.integer(3)])
        #expect(requests[0][.job, "job-priority"]?.values == [.integer(77)])
        #expect(requests[0][.job, "sides"]?.values == [.keyword("two-sided-long-edge")])
        #expect(requests[0][.job, "job-hold-until"]?.values == [.keyword("indefinite")])
        #expect(
            requests[0][.job, "page-ranges"]?.values == [
                .rangeOfInteger(IntegerRange(1, 3)), .rangeOfInteger(IntegerRange(8, 8)),
            ])
    }

    @Test(
        "-H takes the words of System V, keywords and times",
        arguments: [
            ("hold", AttributeValue.keyword("indefinite")), ("immediate", .keyword("no-hold")),
            ("resume", .keyword("no-hold")), ("evening", .keyword("evening")), ("+2h", .name("02:26:46")),
        ])
    func hold(word: String, value: AttributeValue) async throws {
        let requests = try await changes("lp", "-i", "office-412", "-H", word)

        #expect(requests.map(\.operation) == [.setJobAttributes])
        #expect(requests[0][.operation, "job-uri"]?.stringValue?.lastPathSegment == "412")
        #expect(requests[0][.job, "job-hold-until"]?.values == [value])
    }

    @Test("-i changes what a job is, moves it, and prints it again")
    func change() async throws {
        let requests = try await changes(
            "lp", "-i", "412", "-d", "floor3", "-n", "2", "-t", "new", "-H", "restart", "-o", "media=A4")

        #expect(requests.map(\.operation) == [.setJobAttributes, .cupsMoveJob, .restartJob])
        #expect(requests[0][.job, "copies"]?.values == [.integer(2)])
        #expect(requests[0][.job, "job-name"]?.values == [.name("new")])
        #expect(requests[0][.job, "media"]?.values == [.keyword("A4")])
        #expect(requests[1][.job, "job-printer-uri"]?.stringValue?.hasSuffix("/printers/floor3") == true)
    }

    @Test(
        "What is wrong is said before anybody is asked",
        arguments: [
            (["-n", "0"], "copies must be 1 or more."), (["-q", "101"], "priority must be between 1 and 100."),
            (["-H", "restart"], "Need job ID (\"-i jobid\") before \"-H restart\"."),
            (["-i", "x"], "no job ID"), (["-i", "1", "/etc/passwd"], "too many files"),
            (["-", "/etc/passwd"], "cannot print from stdin"), (["-h"], "expected hostname after \"-h\" option."),
            (["-P", "9-2"], "runs backwards"),
        ])
    func wrong(options: [String], words: String) async {
        let result = await Command.run(["lp"] + options, server: "127.0.0.1:1")

        #expect(result.code == 1)
        #expect(result.errors.contains(words), "\(result.errors)")
    }

    @Test("Old options are taken, with a word of warning")
    func ignored() async throws {
        let file = try TemporaryFile("a")
        let result = try await FakeServer.run(Self.takesAll) { server in
            await server.run("lp", "-d", "office", "-f", "x", "-y", "x", "-S", "x", "-T", "x", "-s", file.path)
        }

        #expect(
            result.errors == """
                lp: Warning - form option ignored.
                lp: Warning - mode option ignored.
                lp: Warning - character set option ignored.
                lp: Warning - content type option ignored.

                """)
        #expect(result.output.isEmpty && result.code == 0)
    }

    @Test(
        "What a printer does not have is named, with what it has",
        arguments: [
            (
                "sides=two-sided-lnog-edge", "office has no sides=two-sided-lnog-edge.",
                "did you mean two-sided-long-edge"
            ),
            ("number-up=9", "office has no number-up=9.", "It can be 1-4."),
            ("print-quality=3", "office has no print-quality=draft.", "It can be normal, high."),
            ("sdies=one-sided", "there is no option \"sdies\".", "did you mean sides?"),
        ])
    func unsupported(option: String, words: String, hint: String) async throws {
        let file = try TemporaryFile("a")
        let (result, sent) = try await FakeServer.run(Self.takesAll) { server in
            let result = await server.run("lp", "-d", "office", "-o", option, file.path)
            return (result, server.requests.contains { $0.operation == .printJob })
        }

        #expect(result.code == 1)
        #expect(result.errors.contains(words) && result.errors.contains(hint), "\(result.errors)")
        #expect(!sent)
    }

    @Test("--lax leaves it to the server; a driver's own options always are", arguments: ["--lax", "-oPageSize=A4"])
    func lax(option: String) async throws {
        let file = try TemporaryFile("a")
        let options = option == "--lax" ? ["-o", "sides=bogus", option] : [option]
        let result = try await FakeServer.run(Self.takesAll) { server in
            await Command.run(["lp", "-d", "office"] + options + [file.path], server: server.address)
        }

        #expect(result.code == 0, "\(result.errors)")
    }

    @Test("Long names of options")
    func longNames() async throws {
        let file = try TemporaryFile("a")
        let requests = try await changes(
            "lpr", "-Poffice", "--copies", "2", "--pages=2-3", "--duplex", "--mono", "--fit", "--tray", "2", "--at",
            "+1h", "-o", "lprng-classes=true", "-C", "Z", file.path)

        #expect(requests[0][.job, "copies"]?.values == [.integer(2)])
        #expect(requests[0][.job, "page-ranges"]?.values == [.rangeOfInteger(IntegerRange(2, 3))])
        #expect(requests[0][.job, "sides"]?.values == [.keyword("two-sided-long-edge")])
        #expect(requests[0][.job, "print-color-mode"]?.values == [.keyword("monochrome")])
        #expect(requests[0][.job, "print-scaling"]?.values == [.keyword("fit")])
        #expect(
            requests[0][.job, "media-col"]?.values == [.collection([Attribute("media-source", .keyword("tray-2"))])])
        #expect(requests[0][.job, "job-hold-until"]?.values == [.name("01:26:46")])
        #expect(requests[0][.job, "job-priority"]?.values == [.integer(100)])
        #expect(requests[0][.job, "lprng-classes"] == nil)
    }

    @Test("A dry run prints nothing")
    func dryRun() async throws {
        let file = try TemporaryFile("a")
        let (result, requests) = try await FakeServer.run(Self.takesAll) { server in
            (await server.run("lpr", "-Poffice", "--dry-run", "--duplex", file.path), server.requests)
        }

        #expect(result.output == "would print \(file.path) on office with sides=two-sided-long-edge\n")
        #expect(requests.contains { $0.operation == .validateJob })
        #expect(!requests.contains { $0.operation == .printJob })
    }

    @Test(
        "--wait ends with the job",
        arguments: [
            (JobState.completed, 0, ""), (.canceled, 1, "job 412 was cancelled"),
            (.aborted, 1, "job 412 could not be printed"), (.pendingHeld, 1, "job 412 is held"),
        ] as [(JobState, Int32, String)])
    func wait(state: JobState, code: Int32, words: String) async throws {
        let file = try TemporaryFile("a")
        let asked = Mutex(0)
        let result = try await FakeServer.run { request in
            guard request.operation == .getJobAttributes else { return Self.takesAll(request) }
            let count = asked.withLock { count in
                count += 1
                return count
            }
            return .answer(.ok, nil, .job(412, "x", state: count == 1 ? .processing : state))
        } _: { server in
            await server.run("lpr", "-Poffice", "--wait", file.path)
        }

        #expect(result.code == code)
        #expect(result.errors.contains(words))
        #expect(asked.withLock { $0 } == 2)
    }

    @Test("--json is for programs, also when it fails")
    func json() async throws {
        let file = try TemporaryFile("a")
        let (good, bad) = try await FakeServer.run(Self.takesAll) { server in
            (
                await server.run("lp", "-d", "office", "--json", file.path),
                await server.run("lp", "-d", "office", "--json", "-o", "sides=x", file.path)
            )
        }

        #expect(good.output.hasPrefix(#"{"schema":"quire/v1","kind":"JobList","items":[{"job-id":412,"#))
        #expect(bad.output.isEmpty)
        #expect(bad.errors.hasPrefix(#"{"error":{"code":"option-not-supported","#))
    }

    @Test("Without any default printer, a person is told how to name one")
    func noDefault() async throws {
        let file = try TemporaryFile("a")
        let (script, person) = try await FakeServer.run({ _ in .answer(.notFound) }) { server in
            (await server.run("lp", file.path), await server.run("lp", file.path, isTerminal: true))
        }

        #expect(script == Result(output: "", errors: "lp: Error - No default destination.\n", code: 1))
        #expect(person.errors.contains("lp with -d"))
    }

    @Test("What was saved and the printer does not have keeps nobody from printing")
    func savedOptions() async throws {
        let folder = "/tmp/quire-saved-test-\(UInt64.random(in: 0 ... .max))"
        mkdir(folder, 0o700)
        let options = open(folder + "/lpoptions", O_WRONLY | O_CREAT, 0o600)
        defer {
            unlink(folder + "/lpoptions")
            rmdir(folder)
        }
        _ = Array("Default office sides=bogus\n".utf8).withUnsafeBytes { write(options, $0.baseAddress, $0.count) }
        close(options)
        let file = try TemporaryFile("a")
        let (result, requests) = try await FakeServer.run(Self.takesAll) { server in
            let result = await server.run("lp", file.path, environment: ["CUPS_SERVERROOT": folder])
            return (result, server.requests)
        }

        #expect(result.code == 0)
        #expect(requests.map(\.operation) == [.printJob])
        #expect(requests.first?[.job, "sides"]?.values == [.keyword("bogus")])
    }

    // MARK: cancel

    @Test(
        "cancel does what its options say",
        arguments: [
            (["412"], OperationID.cancelJob, "412"), (["office-412"], .cancelJob, "412"),
            (["office"], .cancelJob, "411"), (["-a"], .cancelJobs, ""), (["-a", "office"], .cancelJobs, "office"),
            (["-u", "ben"], .cancelMyJobs, ""), (["-u", "ben", "office"], .cancelMyJobs, "office"),
            (["-a", "-x"], .purgeJobs, ""), (["-x", "412"], .cancelJob, "412"),
        ] as [([String], OperationID, String)])
    func cancel(words: [String], operation: OperationID, target: String) async throws {
        let (result, last) = try await FakeServer.run(Self.takesAll) { server in
            (await Command.run(["cancel"] + words, server: server.address), server.requests.last)
        }

        #expect(result == Result(output: "", errors: "", code: 0))
        #expect(last?.operation == operation)
        let uri = last?[.operation, "job-uri"] ?? last?[.operation, "printer-uri"]
        #expect(uri?.stringValue?.lastPathSegment == target)
        let owner = last?[.operation, "requesting-user-name"]?.stringValue
        #expect(owner == (words.contains("-u") ? "ben" : "anna"))
    }

    @Test("cancel names what is not there")
    func cancelUnknown() async throws {
        let result = try await FakeServer.run(Self.takesAll) { await $0.run("cancel", "Nope") }

        #expect(result == Result(output: "", errors: "cancel: Error - unknown destination \"Nope\".\n", code: 1))
    }

    // MARK: lpmove

    @Test(
        "lpmove moves a job, or all of a printer",
        arguments: [
            (["412", "floor3"], "jobs/412"), (["x-412", "floor3"], "jobs/412"),
            (["office", "floor3"], "printers/office"),
        ])
    func move(words: [String], target: String) async throws {
        let requests = try await FakeServer.run(Self.takesAll) { server in
            _ = await Command.run(["lpmove"] + words, server: server.address)
            return server.requests.filter { $0.operation == .cupsMoveJob }
        }

        let uri = requests.first?[.operation, "job-uri"] ?? requests.first?[.operation, "printer-uri"]
        #expect(uri?.stringValue?.hasSuffix(target) == true)
        #expect(requests.first?[.job, "job-printer-uri"]?.stringValue?.hasSuffix("/printers/floor3") == true)
    }

    @Test("lpmove says what is not there", arguments: [("412", "Nope"), ("Nope", "office")])
    func moveUnknown(source: String, destination: String) async throws {
        let answer: FakeServer.Answer = { request in
            request.operation == .cupsMoveJob ? .answer(.notFound) : Self.takesAll(request)
        }
        let result = try await FakeServer.run(answer) { await $0.run("lpmove", source, destination) }

        #expect(result == Result(output: "", errors: "lpmove: The printer or class does not exist.\n", code: 1))
    }
}
