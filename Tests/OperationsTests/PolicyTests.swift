import IPP
import PrintModel
import QuireTestKit
import Testing

@testable import Operations

@Suite("Policies of queues and of the server")
struct PolicyTests {
    private static let far = Requester.Origin.network(address: "10.0.0.7", isLoopback: false)

    private static func proved(
        _ name: String, _ groups: Set<String> = [], role: Role = .user, scopes: Set<Scope>? = nil
    )
        -> Requester
    {
        Requester(
            origin: far, isPrivate: true, identity: Identity(name: name, groups: groups, role: role, scopes: scopes))
    }

    private static func unproved(_ address: String = "10.0.0.7") -> Requester {
        Requester(origin: .network(address: address, isLoopback: false), isPrivate: true)
    }

    private static let root = Requester(origin: .localUser(uid: 0, name: "root"), isPrivate: true)

    /// As an administrator would, on the server itself.
    private func set(_ counter: Counter, _ rules: [String], base: String? = nil) async throws {
        var counter = counter
        counter.caller.requester = Self.root
        var attributes = [
            Attribute("quire-policy", rules.isEmpty ? [.outOfBand(.noValue)] : rules.map { .text($0) })
        ]
        if let base { attributes.append(Attribute("printer-op-policy", .name(base))) }
        #expect(try await counter.send(.setPrinterAttributes, printer: attributes, user: nil).status == .ok)
    }

    private func setServer(_ counter: Counter, _ rules: [String]) async throws {
        let text = Attribute("quire-policy", rules.map { .text($0) })
        _ = try await counter.store.updateSystem(by: nil, at: counter.clock.now()) { $0.attributes.set(text) }
    }

    private func status(
        _ counter: Counter, _ operation: OperationID, as requester: Requester, to uri: String = "/printers/raw",
        user: String? = nil
    ) async throws -> StatusCode {
        var counter = counter
        counter.caller.requester = requester
        return try await counter.send(operation, to: uri, document: Array("%PDF".utf8), user: user).status
    }

    // MARK: Where this machine is

    @Test("What loopback may, and may not, holds for this machine's other addresses, and for no other machine's")
    func ownAddress() async throws {
        let counter = try await Counter(.standard)
        let own = Requester(origin: .network(address: "192.0.2.5", isLoopback: true), isPrivate: true)
        let own6 = Requester(origin: .network(address: "2001:db8::5", isLoopback: true), isPrivate: true)

        try await set(counter, ["allow print 10.0.0.0/8 127.0.0.0/8 ::1/128"])
        #expect(try await status(counter, .printJob, as: own) == .ok)
        #expect(try await status(counter, .printJob, as: own6) == .ok)
        #expect(try await status(counter, .printJob, as: Self.unproved("192.0.2.5")) == .notAuthorized)

        try await set(counter, ["deny print 127.0.0.0/8"])
        #expect(try await status(counter, .printJob, as: own) == .notAuthorized)
        #expect(try await status(counter, .printJob, as: own6) == .ok)
        #expect(try await status(counter, .printJob, as: Self.unproved("192.0.2.5")) == .ok)
    }

    // MARK: Every right, every way

    /// One operation of each right that is about a queue, and what is needed for it.
    private static let probes: [(right: PolicyRule.Right, operation: OperationID)] = [
        (.print, .printJob), (.operate, .pausePrinter), (.administer, .getPrinterSupportedValues),
        (.all, .getPrinterAttributes),
    ]

    private static let roles: [Role] = Role.allCases

    @Test("A rule that denies shuts out whom it names, whatever his role is but administrator's", arguments: roles)
    func deny(role: Role) async throws {
        for (right, operation) in Self.probes {
            let counter = try await Counter(.standard)
            let before = try await status(counter, operation, as: Self.proved("anna", ["staff"], role: role))

            for who in ["anna", "ANNA", "@staff", "10.0.0.0/8", "*"] {
                try await set(counter, ["deny \(right.rawValue) \(who)"])
                let anna = try await status(counter, operation, as: Self.proved("anna", ["staff"], role: role))
                let isShut = role != .administrator || right == .print
                #expect(anna == (isShut ? .notAuthorized : before), "\(right) \(who)")
            }
            try await set(counter, ["deny \(right.rawValue) ben @students 192.0.2.0/24 fd00::/8"])
            #expect(try await status(counter, operation, as: Self.proved("anna", ["staff"], role: role)) == before)
        }
    }

