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
            ("requesting-user-name-allowed", ["anna"], ["anna", "ANNA"], ["bob"]),
            ("requesting-user-name-allowed", ["@staff"], ["bob"], ["anna"]),
            ("requesting-user-name-allowed", ["none"], [], ["anna", "bob"]),
            ("requesting-user-name-allowed", ["all"], ["anna", "bob"], []),
            ("requesting-user-name-denied", ["anna", "@staff"], ["carl"], ["anna", "bob"]),
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
