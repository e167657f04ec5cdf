import IPP
import PrintModel
import QuireTestKit
import Testing

@testable import Operations

@Suite("The longer lives of jobs")
struct JobLifeTests {
    private static func given(_ text: String, _ encryption: String? = "none") -> [Attribute] {
        [Attribute("job-password", .octetString(Array(text.utf8)))]
            + (encryption.map { [Attribute("job-password-encryption", .keyword($0))] } ?? [])
    }

    private func secretJob(_ counter: Counter, _ password: [Attribute] = given("1234")) async throws -> JobID {
        let answer = try await counter.send(.printJob, password, document: Array("%PDF".utf8))
        #expect(answer.status == .ok, "\(answer)")
        #expect(answer[.job]?["job-state-reasons"]?.stringValues == ["job-password-wait"])
        return JobID(try #require(answer[.job]?["job-id"]?.integerValue))
    }

    // MARK: Passwords

    @Test("A job with a password waits for it, and whoever knows it releases the job", arguments: ["none", nil])
    func password(encryption: String?) async throws {
        let counter = try await Counter(.standard)
        let id = try await secretJob(counter, Self.given("1234", encryption))
        func release(_ password: [Attribute], user: String = "bert") async throws -> StatusCode {
            try await counter.send(.releaseJob, to: "/jobs/\(id)", password, user: user).status
        }

        #expect(try await release([]) == .notAuthorized)
        #expect(try await release([], user: "anna") == .notAuthorized)
        #expect(try await release(Self.given("4321")) == .notAuthorized)
        #expect(try await counter.job(id).state == .held)
        #expect(try await release(Self.given("1234")) == .ok)
        #expect(try await counter.job(id).state == .pending)
        #expect(try await counter.job(id).lifecycle.passwordTries == 0)
    }

    @Test("A password that was sent as a digest is known again, also where it is given as it is")
    func digest() async throws {
        let counter = try await Counter(.standard)
        // SHA-256 of "1234".
        let hex = "03ac674216f3e15c761ee1a5e255f067953623c8b388b4459e13f978d7c846f4"
        let octets = stride(from: 0, to: 64, by: 2).compactMap { index -> UInt8? in
            UInt8(hex.dropFirst(index).prefix(2), radix: 16)
        }
        let digest = [
            Attribute("job-password", .octetString(octets)), Attribute("job-password-encryption", .keyword("sha2-256")),
        ]
        for given in [digest, Self.given("1234")] {
            let id = try await secretJob(counter, digest)
            #expect(try await counter.send(.releaseJob, to: "/jobs/\(id)", given, user: "bert").status == .ok)
        }
        let plain = try await secretJob(counter)
        #expect(
            try await counter.send(.releaseJob, to: "/jobs/\(plain)", digest, user: "bert").status == .notAuthorized)
    }

    @Test("Strangers' wrong passwords make strangers wait; the job stays, and its owner is not kept from it")
    func tries() async throws {
        var counter = try await Counter(.standard)
        let owner = counter.caller.requester
        let id = try await secretJob(counter)
        func release(_ word: String, from address: String) async throws -> IPPMessage {
            counter.caller.requester = Requester(
                origin: .network(address: address, isLoopback: false), isPrivate: true)
            return try await counter.send(.releaseJob, to: "/jobs/\(id)", Self.given(word), user: "bert")
        }

        for number in 1...JobSecret.freeTries {
            #expect(try await release("000\(number)", from: "192.0.2.\(number)").status == .notAuthorized)
        }
        let blocked = try await release("1234", from: "192.0.2.9")
        #expect(blocked.status == .notPossible)
        #expect(blocked[.operation]?["status-message"]?.stringValue?.contains("60 s") == true, "\(blocked)")
        #expect(try await counter.job(id).lifecycle.passwordTries == 5, "what is not looked at is not counted")
        counter.clock.advance(by: .seconds(61))
        #expect(try await release("0006", from: "192.0.2.9").status == .notAuthorized)
        counter.clock.advance(by: .seconds(61))
        #expect(try await release("1234", from: "192.0.2.10").status == .notPossible, "two minutes now")
        counter.clock.jump(to: Moment(seconds: 0))
        #expect(try await counter.job(id).state == .held)

        counter.caller.requester = owner
        #expect(try await counter.send(.releaseJob, to: "/jobs/\(id)", Self.given("1234")).status == .ok)
        #expect(try await counter.job(id).state == .pending)
        #expect(JobSecret.pause(after: 4) == nil)
        #expect(JobSecret.pause(after: .max) == .seconds(3600))
    }