    @Test("A rule that grants gives its right on its queue and no other, to those who have proved who they are")
    func grant() async throws {
        for (right, operation) in Self.probes where right == .operate || right == .administer {
            let counter = try await Counter(.standard)
            for rule in ["grant \(right.rawValue) anna", "grant \(right.rawValue) @staff", "grant all anna"] {
                try await set(counter, [rule])
                let anna = Self.proved("anna", ["staff"])

                #expect(try await status(counter, operation, as: anna) == .ok, "\(rule)")
                #expect(try await status(counter, operation, as: anna, to: "/printers/pdf") == .notAuthorized)
                #expect(try await status(counter, operation, as: Self.proved("ben")) == .notAuthorized)
                #expect(try await status(counter, operation, as: Self.proved("Anna")) == .notAuthorized)
                #expect(try await status(counter, operation, as: Self.unproved(), user: "anna") == .notAuthorized)
                let reader = Self.proved("anna", ["staff"], scopes: [.read, .print])
                #expect(try await status(counter, operation, as: reader) == .notAuthorized, "a token for less")
                #expect(try await status(counter, .cupsDeletePrinter, as: anna) == .notAuthorized)
                #expect(try await status(counter, .cupsSetDefault, as: anna) == .notAuthorized)
            }
        }
    }

    @Test("Every cell: what each role may do of each right, with no rule, a rule that grants and one that denies")
    func cells() throws {
        for access in Access.allCases {
            for role in Role.allCases {
                for effect in [nil, PolicyRule.Effect.grant, .deny] {
                    let rules =
                        try effect.map { [try PolicyRule("\($0.rawValue) \(access.right.rawValue) anna")] } ?? []
                    let evaluator = PolicyEvaluator(
                        access: AccessPolicy(.standard, daemonUID: 990), server: PolicyRules(rules))
                    let requester = Self.proved("anna", role: role)
                    let person = Person(requester: requester, name: "anna", isProved: true)
                    let table = evaluator.access.grant(access, to: requester)

                    let decision = evaluator.decide(access, person, on: nil)

                    let isGrantable = access != .anyone && access != .audit
                    let isAdministrator = role == .administrator && access != .printing
                    let expected: Grant =
                        switch effect {
                        case nil: table
                        case .grant?: isGrantable ? .all : table
                        default: isAdministrator ? table : .no
                        }
                    #expect(decision.grant == expected, "\(role) \(access) \(effect.map(\.rawValue) ?? "-")")
                    #expect(decision.isByRule == (decision.grant != table || effect == .deny && !isAdministrator))
                }
            }
        }
    }

    @Test("What is granted on a queue is not taken for what is about all queues, nor for jobs of another")
    func notElsewhere() async throws {
        var counter = try await Counter(.standard)
        try await set(counter, ["grant all anna"])
        let there = try await counter.makeJob(on: "pdf", user: "ben")
        let here = try await counter.makeJob(on: "raw", user: "ben")
        counter.caller.requester = Self.proved("anna")
        let raw = try counter.printer("raw").id.rawValue

        for operation in [OperationID.disableAllPrinters, .pauseAllPrinters, .shutdownOnePrinter] {
            let answer = try await counter.send(
                operation, to: "/ipp/system", [Attribute("printer-id", .integer(raw))])
            #expect(answer.status == .notAuthorized, "\(operation)")
        }
        for operation in [OperationID.promoteJob, .scheduleJobAfter, .cancelJob, .holdJob, .cupsGetDocument] {
            let trick = [Attribute("job-id", .integer(there.rawValue)), Attribute("document-number", .integer(1))]
            #expect(try await counter.send(operation, trick).status != .ok, "\(operation)")
        }
        #expect(try await counter.send(.promoteJob, to: "/jobs/\(here)").status == .ok)
        #expect(try await counter.send(.cancelJob, to: "/jobs/\(here)").status == .ok)
        #expect(try await counter.send(.cancelJob, to: "/jobs/\(there)").status == .notAuthorized)
    }

