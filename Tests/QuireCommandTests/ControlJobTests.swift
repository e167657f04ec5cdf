import Foundation
import IPP
import Synchronization
import Testing

@testable import quire

@Suite("quirectl job")
struct ControlJobTests {
    /// Three jobs of two people on two printers; all that is asked is done.
    private static let jobs: [AttributeGroup] = [
        .job(
            410, "Report.pdf", of: "anna", on: "floor2",
            Attribute("date-time-at-creation", .dateTime(IPPDateTime(secondsSince1970: Command.now - 7_200)))),
        .job(
            411, "Slides.pdf", of: "ben", on: "floor2", state: .pendingHeld,
            Attribute("date-time-at-creation", .dateTime(IPPDateTime(secondsSince1970: Command.now - 600)))),
        .job(
            412, "Slides 2.pdf", of: "anna", on: "floor3",
            Attribute("date-time-at-creation", .dateTime(IPPDateTime(secondsSince1970: Command.now - 60)))),
    ]

    private static let server: FakeServer.Answer = { request in
        let number = Int32(request[.operation, "job-uri"]?.stringValue?.lastPathSegment ?? "")
        let printer = request[.operation, "printer-uri"]?.stringValue?.lastPathSegment ?? ""
        switch request.operation {
        case .getJobs:
            let asked = jobs.filter { job in
                printer.isEmpty || job["job-printer-uri"]?.stringValue?.lastPathSegment == printer
            }
            var answer = IPPMessage.answer()
            answer.groups += asked
            return answer
        case .getJobAttributes:
            let job = jobs.first { $0["job-id"]?.integerValue == number }
            return job.map { .answer(.ok, nil, $0) } ?? .answer(.notFound)
        case .getPrinterAttributes:
            return ["floor2", "floor3"].contains(printer) ? .answer(.ok, nil, .printer(printer)) : .answer(.notFound)
        case .cupsGetPrinters: return .answer(.ok, nil, .printer("floor2"), .printer("floor3"))
        default: return .answer()
        }
    }

    private func run(
        _ line: String
    ) async throws -> (result: Result, requests: [FakeServer.Request]) {
        try await FakeServer.run(Self.server) { server in
            let words = line.split(separator: " ").map(String.init)
            return (await Command.run(["quirectl"] + words, server: server.address), server.requests)
        }
    }

    private func numbers(_ requests: [FakeServer.Request], _ operation: OperationID) -> [String] {
        requests.filter { $0.operation == operation }
            .compactMap { $0[.operation, "job-uri"]?.stringValue?.lastPathSegment }.sorted()
    }

    @Test(
        "Jobs are chosen by what they are",
        arguments: [
            ("--user anna", ["410", "412"]), ("--printer floor3", ["412"]), ("--title Slides*", ["411", "412"]),
            ("--since 30m", ["411", "412"]), ("--until 30m", ["410"]), ("--user anna --since 1h", ["412"]),
            ("410-412 --user ben", ["411"]), ("410 412 --title Slides*", ["412"]), ("--state held", ["411"]),
        ])
    func selectors(words: String, chosen: [String]) async throws {
        let requests = try await run("job priority 7 \(words)").requests

        #expect(numbers(requests, .setJobAttributes) == chosen)
    }

    @Test(
        "Each verb sends its operation",
        arguments: [
            ("hold 410", .holdJob), ("release 411", .releaseJob), ("promote 410", .promoteJob),
            ("demote 410", .setJobAttributes), ("cancel 410", .cancelJob), ("cancel --purge 410", .cancelJob),
            ("reprint 410", .restartJob), ("move 410 floor3", .cupsMoveJob), ("edit 410 copies=2", .setJobAttributes),
        ] as [(String, OperationID)])
    func operations(words: String, operation: OperationID) async throws {
        let (result, requests) = try await run("job \(words)")

        #expect(result.code == 0, "\(result.errors)")
        #expect(requests.last?.operation == operation)
    }

    @Test("Jobs can be listed on standard input, by name and in ranges")
    func standardInput() async throws {
        let ends = Pipe()
        try ends.fileHandleForWriting.write(contentsOf: Data("410 floor2-411\n412-412\n".utf8))
        try ends.fileHandleForWriting.close()
        let requests = try await FakeServer.run(Self.server) { server in
            var session = Command.session(["quirectl", "job", "demote", "-"], server: server.address)
            session.standardInput = ends.fileHandleForReading.fileDescriptor
            _ = await Quire.run(session)
            return server.requests
        }

        #expect(numbers(requests, .setJobAttributes) == ["410", "411", "412"])
    }

