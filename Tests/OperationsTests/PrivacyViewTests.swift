import IPP
import PrintModel
import QuireTestKit
import Testing

@testable import Operations

@Suite("What others see of a job")
struct PrivacyViewTests {
    private static let others: [(String, Requester, String)] = [
        ("ben", Requester(origin: .localUser(uid: 1001, name: "ben"), isPrivate: true), "ben"),
        ("a stranger", Requester(origin: .network(address: "192.0.2.9", isLoopback: false), isPrivate: false), "anna"),
    ]
    private static let anna = Requester(origin: .localUser(uid: 1000, name: "anna"), isPrivate: true)
    private static let operator_ = Requester(
        origin: .network(address: "192.0.2.3", isLoopback: false), isPrivate: true,
        identity: Identity(name: "olga", role: .operator_))
    private static let root = Requester(origin: .localUser(uid: 0, name: "root"), isPrivate: true)

    /// In the job's attributes, wherever they may turn up.
    private static let secrets = ["planted-title", "anna", "planted-file", "planted-account"]

    private func counter(_ scope: String? = nil, _ attributes: [String]? = nil) async throws -> (Counter, JobID) {
        var counter = try await Counter(.standard)
        counter.caller.requester = Self.root
        var settings: [Attribute] = []
        if let scope { settings.append(Attribute("job-privacy-scope", .keyword(scope))) }
        if let attributes { settings.append(Attribute("job-privacy-attributes", attributes.map { .keyword($0) })) }
        if !settings.isEmpty {
            #expect(try await counter.send(.setPrinterAttributes, printer: settings).status == .ok)
        }
        counter.caller.requester = Self.anna
        let answer = try await counter.send(
            .printJob,
            [Attribute("job-name", .name("planted-title")), Attribute("document-name", .name("planted-file"))],
            job: [Attribute("job-account-id", .name("planted-account"))], document: Array("%PDF".utf8))
        return (counter, JobID(try #require(answer[.job]?["job-id"]?.integerValue)))
    }

    /// Every view there is of a job, as text.
    private func views(_ counter: Counter, _ id: JobID, as requester: Requester, _ user: String) async throws -> [(
        name: String, text: String
    )] {
        var counter = counter
        counter.caller.requester = requester
        let every = [
            Attribute(
                "requested-attributes",
                [.keyword("all"), .keyword("quire-job-blockers"), .keyword("quire-job-timeline")])
        ]
        let asked: [(String, OperationID, String, [Attribute])] = [
            ("Get-Job-Attributes", .getJobAttributes, "/jobs/\(id)", every),
            ("Get-Jobs of a printer", .getJobs, "/printers/raw", every),
            ("Get-Jobs of all", .getJobs, "/", every),
            ("Get-Jobs by number", .getJobs, "/", every + [Attribute("job-ids", .integer(id.rawValue))]),
            ("Get-Documents", .getDocuments, "/jobs/\(id)", every),
            (
                "Get-Document-Attributes", .getDocumentAttributes, "/jobs/\(id)",
                every + [Attribute("document-number", .integer(1))]
            ),
            ("Get-Printer-Attributes", .getPrinterAttributes, "/printers/raw", every),
            ("CUPS-Get-Document", .cupsGetDocument, "/jobs/\(id)", [Attribute("document-number", .integer(1))]),
            ("Quire-Get-Accounting", .quireGetAccounting, "/", []),
        ]
        var views: [(String, String)] = []
        for (name, operation, uri, attributes) in asked {
            let answer = try await counter.send(operation, to: uri, attributes, user: user == "anna" ? nil : user)
            views.append((name, "\(answer.groups)"))
        }
        return views
    }

    @Test("Others see its number, its state and its size in every view, and nothing more", arguments: 0..<2)
    func closed(index: Int) async throws {
        let (counter, id) = try await counter()
        let (name, requester, user) = Self.others[index]

        for view in try await views(counter, id, as: requester, user) {
            for secret in Self.secrets {
                #expect(!view.text.contains(secret), "\(name) sees \(secret) in \(view.name)")
            }
        }
        var outside = counter
        outside.caller.requester = requester
        let job = try await outside.send(.getJobAttributes, to: "/jobs/\(id)", user: nil)[.job]
        #expect(job?["job-id"]?.integerValue == id.rawValue)
        #expect(job?["job-state"] != nil)
        #expect(job?["job-k-octets"]?.integerValue == 1)
    }

    @Test("The owner and those who see everybody's details see all of it")
    func open() async throws {
        let (counter, id) = try await counter()

        for requester in [Self.anna, Self.operator_, Self.root] {
            var inside = counter
            inside.caller.requester = requester
            let job = try await inside.send(.getJobAttributes, to: "/jobs/\(id)", user: nil)[.job]
            #expect(job?["job-name"]?.stringValue == "planted-title")
            #expect(job?["job-account-id"]?.stringValue == "planted-account")
        }
    }

    @Test(
        "The scope says who sees what is private",
        arguments: [
            ("all", true, true, true), ("default", false, true, true), ("owner", false, false, true),
            ("none", false, false, false),
        ])
    func scopes(scope: String, other: Bool, root: Bool, owner: Bool) async throws {
        let (counter, id) = try await counter(scope)
        let people = [(Self.others[0].1, other), (Self.root, root), (Self.operator_, root), (Self.anna, owner)]

        for (requester, sees) in people {
            var inside = counter
            inside.caller.requester = requester
            let job = try await inside.send(.getJobAttributes, to: "/jobs/\(id)", user: nil)[.job]
            #expect((job?["job-name"] != nil) == sees, "\(requester)")
            #expect(job?["job-state"] != nil)
        }
    }

    @Test("Where only the owner sees a job, administrators read no document of it")
    func ownersDocuments() async throws {
        let (counter, id) = try await counter("owner")
        func reads(_ requester: Requester) async throws -> StatusCode {
            var inside = counter
            inside.caller.requester = requester
            return try await inside.send(
                .cupsGetDocument, to: "/jobs/\(id)", [Attribute("document-number", .integer(1))], user: nil
            ).status
        }

        #expect(try await reads(Self.root) == .notAuthorized)
        #expect(try await reads(Self.anna) == .ok)
    }

    @Test("Only what is named is private where attributes are named")
    func attributes() async throws {
        let (named, id) = try await counter(nil, ["job-name", "job-k-octets"])
        var outside = named
        outside.caller.requester = Self.others[0].1
        var job = try await outside.send(.getJobAttributes, to: "/jobs/\(id)", user: nil)[.job]
        #expect(job?["job-name"] == nil)
        #expect(job?["job-k-octets"] == nil)
        #expect(job?["job-originating-user-name"]?.stringValue == "anna")

        let (template, other) = try await counter(nil, ["job-template"])
        outside = template
        outside.caller.requester = Self.others[0].1
        job = try await outside.send(.getJobAttributes, to: "/jobs/\(other)", user: nil)[.job]
        #expect(job?["job-name"]?.stringValue == "planted-title")
        #expect(job?["job-priority"] == nil)

        let (all, last) = try await counter(nil, ["all"])
        outside = all
        outside.caller.requester = Self.others[0].1
        job = try await outside.send(.getJobAttributes, to: "/jobs/\(last)", user: nil)[.job]
        #expect(
            Set(job?.attributes.map(\.name) ?? [])
                == ["job-uri", "job-id", "job-printer-uri", "job-state", "job-state-reasons"])
    }

    @Test("What is set is described, and what cannot be is refused")
    func described() async throws {
        var (counter, _) = try await counter("owner", ["job-name", "job-template"])
        let printer = try await counter.send(.getPrinterAttributes)[.printer]
        #expect(printer?["job-privacy-scope"]?.stringValue == "owner")
        #expect(printer?["job-privacy-attributes"]?.stringValues == ["job-name", "job-template"])
        #expect(printer?["subscription-privacy-scope"]?.stringValue == "default")
        counter.caller.requester = Self.root
        for bad in [
            Attribute("job-privacy-scope", .keyword("friends")),
            Attribute("job-privacy-attributes", .keyword("colour")),
            Attribute("job-privacy-attributes", [.keyword("none"), .keyword("job-name")]),
            Attribute("subscription-privacy-scope", .keyword("none")),
        ] {
            #expect(
                try await counter.send(.setPrinterAttributes, printer: [bad]).status == .attributesOrValuesNotSupported)
        }
    }