    @Test("Naming a job, or another queue, beside what is asked does not walk round a rule")
    func notAround() async throws {
        var counter = try await Counter(.standard, groups: ["ben": ["students"]])
        let id = try await counter.makeJob(on: "raw", user: "carl")
        try await set(counter, ["deny operate,manage,all @students", "deny all 192.0.2.0/24"])
        counter.caller.requester = Requester(
            origin: .network(address: "10.0.0.7", isLoopback: false), isPrivate: true,
            identity: Identity(name: "ben", groups: ["students"], role: .operator_))
        let job = [Attribute("job-id", .integer(id.rawValue))]

        #expect(try await counter.send(.pausePrinter, job).status == .notAuthorized)
        for operation in [OperationID.cancelJob, .promoteJob, .holdJob, .getJobAttributes] {
            for queue in ["/printers/raw", "/printers/pdf", "/"] {
                #expect(try await counter.send(operation, to: queue, job).status == .notAuthorized, "\(operation)")
            }
            #expect(try await counter.send(operation, to: "/jobs/\(id)").status == .notAuthorized)
        }
        counter.caller.requester = Self.unproved("192.0.2.9")
        #expect(try await counter.send(.getPrinterAttributes, job).status == .notAuthorized)
        #expect(try counter.printer("raw").isPaused == false)
    }

    @Test("Whoever administers a queue does not say what it prints on, nor where its jobs go")
    func noDevice() async throws {
        var counter = try await Counter(.standard)
        try await set(counter, ["grant administer anna"])
        counter.caller.requester = Self.proved("anna")

        func modify(_ attribute: Attribute) async throws -> StatusCode {
            try await counter.send(.cupsAddModifyPrinter, printer: [attribute]).status
        }
        #expect(try await modify(Attribute("printer-info", .text("Hers"))) == .ok)
        #expect(try await modify(Attribute("device-uri", .uri("pdf:"))) == .notAuthorized)
        #expect(try await modify(Attribute("ppd-name", .name("raw"))) == .notAuthorized)
        let redirect = try await counter.send(
            .setPrinterAttributes, printer: [Attribute("quire-redirect", .name("pdf"))])
        #expect(redirect.status == .notAuthorized)
        #expect(try counter.printer("raw").deviceURI == "raw:")
    }

    // MARK: Lists of those who are allowed

    @Test(
        "A list lets in whom it names, from where it names, and nobody else",
        arguments: [
            ("allow print anna", "10.0.0.7", "anna", true), ("allow print anna", "10.0.0.7", "ben", false),
            ("allow print @staff", "10.0.0.7", "ben", true), ("allow print @staff", "10.0.0.7", "anna", false),
            ("allow print 10.0.0.0/8", "10.0.0.7", "anna", true),
            ("allow print 10.0.0.0/8", "192.0.2.7", "anna", false),
            ("allow print 10.0.0.0/8", "::ffff:10.0.0.7", "anna", true),
            ("allow print fd00::/8", "fd00::7", "anna", true), ("allow print fd00::/8", "fe80::7%eth0", "anna", false),
            ("allow print fe80::/10", "fe80::7%eth0", "anna", true),
            ("allow all 10.0.0.0/8", "192.0.2.7", "anna", false),
            ("allow print anna 10.0.0.0/8", "192.0.2.7", "anna", false),
            ("allow print anna 10.0.0.0/8", "10.1.1.1", "ben", false),
            ("allow print *", "192.0.2.7", "anyone", true), ("allow operate ben", "192.0.2.7", "anna", true),
        ])
    func lists(rule: String, address: String, user: String, isIn: Bool) async throws {
        for isServers in [false, true] {
            let counter = try await Counter(.standard, groups: ["ben": ["staff"]])
            if isServers { try await setServer(counter, [rule]) } else { try await set(counter, [rule]) }

            let answer = try await status(counter, .printJob, as: Self.unproved(address), user: user)

            #expect(answer == (isIn ? .ok : .notAuthorized))
        }
    }

    @Test("A list of addresses does not keep those out who come over the server's own socket")
    func socket() async throws {
        let counter = try await Counter(.standard)
        try await set(counter, ["allow all 10.0.0.0/8"])
        let anna = Requester(origin: .localUser(uid: 1000, name: "anna"), isPrivate: true)

        #expect(try await status(counter, .printJob, as: anna) == .ok)
        #expect(try await status(counter, .getPrinterAttributes, as: Self.unproved("192.0.2.1")) == .notAuthorized)
    }

    @Test("What denies wins over what allows and grants, and the server's rules over the queue's")
    func precedence() async throws {
        let counter = try await Counter(.standard)
        let anna = Self.proved("anna", ["staff", "students"])
        try await set(counter, ["grant all anna", "allow print @staff", "deny print @students"])
        #expect(try await status(counter, .printJob, as: anna) == .notAuthorized)
        try await set(counter, ["allow print @staff", "grant operate anna"])
        #expect(try await status(counter, .printJob, as: anna) == .ok)
        #expect(try await status(counter, .pausePrinter, as: anna) == .ok)

        try await setServer(counter, ["deny operate,print @staff"])

        #expect(try await status(counter, .printJob, as: anna) == .notAuthorized)
        #expect(try await status(counter, .resumePrinter, as: anna) == .notAuthorized)
        #expect(try await status(counter, .printJob, as: Self.root) == .ok, "root is never shut out")
    }

