import IPP
import PrintModel
import QuireTestKit
import Testing

@testable import Operations

@Suite("How far rules reach, and what is told of them")
struct PolicyReachTests {
    private static func proved(_ name: String, _ groups: Set<String> = [], role: Role = .user) -> Requester {
        Requester(
            origin: .network(address: "10.0.0.7", isLoopback: false), isPrivate: true,
            identity: Identity(name: name, groups: groups, role: role))
    }

    private static let unproved = Requester(
        origin: .network(address: "10.0.0.7", isLoopback: false), isPrivate: true)
    private static let root = Requester(origin: .localUser(uid: 0, name: "root"), isPrivate: true)

    private func set(_ counter: Counter, _ rules: String..., on queue: String = "raw") async throws {
        var counter = counter
        counter.caller.requester = Self.root
        let policy = Attribute("quire-policy", rules.map { .text($0) })
        let answer = try await counter.send(
            .setPrinterAttributes, to: "/printers/\(queue)", printer: [policy], user: nil)
        #expect(answer.status == .ok)
    }

    // MARK: deny all

    private func ids(_ answer: IPPMessage) -> [Int32] {
        answer.groups.filter { $0.tag == .job }.compactMap { $0["job-id"]?.integerValue }
    }

    @Test("Jobs of a queue at which somebody may not look are in no list of his, nor given by their numbers")
    func jobs() async throws {
        var counter = try await Counter(.standard)
        var hidden: [JobID] = []
        var seen: [JobID] = []
        for _ in 0..<3 {
            hidden.append(try await counter.makeJob(on: "raw"))
            seen.append(try await counter.makeJob(on: "pdf"))
        }
        try await set(counter, "deny all 10.0.0.0/8")
        counter.caller.requester = Self.unproved
        let all = Attribute("job-ids", (hidden + seen).map { .integer($0.rawValue) })

        #expect(try await ids(counter.send(.getJobs, to: "/")) == seen.map(\.rawValue))
        let page = [Attribute("first-index", .integer(2)), Attribute("limit", .integer(1))]
        #expect(try await ids(counter.send(.getJobs, to: "/", page)) == [seen[1].rawValue])
        for queue in ["/", "/printers/pdf"] {
            let answer = try await counter.send(.getJobs, to: queue, [all])
            #expect(ids(answer) == seen.map(\.rawValue))
            #expect(answer[.unsupported]?["job-ids"]?.values == hidden.map { .integer($0.rawValue) })
        }
        counter.caller.requester = Self.proved("root2", role: .administrator)
        #expect(try await ids(counter.send(.getJobs, to: "/", [all])).count == 6)
    }

    @Test("Groups that only another queue's rules name count for jobs that are named by numbers")
    func jobsOfGroups() async throws {
        var counter = try await Counter(.standard, groups: ["ben": ["students"]])
        let id = try await counter.makeJob(on: "raw")
        try await set(counter, "deny all @students")
        counter.caller.requester = Self.unproved

        let named = [Attribute("job-ids", .integer(id.rawValue))]
        #expect(try await ids(counter.send(.getJobs, to: "/printers/pdf", named, user: "ben")).isEmpty)
        #expect(try await ids(counter.send(.getJobs, to: "/printers/pdf", named, user: "anna")) == [id.rawValue])
    }

