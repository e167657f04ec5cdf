import Foundation
import IPP
import PrintModel
import QuireTestKit
import Testing

@testable import Operations

/// Every cell of ``AccessTable``, asked of the operations themselves: who proved what, against each operation there is.
@Suite("The table of who may do what")
struct AccessTableTests {
    /// Everybody there can be: how he came, and what he proved.
    struct Person: Sendable, CustomTestStringConvertible {
        var name: String
        var standing: Standing
        var requester: Requester
        /// `nil` for a proof that is good for everything, and for who needs none.
        var scopes: Set<Scope>?

        var testDescription: String { name }

        func may(_ scope: Scope?) -> Bool { scope.map { scopes?.contains($0) ?? true } ?? true }
    }

    private static let scopeSets: [Set<Scope>] = [
        [], [.read], [.print], [.manage], [.read, .print], [.read, .print, .manage],
    ]

    static let everybody: [Person] = {
        let far = Requester.Origin.network(address: "10.0.0.7", isLoopback: false)
        let socket = Requester.Origin.localUser(uid: 1000, name: "anna")
        var people = [
            Person(
                name: "root on the socket", standing: .administrator,
                requester: Requester(origin: .localUser(uid: 0, name: "root"), isPrivate: true)),
            Person(
                name: "the daemon's user", standing: .administrator,
                requester: Requester(origin: .localUser(uid: 990, name: "quire"), isPrivate: true)),
            Person(name: "anna on the socket", standing: .user, requester: Requester(origin: socket, isPrivate: true)),
            Person(
                name: "a name in the clear", standing: .anonymous, requester: Requester(origin: far, isPrivate: false)),
            Person(name: "a name in TLS", standing: .anonymous, requester: Requester(origin: far, isPrivate: true)),
        ]
        let roles: [(Role, Standing)] = [
            (.user, .user), (.operator_, .operator), (.administrator, .administrator), (.auditor, .auditor),
        ]
        for (role, standing) in roles {
            for origin in [far, socket, .localUser(uid: 0, name: "root")] {
                people += ([nil] + scopeSets.map(Optional.some)).map { scopes in
                    Person(
                        name: "\(role) \(origin) \(scopes.map { "\($0.map(\.rawValue).sorted())" } ?? "password")",
                        standing: standing,
                        requester: Requester(
                            origin: origin, isPrivate: true,
                            identity: Identity(name: "anna", role: role, scopes: scopes)),
                        scopes: scopes)
                }
            }
        }
        return people
    }()

    /// What the table says of a thing that is his, or is not.
    private static func may(_ person: Person, _ access: Access, own: Bool) -> Bool {
        let scopes = AccessTable.scopes(access)
        let mayOwn = own && person.may(scopes.own)
        return switch AccessTable.grant(access, to: person.standing) {
        case .no: false
        case .own, .named: mayOwn
        case .all: person.may(scopes.all) || mayOwn
        }
    }

    @Test("Everybody has the standing that he has proved, and no other", arguments: everybody)
    func standing(person: Person) {
        let policy = AccessPolicy(.standard, daemonUID: 990)

        #expect(policy.standing(of: person.requester) == person.standing)
        #expect(policy.isAdministrator(person.requester) == (person.standing == .administrator && person.may(.manage)))
    }

    @Test("Operations that are not about one's own things obey their cell", arguments: everybody)
    func plain(person: Person) async throws {
        for operation in OperationTable.all {
            let access = type(of: operation).access
            guard [.anyone, .printing, .operation, .administration, .audit].contains(access) else { continue }
            var counter = try await Counter(.standard, fetcher: FakeFetcher())
            counter.caller.requester = person.requester

            let answer = try await counter.send(type(of: operation).id)

            let isRefused = answer.status == .notAuthorized
            // Those who need not prove anything print as anybody does; `own` is then what they print.
            #expect(isRefused != Self.may(person, access, own: access == .printing), "\(type(of: operation).id)")
        }
    }

    @Test(
        "Operations on a job obey their cell, for one's own job and for another's", arguments: everybody, [true, false])
    func jobs(person: Person, own: Bool) async throws {
        for operation in OperationTable.all where [.jobOwner, .documents].contains(type(of: operation).access) {
            let access = type(of: operation).access
            var counter = try await Counter(.standard, fetcher: FakeFetcher())
            counter.caller.requester =
                own ? Self.maker(of: person) : Requester(origin: .localUser(uid: 1001, name: "ben"), isPrivate: true)
            let id = try await counter.makeJob(user: own ? "anna" : "ben")
            counter.caller.requester = person.requester

            let answer = try await counter.send(
                type(of: operation).id, to: "/jobs/\(id)",
                [Attribute("last-document", .boolean(true)), Attribute("document-number", .integer(1))])

            let isRefused = answer.status == .notAuthorized
            let isPrinting = [.restartJob, .reprocessJob, .resubmitJob].contains(type(of: operation).id)
            let may = Self.may(person, access, own: own) && (!isPrinting || Self.may(person, .printing, own: true))
            #expect(isRefused != may, "\(type(of: operation).id)")
        }
    }

