import IPP
import PrintModel
import QuireTestKit
import Testing

@testable import Operations

/// Short words for what these tests do over and over.
extension Counter {
    static func group(_ events: [String] = ["job-state-changed"], _ more: [Attribute] = []) -> AttributeGroup {
        AttributeGroup(
            .subscription,
            [
                Attribute("notify-pull-method", .keyword("ippget")),
                Attribute("notify-events", events.map { .keyword($0) }),
            ] + more)
    }

    /// Sends a request with subscription groups.
    func subscribe(
        _ groups: [AttributeGroup], _ attributes: [Attribute] = [],
        as operation: OperationID = .createPrinterSubscriptions, to uri: String = "/printers/raw",
        document: [UInt8] = [], user: String = "anna"
    ) async throws -> IPPMessage {
        let operationGroup = AttributeGroup(
            .operation,
            [
                Attribute("attributes-charset", .charset("utf-8")),
                Attribute("attributes-natural-language", .naturalLanguage("en")),
                Attribute(uri == "/ipp/system" ? "system-uri" : "printer-uri", .uri("ipp://localhost\(uri)")),
                Attribute("requesting-user-name", .name(user)),
            ] + attributes)
        let message = IPPMessage(code: operation.rawValue, requestID: 7, groups: [operationGroup] + groups)
        return try await answer(to: message.encoded(), document: document)
    }

    func makeSubscription(
        _ events: [String] = ["job-state-changed"], to uri: String = "/printers/raw", user: String = "anna"
    ) async throws -> Int32 {
        let answer = try await subscribe([Self.group(events)], to: uri, user: user)
        return try #require(answer[.subscription]?["notify-subscription-id"]?.integerValue)
    }

    func notifications(
        _ ids: [Int32], from numbers: [Int32] = [], wait: Bool = false, user: String = "anna"
    ) async throws -> IPPMessage {
        var attributes = [Attribute("notify-subscription-ids", ids.map { .integer($0) })]
        if !numbers.isEmpty { attributes.append(Attribute("notify-sequence-numbers", numbers.map { .integer($0) })) }
        if wait { attributes.append(Attribute("notify-wait", .boolean(true))) }
        return try await send(.getNotifications, attributes, user: user)
    }
}

extension IPPMessage {
    /// "NUMBER EVENT STATE" of each notification.
    var events: [String] {
        groups.filter { $0.tag == .eventNotification }.map { group in
            let number = group["notify-sequence-number"]?.integerValue ?? 0
            return "\(number) \(group["notify-subscribed-event"]?.stringValue ?? "")"
        }
    }

    func texts() -> [String] {
        groups.filter { $0.tag == .eventNotification }.compactMap { $0["notify-text"]?.stringValue }
    }
}

