import Foundation
import IPP
import PrintModel
import QuireTestKit
import Synchronization
import Testing

@testable import Operations

@Suite("Limits")
struct LimitTests {
    // MARK: Setting them

    @Test("A limit is set by name, in units that people use")
    func setting() throws {
        var limits = Limits()

        for line in ["documents-per-job=20", " document-bytes = 4G ", "jobs-per-user=none", "idle-seconds=5"] {
            try limits.set(line)
        }

        #expect(limits[.documentsPerJob] == 20)
        #expect(limits[.documentBytes] == 4 << 30)
        #expect(limits[.jobsPerUser] == 0)
        #expect(limits[.idleSeconds] == 5)
        #expect(limits[.jobsPerQueue] == Limit.jobsPerQueue.rule.standard)
        #expect(limits.set == [.documentsPerJob, .documentBytes, .jobsPerUser, .idleSeconds])
    }

    @Test(
        "What is no limit, or no value of it, is said so",
        arguments: [
            ("jobs-per-usr=3", "there is no limit 'jobs-per-usr'"), ("documents-per-job", "not NAME=VALUE"),
            ("documents-per-job=many", "is a number"), ("documents-per-job=0", "is 1 to"),
            ("documents-per-job=-1", "is a number"), ("documents-per-job=none", "is a number"),
            ("document-bytes=99999999999999999999", "of bytes"), ("document-bytes=9000000T", "of bytes"),
            ("head-seconds=0", "is 1 to"), ("documents-per-job=2K", "is a number"),
            ("documents-per-job=", "is a number"),
        ])
    func wrong(line: String, says: String) {
        var limits = Limits()

        let error = #expect(throws: LimitProblem.self) { try limits.set(line) }

        #expect(error?.reason.contains(says) == true, "\(error?.reason ?? "")")
        #expect(limits == Limits())
    }

    @Test("A file has a limit a line and words for people; a wrong line is named")
    func file() throws {
        var limits = Limits()
        try limits.set(lines: "# ours\n\njobs-per-user = 7   # students\r\nidle-seconds=9")

        #expect(limits[.jobsPerUser] == 7)
        #expect(limits[.idleSeconds] == 9)
        let error = #expect(throws: LimitProblem.self) { try limits.set(lines: "idle-seconds=1\n\nnonsense") }
        #expect(error?.reason.hasPrefix("line 3: ") == true)
    }

    @Test("Every limit has a rule that makes sense", arguments: Limit.allCases)
    func rules(limit: Limit) {
        let rule = limit.rule

        #expect(rule.range.contains(rule.standard))
        #expect(rule.zero == nil || rule.range.contains(0))
        #expect(!rule.bounds.isEmpty && !rule.answer.isEmpty)
        #expect(limit.name.utf8.allSatisfy { $0 == 45 || 97...122 ~= $0 })
    }

    @Test("What is written of the parts is what the limits say")
    func parts() {
        let settings = ServerSettings(
            instanceUUID: [], policy: AccessPolicy(.standard, daemonUID: 1), softwareVersion: "1")

        #expect(settings.ippLimits == .standard)
        #expect(NotifierLimits(Limits()) == NotifierLimits())
    }

    // MARK: Rates

    @Test("So many come at once, and then so many in a time")
    func rate() {
        var rates = Rates(Rate(10, in: .seconds(1), burst: 3), namesMax: 10)
        let second: Int64 = 1_000_000_000
        var waits: [Int64?] = []

        for now in [0, 0, 0, 0, second / 10, second / 10, second, second, second, second] {
            waits.append(rates.take("a", now: now))
        }
        let another = rates.take("b", now: 0)

        #expect(waits == [nil, nil, nil, second / 10, nil, second / 10, nil, nil, nil, second / 10])
        #expect(another == nil, "another's rate is its own")
    }

    @Test("However many names there are, memory is bounded, and who is known is not disturbed")
    func manyNames() {
        var rates = Rates(Rate(1, in: .seconds(1), burst: 1), namesMax: 100)
        _ = rates.take("known", now: 0)

        var through = 0
        for number in 0..<10_000 where rates.take("stranger \(number)", now: Int64(number)) == nil { through += 1 }
        let known = [Int64(500_000_000), 1_000_000_000].map { now in rates.take("known", now: now) == nil }
        let late = rates.take("stranger 20000", now: 2_000_000_000)

        #expect(rates.count <= 100)
        #expect(through == 100, "99 with a bucket of their own, and one for all the others")
        #expect(known == [false, true])
        #expect(late == nil, "what is full again makes room")
    }