    @Test("Groups are those of the account, which hides the machine's user of its name")
    func groups() async throws {
        let counter = try await Counter(.standard, groups: ["anna": ["wheel"], "ben": ["wheel"]])
        try await counter.store.put(
            Account(name: "anna", role: .user, passwordHash: nil, createdAt: counter.clock.now(), groups: ["staff"]))

        try await set(counter, ["allow print @wheel"])
        #expect(try await status(counter, .printJob, as: Self.unproved(), user: "ben") == .ok)
        #expect(try await status(counter, .printJob, as: Self.unproved(), user: "anna") == .notAuthorized)
        try await set(counter, ["allow print @staff"])
        #expect(try await status(counter, .printJob, as: Self.unproved(), user: "anna") == .ok)
        #expect(try await status(counter, .printJob, as: Self.proved("carl", ["staff"])) == .ok, "of a claim")
    }

    @Test("A queue that someone may not print to is not in his lists")
    func listed() async throws {
        var counter = try await Counter(.standard)
        try await set(counter, ["deny print 10.0.0.0/8"])
        counter.caller.requester = Self.unproved()

        let names = try await counter.send(.cupsGetPrinters, to: "/").groups.compactMap {
            $0["printer-name"]?.stringValue
        }
        #expect(names == ["pdf"])
    }

    // MARK: printer-op-policy

