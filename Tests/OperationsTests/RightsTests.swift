import IPP
import PrintModel
import QuireTestKit
import Testing

@testable import Operations

@Suite("Who may print, and how much")
struct RightsTests {
    private func set(_ counter: Counter, _ attributes: Attribute...) async throws -> StatusCode {
        try await counter.send(.cupsAddModifyPrinter, to: "/printers/raw", printer: attributes).status
    }

    private func prints(_ counter: Counter, _ user: String, on queue: String = "raw") async throws -> IPPMessage {
        try await counter.send(.printJob, to: "/printers/\(queue)", document: Array("%PDF".utf8), user: user)
    }

    @Test(
        "Lists of users let in those they name, and no others",
        arguments: [
            ("requesting-user-name-allowed", ["anna"], ["anna"], ["bob"]),
            ("requesting-user-name-allowed", ["@staff"], ["bob"], ["anna"]),
            ("requesting-user-name-allowed", ["none"], [], ["anna", "bob"]),
            ("requesting-user-name-allowed", ["all"], ["anna", "bob"], []),
            ("requesting-user-name-denied", ["anna", "@staff"], ["carl"], ["anna", "ANNA", "bob"]),
            ("requesting-user-name-denied", ["none"], ["anna", "bob"], []),
            ("requesting-user-name-denied", ["all"], [], ["anna", "bob"]),
        ])
    func lists(name: String, names: [String], admitted: [String], refused: [String]) async throws {
        let counter = try await Counter(groups: ["bob": ["staff"]])
        #expect(try await set(counter, Attribute(name, names.map { .name($0) })) == .ok)

        for user in admitted { #expect(try await prints(counter, user).status == .ok, "\(user)") }
        for user in refused {
            let answer = try await prints(counter, user)
            #expect(answer.status == .notAuthorized, "\(user)")
            #expect(answer[.operation]?["status-message"]?.stringValue == "Not allowed to print.")
        }
    }

    @Test("To be let in a proved name is spelled as it is written, a mere one in any way; kept out is every spelling")
    func spelling() async throws {
        var counter = try await Counter(.standard)
        let raw = try counter.printer("raw").id
        func status(_ access: UserAccess, proved: Bool) async throws -> StatusCode {
            _ = try await counter.store.update(raw, at: counter.clock.now()) { $0.userAccess = access }
            counter.caller.requester = Requester(
                origin: .network(address: "10.0.0.7", isLoopback: false), isPrivate: true,
                identity: proved ? Identity(name: "Anna", role: .user) : nil)
            return try await prints(counter, "Anna").status
        }

        #expect(try await status(.allowed(["anna"]), proved: true) == .notAuthorized, "another account than anna")
        #expect(try await status(.allowed(["Anna"]), proved: true) == .ok)
        #expect(try await status(.allowed(["anna"]), proved: false) == .ok, "who lies could write it so")
        for proved in [true, false] {
            #expect(try await status(.denied(["anna"]), proved: proved) == .notAuthorized)
        }
    }

    @Test("The same holds for every way to a queue, and for lists of queues")
    func everyWay() async throws {
        let counter = try await Counter()
        let id = try await counter.makeJob(on: "pdf", user: "bob")
        _ = try await set(counter, Attribute("requesting-user-name-allowed", .name("anna")))

        for operation in [OperationID.createJob, .validateJob] {
            #expect(try await counter.send(operation, user: "bob").status == .notAuthorized)
            #expect(try await counter.send(operation, user: "anna").status == .ok)
        }
        let move = try await counter.send(
            .cupsMoveJob, to: "/jobs/\(id)", job: [Attribute("job-printer-uri", .uri("ipp://x/printers/raw"))],
            user: "bob")
        #expect(move.status == .notAuthorized)
        func listed(_ user: String, _ more: [Attribute] = []) async throws -> [String] {
            try await counter.send(.cupsGetPrinters, to: "/", more, user: user).groups
                .compactMap { $0["printer-name"]?.stringValue }
        }
        #expect(try await listed("bob") == ["pdf"])
        #expect(try await listed("anna") == ["pdf", "raw"])
        #expect(try await listed("anna", [Attribute("requested-user-name", .name("bob"))]) == ["pdf"])
    }

    @Test("The lists are described, and cleared by all or by deleting them")
    func described() async throws {
        let counter = try await Counter()
        _ = try await set(counter, Attribute("requesting-user-name-denied", [.name("anna"), .name("@staff")]))
        var group = try await counter.send(.getPrinterAttributes)[.printer]
        #expect(group?["requesting-user-name-denied"]?.values == [.name("anna"), .name("@staff")])
        _ = try await set(counter, Attribute("requesting-user-name-allowed", .name("bob")))
        group = try await counter.send(.getPrinterAttributes)[.printer]
        #expect(group?["requesting-user-name-denied"] == nil)
        #expect(group?["requesting-user-name-allowed"]?.values == [.name("bob")])

        _ = try await set(counter, Attribute("requesting-user-name-allowed", .outOfBand(.deleteAttribute)))

        group = try await counter.send(.getPrinterAttributes)[.printer]
        #expect(group?["requesting-user-name-allowed"] == nil)
    }

    @Test("Who has used what he may is refused in cupsd's words, until the limit is taken away")
    func quota() async throws {
        let counter = try await Counter()
        _ = try await set(
            counter, Attribute("job-quota-period", .integer(86400)), Attribute("job-k-limit", .integer(1)))
        let group = try await counter.send(.getPrinterAttributes)[.printer]
        #expect(group?["job-k-limit"]?.values == [.integer(1)])
        #expect(group?["job-page-limit"]?.values == [.integer(0)])

        #expect(try await prints(counter, "anna").status == .ok)
        let refused = try await prints(counter, "anna")
        #expect(refused.status == .notPossible)
        #expect(refused[.operation]?["status-message"]?.stringValue == "Quota limit reached.")
        #expect(try await prints(counter, "bob").status == .ok)
        _ = try await set(counter, Attribute("job-quota-period", .integer(0)), Attribute("job-k-limit", .integer(0)))

        #expect(try await prints(counter, "anna").status == .ok)
    }

    @Test("What is used of a quota is told to those who see all, and to others of themselves")
    func quotas() async throws {
        let counter = try await Counter(.standard)
        let system = try await Counter(.open)
        for house in [counter, system] {
            let printer = try house.printer("raw").id
            _ = try await house.store.update(printer, at: house.clock.now()) {
                $0.attributes.set("job-k-limit", .integer(1))
                $0.attributes.set("job-quota-period", .integer(86_400))
            }
            _ = try await prints(house, "anna")
            _ = try await prints(house, "bob")
        }
        func told(_ house: Counter, _ attributes: [Attribute] = []) async throws -> [String] {
            let answer = try await house.send(.quireGetQuotas, attributes)
            return answer.groups.filter { $0.tag == .system }.map { group in
                let words = [group["quire-quota-user"]?.stringValue, group["printer-name"]?.stringValue]
                return words.compactMap { $0 }.joined(separator: " ")
            }
        }

        #expect(try await told(system) == ["anna raw", "bob raw"])
        let one = try await system.send(.quireGetQuotas, [Attribute("quire-user", .name("bob"))])[.system]
        #expect(one?["quire-quota-k-octets-used"]?.integerValue == 1)
        #expect(one?["quire-quota-is-reached"]?.values == [.boolean(true)])
        var outside = counter
        outside.caller.requester = Requester(
            origin: .network(address: "192.0.2.9", isLoopback: false), isPrivate: false)
        #expect(try await told(outside) == ["anna raw"])
        #expect(
            try await outside.send(.quireGetQuotas, [Attribute("quire-user", .name("bob"))]).status == .notAuthorized)
        #expect(try await system.send(.quireGetQuotas, to: "/printers/pdf").groups.count == 1)
    }