    // MARK: Jobs

    private func counter(
        _ policy: AccessPolicy.Kind = .standard, _ lines: String...
    ) async throws -> Counter {
        try await Counter(policy) { settings in
            var limits = Limits()
            for line in lines { try? limits.set(line) }
            settings = ServerSettings(
                instanceUUID: settings.instanceUUID, policy: settings.policy, softwareVersion: "1", limits: limits)
        }
    }

    private func print(_ counter: Counter, as user: String = "anna") async throws -> StatusCode {
        try await counter.send(.printJob, document: [1], user: user).status
    }

    @Test("A user has so many jobs waiting and no more; a name that others claim elsewhere does not count")
    func jobsPerUser() async throws {
        var counter = try await counter(.standard, "jobs-per-user=2")

        #expect(try await print(counter) == .ok)
        #expect(try await print(counter) == .ok)
        let refused = try await counter.send(.printJob, document: [1])
        #expect(refused.status == .tooManyJobs)
        #expect(
            refused[.operation]?["status-message"]?.stringValue == "anna has 2 jobs waiting, the most a user may have")
        #expect(try await counter.send(.createJob).status == .tooManyJobs)
        #expect(try await print(counter, as: "bert") == .ok)
        counter.caller.requester = Requester(
            origin: .network(address: "192.0.2.9", isLoopback: false), isPrivate: false)
        #expect(try await print(counter) == .ok)
        #expect(counter.context.limitBoard.hits(.jobsPerUser) == 2)
        #expect(counter.shown.lines.count == 1, "the log is told the first time")
    }

    @Test("A user has so many jobs waiting on one queue, and more on others")
    func jobsPerUserAndQueue() async throws {
        let counter = try await counter(.open, "jobs-per-user-and-queue=1")

        #expect(try await print(counter) == .ok)
        let refused = try await counter.send(.printJob, document: [1])
        #expect(refused.status == .tooManyJobs)
        #expect(
            refused[.operation]?["status-message"]?.stringValue?.hasPrefix("anna has 1 jobs waiting on raw") == true)
        #expect(try await counter.send(.createJob, to: "/printers/pdf").status == .ok)
        #expect(try await counter.send(.createJob, to: "/printers/pdf").status == .tooManyJobs)
        #expect(try await print(counter, as: "bert") == .ok)
        #expect(counter.context.limitBoard.hits(.jobsPerUserAndQueue) == 2)
    }

    @Test("New names do not get an address more jobs than one address may have")
    func jobsPerAddress() async throws {
        let counter = try await counter(.standard, "jobs-per-address=2")

        #expect(try await print(counter, as: "a") == .ok)
        #expect(try await print(counter, as: "b") == .ok)

        #expect(try await print(counter, as: "c") == .tooManyJobs)
    }

    @Test("Who makes jobs too fast is told when to come again; checking whether a job would be taken costs nothing")
    func jobsPerMinute() async throws {
        let counter = try await counter(.standard, "jobs-per-minute=2")

        #expect(try await print(counter) == .ok)
        for _ in 0..<5 { #expect(try await counter.send(.validateJob).status == .ok) }
        #expect(try await print(counter) == .ok)
        let refused = try await counter.send(.printJob, document: [1])
        #expect(refused.status == .busy)
        #expect(refused[.operation]?["status-message"]?.stringValue?.contains("try again in") == true)
    }

    @Test("A new name for each job, or a new address of one network, makes no more jobs a minute")
    func jobsPerMinuteOfOnePlace() async throws {
        var counter = try await counter(.standard, "jobs-per-minute=2")
        func come(from address: String) {
            counter.caller.requester = Requester(at: address, of: nil)
        }

        come(from: "2001:db8:1:2::1")
        #expect(try await print(counter, as: "a") == .ok)
        #expect(try await print(counter, as: "b") == .ok)
        #expect(try await print(counter, as: "c") == .busy)
        come(from: "2001:db8:1:2:ffff::9")
        #expect(try await print(counter, as: "d") == .busy)
        come(from: "2001:db8:1:3::1")
        #expect(try await print(counter, as: "a") == .ok)
    }

    // MARK: Documents that wait

    @Test("What waits of one source has an end, whatever names it takes, and others are not held up")
    func waitingBytes() async throws {
        var counter = try await counter(.standard, "waiting-bytes-per-source=100")
        func send(
            _ octets: Int, as user: String = "anna", from address: String = "192.0.2.1"
        ) async throws -> StatusCode {
            counter.caller.requester = Requester(at: address, of: nil)
            return try await counter.send(
                .printJob, document: [UInt8](repeating: 65, count: octets), user: user
            ).status
        }

        #expect(try await send(60) == .ok)
        #expect(try await send(60, as: "bert") == .busy)
        #expect(try await send(40, as: "bert") == .ok)
        #expect(try await send(1, as: "cora") == .busy)
        #expect(try await send(60, as: "cora", from: "192.0.2.2") == .ok)
        #expect(counter.context.limitBoard.hits(.waitingBytesPerSource) == 2)
        #expect(try await counter.order().count == 3)

        let first = try #require(try await counter.order().first)
        _ = try await counter.store.apply(.cancel(.operator_), to: first, by: nil, at: counter.clock.now())
        #expect(try await send(60) == .ok, "what is printed makes room")
        #expect(counter.context.incoming.add(0, of: "192.0.2.1") == 0, "nothing is being sent any more")
    }

    @Test("A document counts as being sent until it is a job's", arguments: [OperationID.printJob, .sendDocument])
    func shareUntilSubmitted(operation: OperationID) async throws {
        let counter = try await counter(.standard, "waiting-bytes-per-source=100")
        var caller = counter.caller
        caller.requester = Requester(at: "192.0.2.1", of: nil)
        let created = try await counter.context.jobs.submit(
            Ticket(
                printer: counter.printer("raw").id, name: "open",
                owner: Owner(user: "anna", host: "192.0.2.1", isProved: false)),
            documents: [], isOpen: true, closesAt: nil, at: counter.clock.now())
        var context = counter.context
        let seen = Mutex<[Int64]>([])
        // It is asked for the moment of the job when everything else is there.
        context.clock = AskedClock { [incoming = context.incoming] in
            seen.withLock { $0.append(incoming.add(0, of: "192.0.2.1")) }
        }
        let attributes = [
            Attribute("attributes-charset", .charset("utf-8")),
            Attribute("attributes-natural-language", .naturalLanguage("en")),
            operation == .printJob
                ? Attribute("printer-uri", .uri("ipp://localhost/printers/raw"))
                : Attribute("job-uri", .uri("ipp://localhost/jobs/\(created.id)")),
            Attribute("requesting-user-name", .name("anna")), Attribute("last-document", .boolean(true)),
        ]
        let message = IPPMessage(
            code: operation.rawValue, requestID: 1, groups: [AttributeGroup(.operation, attributes)])
        let request = try IPPRequest(message, from: caller, document: .bytes([UInt8](repeating: 65, count: 60)))

        let answer =
            try await operation == .printJob
            ? PrintJob().run(request, in: context) : SendDocument().run(request, in: context)

        #expect(answer.status == .ok)
        #expect(seen.withLock { $0.last } == 60)
        #expect(context.incoming.add(0, of: "192.0.2.1") == 0)
    }

    /// Tells somebody each time it is asked.
    private struct AskedClock: WallClock {
        let tell: @Sendable () -> Void
        private let clock = FakeClock()

        init(_ tell: @escaping @Sendable () -> Void) { self.tell = tell }

        func now() -> Moment {
            tell()
            return clock.now()
        }
        func uptime() -> Duration { clock.uptime() }
        func localTime(at moment: Moment) -> LocalTime { clock.localTime(at: moment) }
        func sleep(for duration: Duration) async throws { try await clock.sleep(for: duration) }
    }

    @Test("Where nobody says how much, one source has half of what the documents of others leave on the disk")
    func shareOfTheDisk() async throws {
        var counter = try await counter()
        counter.caller.requester = Requester(at: "192.0.2.1", of: nil)
        let job = try await counter.send(.createJob)[.job]
        let id = try #require(job?["job-id"]?.integerValue)
        func add(_ octets: Int) async throws -> StatusCode {
            try await counter.send(
                .sendDocument, to: "/jobs/\(id)", [Attribute("last-document", .boolean(false))],
                document: [UInt8](repeating: 65, count: octets)
            ).status
        }

        counter.store.setRoom(0)
        #expect(try await add(60 << 20) == .ok, "some is everybody's")
        #expect(try await add(5 << 20) == .busy)
        counter.store.setRoom(65 << 20)
        #expect(try await add(5 << 20) == .ok)
        #expect(try await add(5 << 20) == .busy)
    }

    @Test("An administrator is told which limit it is and how it is changed, and is not slowed down")
    func administrators() async throws {
        let counter = try await counter(.open, "jobs-per-minute=1", "jobs-per-user=2")

        #expect(try await print(counter) == .ok)
        #expect(try await print(counter) == .ok)

        let words = try await counter.send(.printJob, document: [1])[.operation]?["status-message"]?.stringValue
        #expect(
            words?.contains("the limit jobs-per-user is 2; --limit or limits.conf change it") == true, "\(words ?? "")")
    }

    // MARK: Telling them

    private func limits(_ counter: Counter) async throws -> Attribute? {
        let answer = try await counter.send(
            .getSystemAttributes, to: "/ipp/system",
            [Attribute("requested-attributes", .keyword("quire-limits"))])
        return answer[.system]?["quire-limits"]
    }

    @Test("Administrators are told every limit and how often it stopped somebody; nobody else is")
    func told() async throws {
        let counter = try await counter(.open, "documents-per-job=7")
        counter.context.limitBoard.note(.jobsPerUser)

        let told = try #require(try await limits(counter))

        let rows = told.values.compactMap { if case .collection(let row) = $0 { row } else { nil } }
        func row(_ limit: Limit) -> [String: Attribute] {
            let found = rows.first { $0.first?.stringValue == limit.name } ?? []
            return Dictionary(found.map { ($0.name, $0) }, uniquingKeysWith: { $1 })
        }
        #expect(rows.count == Limit.allCases.count)
        #expect(row(.documentsPerJob)["limit-value"]?.stringValue == "7")
        #expect(row(.documentsPerJob)["limit-default"]?.stringValue == "100")
        #expect(row(.documentsPerJob)["limit-is-set"]?.values == [.boolean(true)])
        #expect(row(.jobsPerUser)["limit-hits"]?.integerValue == 1)
        #expect(try await limits(self.counter(.standard)) == nil)
    }

    // MARK: The document

    @Test("docs/LIMITS.md is what the table of limits says")
    func document() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardized
        let file = root.appending(path: "docs/LIMITS.md")
        let text = Self.text
        if ProcessInfo.processInfo.environment["QUIRE_WRITE_DOCS"] != nil { try Data(text.utf8).write(to: file) }

        let isCurrent = try String(contentsOf: file, encoding: .utf8) == text
        #expect(isCurrent, "docs/LIMITS.md is out of date: make docs")
    }

    private static var text: String {
        """
        # Limits

        Made by `make docs` from the table of limits (Sources/PrintModel/Limits): do not change it by hand.

        Everything that can grow has a bound. These can be set: by `quired serve --limit NAME=VALUE`, or by a line `NAME = VALUE`
        in the file `limits.conf` of the instance's folder, before which the option counts. They are read at the start; a name
        or a value that is wrong stops it with a sentence that says so. No request changes them, because they guard the
        server against those who send requests. Bytes may be written as 512M or 4G, and `none` where there is a meaning for it.

        `quirectl server limits` shows what is in use, and how often each limit has stopped somebody since the start; the log has a
        line the first, the tenth, the hundredth time. Who is stopped is told by what; an administrator also how to change it.

        With `--policy open`, which is for tests, the limits of one client (jobs-per-user, jobs-per-address, jobs-per-minute,
        waiting-bytes-per-source, requests-per-second) are off unless they are set.

        | limit | default | from | to | bounds | what goes beyond |
        |---|--:|--:|--:|---|---|

        """ + Limit.allCases.map(row).joined(separator: "\n") + "\n"
    }

    private static func row(_ limit: Limit) -> String {
        let rule = limit.rule
        let unit = limit.unit == .seconds ? " s" : ""
        func number(_ value: Int64) -> String {
            if value == 0, rule.zero != nil { return "none" }
            guard limit.unit == .bytes else { return "\(value)\(unit)" }
            for (shift, name) in [(Int64(40), "T"), (30, "G"), (20, "M"), (10, "K")]
            where value >= 1 << shift && value & (1 << shift - 1) == 0 {
                return "\(value >> shift)\(name)"
            }
            return "\(value)"
        }
        let zero = rule.zero.map { "; none: \($0)" } ?? ""
        return "| \(limit.name) | \(number(rule.standard)) | \(number(rule.range.lowerBound)) | "
            + "\(number(rule.range.upperBound)) | \(rule.bounds)\(zero) | \(rule.answer) |"
    }
}