    @Test("Under 'authenticated' whoever prints is asked for a proof, and whoever looks is not")
    func authenticated() async throws {
        let counter = try await Counter(.standard)
        let id = try await counter.makeJob(user: "anna")
        try await set(counter, [], base: "authenticated")

        for operation in [OperationID.printJob, .createJob, .validateJob] {
            #expect(try await status(counter, operation, as: Self.unproved(), user: "anna") == .notAuthenticated)
            #expect(try await status(counter, operation, as: Self.proved("anna")) == .ok)
        }
        #expect(
            try await status(counter, .cancelJob, as: Self.unproved(), to: "/jobs/\(id)", user: "anna")
                == .notAuthenticated)
        #expect(try await status(counter, .getPrinterAttributes, as: Self.unproved()) == .ok)
        #expect(try await status(counter, .printJob, as: Self.unproved(), to: "/printers/pdf", user: "anna") == .ok)
    }

    @Test("Under 'trust-names' an unproved name owns its unproved jobs from anywhere, and nothing else")
    func trustNames() async throws {
        var counter = try await Counter(.standard)
        counter.caller.requester = Self.unproved("10.0.0.7")
        func jobs() async throws -> (unproved: JobID, proved: JobID, nameless: JobID) {
            var proved = counter
            proved.caller.requester = Self.proved("anna")
            let nameless = try await counter.send(.printJob, document: Array("%PDF".utf8), user: nil)
            return (
                try await counter.makeJob(user: "anna"), try await proved.makeJob(user: "anna"),
                JobID(try #require(nameless[.job]?["job-id"]?.integerValue))
            )
        }
        func cancels(_ id: JobID, _ user: String?) async throws -> Bool {
            try await status(counter, .cancelJob, as: Self.unproved("10.9.9.9"), to: "/jobs/\(id)", user: user) == .ok
        }
        let plain = try await jobs()
        #expect(try await !cancels(plain.unproved, "anna"))

        try await set(counter, [], base: "trust-names")

        let trusted = try await jobs()
        #expect(try await !cancels(trusted.unproved, "ben"))
        #expect(try await !cancels(trusted.proved, "anna"))
        #expect(try await !cancels(trusted.nameless, nil), "nobody's name is no name")
        #expect(try await cancels(trusted.unproved, "anna"))
    }

    // MARK: Setting and telling

    @Test(
        "What is no rule is refused with the reason, and nothing is changed",
        arguments: [
            "deny", "deny print", "forbid print anna", "deny fax anna", "deny print 10.0.0.0/33",
            "deny print fd00::/8/8",
            "grant operate 10.0.0.0/8", "grant operate *", "deny print @", "allow print,  anna",
        ])
    func noRule(text: String) async throws {
        var counter = try await Counter(.standard)
        try await set(counter, ["deny print ben"])
        counter.caller.requester = Self.root

        let answer = try await counter.send(
            .setPrinterAttributes, printer: [Attribute("quire-policy", [.text("deny print anna"), .text(text)])])

        #expect(answer.status == .attributesOrValuesNotSupported)
        #expect(answer[.operation]?["status-message"]?.stringValue?.isEmpty == false)
        #expect(try counter.printer("raw").policyRules.rules.map(\.description) == ["deny print ben"])
    }

    @Test("Rules are told to those who see everybody's details, and to nobody else")
    func told() async throws {
        var counter = try await Counter(.standard)
        try await set(counter, ["deny  print   anna"])
        try await setServer(counter, ["deny all 192.0.2.66"])
        func rules(_ requester: Requester) async throws -> [String?] {
            counter.caller.requester = requester
            let asked = [Attribute("requested-attributes", .keyword("quire-policy"))]
            let printer = try await counter.send(.getPrinterAttributes, asked)
            let system = try await counter.send(.getSystemAttributes, to: "/ipp/system", asked)
            return [printer[.printer], system[.system]].map { $0?["quire-policy"]?.stringValue }
        }

        for role in [Role.administrator, .operator_, .auditor] {
            #expect(try await rules(Self.proved("x", role: role)) == ["deny print anna", "deny all 192.0.2.66"])
        }
        #expect(try await rules(Self.proved("anna")) == [nil, nil])
        #expect(try await rules(Self.unproved()) == [nil, nil])
    }

    @Test("An answer that lies ready is not given to whom a new rule of the server shuts out")
    func readyAnswers() async throws {
        let counter = try await Counter(.standard)
        for _ in 0..<3 { #expect(try await status(counter, .getPrinterAttributes, as: Self.unproved()) == .ok) }

        try await setServer(counter, ["deny all 10.0.0.7"])

        #expect(try await status(counter, .getPrinterAttributes, as: Self.unproved()) == .notAuthorized)
        #expect(try await status(counter, .getPrinterAttributes, as: Self.unproved("10.0.0.8")) == .ok)
    }

    @Test("A rule in the store that nobody can read shuts everybody out but administrators")
    func unreadable() async throws {
        let counter = try await Counter(.standard)
        let id = try counter.printer("raw").id
        _ = try await counter.store.update(id, at: counter.clock.now()) {
            $0.attributes.set(Attribute("quire-policy", .text("permit everything")))
        }

        #expect(try await status(counter, .getPrinterAttributes, as: Self.unproved()) == .notAuthorized)
        #expect(try await status(counter, .setPrinterAttributes, as: Self.root) != .notAuthorized)
    }

    // MARK: Quire-Check-Policy

    private struct Verdict: Equatable {
        var isAllowed: Bool?
        var rule: String?
        init(_ isAllowed: Bool?, _ rule: String?) { (self.isAllowed, self.rule) = (isAllowed, rule) }
    }

    private func check(
        _ counter: Counter, _ operation: String, as user: String? = nil, from address: String? = nil,
        isProved: Bool = true, to uri: String = "/printers/raw"
    ) async throws -> Verdict {
        var attributes = [Attribute("quire-operation", .keyword(operation))]
        if let user { attributes.append(Attribute("quire-user", .name(user))) }
        if let address { attributes.append(Attribute("quire-address", .text(address))) }
        if !isProved { attributes.append(Attribute("quire-is-proved", .boolean(false))) }
        let found = try await counter.send(.quireCheckPolicy, to: uri, attributes)[.system]
        return Verdict(
            found.map { $0["quire-policy-is-allowed"]?.values == [.boolean(true)] },
            found?["quire-policy-rule"]?.stringValue)
    }

    @Test("It is said which rule would decide, and what is said is what is done")
    func checked() async throws {
        var counter = try await Counter(.standard, groups: ["ben": ["staff"]])
        let job = try await counter.makeJob(user: "anna")
        try await set(counter, ["deny print 192.0.2.0/24", "allow print @staff carl", "grant operate ben"])
        counter.caller.requester = Self.root

        #expect(
            try await check(counter, "print-job", as: "ben", from: "192.0.2.9")
                == Verdict(false, "'deny print 192.0.2.0/24' (rule 1 of printer raw)"))
        #expect(
            try await check(counter, "print-job", as: "dora", from: "10.0.0.1")
                == Verdict(false, "not among those of 'allow print @staff carl' (rule 2 of printer raw)"))
        #expect(try await check(counter, "print-job", as: "ben", from: "10.0.0.1") == Verdict(true, "role user"))
        #expect(
            try await check(counter, "pause-printer", as: "ben")
                == Verdict(true, "'grant operate ben' (rule 3 of printer raw)"))
        #expect(
            try await check(counter, "pause-printer", as: "ben", to: "/printers/pdf") == Verdict(false, "role user"))
        #expect(try await check(counter, "cancel-job", as: "anna", to: "/jobs/\(job)") == Verdict(true, "role user"))
        #expect(try await check(counter, "cancel-job", as: "ben", to: "/jobs/\(job)") == Verdict(false, "role user"))
        #expect(
            try await check(counter, "cancel-job", as: "anna", from: "10.9.9.9", isProved: false, to: "/jobs/\(job)")
                == Verdict(false, "role anonymous"))
        #expect(try await check(counter, "pause-printer").isAllowed == true, "about oneself")
        #expect(try counter.printer("raw").isPaused == false)
        counter.caller.requester = Self.proved("dora")
        #expect(try await check(counter, "print-job", as: "ben").isAllowed == nil, "others are not for everybody")
        #expect(try await check(counter, "print-job").isAllowed == false)
        #expect(
            try await counter.send(.quireCheckPolicy, [Attribute("quire-operation", .keyword("fly"))]).status
                == .attributesOrValuesNotSupported)
    }

    @Test("The groups of a name that nobody has proved are looked up only where a rule asks for groups")
    func groupsOfNames() async throws {
        var counter = try await Counter(.standard, groups: ["ben": ["staff"]])
        let local = Requester(origin: .localUser(uid: 7, name: "ben"), isPrivate: true)
        func check(as requester: Requester) async throws -> (isAllowed: Bool, told: [String]?, asked: [String]) {
            counter.caller.requester = requester
            _ = counter.groups.taken()
            let answer = try await counter.send(
                .quireCheckPolicy, [Attribute("quire-operation", .keyword("print-job"))], user: "ben")[.system]
            return (
                answer?["quire-policy-is-allowed"]?.values == [.boolean(true)],
                answer?["quire-policy-groups"]?.stringValues, counter.groups.taken()
            )
        }

        var found = try await check(as: Self.unproved())
        #expect(found.isAllowed && found.told == nil && found.asked == [])
        found = try await check(as: local)
        #expect(found.isAllowed && found.told == ["staff"] && Set(found.asked) == ["ben"])
        try await set(counter, ["allow print @staff"])
        found = try await check(as: Self.unproved())
        #expect(found.isAllowed, "by the group of the name")
        #expect(found.told == nil, "who has proved nothing is told what he may, and no more")
        #expect(Set(found.asked) == ["ben?"])
    }

    @Test("Why a job waits names another printer only to who may print there")
    func explained() async throws {
        var counter = try await Counter(.standard)
        counter.caller.requester = Self.proved("anna")
        let job = try await counter.makeJob()
        counter.caller.requester = Self.root
        #expect(try await counter.send(.pausePrinter, user: nil).status == .ok)
        func fixes() async throws -> [String] {
            counter.caller.requester = Self.proved("anna")
            let answer = try await counter.send(
                .getJobAttributes, to: "/jobs/\(job)",
                [Attribute("requested-attributes", .keyword("quire-job-blockers"))])
            let first = answer[.job]?["quire-job-blockers"]?.values.first?.collectionValue
            return first?["blocker-fix"]?.stringValues ?? []
        }

        let move = "quirectl job move \(job) pdf"
        #expect(try await fixes().contains(move))
        counter.caller.requester = Self.root
        let rule = Attribute("quire-policy", .text("deny print anna"))
        let answer = try await counter.send(.setPrinterAttributes, to: "/printers/pdf", printer: [rule], user: nil)
        #expect(answer.status == .ok)
        #expect(try await !fixes().contains(move))
    }

    @Test("Other ways in ask the same evaluator")
    func otherWays() async throws {
        let counter = try await Counter(.standard, groups: ["ben": ["staff"]])
        try await set(counter, ["allow print @staff"])
        let raw = try counter.printer("raw")

        let ben = await counter.context.decision(on: .print, for: Self.unproved(), label: "ben", on: raw)
        let anna = await counter.context.decision(on: .print, for: Self.unproved(), label: "anna", on: raw)

        #expect(ben.isAllowed)
        #expect(!anna.isAllowed)
        #expect(anna.rule.contains("allow print @staff"))
    }
}
