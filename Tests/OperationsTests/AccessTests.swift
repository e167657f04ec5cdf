import IPP
import PrintModel
import Testing

@testable import Operations

@Suite("Who may do what")
struct AccessTests {
    enum Role: String, CaseIterable {
        case root, daemonUser, provedOwner, provedOther, ownerByName, sameNameElsewhere, otherName

        var requester: Requester {
            func local(_ uid: UInt32, _ name: String) -> Requester {
                Requester(origin: .localUser(uid: uid, name: name), isPrivate: true)
            }
            func remote(_ address: String) -> Requester {
                Requester(origin: .network(address: address, isLoopback: false), isPrivate: false)
            }
            return switch self {
            case .root: local(0, "root")
            case .daemonUser: local(990, "quire")
            case .provedOwner: local(1000, "anna")
            case .provedOther: local(1001, "ben")
            case .ownerByName, .otherName: remote("10.0.0.7")
            case .sameNameElsewhere: remote("10.0.0.8")
            }
        }

        var label: String { self == .otherName ? "ben" : "anna" }
    }

    /// For a job whose owner was proved, and for one that came with a name only: whether each role may.
    private static func mayHandle(_ role: Role, provedJob: Bool) -> Bool {
        switch role {
        case .root, .daemonUser: true
        case .provedOwner: true
        case .provedOther, .otherName, .sameNameElsewhere: false
        case .ownerByName: !provedJob
        }
    }

    @Test("Job operations, by role and by how the owner is known", arguments: Role.allCases, [true, false])
    func jobs(role: Role, provedJob: Bool) async throws {
        for operation in OperationTable.all where type(of: operation).access == .jobOwner {
            var counter = try await Counter(.standard, fetcher: FakeFetcher())
            counter.caller.requester = (provedJob ? Role.provedOwner : .ownerByName).requester
            let id = try await counter.makeJob()
            counter.caller.requester = role.requester

            let answer = try await counter.send(
                type(of: operation).id, to: "/jobs/\(id)", [Attribute("last-document", .boolean(true))],
                user: role.label)

            let isRefused = answer.status == .notAuthorized
            #expect(isRefused == !Self.mayHandle(role, provedJob: provedJob), "\(type(of: operation).id) as \(role)")
        }
    }

    @Test("Looking and printing are open to everybody", arguments: Role.allCases)
    func open(role: Role) async throws {
        for operation in OperationTable.all where [.anyone, .printing].contains(type(of: operation).access) {
            var counter = try await Counter(.standard, fetcher: FakeFetcher())
            counter.caller.requester = role.requester

            let answer = try await counter.send(type(of: operation).id, user: role.label, )

            #expect(answer.status != .notAuthorized, "\(type(of: operation).id) as \(role)")
        }
    }

    @Test(
        "Documents are read back by a proved owner or an administrator only", arguments: Role.allCases, [true, false])
    func documents(role: Role, provedJob: Bool) async throws {
        var counter = try await Counter(.standard, fetcher: FakeFetcher())
        counter.caller.requester = (provedJob ? Role.provedOwner : .ownerByName).requester
        let id = try await counter.makeJob()
        counter.caller.requester = role.requester

        let message = IPPMessage(
            code: OperationID.cupsGetDocument.rawValue, requestID: 1,
            groups: [
                AttributeGroup(
                    .operation,
                    [
                        Attribute("attributes-charset", .charset("utf-8")),
                        Attribute("attributes-natural-language", .naturalLanguage("en")),
                        Attribute("job-uri", .uri("ipp://h/jobs/\(id)")),
                        Attribute("requesting-user-name", .name(role.label)),
                        Attribute("document-number", .integer(1)),
                    ])
            ])
        let answer = await counter.service.answer(to: message.encoded(), document: .bytes([]), from: counter.caller)

        let mayRead = role == .root || role == .daemonUser || provedJob && role == .provedOwner
        #expect((answer.rest != nil) == mayRead)
    }

    @Test("Claiming to be root from elsewhere changes nothing")
    func claimedRoot() async throws {
        var counter = try await Counter(.standard, fetcher: FakeFetcher())
        counter.caller.requester = Role.ownerByName.requester
        let id = try await counter.makeJob()
        counter.caller.requester = Role.sameNameElsewhere.requester

        #expect(try await counter.send(.cancelJob, to: "/jobs/\(id)", user: "root").status == .notAuthorized)
        #expect(try await counter.job(id).state == .pending)
    }

    @Test("With the open policy every local client administers and acts for any user; a remote one does not")
    func openPolicy() async throws {
        var counter = try await Counter(.open)
        #expect(try await counter.send(.pausePrinter).status == .ok)
        let id = try await counter.makeJob(user: "carla")
        #expect(try await counter.job(id).owner.user == "carla")

        counter.caller.requester = Role.otherName.requester
        #expect(try await counter.send(.resumePrinter).status == .notAuthorized)
        #expect(try await counter.send(.cancelJob, to: "/jobs/\(id)").status == .notAuthorized)
    }

    @Test("Others see a job's number, state and size, not whose it is or what it is called")
    func privacy() async throws {
        var counter = try await Counter(.standard, fetcher: FakeFetcher())
        counter.caller.requester = Role.provedOwner.requester
        let id = try await counter.makeJob("salary")

        counter.caller.requester = Role.provedOther.requester
        let others = try #require(try await counter.send(.getJobAttributes, to: "/jobs/\(id)", user: "ben")[.job])
        counter.caller.requester = Role.provedOwner.requester
        let own = try #require(try await counter.send(.getJobAttributes, to: "/jobs/\(id)")[.job])

        for name in ["job-id", "job-state", "job-k-octets"] { #expect(others[name] != nil) }
        for name in ["job-name", "job-originating-user-name", "job-originating-host-name", "document-name-supplied"] {
            #expect(others[name] == nil)
        }
        #expect(own["job-name"]?.stringValue == "salary")
    }

    @Test("A proved user is who the kernel says, whatever the request calls him")
    func provedName() async throws {
        var counter = try await Counter(.standard, fetcher: FakeFetcher())
        counter.caller.requester = Role.provedOther.requester

        let id = try await counter.makeJob(user: "anna")

        #expect(try await counter.job(id).owner == Owner(user: "ben", host: "localhost", isProved: true))
    }
}