    @Test(
        "Subscriptions are seen by those whom their printer's scope lets see them",
        arguments: [
            ("all", true, true), ("default", false, true), ("owner", false, false),
        ])
    func subscriptions(scope: String, other: Bool, root: Bool) async throws {
        var (counter, _) = try await counter()
        counter.caller.requester = Self.root
        let set = Attribute("subscription-privacy-scope", .keyword(scope))
        #expect(try await counter.send(.setPrinterAttributes, printer: [set]).status == .ok)
        let id = try await subscription(of: counter)

        for (requester, sees) in [(Self.others[0].1, other), (Self.root, root), (Self.anna, true)] {
            counter.caller.requester = requester
            let listed = try await counter.send(.getSubscriptions, user: nil)
            #expect(listed.groups.contains { $0.tag == .subscription } == sees, "\(requester)")
            let one = try await counter.send(
                .getSubscriptionAttributes, [Attribute("notify-subscription-id", .integer(id))], user: nil)
            #expect((one.status == .ok) == sees)
        }
    }

    private func subscription(of counter: Counter) async throws -> Int32 {
        var counter = counter
        counter.caller.requester = Self.anna
        let group = AttributeGroup(
            .subscription,
            [
                Attribute("notify-pull-method", .keyword("ippget")),
                Attribute("notify-events", .keyword("job-state-changed")),
            ])
        let message = IPPMessage(
            code: OperationID.createPrinterSubscriptions.rawValue, requestID: 7,
            groups: [
                AttributeGroup(
                    .operation,
                    [
                        Attribute("attributes-charset", .charset("utf-8")),
                        Attribute("attributes-natural-language", .naturalLanguage("en")),
                        Attribute("printer-uri", .uri("ipp://localhost/printers/raw")),
                    ]), group,
            ])
        let answer = try await counter.answer(to: message.encoded())
        return try #require(answer[.subscription]?["notify-subscription-id"]?.integerValue)
    }
}