    @Test("A move names the printer in the job's group, and leaves out what is there already")
    func move() async throws {
        let (result, requests) = try await run("job move --user anna floor3")
        let moves = requests.filter { $0.operation == .cupsMoveJob }

        #expect(result.output == "job 410 moved to floor3\n")
        #expect(moves.count == 1)
        #expect(moves.first?[.job, "job-printer-uri"]?.stringValue?.hasSuffix("/printers/floor3") == true)
        #expect(try await run("job move 410 floor9").result.code == 3)
        #expect(
            try await run("job move 410 floor3 -n").result.output
                == "would move job 410 \"Report.pdf\" (anna, waiting) to floor3\n")
    }

    @Test("The first of several that are promoted is printed first")
    func promote() async throws {
        let requests = try await run("job promote 410 412").requests.filter { $0.operation == .promoteJob }

        #expect(requests.compactMap { $0[.operation, "job-uri"]?.stringValue?.lastPathSegment } == ["412", "410"])
    }

    @Test("A server without Promote-Job gives the highest priority")
    func promoteElsewhere() async throws {
        let answer: FakeServer.Answer = { $0.operation == .promoteJob ? .answer(.operationNotSupported) : .answer() }
        let (result, requests) = try await FakeServer.run(answer) { server in
            (await server.run("quirectl", "job", "promote", "3"), server.requests)
        }

        #expect(result.output == "job 3 promoted\n")
        #expect(requests.last?[.job, "job-priority"]?.values == [.integer(100)])
    }

    @Test("An edit sends each attribute in its own syntax, and takes away what is unset")
    func edit() async throws {
        let request = try await run("job edit 410 sides=one-sided page-ranges=1-3 title=A --unset copies").requests.last

        #expect(
            request?.message[.job]?.attributes == [
                Attribute("sides", .keyword("one-sided")),
                Attribute("page-ranges", .rangeOfInteger(IntegerRange(1, 3))), Attribute("job-name", .name("A")),
                Attribute("copies", .outOfBand(.deleteAttribute)),
            ])
        #expect(try await run("job edit 410").result.code == 64)
        #expect(try await run("job edit 410 copies=many").result.code == 64)
    }

    @Test("What a server refuses of a change is named")
    func refusedEdit() async throws {
        let answer: FakeServer.Answer = { request in
            .answer(
                .attributesOrValuesNotSupported, "Not here.",
                AttributeGroup(.unsupported, [Attribute("sides", .keyword("one-sided"))]))
        }
        let result = try await FakeServer.run(answer) {
            await $0.run("quirectl", "job", "edit", "3", "sides=one-sided")
        }

        #expect(result.code == 1)
        #expect(result.errors == "quirectl: Not here.\nquirectl: not supported: sides=one-sided\n")
    }

    // MARK: Many

    /// Jobs 1 to `count`, of which some cannot be cancelled.
    private static func many(_ count: Int32, stubborn: Set<Int32>) -> FakeServer.Answer {
        { request in
            switch request.operation {
            case .getJobs:
                var answer = IPPMessage.answer()
                answer.groups += (1...count).map { .job($0, "a", of: "anna") }
                return answer
            case .cancelJobs:
                let bad = (request[.operation, "job-ids"]?.integerValues ?? []).filter(stubborn.contains)
                if bad.isEmpty { return .answer() }
                return .answer(
                    .notPossible, "No.",
                    AttributeGroup(.unsupported, [Attribute("job-ids", bad.map(AttributeValue.integer))]))
            case .cancelJob: return .answer(.notPossible, "It is done.")
            case .holdJob:
                let number = Int32(request[.operation, "job-uri"]?.stringValue?.lastPathSegment ?? "") ?? 0
                return stubborn.contains(number) ? .answer(.notPossible, "No.") : .answer()
            default: return .answer(.operationNotSupported)
            }
        }
    }

    @Test("Many are cancelled in few requests, and those that cannot be are named")
    func cancelMany() async throws {
        let (result, requests) = try await FakeServer.run(Self.many(1_200, stubborn: [7])) { server in
            (await server.run("quirectl", "job", "cancel", "--user", "anna"), server.requests)
        }

        #expect(result.output == "1199 jobs cancelled\n1 job not changed\n")
        #expect(result.errors == "quirectl: It is done.\n")
        #expect(result.code == 2)
        #expect(requests.count < 10)
    }

    @Test("One who may cancel only their own jobs cancels them together as well")
    func cancelMine() async throws {
        let answer: FakeServer.Answer = { request in
            switch request.operation {
            case .cancelJobs: .answer(.forbidden)
            case .cancelMyJobs: .answer()
            default: .answer(.notFound)
            }
        }
        let (result, requests) = try await FakeServer.run(answer) { server in
            (await server.run("quirectl", "job", "cancel", "1-30"), server.requests)
        }

        #expect(result == Result(output: "30 jobs cancelled\n", errors: "", code: 0))
        #expect(requests.map(\.operation) == [.cancelJobs, .cancelMyJobs])
    }

    @Test("A server that cannot cancel many cancels one after the other")
    func cancelEach() async throws {
        let answer: FakeServer.Answer = { $0.operation == .cancelJob ? .answer() : .answer(.operationNotSupported) }
        let result = try await FakeServer.run(answer) { await $0.run("quirectl", "job", "cancel", "1-30") }

        #expect(result == Result(output: "30 jobs cancelled\n", errors: "", code: 0))
    }

    @Test("Many changes are told as sums, in JSON one by one and in their order")
    func sums() async throws {
        let results = try await FakeServer.run(Self.many(100, stubborn: [3, 4])) { server in
            (
                await server.run("quirectl", "job", "hold", "--user", "anna"),
                await server.run("quirectl", "job", "hold", "1-100", "-o", "ndjson")
            )
        }

        #expect(results.0.output == "98 jobs held\n2 jobs not changed\n")
        #expect(results.0.code == 2)
        let lines = results.1.output.split(separator: "\n")
        #expect(lines.count == 100)
        #expect(lines[2] == #"{"target":"3","error":{"code":"client-error-not-possible","message":"No."}}"#)
        #expect(lines[99] == #"{"target":"100","done":"held"}"#)
    }

    // MARK: Waiting

    /// A job that is one step further each time somebody looks.
    private static func steps(_ states: [JobState]) -> FakeServer.Answer {
        let left = Steps(states)
        return { request in
            switch request.operation {
            case .getJobAttributes:
                .answer(.ok, nil, .job(9, "a", state: left.next(), Attribute("job-state-message", .text("So."))))
            case .printJob: .answer(.ok, nil, .job(9, "a"))
            case .getPrinterAttributes: .answer(.ok, nil, .printer("floor2"))
            default: .answer()
            }
        }
    }

    private final class Steps: Sendable {
        private let left: Mutex<[JobState]>
        init(_ states: [JobState]) { left = Mutex(states) }

        func next() -> JobState {
            left.withLock { left in left.count > 1 ? left.removeFirst() : left[0] }
        }
    }

    @Test(
        "Waiting for a job ends as the job does",
        arguments: [
            ([.pending, .processing, .completed], 0), ([.processing, .canceled], 10), ([.aborted], 11),
            ([.pending, .pendingHeld], 12),
        ] as [([JobState], Int32)])
    func wait(states: [JobState], code: Int32) async throws {
        let watched = try await FakeServer.run(Self.steps(states)) { await $0.run("quirectl", "job", "watch", "9") }
        let submitted = try await FakeServer.run(Self.steps(states)) {
            await $0.run("quirectl", "job", "submit", "/dev/null", "-P", "floor2", "--wait")
        }

        #expect(watched.code == code)
        #expect(watched.output.split(separator: "\n").count == states.count)
        #expect(submitted.code == code)
        #expect(submitted.output.hasPrefix("job 9 → floor2\njob 9 "))
    }

    @Test("Waiting ends when its time is over, with a status of its own")
    func waitTooLong() async throws {
        let result = try await FakeServer.run(Self.steps([.processing])) {
            await $0.run("quirectl", "job", "watch", "9", "--wait", "5ms")
        }

        #expect(result.code == 6)
        #expect(result.errors == "quirectl: job 9 is still printing after 5 ms.\n")
    }

    @Test("A watch for programs is a line of JSON each time")
    func watchJSON() async throws {
        let result = try await FakeServer.run(Self.steps([.pending, .pending, .completed])) {
            await $0.run("quirectl", "job", "watch", "9", "-o", "ndjson")
        }

        #expect(result.output.split(separator: "\n").count == 2)
        #expect(result.output.hasPrefix(#"{"job-id":9,"#))
    }

    // MARK: Documents

    @Test("Other copies on another printer are a new job with the same document and ticket")
    func reprint() async throws {
        let answer: FakeServer.Answer = { request in
            switch request.operation {
            case .getJobAttributes:
                .answer(
                    .ok, nil,
                    .job(
                        5, "Report", of: "anna", on: "floor2", state: .completed, copies: 1,
                        Attribute("sides", .keyword("one-sided"))))
            case .getPrinterAttributes: .answer(.ok, nil, .printer("floor3"))
            case .cupsGetDocument:
                .answer(
                    .ok, nil,
                    AttributeGroup(
                        .job,
                        [
                            Attribute("document-format", .mimeMediaType("application/pdf")),
                            Attribute("document-name", .name("Report.pdf")),
                        ]))
            case .createJob: .answer(.ok, nil, .job(6, "Report"))
            default: .answer()
            }
        }
        let (result, requests) = try await FakeServer.run(answer) { server in
            (await server.run("quirectl", "job", "reprint", "5", "--copies", "4", "--to", "floor3"), server.requests)
        }
        let made = try #require(requests.first { $0.operation == .createJob })
        let sent = try #require(requests.last)

        #expect(result.output == "job 5 is printed again as job 6\n")
        #expect(made[.operation, "printer-uri"]?.stringValue?.hasSuffix("/printers/floor3") == true)
        #expect(made[.job, "copies"]?.values == [.integer(4)])
        #expect(made[.job, "sides"]?.values == [.keyword("one-sided")])
        #expect(made[.job, "job-id"] == nil)
        #expect(sent.operation == .sendDocument)
        #expect(sent[.operation, "document-format"]?.values == [.mimeMediaType("application/pdf")])
        #expect(sent[.operation, "last-document"]?.values == [.boolean(true)])
    }

    @Test("What is submitted carries the options under their IPP names")
    func submit() async throws {
        let line =
            "job submit /dev/null -P floor2 --copies 2 --duplex --pages 1-2 --title T --option number-up=2 --hold"
        let request = try await FakeServer.run(Self.steps([.completed])) { server in
            _ = await Command.run(["quirectl"] + line.split(separator: " ").map(String.init), server: server.address)
            return server.requests.last
        }

        #expect(request?.operation == .printJob)
        #expect(request?[.operation, "job-name"]?.stringValue == "T")
        #expect(request?[.job, "copies"]?.values == [.integer(2)])
        #expect(request?[.job, "sides"]?.values == [.keyword("two-sided-long-edge")])
        #expect(request?[.job, "number-up"]?.values == [.integer(2)])
        #expect(request?[.job, "job-hold-until"]?.values == [.keyword("indefinite")])
    }

    @Test("A dry run of a submission asks the server, and sends nothing")
    func submitDry() async throws {
        let requests = try await FakeServer.run(Self.steps([.completed])) { server in
            _ = await server.run("quirectl", "job", "submit", "/dev/null", "-P", "floor2", "-n")
            return server.requests.map(\.operation)
        }

        #expect(requests == [.validateJob])
    }

    // MARK: Output

    @Test("The columns asked for, in their order; a wrong one is answered with the nearest")
    func columns() async throws {
        #expect(
            try await run("job list --columns user,job").result.output == "USER\tJOB\nanna\t410\nben\t411\nanna\t412\n")
        let wrong = try await run("job list --columns jbo").result
        #expect(wrong.code == 64)
        #expect(wrong.errors.contains("did you mean 'job'?"))
    }

    @Test("--user before the noun says who asks, behind it whose jobs are meant")
    func userTwice() async throws {
        let requests = try await run("--user carl job list --user anna").requests

        #expect(requests.last?[.operation, "requesting-user-name"]?.stringValue == "carl")
    }

    @Test("--wait takes a length only where one stands")
    func waitWord() async throws {
        #expect(try await run("job cancel --wait=1ms 410").result.code == 6)
        #expect(try await run("job cancel --wait 1ms 410").result.code == 6)
        #expect(try Grammar.checked(["job", "cancel", "--wait", "410"]).suffix(2) == ["--wait=forever", "410"])
    }
}