    @Test("Who tries the passwords of many jobs is slowed down, from all addresses of his network; others are not")
    func triesAtManyJobs() async throws {
        var counter = try await Counter(.standard)
        var ids: [JobID] = []
        for _ in 0..<7 { ids.append(try await secretJob(counter)) }
        func release(_ id: JobID, _ word: String, from address: String) async throws -> StatusCode {
            counter.caller.requester = Requester(
                origin: .network(address: address, isLoopback: false), isPrivate: true)
            return try await counter.send(.releaseJob, to: "/jobs/\(id)", Self.given(word), user: "bert").status
        }

        for (number, id) in ids.prefix(5).enumerated() {
            #expect(try await release(id, "0000", from: "2001:db8:1:2::\(number)") == .notAuthorized)
        }
        #expect(try await release(ids[5], "1234", from: "2001:db8:1:2::99") == .notPossible)
        #expect(try await release(ids[5], "1234", from: "2001:db8:1:3::1") == .ok)
        counter.clock.advance(by: .seconds(16))
        #expect(try await release(ids[6], "1234", from: "2001:db8:1:2::99") == .ok)
    }

    @Test("Many tries at the same time are not more than five")
    func triesAtOnce() async throws {
        let counter = try await Counter(.standard)
        let id = try await secretJob(counter)

        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<20 {
                group.addTask {
                    var counter = counter
                    counter.caller.requester = Requester(
                        origin: .network(address: "192.0.2.\(number)", isLoopback: false), isPrivate: true)
                    _ = try await counter.send(
                        .releaseJob, to: "/jobs/\(id)", Self.given("wrong\(number)"), user: "bert")
                }
            }
            try await group.waitForAll()
        }