@Suite("Notifications")
struct NotificationTests {
    @Test("A subscription hears of what it asked for and what is below it, in order")
    func matching() async throws {
        let counter = try await Counter()
        let all = try await counter.makeSubscription(["job-state-changed"])
        let ends = try await counter.makeSubscription(["job-completed", "printer-stopped"])
        let id = try await counter.makeJob()
        _ = try await counter.send(.cancelJob, to: "/jobs/\(id)")
        _ = try await counter.send(.pausePrinter)
        _ = try await counter.makeJob(on: "pdf")

        let answer = try await counter.notifications([all, ends])

        #expect(answer.status == .ok)
        #expect(
            answer.events == [
                "1 job-state-changed", "2 job-state-changed", "1 job-completed", "2 printer-stopped",
            ])
        #expect(answer[.operation]?["notify-get-interval"]?.integerValue == 60)
        #expect(answer[.operation]?["printer-up-time"]?.integerValue ?? 0 > 0)
        let last = try #require(answer.groups.last)
        #expect(last["printer-state"]?.values == [.enum(5)])
        #expect(last["printer-is-accepting-jobs"]?.values == [.boolean(true)])
        #expect(last["notify-user-data"]?.values == [.octetString([])])
        #expect(answer.texts()[0] == "Job \(id) 'job' has arrived on raw.")
        #expect(try await counter.notifications([all], from: [2]).events == ["2 job-state-changed"])
        #expect(try await counter.notifications([all], from: [3]).events == [])
    }

    @Test("Documents say which they are and how they are, and end before their job")
    func documents() async throws {
        let counter = try await Counter()
        let id = try await counter.makeSubscription(["document-state-changed", "document-completed", "job-completed"])
        let made = try await counter.send(.createJob)
        let job = try #require(made[.job]?["job-id"]?.integerValue)
        for last in [false, true] {
            _ = try await counter.send(
                .sendDocument, to: "/jobs/\(job)", [Attribute("last-document", .boolean(last))],
                document: Array("%PDF".utf8))
        }
        let lease = try #require(
            try await counter.store.claim(
                on: try counter.printer("raw").id, limit: 1, at: counter.clock.now()
            ).first)
        try await counter.store.finish(lease, with: .delivered, at: counter.clock.now())

        let answer = try await counter.notifications([id])

        let told = answer.groups.filter { $0.tag == .eventNotification }.map { group in
            let words = [
                group["notify-subscribed-event"], group["document-number"], group["document-state"],
                group["document-state-reasons"],
            ].compactMap { $0?.values.first }
            return words.map { value in
                if case .enum(let number) = value { return "\(number)" }
                return value.stringValue ?? value.integerValue.map { "\($0)" } ?? "?"
            }.joined(separator: " ")
        }
        #expect(
            told == [
                "document-state-changed 1 3 none", "document-state-changed 2 3 none",
                "document-state-changed 1 5 printing", "document-state-changed 2 5 printing",
                "document-completed 1 9 completed-successfully", "document-completed 2 9 completed-successfully",
                "job-completed",
            ])
        #expect(answer.texts().contains("Document 2 of job \(job) 'Untitled' on raw is completed."))
    }

    @Test("Each group of a request is answered in its place, whatever becomes of it")
    func creation() async throws {
        let counter = try await Counter()
        let push = AttributeGroup(.subscription, [Attribute("notify-recipient-uri", .uri("mailto:anna@example.org"))])
        let odd = Counter.group(["job-completed", "no-such-event"], [Attribute("notify-time-interval", .integer(5))])
        let long = Counter.group(["job-created"], [Attribute("notify-lease-duration", .integer(.max))])

        let answer = try await counter.subscribe([push, odd, long, Counter.group(["none"])])

        #expect(answer.status == .okIgnoredSubscriptions)
        let groups = answer.groups.filter { $0.tag == .subscription }
        #expect(groups.count == 4)
        #expect(groups[0]["notify-status-code"]?.values == [.enum(0x040C)])
        #expect(groups[0]["notify-subscription-id"] == nil)
        #expect(groups[1]["notify-subscription-id"] != nil)
        #expect(groups[1]["notify-status-code"]?.values == [.enum(1)])
        #expect(groups[1]["notify-events"]?.values == [.keyword("no-such-event")])
        #expect(groups[1]["notify-time-interval"]?.values == [.outOfBand(.unsupported)])
        #expect(groups[1]["notify-lease-duration"]?.integerValue == 86_400)
        #expect(groups[2]["notify-lease-duration"]?.integerValue == 67_108_863)
        #expect(groups[3]["notify-status-code"] != nil)
        #expect(try await counter.subscribe([push]).status == .ignoredAllSubscriptions)
        #expect(try await counter.subscribe([]).status == .badRequest)
        #expect(try await counter.subscribe([AttributeGroup(.subscription)]).status == .badRequest)
        let both = Counter.group(["job-created"], [Attribute("notify-recipient-uri", .uri("mailto:a@b"))])
        #expect(try await counter.subscribe([both]).status == .badRequest)
    }

    @Test("A job's own subscription hears of its creation and ends with it")
    func jobSubscription() async throws {
        let counter = try await Counter()
        let made = try await counter.subscribe([Counter.group()], as: .printJob, document: Array("%PDF".utf8))
        let job = try #require(made[.job]?["job-id"]?.integerValue)
        let id = try #require(made[.subscription]?["notify-subscription-id"]?.integerValue)
        #expect(made.status == .ok)
        #expect(made[.subscription]?["notify-lease-duration"] == nil)
        #expect(try await counter.notifications([id]).status == .ok)

        _ = try await counter.makeJob("another")
        _ = try await counter.send(.cancelJob, to: "/jobs/\(job)")
        let last = try await counter.notifications([id])

        #expect(last.status == .okEventsComplete)
        #expect(last.events == ["1 job-state-changed", "2 job-state-changed"])
        #expect(last[.operation]?["notify-get-interval"] == nil)
        #expect(last.groups.last?["job-state"]?.values == [.enum(7)])
        let late = try await counter.subscribe(
            [Counter.group()], [Attribute("notify-job-id", .integer(job))], as: .createJobSubscriptions)
        #expect(late.status == .notPossible)
    }

    @Test("A job is made although its subscription is not, and nothing is made of half a group")
    func jobWithBadSubscription() async throws {
        let counter = try await Counter()
        let push = AttributeGroup(.subscription, [Attribute("notify-recipient-uri", .uri("mailto:anna@example.org"))])

        let made = try await counter.subscribe([push], as: .createJob)
        let refused = try await counter.subscribe([AttributeGroup(.subscription)], as: .createJob)
        let checked = try await counter.subscribe([Counter.group(), push], as: .validateJob)

        #expect(made.status == .okIgnoredSubscriptions)
        #expect(made[.job]?["job-id"] != nil)
        #expect(made[.subscription]?["notify-status-code"]?.values == [.enum(0x040C)])
        #expect(refused.status == .badRequest)
        #expect(checked.status == .okIgnoredSubscriptions)
        #expect(checked.groups.filter { $0.tag == .subscription }.map { $0["notify-subscription-id"] } == [nil, nil])
        #expect(try await counter.store.jobs(JobQuery(which: .all), after: nil, limit: 10).jobs.count == 1)
    }

    @Test("Subscriptions are looked at, renewed and canceled by their owner and by administrators")
    func ownership() async throws {
        var counter = try await Counter(.standard)
        let id = try await counter.makeSubscription()
        func status(_ operation: OperationID, _ user: String) async throws -> StatusCode {
            try await counter.send(
                operation, [Attribute("notify-subscription-id", .integer(id))], user: user
            ).status
        }

        for operation in [OperationID.getSubscriptionAttributes, .renewSubscription, .cancelSubscription] {
            #expect(try await status(operation, "ben") == .notAuthorized)
        }
        #expect(try await counter.notifications([id], user: "ben").status == .notAuthorized)
        #expect(try await counter.send(.getSubscriptions, user: "ben")[.subscription] == nil)
        #expect(
            try await counter.send(.getSubscriptions, user: "anna")[.subscription]?["notify-subscription-id"]?
                .integerValue
                == id)
        counter.caller.requester = Requester(origin: .localUser(uid: 0, name: "root"), isPrivate: true)
        #expect(try await status(.getSubscriptionAttributes, "root") == .ok)
        #expect(try await status(.renewSubscription, "root") == .ok)
        #expect(try await status(.cancelSubscription, "root") == .ok)
        #expect(try await status(.cancelSubscription, "root") == .notFound)
        #expect(try await counter.notifications([id], user: "root").status == .notFound)
    }

    @Test("A lease ends")
    func lease() async throws {
        let counter = try await Counter()
        let short = Counter.group(["job-created"], [Attribute("notify-lease-duration", .integer(10))])
        let answer = try await counter.subscribe([short])
        let id = try #require(answer[.subscription]?["notify-subscription-id"]?.integerValue)

        counter.clock.advance(by: .seconds(9))
        try await counter.context.notifier.tidy()
        #expect(try await counter.notifications([id]).status == .ok)
        counter.clock.advance(by: .seconds(2))
        try await counter.context.notifier.tidy()

        #expect(try await counter.notifications([id]).status == .notFound)
        #expect(try await counter.store.subscriptions().isEmpty)
    }

    @Test("Numbers go on after a restart, and what happened meanwhile is counted")
    func restart() async throws {
        let counter = try await Counter()
        let id = try await counter.makeSubscription(["job-created"])
        for _ in 0..<3 { _ = try await counter.makeJob() }
        try await counter.context.notifier.start()
        _ = try await counter.notifications([id])
        try await counter.context.notifier.keep()
        for _ in 0..<2 { _ = try await counter.makeJob() }

        let next = Notifier(
            log: counter.store, store: counter.store, jobs: counter.store, printers: counter.store,
            progress: ProgressBoard(), clock: counter.clock)
        let found = try await next.notifications([(SubscriptionID(id), 4)])

        #expect(found.first?.items.map(\.number) == [4, 5])
        #expect(found.first?.subscription.number == 5)
    }

    @Test("Who waits is told when something happens, and gets it whole", .timeLimit(.minutes(30)))
    func waiting() async throws {
        let counter = try await Counter()
        let id = try await counter.makeSubscription(["job-created"])
        let running = Task { await counter.context.notifier.run() }
        async let answer = counter.notifications([id], wait: true)
        while await counter.context.notifier.waiterCount == 0 { await Task.yield() }

        _ = try await counter.makeJob()

        let told = try await answer
        #expect(told.status == .ok)
        #expect(told.events == ["1 job-created"])
        #expect(told[.operation]?["notify-get-interval"]?.integerValue == 0)
        running.cancel()
        await running.value
    }

    @Test("Who waits is told of what somebody else has read first", .timeLimit(.minutes(30)))
    func readFirst() async throws {
        var limits = NotifierLimits()
        limits.crowd = 0
        let counter = try await Counter(limits: limits)
        let id = try await counter.makeSubscription(["job-created"])
        let running = Task { await counter.context.notifier.run() }
        async let first = counter.notifications([id], wait: true)
        while await counter.context.notifier.waiterCount == 0 { await Task.yield() }
        _ = try await counter.makeJob()
        #expect(try await first.events == ["1 job-created"])
        while counter.clock.nextWake != counter.clock.now() + limits.pause { await Task.yield() }
        async let second = counter.notifications([id], from: [2], wait: true)
        while await counter.context.notifier.waiterCount == 0 { await Task.yield() }

        _ = try await counter.makeJob()
        #expect(try await counter.notifications([id]).events.count == 2)
        counter.clock.advance(by: limits.pause)

        #expect(try await second.events == ["2 job-created"])
        running.cancel()
        await running.value
    }

    @Test("Who waits is told that nothing more will come", .timeLimit(.minutes(30)))
    func waitingForTheEnd() async throws {
        let counter = try await Counter()
        let id = try await counter.makeSubscription(["job-created"])
        async let answer = counter.notifications([id], wait: true)
        while await counter.context.notifier.waiterCount == 0 { await Task.yield() }

        _ = try await counter.send(.cancelSubscription, [Attribute("notify-subscription-id", .integer(id))])

        #expect(try await answer.status == .okEventsComplete)
    }

    @Test("A wait ends after a time, and when the server stops", .timeLimit(.minutes(30)))
    func waitingInVain() async throws {
        let counter = try await Counter()
        let id = try await counter.makeSubscription(["job-created"])
        async let first = counter.notifications([id], wait: true)
        await counter.clock.waitForSleepers()
        counter.clock.advance(by: .seconds(60))
        let answer = try await first
        #expect(answer.status == .ok)
        #expect(answer.events.isEmpty)

        async let second = counter.notifications([id], wait: true)
        while await counter.context.notifier.waiterCount == 0 { await Task.yield() }
        await counter.context.notifier.stop()
        #expect(try await second.status == .ok)
    }

    @Test("A client that takes parts gets them as they happen", .timeLimit(.minutes(30)))
    func parts() async throws {
        var counter = try await Counter()
        counter.caller.takesParts = true
        let id = try await counter.makeSubscription(["job-created"])
        let running = Task { [counter] in await counter.context.notifier.run() }
        let request = IPPMessage(
            code: OperationID.getNotifications.rawValue, requestID: 9,
            groups: [
                AttributeGroup(
                    .operation,
                    [
                        Attribute("attributes-charset", .charset("utf-8")),
                        Attribute("attributes-natural-language", .naturalLanguage("en")),
                        Attribute("printer-uri", .uri("ipp://localhost/printers/raw")),
                        Attribute("requesting-user-name", .name("anna")),
                        Attribute("notify-subscription-ids", .integer(id)), Attribute("notify-wait", .boolean(true)),
                    ])
            ])

        let answer = await counter.service.answer(
            to: request.encoded(), document: .bytes([]), from: counter.caller)
        #expect(answer.contentType.hasPrefix("multipart/related"))
        #expect(answer.isWaiting)
        let first = try #require(try await answer.rest?.next())
        _ = try await counter.makeJob()
        let second = try #require(try await answer.rest?.next())
        await counter.context.notifier.stop()
        var rest: [[UInt8]] = []
        while let more = try await answer.rest?.next() { rest.append(more) }

        func message(_ part: [UInt8]) throws -> IPPMessage {
            let start = try #require(part.firstRange(of: Array("\r\n\r\n".utf8))?.upperBound)
            return try IPPMessage.decode(Array(part[start...]), limits: .client).0
        }
        #expect(try message(first).events == [])
        #expect(try message(first)[.operation]?["notify-get-interval"] == nil)
        #expect(try message(second).events == ["1 job-created"])
        #expect(try message(rest[0])[.operation]?["notify-get-interval"] != nil)
        #expect(rest.last == Array("--quire-event-notifications--\r\n".utf8))
        running.cancel()
        await running.value
    }

    @Test("What a job is called is told to its owner only")
    func privacy() async throws {
        let counter = try await Counter(.standard)
        let anna = try await counter.makeSubscription(["job-created"], user: "anna")
        let ben = try await counter.makeSubscription(["job-created"], user: "ben")
        _ = try await counter.makeJob("secret", user: "anna")

        let hers = try await counter.notifications([anna], user: "anna")
        let his = try await counter.notifications([ben], user: "ben")

        #expect(hers.groups.last?["job-name"]?.stringValue == "secret")
        #expect(his.groups.last?["job-name"] == nil)
        #expect(his.texts() == ["Job 1 has arrived on raw."])
    }

    @Test("There are so many subscriptions and no more")
    func limits() async throws {
        var limits = NotifierLimits()
        limits.subscriptionsPerOwnerMax = 2
        limits.subscriptionsPerAddressMax = 3
        limits.subscriptionsPerManagerMax = 4
        var counter = try await Counter(.standard, limits: limits)
        let three = try await counter.subscribe([Counter.group(), Counter.group(), Counter.group()])
        let again = try await counter.subscribe([Counter.group()])
        let other = try await counter.subscribe([Counter.group()], user: "ben")
        let third = try await counter.subscribe([Counter.group()], user: "carla")
        counter.caller.requester.origin = .localUser(uid: 0, name: "root")
        let manager = try await counter.subscribe(Array(repeating: Counter.group(), count: 5), user: "root")

        #expect(three.status == .okIgnoredSubscriptions)
        #expect(three.groups.last?["notify-status-code"]?.values == [.enum(0x0415)])
        #expect(again.status == .tooManySubscriptions)
        #expect(other.status == .ok)
        #expect(third.status == .tooManySubscriptions)
        #expect(manager.groups.filter { $0["notify-subscription-id"] != nil }.count == 4)
    }

    @Test("pycups is understood: the server as printer, a job's number in the group")
    func quirks() async throws {
        let counter = try await Counter()
        let everything = try await counter.makeSubscription(["all"], to: "/")
        let job = try await counter.makeJob()
        let group = Counter.group(["job-completed"], [Attribute("notify-job-id", .integer(job.rawValue))])
        let ofJob = try await counter.subscribe([group], as: .createJobSubscriptions, to: "/")

        #expect(ofJob.status == .ok)
        let answer = try await counter.notifications([everything])
        #expect(answer.events == ["1 job-created"])
        #expect(answer.groups.last?["notify-printer-uri"]?.stringValue == "ipp://print.example:631/printers/raw")
        #expect(answer.groups.last?["notify-job-id"]?.integerValue == job.rawValue)
    }

    @Test("Numbers of 31 bits are understood wherever the count is")
    func wrapping() {
        let turn: Int64 = 1 << 31
        #expect(SequenceNumber.full(1, near: 100) == 0)
        #expect(SequenceNumber.full(90, near: 100) == 90)
        #expect(SequenceNumber.full(101, near: 100) == 101)
        #expect(SequenceNumber.full(.max, near: turn + 5) == turn - 1)
        #expect(SequenceNumber.full(7, near: turn + 5) == turn + 7)
        #expect(SequenceNumber.wire(turn) == 0)
    }

    @Test("What a printer says of subscriptions is what there is")
    func described() async throws {
        let counter = try await Counter()
        let answer = try await counter.send(
            .getPrinterAttributes, [Attribute("requested-attributes", .keyword("subscription-template"))])

        let printer = try #require(answer[.printer])
        let keywords = try #require(printer["notify-events-supported"]).values.compactMap(\.stringValue)
        #expect(keywords.contains("printer-state-changed"))
        #expect(!keywords.contains("system-config-changed"))
        #expect(printer["notify-pull-method-supported"]?.stringValue == "ippget")
        for keyword in keywords {
            #expect(try await counter.subscribe([Counter.group([keyword])]).status == .ok, "\(keyword)")
        }
        #expect(printer["printer-name"] == nil)
        let all = try await counter.send(.getPrinterAttributes)
        #expect(all[.printer]?["ippget-event-life"]?.integerValue == 60)
    }
}
