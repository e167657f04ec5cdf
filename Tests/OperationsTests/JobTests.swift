import IPP
import PrintModel
import QuireTestKit
import Testing

@testable import Operations

@Suite("Jobs that are there")
struct JobTests {
    @Test("Hold-Job, Release-Job and Cancel-Job, and what is not possible any more")
    func control() async throws {
        let counter = try await Counter()
        let id = try await counter.makeJob()
        func send(_ operation: OperationID, _ attributes: [Attribute] = []) async throws -> StatusCode {
            try await counter.send(operation, to: "/jobs/\(id)", attributes).status
        }

        #expect(try await send(.holdJob) == .ok)
        #expect(try await counter.job(id).lifecycle.hold == .indefinite)
        #expect(try await send(.releaseJob) == .ok)
        #expect(try await counter.job(id).state == .pending)
        #expect(try await send(.releaseJob) == .ok)
        #expect(
            try await send(.holdJob, [Attribute("job-hold-until", .keyword("bogus"))])
                == .okIgnoredOrSubstitutedAttributes)
        #expect(try await counter.job(id).state == .held)
        #expect(try await send(.cancelJob) == .ok)
        #expect(try await counter.job(id).state == .canceled)
        #expect(try await send(.cancelJob) == .notPossible)
        #expect(try await send(.holdJob) == .notPossible)
        #expect(try await send(.releaseJob) == .notPossible)
    }

    @Test("A job is named by job-uri, or by printer-uri and job-id")
    func bothForms() async throws {
        let counter = try await Counter()
        let id = try await counter.makeJob()

        let byNumber = try await counter.send(
            .getJobAttributes, to: "/ipp/print/raw", [Attribute("job-id", .integer(id.rawValue))])
        let byURI = try await counter.send(.getJobAttributes, to: "/jobs/\(id)")

        #expect(byNumber[.job]?["job-id"] == byURI[.job]?["job-id"])
    }

    @Test("A job that is not there is not found", arguments: [-1, 0, 99, Int32.max])
    func notFound(number: Int32) async throws {
        let answer = try await Counter().send(.cancelJob, [Attribute("job-id", .integer(number))])

        #expect(answer.status == .notFound)
        #expect(answer[.operation]?["status-message"]?.stringValue == "Job #\(number) does not exist.")
    }

    @Test("job-state-message is the scheduler's first reason why it waits")
    func explanation() async throws {
        let counter = try await Counter()
        _ = try await counter.send(.pausePrinter, printer: [Attribute("printer-state-message", .text("toner swap"))])
        let first = try await counter.makeJob()
        let second = try await counter.makeJob()

        let answer = try await counter.send(
            .getJobAttributes, to: "/jobs/\(second)",
            [
                Attribute(
                    "requested-attributes",
                    ["job-state-message", "quire-job-blockers", "number-of-intervening-jobs"].map { .keyword($0) })
            ])[.job]

        #expect(answer?["job-state-message"]?.stringValue == "raw is paused by anna since 09:00:00 \"toner swap\"")
        let codes = answer?["quire-job-blockers"]?.values.compactMap { value in
            if case .collection(let members) = value {
                members.first { $0.name == "blocker-code" }?.stringValue
            } else {
                nil
            }
        }
        #expect(codes == ["printer-paused", "behind-jobs"])
        #expect(answer?["number-of-intervening-jobs"]?.integerValue == 1)
        #expect(first < second)
    }

    @Test("Trouble with the device is a blocker with its time and a reason of the printer, whose state is not stopped")
    func trouble() async throws {
        let counter = try await Counter()
        let id = try await counter.makeJob()
        counter.conditions.set(
            PrinterCondition(
                trouble: DeviceTrouble(reason: "connecting-to-device", message: "10.0.0.17:631 refuses connections"),
                troubleSince: counter.clock.now(), nextProbe: counter.clock.now() + .seconds(8), failedProbes: 3),
            for: try counter.printer("raw").id)

        let job = try await counter.send(.getJobAttributes, to: "/jobs/\(id)")[.job]
        let printer = try await counter.send(.getPrinterAttributes)[.printer]

        #expect(
            job?["job-state-message"]?.stringValue
                == "raw: 10.0.0.17:631 refuses connections, since 09:00:00, tried 3 times, next try 09:00:08")
        #expect(printer?["printer-state"]?.values == [.enum(4)])
        #expect(printer?["printer-state-reasons"]?.stringValues == ["connecting-to-device"])
    }

    @Test("job-hold-until is always there: clients look for no-hold")
    func noHold() async throws {
        let counter = try await Counter()
        let id = try await counter.makeJob()
        func hold() async throws -> String? {
            try await counter.send(.getJobAttributes, to: "/jobs/\(id)")[.job]?["job-hold-until"]?.stringValue
        }

        #expect(try await hold() == "no-hold")
        _ = try await counter.send(.holdJob, to: "/jobs/\(id)")
        #expect(try await hold() == "indefinite")
        _ = try await counter.send(.cancelJob, to: "/jobs/\(id)")
    }

    @Test("The timeline tells what happened and who did it")
    func timeline() async throws {
        let counter = try await Counter()
        let id = try await counter.makeJob()
        _ = try await counter.send(.holdJob, to: "/jobs/\(id)")

        let answer = try await counter.send(
            .getJobAttributes, to: "/jobs/\(id)", [Attribute("requested-attributes", .keyword("quire-job-timeline"))])[
                .job]

        let entries = answer?["quire-job-timeline"]?.values ?? []
        let kinds = entries.compactMap { value in
            if case .collection(let members) = value {
                members.first { $0.name == "event-kind" }?.stringValue
            } else {
                nil
            }
        }
        #expect(kinds.first == "created")
        #expect(kinds.last == "held")
    }

    @Test(
        "The times that a hold means",
        arguments: [
            ("no-hold", Hold.none), ("indefinite", .indefinite), ("day-time", .none),
            ("night", .until(Moment(seconds: 1_761_760_800), keyword: "night")),
            ("weekend", .until(Moment(seconds: 1_761_955_200), keyword: "weekend")),
            ("09:30", .until(Moment(seconds: 1_761_730_200), keyword: "09:30")),
            ("08:59", .until(Moment(seconds: 1_761_814_740), keyword: "08:59")),
            ("23:59:58", .until(Moment(seconds: 1_761_782_398), keyword: "23:59:58")),
        ])
    func holds(word: String, hold: Hold) async throws {
        let counter = try await Counter()

        let id = try await counter.makeJob(job: [Attribute("job-hold-until", .keyword(word))])

        #expect(try await counter.job(id).lifecycle.hold == hold)
    }

    @Test(
        "What is no time is not taken for one",
        arguments: ["24:00", "9", "12:60", "1:2:3:4", "-1:00", "aa:bb", "12:00:61"])
    func badHolds(word: String) async throws {
        #expect(HoldReader(clock: try await Counter().clock).hold(until: word) == nil)
    }
}

