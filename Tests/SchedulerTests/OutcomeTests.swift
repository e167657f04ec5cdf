import IPP
import PrintModel
import Testing

@Suite("How an attempt ends")
struct OutcomeTests {
    private static let all: [DeliveryOutcome] = [
        .delivered, .tryAgain(DeviceTrouble(.away, reason: "other", message: "away")),
        .tryAgain(DeviceTrouble(.failed, reason: "other", message: "failed")), .refused(because: "no"),
        .needsCredentials(because: "who?"), .canceledThere(because: "there"),
        .unknown(confirmedImpressions: 1, because: "cut"), .stopped,
    ]

    private static func lifecycle(after events: [JobLifecycle.Event]) throws -> JobLifecycle {
        var lifecycle = JobLifecycle()
        for event in events { try lifecycle.apply(event) }
        return lifecycle
    }

    @Test("A device that wants a name holds the job for it, alone, until it is released")
    func needsCredentials() throws {
        var lifecycle = try Self.lifecycle(after: [.claim, .needsCredentials(because: "who?")])

        #expect(lifecycle.state == .held)
        #expect(lifecycle.hold == .authentication("who?"))
        try lifecycle.apply(.release)
        #expect(lifecycle.state == .pending)
    }

    @Test("What was cancelled at the device is cancelled by the device, unless somebody here was first")
    func canceledThere() throws {
        #expect(try Self.lifecycle(after: [.claim, .canceledThere]).cancelRequested == .device)
        let both = try Self.lifecycle(after: [.claim, .cancel(.user), .canceledThere])

        #expect(both.state == .canceled)
        #expect(both.cancelRequested == .user)
        #expect(throws: JobLifecycle.Refusal.self) { try Self.lifecycle(after: [.canceledThere]) }
    }

    @Test("A proof, or a job that is to be held, that is cancelled at the device is cancelled all the same")
    func canceledThereWhileHeld() throws {
        #expect(
            try Self.lifecycle(after: [.claim, .suspend(.user), .canceledThere]).state == .canceled)
        #expect(try Self.lifecycle(after: [.claim, .setAside(.indefinite), .canceledThere]).state == .canceled)
    }

    @Test(
        "Whoever was cancelled while it was printed is cancelled, however the attempt ends",
        arguments: [
            JobLifecycle.Event.delivered, .tryAgain, .handBack, .brokeOff, .doubted, .unconfirmed(because: "?"),
            .givenUp(because: "?"), .refused(because: "?"), .needsCredentials(because: "?"), .canceledThere,
        ])
    func cancelled(event: JobLifecycle.Event) throws {
        #expect(try Self.lifecycle(after: [.claim, .cancel(.user), event]).state == .canceled)
    }

    @Test("A job that its queue gives up is aborted, but not one that is suspended or to be held")
    func givenUp() throws {
        #expect(try Self.lifecycle(after: [.claim, .givenUp(because: "x")]).state == .aborted)
        #expect(try Self.lifecycle(after: [.claim, .suspend(.user), .givenUp(because: "x")]).state == .stopped)
        #expect(try Self.lifecycle(after: [.claim, .setAside(.indefinite), .givenUp(because: "x")]).state == .held)
    }

    @Test("Only what nobody is sure of can be confirmed, and only while nobody prints it")
    func confirm() throws {
        #expect(try Self.lifecycle(after: [.claim, .doubted, .confirm]).state == .completed)
        #expect(try Self.lifecycle(after: [.claim, .unconfirmed(because: "x"), .confirm]).state == .completed)
        for events: [JobLifecycle.Event] in [
            [.confirm], [.hold(.indefinite), .confirm], [.claim, .brokeOff, .confirm],
            [.claim, .doubted, .claim, .confirm],
            [.claim, .delivered, .confirm], [.claim, .unconfirmed(because: "x"), .release, .confirm],
        ] {
            #expect(throws: JobLifecycle.Refusal.self, "\(events)") { try Self.lifecycle(after: events) }
        }
    }

    @Test("Every outcome ends every attempt under every policy, and what is over stays over")
    func total() throws {
        for policy in ErrorPolicy.allCases {
            for promise in DeliveryPromise.allCases {
                for outcome in Self.all {
                    var rules = DeliveryRules()
                    (rules.errorPolicy, rules.promise) = (policy, promise)
                    var job = Job.sample
                    _ = try job.apply(.claim, at: Moment(seconds: 1))

                    let news = try job.finish(with: outcome, under: rules, at: Moment(seconds: 2))

                    #expect(job.state != .processing, "\(policy) \(promise) \(outcome)")
                    #expect(news.count == 1)
                    #expect((job.finishedAt != nil) == job.lifecycle.isFinished)
                    #expect(throws: JobLifecycle.Refusal.self) {
                        try job.finish(with: outcome, under: rules, at: Moment(seconds: 3))
                    }
                }
            }
        }
    }

    @Test("A pool's promise and that of its member: the one that prints nothing twice; the policy is the member's")
    func ofPools() {
        var (pool, member) = (Printer.sample, Printer.sample)
        pool.attributes.set("quire-delivery", .keyword("at-most-once"))
        pool.attributes.set("printer-error-policy", .keyword("abort-job"))
        member.attributes.set("printer-error-policy", .keyword("hold-job"))

        let rules = DeliveryRules(of: pool, by: member)

        #expect(rules.promise == .atMostOnce)
        #expect(rules.errorPolicy == .holdJob)
        #expect(DeliveryRules(of: member).promise == .atLeastOnce)
        #expect(DeliveryRules(of: nil).errorPolicy == .waitAndResume)
    }
}

extension Job {
    static var sample: Job {
        Job(
            id: JobID(1), printer: PrinterID(1), name: "report",
            owner: Owner(user: "anna", host: "localhost", isProved: true), priority: 50, order: 0,
            lifecycle: JobLifecycle(), attributes: AttributeGroup(.job), createdAt: Moment(seconds: 0))
    }
}

extension Printer {
    static var sample: Printer {
        guard let name = PrinterName("hall") else { preconditionFailure("a name") }
        return Printer(
            id: PrinterID(1), name: name, uuid: [], deviceURI: "fake:", createdAt: Moment(seconds: 0))
    }
}