    @Test("A subscription to everything does not tell of queues at which its owner may not look")
    func notifications() async throws {
        var counter = try await Counter(.standard)
        counter.caller.requester = Self.proved("anna")
        let subscription = try await counter.makeSubscription(["job-created"], to: "/")
        _ = try await counter.makeJob(on: "raw")
        let seen = try await counter.makeJob(on: "pdf")
        let asked = [Attribute("notify-subscription-ids", .integer(subscription))]
        #expect(try await counter.send(.getNotifications, to: "/", asked).events.count == 2)

        try await set(counter, "deny all anna")

        let answer = try await counter.send(.getNotifications, to: "/", asked)
        #expect(
            answer.groups.filter { $0.tag == .eventNotification }.map { $0["notify-job-id"]?.integerValue } == [
                seen.rawValue
            ])
    }

    @Test("Notifications that are hidden take no room in an answer")
    func hiddenNotifications() async throws {
        var limits = NotifierLimits()
        limits.notificationsPerAnswerMax = 2
        var counter = try await Counter(.standard, limits: limits)
        counter.caller.requester = Self.proved("anna")
        let subscription = try await counter.makeSubscription(["job-created"], to: "/")
        for _ in 0..<3 { _ = try await counter.makeJob(on: "raw") }
        for _ in 0..<2 { _ = try await counter.makeJob(on: "pdf") }
        try await set(counter, "deny all anna")
        let asked = [Attribute("notify-subscription-ids", .integer(subscription))]

        let answer = try await counter.send(.getNotifications, to: "/", asked)
        #expect(answer.events == ["4 job-created", "5 job-created"])
        #expect(answer[.operation]?["notify-get-interval"]?.integerValue != 0, "there is no more")

        _ = try await counter.makeJob(on: "pdf")
        let cut = try await counter.send(.getNotifications, to: "/", asked)
        #expect(cut.events == answer.events)
        #expect(cut[.operation]?["notify-get-interval"]?.integerValue == 0)
    }

    @Test("Where few are looked at for an answer, the next goes on behind what was hidden")
    func hiddenSteps() async throws {
        var limits = NotifierLimits()
        limits.notificationsLookedAtMax = 2
        var counter = try await Counter(.standard, limits: limits)
        counter.caller.requester = Self.proved("anna")
        let subscription = SubscriptionID(try await counter.makeSubscription(["job-created"], to: "/"))
        for _ in 0..<3 { _ = try await counter.makeJob(on: "raw") }
        _ = try await counter.makeJob(on: "pdf")
        let (notifier, raw) = (counter.context.notifier, try counter.printer("raw").id)

        let first = try #require(try await notifier.notifications([(subscription, 0)]) { $0 == raw }.first)
        let second = try #require(try await notifier.notifications([(subscription, first.next)]) { $0 == raw }.first)

        #expect((first.items.count, first.isCut, first.next) == (0, true, 3))
        #expect((second.items.map(\.number), second.isCut, second.next) == ([4], false, 5))
    }

    @Test(
        "Who waits is not called for what is hidden from him, and not kept from what comes behind it",
        .timeLimit(.minutes(30)))
    func waiting() async throws {
        var counter = try await Counter(.standard)
        counter.caller.requester = Self.proved("anna")
        let subscription = try await counter.makeSubscription(["job-created"], to: "/")
        try await set(counter, "deny all anna")
        let notifier = counter.context.notifier
        let running = Task { await notifier.run() }
        let waiter = counter
        counter.caller.requester = Self.proved("ben")
        _ = try await counter.makeJob(on: "raw", user: "ben")
        let asked = [
            Attribute("notify-subscription-ids", .integer(subscription)), Attribute("notify-wait", .boolean(true)),
        ]
        async let answer = waiter.send(.getNotifications, to: "/", asked)
        while await notifier.waiterCount == 0 { await Task.yield() }
        for _ in 0..<3 {
            _ = try await counter.makeJob(on: "raw", user: "ben")
            while await notifier.position < counter.store.lastEvent { await Task.yield() }
            while await notifier.waiterCount == 0 { await Task.yield() }
        }

        _ = try await counter.makeJob(on: "pdf", user: "ben")

        #expect(try await answer.events == ["5 job-created"])

        async let last = waiter.send(
            .getNotifications, to: "/", asked + [Attribute("notify-sequence-numbers", .integer(6))])
        while await notifier.waiterCount == 0 { await Task.yield() }
        _ = try await counter.makeJob(on: "raw", user: "ben")
        await notifier.stop()
        #expect(try await last.events.isEmpty)
        running.cancel()
        await running.value
    }

    @Test("The default printer is not told to whom everything is denied on it")
    func defaultPrinter() async throws {
        var counter = try await Counter(.standard)
        try await counter.store.setDefault(try counter.printer("raw").id)
        try await set(counter, "deny all 10.0.0.0/8")

        counter.caller.requester = Self.unproved
        #expect(try await counter.send(.cupsGetDefault, to: "/").status == .notAuthorized)
        counter.caller.requester = Self.root
        #expect(try await counter.send(.cupsGetDefault, to: "/").status == .ok)
    }

    // MARK: grant administer

    @Test(
        "Whoever administers a queue does not say who may do what on it, nor from where it is reached",
        arguments: [
            Attribute("quire-policy", .text("grant documents,forward anna")),
            Attribute("printer-op-policy", .name("trust-names")), Attribute("job-privacy-scope", .keyword("all")),
            Attribute("job-privacy-attributes", .keyword("none")),
            Attribute("subscription-privacy-scope", .keyword("all")), Attribute("printer-is-shared", .boolean(false)),
            Attribute("quire-share-rule", .text("deny print ben")), Attribute("quire-raw-port", .integer(9100)),
            Attribute("quire-lpd", .boolean(false)),
            Attribute("quire-remote", .uri("ipp://10.0.0.1/printers/x")), Attribute("quire-redirect", .name("pdf")),
            Attribute("requesting-user-name-allowed", .name("anna")),
        ])
    func administer(attribute: Attribute) async throws {
        var counter = try await Counter(.standard)
        try await set(counter, "grant administer anna", "deny print ben")
        let before = try counter.printer("raw")
        let operation =
            attribute.name.hasPrefix("requesting") ? OperationID.cupsAddModifyPrinter : .setPrinterAttributes
        counter.caller.requester = Self.proved("anna")

        #expect(try await counter.send(operation, printer: [attribute], user: nil).status == .notAuthorized)
        #expect(try counter.printer("raw") == before)
        if !["quire-raw-port", "quire-lpd", "quire-redirect"].contains(attribute.name) {
            let modify = try await counter.send(.cupsAddModifyPrinter, printer: [attribute], user: nil)
            #expect(modify.status == .notAuthorized)
            #expect(try counter.printer("raw") == before)
        }
        counter.caller.requester = Self.proved("root2", role: .administrator)
        #expect(try await counter.send(operation, printer: [attribute], user: nil).status == .ok)
    }

    @Test("He sets the rest, and may say of these what is so already")
    func administerRest() async throws {
        var counter = try await Counter(.standard)
        try await set(counter, "grant administer anna")
        counter.caller.requester = Self.proved("anna")

        for operation in [OperationID.setPrinterAttributes, .cupsAddModifyPrinter] {
            let answer = try await counter.send(
                operation,
                printer: [
                    Attribute("printer-info", .text("\(operation)")), Attribute("printer-op-policy", .name("default")),
                    Attribute("printer-is-shared", .boolean(true)),
                ], user: nil)
            #expect(answer.status == .ok)
            #expect(try counter.printer("raw").info == "\(operation)")
        }
    }

    // MARK: Quire-Check-Policy

    private func check(
        _ counter: Counter, _ operation: String = "print-job", as user: String? = nil, from address: String? = nil,
        label: String? = "anna"
    ) async throws -> IPPMessage {
        var attributes = [Attribute("quire-operation", .keyword(operation))]
        if let user { attributes.append(Attribute("quire-user", .name(user))) }
        if let address { attributes.append(Attribute("quire-address", .text(address))) }
        return try await counter.send(.quireCheckPolicy, attributes, user: label)
    }

    @Test("Who only says to be somebody is told nothing of that somebody: no role, no group, no rule")
    func mereName() async throws {
        var counter = try await Counter(.standard, groups: ["anna": ["staff"]])
        try await counter.store.put(
            Account(
                name: "anna", role: .operator_, passwordHash: nil, createdAt: counter.clock.now(), groups: ["staff"]))
        try await set(counter, "allow print @staff carl", "grant operate anna")
        counter.caller.requester = Self.unproved

        #expect(try await check(counter, as: "anna").status == .notAuthorized)
        #expect(try await check(counter, as: "anna", from: "10.0.0.9").status == .notAuthorized)
        #expect(try await check(counter, from: "10.0.0.9").status == .notAuthorized)
        let own = try await check(counter)[.system]
        #expect(own?["quire-policy-is-allowed"]?.values == [.boolean(true)])
        #expect(own?["quire-policy-rule"]?.stringValue == "role anonymous")
        #expect(own?["quire-policy-groups"] == nil)
        let refused = try await check(counter, label: "ben")[.system]
        #expect(refused?["quire-policy-is-allowed"]?.values == [.boolean(false)])
        #expect(refused?["quire-policy-rule"]?.stringValue == QuireCheckPolicy.hiddenRule)
    }

    @Test("A rule is told to those who may read it where it is written, and to others only that there is one")
    func ruleText() async throws {
        var counter = try await Counter(.standard)
        try await set(counter, "allow print ben carl", "grant details eve")
        _ = try await counter.store.updateSystem(by: nil, at: counter.clock.now()) {
            $0.attributes.set(Attribute("quire-policy", .text("deny operate dora eve")))
        }
        func rule(_ requester: Requester, _ operation: String, as user: String? = nil) async throws -> String? {
            counter.caller.requester = requester
            return try await check(counter, operation, as: user)[.system]?["quire-policy-rule"]?.stringValue
        }

        #expect(try await rule(Self.proved("dora"), "print-job") == QuireCheckPolicy.hiddenRule)
        #expect(try await rule(Self.proved("dora"), "pause-printer", as: "dora") == QuireCheckPolicy.hiddenRule)
        #expect(try await rule(Self.proved("eve"), "print-job")?.contains("allow print ben carl") == true)
        #expect(try await rule(Self.proved("eve"), "pause-printer") == QuireCheckPolicy.hiddenRule, "the server's")
        let auditor = Self.proved("otto", role: .auditor)
        #expect(try await rule(auditor, "pause-printer", as: "dora")?.contains("deny operate dora eve") == true)
        #expect(try await rule(Self.proved("ben", ["staff"]), "print-job") == "role user")
    }
}