        let kinds = try await counter.store.events(of: id).map(\.kind)
        #expect(kinds.filter { $0 == .passwordTried }.count == JobSecret.freeTries)
        #expect(try await counter.job(id).state == .held)
    }

    @Test("To ask whether a job with a password would be taken costs no hashing")
    func validation() async throws {
        let counter = try await Counter()
        #expect(try await counter.send(.validateJob, Self.given("1234")).status == .ok)
        #expect(await counter.context.secretDesk.made == 0)
        _ = try await secretJob(counter)
        #expect(await counter.context.secretDesk.made == 1)
    }

    @Test("The password is neither kept nor shown, and a hash has a salt of its own")
    func secrecy() async throws {
        let counter = try await Counter()
        let (one, other) = (try await secretJob(counter), try await secretJob(counter))

        let shown = try await counter.send(.getJobAttributes, to: "/jobs/\(one)")
        let (first, second) = (try await counter.job(one), try await counter.job(other))

        #expect(!shown.groups.flatMap(\.attributes).contains { $0.name.hasPrefix("job-password") })
        #expect(!first.attributes.attributes.contains { $0.name.hasPrefix("job-password") })
        #expect(first.terms.secret?.hash != second.terms.secret?.hash)
        #expect(first.terms.secret?.hash.count == 32)
        #expect("\(first.terms)".contains("a password"))
        let printer = try await counter.send(.getPrinterAttributes)[.printer]
        #expect(printer?["job-password-encryption-supported"]?.stringValues == GivenPassword.encryptions)
        #expect(printer?["job-password-supported"]?.integerValue == 255)
    }

    @Test("A password is not taken where others could read it on its way")
    func clearText() async throws {
        var counter = try await Counter()
        for isPrivate in [false, true] {
            counter.caller.requester = Requester(
                origin: .network(address: "192.0.2.1", isLoopback: false), isPrivate: isPrivate)
            let answer = try await counter.send(.printJob, Self.given("1234"), document: Array("%PDF".utf8))
            #expect(answer.status == (isPrivate ? .ok : .forbidden))
        }
    }

    @Test(
        "Half a password, one of the wrong length and an unknown encryption are refused",
        arguments: [
            ([Attribute("job-password-encryption", .keyword("none"))], StatusCode.badRequest),
            (given(""), .attributesOrValuesNotSupported),
            (given("1234", "sha2-256"), .attributesOrValuesNotSupported),
            (given("1234", "md5"), .attributesOrValuesNotSupported),
            ([Attribute("job-release-action", .keyword("job-password"))], .badRequest),
            ([Attribute("job-release-action", .keyword("shout"))], .attributesOrValuesNotSupported),
        ])
    func badPasswords(attributes: [Attribute], status: StatusCode) async throws {
        let counter = try await Counter()

        let answer = try await counter.send(.printJob, attributes, document: Array("%PDF".utf8))

        #expect(answer.status == status)
        #expect(!answer.groups.flatMap(\.attributes).contains { $0.values.contains(.octetString(Array("1234".utf8))) })
        #expect(try await counter.order() == [])
    }

    @Test("A job with a password that is printed again waits for it again")
    func againLocked() async throws {
        let counter = try await Counter()
        let id = try await secretJob(counter)
        _ = try await counter.send(.cancelJob, to: "/jobs/\(id)")

        let answer = try await counter.send(.resubmitJob, to: "/jobs/\(id)")

        let copy = JobID(try #require(answer[.job]?["job-id"]?.integerValue))
        #expect(try await counter.reasons(copy) == ["job-password-wait"])
        #expect(
            try await counter.send(.releaseJob, to: "/jobs/\(copy)", Self.given("1234"), user: "bert").status == .ok)
    }

    @Test("A job waits for a button or its owner where it or its queue says so", arguments: [true, false])
    func releaseAction(isOfQueue: Bool) async throws {
        let counter = try await Counter()
        let word = AttributeValue.keyword("button-press")
        if isOfQueue {
            let set = try await counter.send(
                .setPrinterAttributes, printer: [Attribute("job-release-action-default", word)])
            #expect(set.status == .ok)
        }
        let answer = try await counter.send(
            .printJob, isOfQueue ? [] : [Attribute("job-release-action", word)], document: Array("%PDF".utf8))
        let id = JobID(try #require(answer[.job]?["job-id"]?.integerValue))

        #expect(try await counter.reasons(id) == ["job-held-for-button-press"])
        _ = try await counter.send(
            .setJobAttributes, to: "/jobs/\(id)", job: [Attribute("job-hold-until", .keyword("no-hold"))])
        #expect(try await counter.job(id).state == .held)
        #expect(try await counter.send(.releaseJob, to: "/jobs/\(id)").status == .ok)
        #expect(try await counter.job(id).state == .pending)
    }

    // MARK: Proofs

    @Test(
        "A job with a proof is suspended when it is printed, is found as such, and goes on when it is resumed or released",
        arguments: [OperationID.resumeJob, .releaseJob])
    func proof(operation: OperationID) async throws {
        let counter = try await Counter()
        let id = try await counter.makeJob(
            job: [Attribute("copies", .integer(5)), Attribute("proof-copies", .integer(1))])
        let lease = try #require(try await counter.claim().first)
        try await counter.store.finish(lease, with: .delivered, at: counter.clock.now())

        #expect(try await counter.reasons(id) == ["job-suspended", "job-suspended-for-approval"])
        for word in ["proof-print", "proof-and-suspend"] {
            let list = try await counter.send(.getJobs, [Attribute("which-jobs", .keyword(word))])
            #expect(list[.job]?["job-id"]?.integerValue == id.rawValue)
        }
        #expect(try await counter.send(operation, to: "/jobs/\(id)").status == .ok)
        #expect(try await counter.claim().first?.forDevice.job.attributes["copies"]?.integerValue == 5)
    }

    @Test("\"proof-print\" is understood as far as it says a number of copies")
    func proofPrint() async throws {
        let counter = try await Counter()
        func send(_ members: [Attribute]) async throws -> IPPMessage {
            try await counter.send(
                .printJob, job: [Attribute("proof-print", .collection(members))], document: Array("%PDF".utf8))
        }

        let good = try await send([Attribute("proof-print-copies", .integer(2))])
        let bad = try await send([
            Attribute("proof-print-copies", .integer(2)), Attribute("media", .keyword("iso_a4_210x297mm")),
        ])

        #expect(good.status == .ok)
        let job = try await counter.job(JobID(try #require(good[.job]?["job-id"]?.integerValue)))
        #expect(job.proofCopies == 2)
        #expect(bad.status == .okIgnoredOrSubstitutedAttributes)
    }

    // MARK: Time

    @Test("Output is delayed as a hold is, with a reason of its own, until its time or a release")
    func delay() async throws {
        let counter = try await Counter()
        let night = try await counter.makeJob(job: [Attribute("job-delay-output-until", .keyword("night"))])
        let later = counter.clock.now() + .seconds(3600)
        let timed = try await counter.makeJob(
            job: [Attribute("job-delay-output-until-time", .dateTime(later.ippDateTime))])
        let open = try await counter.makeJob(job: [Attribute("job-delay-output-until", .keyword("no-delay-output"))])

        #expect(try await counter.reasons(night) == ["job-delay-output-until-specified"])
        let shown = try await counter.send(.getJobAttributes, to: "/jobs/\(night)")[.job]
        #expect(shown?["job-delay-output-until"]?.stringValue == "night")
        #expect(shown?["job-hold-until"]?.stringValue == "no-hold")
        let other = try await counter.send(.getJobAttributes, to: "/jobs/\(timed)")[.job]
        #expect(other?["job-delay-output-until-time"]?.values == [.dateTime(later.ippDateTime)])
        #expect(try await counter.job(open).state == .pending)
        try await counter.store.applyDue(at: later)
        #expect(try await counter.job(timed).state == .pending)
        #expect(try await counter.send(.releaseJob, to: "/jobs/\(night)").status == .ok)
        #expect(try await counter.job(night).state == .pending)
    }

    @Test("Of a hold and a delay, the later one keeps the job")
    func holdAndDelay() {
        let (early, late) = (Moment(seconds: 10), Moment(seconds: 20))
        let hold = Hold.until(early, keyword: nil)

        #expect(hold.later(of: .delayed(until: late, keyword: nil)) == .delayed(until: late, keyword: nil))
        #expect(
            Hold.until(late, keyword: nil).later(of: .delayed(until: early, keyword: nil)) == .until(late, keyword: nil)
        )
        #expect(hold.later(of: .delayed(until: nil, keyword: nil)) == .delayed(until: nil, keyword: nil))
        #expect(Hold.indefinite.later(of: .delayed(until: late, keyword: nil)) == .indefinite)
        #expect(Hold.none.later(of: hold) == hold)
        #expect(hold.later(of: .none) == hold)
    }

    @Test("Two ways of saying when contradict each other: the moment counts, and with fidelity there is no job")
    func contradictions() async throws {
        let counter = try await Counter()
        let later = counter.clock.now() + .seconds(60)
        let word = Attribute("job-hold-until", .keyword("indefinite"))
        let both = [word, Attribute("job-hold-until-time", .dateTime(later.ippDateTime))]

        let strict = try await counter.send(
            .validateJob, [Attribute("ipp-attribute-fidelity", .boolean(true))], job: both)
        let lax = try await counter.send(.printJob, job: both, document: Array("%PDF".utf8))

        #expect(strict.status == .conflictingAttributes)
        #expect(lax.status == .okConflictingAttributes)
        #expect(lax[.unsupported]?.attributes == [word])
        let id = JobID(try #require(lax[.job]?["job-id"]?.integerValue))
        #expect(try await counter.job(id).lifecycle.hold == .until(later, keyword: nil))
        let shown = try await counter.send(.getJobAttributes, to: "/jobs/\(id)")[.job]
        #expect(shown?["job-hold-until-time"]?.values == [.dateTime(later.ippDateTime)])
    }

    @Test("A job's time is over as it or its queue says, and the reason is told", arguments: [true, false])
    func cancelAfter(isOfQueue: Bool) async throws {
        let counter = try await Counter()
        if isOfQueue {
            _ = try await counter.send(
                .setPrinterAttributes, printer: [Attribute("job-cancel-after-default", .integer(30))])
        }
        let id = try await counter.makeJob(job: isOfQueue ? [] : [Attribute("job-cancel-after", .integer(30))])
        let lease = try #require(try await counter.claim().first)
        try await counter.store.applyDue(at: counter.clock.now() + .seconds(30))
        try await counter.store.finish(lease, with: .stopped, at: counter.clock.now())

        #expect(try await counter.job(id).state == .canceled)
        #expect(try await counter.reasons(id) == ["job-canceled-after-timeout", "job-restartable"])
        let shown = try await counter.send(.getJobAttributes, to: "/jobs/\(id)")[.job]
        #expect(shown?["job-cancel-after"]?.integerValue == (isOfQueue ? nil : 30))
    }

    @Test("How long documents are kept is said in three ways")
    func retain() async throws {
        let counter = try await Counter()
        let later = Moment(seconds: 2_000_000_000)
        let ways: [(Attribute, Retain)] = [
            (Attribute("job-retain-until", .keyword("end-of-day")), .endOfDay(0)),
            (Attribute("job-retain-until", .keyword("none")), Retain.none),
            (Attribute("job-retain-until-interval", .integer(90)), .seconds(90)),
            (Attribute("job-retain-until-time", .dateTime(later.ippDateTime)), .until(later)),
        ]
        for (attribute, retain) in ways {
            let id = try await counter.makeJob(job: [attribute])
            #expect(try await counter.job(id).terms.retain == retain)
            let changed = try await counter.send(
                .setJobAttributes, to: "/jobs/\(id)", job: [Attribute("job-retain-until-interval", .integer(5))])
            #expect(changed.status == .ok)
            #expect(try await counter.job(id).terms.retain == .seconds(5))
            _ = try await counter.send(
                .setJobAttributes, to: "/jobs/\(id)",
                job: [Attribute("job-retain-until-interval", .outOfBand(.deleteAttribute))])
            #expect(try await counter.job(id).terms.retain == nil)
            #expect(try await counter.job(id).attributes["job-retain-until-interval"] == nil)
        }
    }

    /// 2024-02-28 23:30 UTC, a Wednesday; a leap year.
    @Test("The end of a day, a week and a month is that of local time")
    func ends() {
        let moment = Moment(seconds: 1_709_163_000)
        #expect(Retain.endOfDay(0).end(after: moment) == Moment(seconds: 1_709_164_800))
        #expect(Retain.endOfDay(3600).end(after: moment) == Moment(seconds: 1_709_247_600))
        #expect(Retain.endOfWeek(0).end(after: moment) == Moment(seconds: 1_709_510_400))
        #expect(Retain.endOfMonth(0).end(after: moment) == Moment(seconds: 1_709_251_200))
        // 2024-12-31 23:00 UTC.
        #expect(Retain.endOfMonth(0).end(after: Moment(seconds: 1_735_686_000)) == Moment(seconds: 1_735_689_600))
        #expect(Retain.endOfMonth(7200).end(after: Moment(seconds: 1_735_686_000)) == Moment(seconds: 1_738_360_800))
        for retain in [
            Retain.none, .indefinite, .endOfDay(-3600), .endOfWeek(0), .endOfMonth(60), .seconds(7), .until(moment),
        ] {
            #expect(Retain(text: retain.text) == retain)
        }
        #expect(Retain(text: "day:") == nil)
    }

    /// Local time is two hours ahead until 2025-10-26 01:00 UTC, one hour from then on, as in Berlin.
    private struct Autumn: WallClock {
        let moment: Moment
        func now() -> Moment { moment }
        func uptime() -> Duration { .zero }
        func localTime(at moment: Moment) -> LocalTime {
            let ahead: Int64 = moment.seconds < 1_761_440_400 ? 7200 : 3600
            let seconds = moment.seconds + ahead
            return LocalTime(
                weekday: Int((seconds / 86_400 + 4) % 7), minuteOfDay: Int(seconds % 86_400 / 60),
                second: Int(seconds % 60))
        }
        func sleep(for duration: Duration) async throws {}
    }

    @Test("A named period begins at its hour also when the clocks are changed before")
    func summerTime() {
        // Saturday 2025-10-25, 22:00 local time: the day begins at 06:00, which is nine hours away.
        let clock = Autumn(moment: Moment(seconds: 1_761_422_400))

        let hold = HoldReader(clock: clock).hold(until: "day-time")

        #expect(hold == .until(Moment(seconds: 1_761_422_400 + 9 * 3600), keyword: "day-time"))
    }

    // MARK: Limits

    @Test("A queue takes no larger jobs than it says, and none that say less than they must")
    func limits() async throws {
        let counter = try await Counter()
        let set = try await counter.send(
            .setPrinterAttributes,
            printer: [
                Attribute("job-impressions-supported", .rangeOfInteger(IntegerRange(1, 50))),
                Attribute("job-k-octets-supported", .rangeOfInteger(IntegerRange(0, 1))),
                Attribute("printer-mandatory-job-attributes", [.keyword("job-name")]),
            ])
        #expect(set.status == .ok)
        func send(_ attributes: [Attribute], octets: Int = 10) async throws -> StatusCode {
            try await counter.send(
                .printJob, attributes, document: Array("%PDF".utf8) + Array(repeating: 32, count: octets)
            ).status
        }
        let name = Attribute("job-name", .name("report"))

        #expect(try await send([]) == .badRequest)
        #expect(try await send([name]) == .ok)
        #expect(try await send([name, Attribute("job-impressions", .integer(50))]) == .ok)
        #expect(try await send([name, Attribute("job-impressions", .integer(51))]) == .attributesOrValuesNotSupported)
        #expect(try await send([name, Attribute("job-k-octets", .integer(2))]) == .requestEntityTooLarge)
        #expect(try await send([name], octets: 2000) == .requestEntityTooLarge)
        let printer = try await counter.send(.getPrinterAttributes)[.printer]
        #expect(printer?["printer-mandatory-job-attributes"]?.stringValues == ["job-name"])
        #expect(printer?["job-k-octets-supported"]?.values == [.rangeOfInteger(IntegerRange(0, 1))])
        #expect(try await counter.order().count == 2)
    }

    @Test("What becomes of a job that is left is set with the queue", arguments: TimeOutAction.allCases)
    func timeOut(action: TimeOutAction) async throws {
        let counter = try await Counter()
        let word = Attribute("multiple-operation-time-out-action", .keyword(action.rawValue))
        #expect(try await counter.send(.setPrinterAttributes, printer: [word]).status == .ok)
        let created = try await counter.send(.createJob)
        let id = JobID(try #require(created[.job]?["job-id"]?.integerValue))
        _ = try await counter.send(
            .sendDocument, to: "/jobs/\(id)", [Attribute("last-document", .boolean(false))],
            document: Array("%PDF".utf8))

        try await counter.store.applyDue(at: counter.clock.now() + .seconds(600))

        let reasons = try await counter.reasons(id)
        switch action {
        case .processJob: #expect(reasons == ["none"])
        case .holdJob: #expect(reasons == ["submission-interrupted"])
        case .abortJob: #expect(reasons == ["aborted-by-system", "submission-interrupted", "job-restartable"])
        }
        #expect(try await counter.send(.getPrinterAttributes)[.printer]?[word.name]?.values == word.values)
    }
}