    @Test("A job says which account it is for, else its queue does, and jobs are added up by it")
    func accounting() async throws {
        let counter = try await Counter()
        let described = try await counter.send(.getPrinterAttributes)[.printer]
        #expect(described?["job-account-id-supported"]?.values == [.boolean(true)])
        #expect(described?["job-account-id-default"]?.values == [.outOfBand(.noValue)])
        let set = try await counter.send(
            .setPrinterAttributes, printer: [Attribute("job-account-id-default", .name("house"))])
        #expect(set.status == .ok)
        let plain = try await counter.makeJob()
        let own = try await counter.makeJob(
            job: [Attribute("job-account-id", .name("4711")), Attribute("job-accounting-user-id", .keyword("x"))])
        let bad = try await counter.send(
            .printJob, job: [Attribute("job-account-id", .name(""))], document: Array("%PDF".utf8), user: "bob")
        #expect(bad.status == .okIgnoredOrSubstitutedAttributes)
        #expect(try await counter.job(plain).attributes["job-account-id"]?.values == [.name("house")])
        #expect(try await counter.job(own).attributes["job-accounting-user-id"]?.values == [.name("x")])
        let leases = try await counter.store.claim(
            on: counter.printer("raw").id, limit: 9, at: counter.clock.now())
        for lease in leases {
            try await counter.store.finish(
                lease, with: .delivered, report: PrintReport(impressions: 4, sheets: 2), at: counter.clock.now())
        }
        _ = try await counter.makeJob("waits")

        let answer = try await counter.send(
            .quireGetAccounting, to: "/",
            [Attribute("quire-accounting-by", [.keyword("account"), .keyword("user")])])

        #expect(answer[.operation]?["quire-accounting-is-whole"]?.values == [.boolean(true)])
        let sums = answer.groups.filter { $0.tag == .system }.map { group in
            ["account", "user", "jobs", "impressions", "media-sheets", "k-octets"].map { name in
                let value = group["quire-accounting-\(name)"]?.values.first
                return value?.stringValue ?? value?.integerValue.map { "\($0)" } ?? "?"
            }.joined(separator: " ")
        }
        #expect(Set(sums) == ["4711 anna 1 4 2 1", "house anna 1 4 2 1", "house bob 1 4 2 1"])
        let later = IPPDateTime(secondsSince1970: counter.clock.now().seconds + 60)
        let none = try await counter.send(
            .quireGetAccounting, [Attribute("quire-accounting-since", .dateTime(later))])
        #expect(none.groups.filter { $0.tag == .system }.isEmpty)
        let wrong = try await counter.send(
            .quireGetAccounting, [Attribute("quire-accounting-by", .keyword("weather"))])
        #expect(wrong.status == .attributesOrValuesNotSupported)
    }

    @Test("Wishes of lpadmin that are not carried out here are told to be unsupported")
    func unsupported() async throws {
        let counter = try await Counter()
        let kept = [
            Attribute("printer-op-policy", .name("default")),
            Attribute("auth-info-required", .keyword("none")), Attribute("printer-is-temporary", .boolean(false)),
        ]
        #expect(try await counter.send(.cupsAddModifyPrinter, printer: kept).status == .ok)
        for wish in [
            Attribute("printer-op-policy", .name("kerberos")),
            Attribute("auth-info-required", .keyword("negotiate")), Attribute("printer-is-temporary", .boolean(true)),
        ] {
            let answer = try await counter.send(.cupsAddModifyPrinter, printer: [wish])
            #expect(answer.status == .okIgnoredOrSubstitutedAttributes)
            #expect(answer[.unsupported]?.attributes == [wish])
        }
    }
}