@Suite("Lists of jobs")
struct GetJobsTests {
    private func ids(_ answer: IPPMessage) -> [Int32] {
        answer.groups.filter { $0.tag == .job }.compactMap { $0["job-id"]?.integerValue }
    }

    @Test("All jobs come, however many pages they take; limit and first-index cut the list")
    func paging() async throws {
        let counter = try await Counter()
        for _ in 1...450 { _ = try await counter.makeJob() }
        func list(_ attributes: [Attribute]) async throws -> [Int32] {
            ids(try await counter.send(.getJobs, attributes))
        }

        #expect(try await list([]) == Array(1...450))
        #expect(try await list([Attribute("limit", .integer(5))]) == [1, 2, 3, 4, 5])
        #expect(try await list([Attribute("first-index", .integer(448))]) == [448, 449, 450])
        #expect(try await list([Attribute("first-index", .integer(3)), Attribute("limit", .integer(2))]) == [3, 4])
        #expect(try await list([Attribute("first-index", .integer(999))]) == [])
        #expect(try await list([Attribute("limit", .integer(200))]).count == 200)
    }

    @Test("Without requested-attributes each job has its URI and number only")
    func standardAttributes() async throws {
        let counter = try await Counter()
        _ = try await counter.makeJob()

        let group = try await counter.send(.getJobs)[.job]

        #expect(group?.attributes.map(\.name) == ["job-uri", "job-id"])
    }

    @Test("which-jobs and my-jobs choose; the server's URI means all printers")
    func choosing() async throws {
        let counter = try await Counter()
        let waiting = try await counter.makeJob()
        let done = try await counter.makeJob()
        let elsewhere = try await counter.makeJob(on: "pdf", user: "ben")
        _ = try await counter.send(.cancelJob, to: "/jobs/\(done)")
        func list(_ uri: String, _ attributes: Attribute...) async throws -> [Int32] {
            ids(try await counter.send(.getJobs, to: uri, attributes))
        }

        #expect(try await list("/printers/raw") == [waiting.rawValue])
        #expect(try await list("/printers/raw", Attribute("which-jobs", .keyword("completed"))) == [done.rawValue])
        #expect(
            try await list("/printers/raw", Attribute("which-jobs", .keyword("all"))) == [
                waiting.rawValue, done.rawValue,
            ])
        #expect(try await list("/") == [waiting.rawValue, elsewhere.rawValue])
        #expect(try await list("/", Attribute("my-jobs", .boolean(true))) == [waiting.rawValue])
    }

    @Test("job-ids picks jobs, says which are not there, and goes with no other choice")
    func byNumber() async throws {
        let counter = try await Counter()
        let id = try await counter.makeJob()
        let wanted = Attribute("job-ids", [.integer(id.rawValue), .integer(99)])

        let answer = try await counter.send(.getJobs, [wanted])
        let conflict = try await counter.send(.getJobs, [wanted, Attribute("limit", .integer(1))])

        #expect(ids(answer) == [id.rawValue])
        #expect(answer[.unsupported]?["job-ids"]?.integerValues == [99])
        #expect(conflict.status == .conflictingAttributes)
    }

    @Test(
        "Choices that are none are refused",
        arguments: [
            Attribute("which-jobs", .keyword("foo")), Attribute("limit", .integer(-1)), Attribute("limit", .integer(0)),
            Attribute("first-index", .integer(0)),
        ])
    func badChoices(attribute: Attribute) async throws {
        let answer = try await Counter().send(.getJobs, [attribute])

        #expect(answer.status == .attributesOrValuesNotSupported)
        #expect(answer[.unsupported]?.attributes == [attribute])
    }
}
