import IPP
import Testing

@testable import quire

/// The texts are those of CUPS 2.4.2 in the C locale, to the byte: scripts read them.
@Suite("lpq and lprm")
struct QueueTests {
    private static let jobs: [AttributeGroup] = [
        .job(62, "five.pdf", kilobytes: 8, copies: 2), .job(61, "a b", on: "Broken-Net", state: .processing),
    ]

    private static let server: FakeServer.Answer = { request in
        let name = request[.operation, "printer-uri"]?.stringValue?.lastPathSegment ?? ""
        switch request.operation {
        case .cupsGetDefault: return .answer(.ok, nil, .printer("Office-Laser"))
        case .cupsGetPrinters: return .answer(.ok, nil, .printer("Office-Laser"), .printer("Raw"))
        case .getPrinterAttributes:
            return ["Office-Laser", "Raw"].contains(name)
                ? .answer(.ok, nil, .printer(name)) : .answer(.notFound, "No.")
        case .getJobs:
            var answer = IPPMessage.answer()
            answer.groups += jobs.filter { name.isEmpty || $0["job-printer-uri"]?.stringValue?.lastPathSegment == name }
            return answer
        case .getJobAttributes, .cancelJob:
            let number = Int32(request[.operation, "job-uri"]?.stringValue?.lastPathSegment ?? "")
            guard let job = jobs.first(where: { $0["job-id"]?.integerValue == number }) else {
                return .answer(.notFound, "Nothing of that number.")
            }
            return .answer(.ok, nil, job)
        case .cancelMyJobs: return .answer()
        default: return .answer(.operationNotSupported)
        }
    }

    @Test(
        "lpq writes what it always wrote",
        arguments: [
            (
                [],
                """
                Office-Laser is ready
                Rank    Owner   Job     File(s)                         Total Size
                1st     root    62      five.pdf                        8192 bytes

                """
            ),
            (
                ["-a"],
                """
                Rank    Owner   Job     File(s)                         Total Size
                1st     root    62      five.pdf                        8192 bytes
                active  root    61      a b                             4096 bytes

                """
            ),
            (
                ["-a", "-l"],
                """


                root: 1st                               [job 62 localhost]
                        2 copies of five.pdf                    8192 bytes


                root: active                            [job 61 localhost]
                        a b                                     4096 bytes

                """
            ),
            (["-P", "Raw"], "Raw is ready\nno entries\n"),
            (["-PRaw", "-s"], "Raw 0 jobs\n"),
            (
                ["-a", "61"],
                """
                Rank    Owner   Job     File(s)                         Total Size
                active  root    61      a b                             4096 bytes

                """
            ),
            (["-a", "an*"], "no entries\n"),
        ])
    func lpq(options: [String], text: String) async throws {
        let result = try await FakeServer.run(Self.server) { server in
            await Command.run(["lpq"] + options, server: server.address)
        }

        #expect(result == Result(output: text, errors: "", code: 0))
    }

    @Test("lpq --json is for programs")
    func json() async throws {
        let result = try await FakeServer.run(Self.server) { await $0.run("lpq", "--json") }

        #expect(result.output.hasPrefix(#"{"schema":"quire/v1","kind":"JobList","items":[{"job-id":62,"#))
        #expect(result.output.hasSuffix(#""copies":2,"printer-name":"Office-Laser"}]}"# + "\n"))
    }

    @Test("A printer that is not there")
    func unknownPrinter() async throws {
        let result = try await FakeServer.run(Self.server) { await $0.run("lpq", "-P", "Nope") }

        #expect(result == Result(output: "", errors: "lpq: Unknown destination \"Nope\".\n", code: 1))
    }

    @Test("A printer that only a variable names")
    func wrongVariable() async throws {
        let result = try await FakeServer.run(Self.server) { await $0.run("lpq", environment: ["PRINTER": "Nope"]) }

        #expect(result.errors == "lpq: Error - PRINTER environment variable names non-existent destination \"Nope\".\n")
        #expect(result.code == 1)
    }

    @Test(
        "Ranks are counted as in English", arguments: [(1, "1st"), (2, "2nd"), (3, "3rd"), (11, "11th"), (22, "22nd")])
    func ranks(number: Int, text: String) {
        #expect(QueueListing.ordinal(number) == text)
    }

    @Test("lprm of a job that is not there")
    func lprmUnknown() async throws {
        let result = try await FakeServer.run(Self.server) { await $0.run("lprm", "99999") }

        #expect(result == Result(output: "", errors: "lprm: Job #99999 does not exist.\n", code: 1))
    }

    @Test(
        "lprm cancels what its operands mean",
        arguments: [
            (["61"], [61]), (["Broken-Net-61", "62"], [61, 62]), ([], [62]), (["Office-Laser"], [62]),
            (["-a", "ro*"], [62, 61]),
        ])
    func lprm(operands: [String], numbers: [Int]) async throws {
        let (result, cancelled) = try await FakeServer.run(Self.server) { server in
            let result = await Command.run(["lprm"] + operands, server: server.address)
            return (result, server.requests.filter { $0.operation == .cancelJob })
        }

        #expect(result == Result(output: "", errors: "", code: 0))
        #expect(cancelled.map { $0[.operation, "job-uri"]?.stringValue?.lastPathSegment } == numbers.map(String.init))
    }

    @Test("lprm - cancels one's own jobs, in one request where the server can")
    func lprmAll() async throws {
        let (result, last) = try await FakeServer.run(Self.server) { server in
            (await server.run("lprm", "-"), server.requests.last?.operation)
        }

        #expect(result == Result(output: "", errors: "", code: 0))
        #expect(last == .cancelMyJobs)
    }

    @Test("lprm - cancels them one by one where the server cannot, and leaves those of others")
    func lprmAllOneByOne() async throws {
        let answer: FakeServer.Answer = { request in
            switch request.operation {
            case .getJobs: .answer(.ok, nil, .job(1, "a", of: "anna"), .job(2, "b", of: "ben"))
            case .cancelJob: .answer()
            case .cupsGetDefault: .answer(.ok, nil, .printer("p"))
            default: .answer(.operationNotSupported)
            }
        }
        let cancelled = try await FakeServer.run(answer) { server in
            _ = await server.run("lprm", "-")
            return server.requests.filter { $0.operation == .cancelJob }
        }

        #expect(cancelled.map { $0[.operation, "job-uri"]?.stringValue?.lastPathSegment } == ["1"])
    }

    @Test("A dry run cancels nothing")
    func dryRun() async throws {
        let (result, cancelled) = try await FakeServer.run(Self.server) { server in
            (await server.run("lprm", "-n", "61"), server.requests.contains { $0.operation == .cancelJob })
        }

        #expect(result.output == "would cancel job 61\n")
        #expect(!cancelled)
    }

    @Test("A title cannot command a terminal")
    func escapes() async throws {
        let answer: FakeServer.Answer = { request in
            request.operation == .getJobs ? .answer(.ok, nil, .job(1, "a\u{1B}[2Jb")) : .answer()
        }
        let result = try await FakeServer.run(answer) { await $0.run("lpq", "-a") }

        #expect(!result.output.contains("\u{1B}"))
    }

    @Test(
        "Patterns",
        arguments: [
            ("anna", "an*", true), ("anna", "?nna", true), ("anna", "a", false), ("", "*", true),
            ("abcabc", "*bc", true), ("abcab", "*bc", false),
        ])
    func patterns(text: String, pattern: String, isMatch: Bool) {
        #expect(text.matches(pattern: pattern) == isMatch)
    }
}