    /// Whoever he is, with a proof that is good for printing.
    private static func maker(of person: Person) -> Requester {
        var maker = person.requester
        if maker.identity != nil { maker.identity = Identity(name: "anna", role: .user) }
        return maker
    }

    @Test("What else there is to see of a job is seen as its cell says", arguments: everybody, [true, false])
    func details(person: Person, own: Bool) async throws {
        var counter = try await Counter(.standard)
        counter.caller.requester =
            own ? Self.maker(of: person) : Requester(origin: .localUser(uid: 1001, name: "ben"), isPrivate: true)
        let id = try await counter.makeJob("salary", user: own ? "anna" : "ben")
        counter.caller.requester = person.requester

        let answer = try await counter.send(.getJobAttributes, to: "/jobs/\(id)")

        #expect(answer.status == .ok)
        #expect((answer[.job]?["job-name"] != nil) == Self.may(person, .details, own: own))
    }

    @Test("A proved name owns what it makes, whatever the request calls it")
    func provedOwner() async throws {
        var counter = try await Counter(.standard)
        counter.caller.requester = Requester(
            origin: .network(address: "10.0.0.7", isLoopback: false), isPrivate: true,
            identity: Identity(name: "anna", role: .administrator))

        let id = try await counter.makeJob(user: "ben")

        #expect(try await counter.job(id).owner == Owner(user: "anna", host: "10.0.0.7", isProved: true))
        counter.caller.requester.identity = nil
        #expect(try await counter.send(.cancelJob, to: "/jobs/\(id)", user: "anna").status == .notAuthorized)
        counter.caller.requester = Requester(
            origin: .network(address: "10.9.9.9", isLoopback: false), isPrivate: true,
            identity: Identity(name: "anna", role: .user))
        #expect(try await counter.send(.cancelJob, to: "/jobs/\(id)", user: nil).status == .ok)
    }

    @Test("Only a refusal that a proof might turn into something else asks for one")
    func asksForProof() async throws {
        var counter = try await Counter(.standard)
        func asks(_ operation: OperationID, to uri: String = "/printers/raw") async -> Bool {
            let message = IPPMessage(
                code: operation.rawValue, requestID: 1,
                groups: [
                    AttributeGroup(
                        .operation,
                        [
                            Attribute("attributes-charset", .charset("utf-8")),
                            Attribute("attributes-natural-language", .naturalLanguage("en")),
                            Attribute("printer-uri", .uri("ipp://localhost\(uri)")),
                        ])
                ])
            return await counter.service.answer(
                to: message.encoded(), document: .bytes([1]), from: counter.caller
            ).wantsProof
        }
        counter.caller.requester = Requester(origin: .network(address: "10.0.0.7", isLoopback: false), isPrivate: false)
        #expect(await asks(.pausePrinter))
        #expect(await asks(.cupsAddModifyPrinter))
        #expect(await asks(.getUserPrinterAttributes))
        for open in [OperationID.getPrinterAttributes, .printJob, .validateJob, .getJobs, .createJob] {
            #expect(await !asks(open))
        }
        let raw = try counter.printer("raw")
        _ = try await counter.store.update(raw.id, at: counter.clock.now()) {
            $0.userAccess = UserAccess(allowed: ["ben"])
        }
        #expect(await !asks(.printJob), "who may not print is told so")
        #expect(await asks(.pausePrinter, to: "/printers/none"), "before it is said what is there")

        counter.caller.requester.identity = Identity(name: "anna", role: .user)
        #expect(await !asks(.pausePrinter), "who has proved something is told that it is not enough")
        counter.caller.requester = Requester(origin: .localUser(uid: 1000, name: "anna"), isPrivate: true)
        #expect(await !asks(.pausePrinter), "nor is anybody asked whom the kernel knows")
        let open = try await Counter(.open)
        let far = Requester(origin: .network(address: "10.0.0.7", isLoopback: false), isPrivate: true)
        counter = open
        counter.caller.requester = far
        #expect(await !asks(.pausePrinter), "nor with the open policy")
    }

    @Test("docs/IDENTITY.md has the table as it is")
    func document() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardized
        let text = try String(contentsOf: root.appending(path: "docs/IDENTITY.md"), encoding: .utf8)

        let header = "| | " + Access.allCases.map(\.rawValue).joined(separator: " | ") + " |"
        let rows = Standing.allCases.map { standing in
            "| \(standing.rawValue) | "
                + Access.allCases.map { AccessTable.grant($0, to: standing).rawValue }.joined(separator: " | ") + " |"
        }
        let table = ([header, "|" + String(repeating: "---|", count: Access.allCases.count + 1)] + rows)
            .joined(separator: "\n")
        #expect(text.contains(table), "put this into docs/IDENTITY.md:\n\(table)")
    }
}
