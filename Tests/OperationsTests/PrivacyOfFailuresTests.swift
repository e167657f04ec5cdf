import IPP
import PrintModel
import QuireTestKit
import Testing

@testable import Operations

@Suite("What others hear of a job that fails, and of its documents")
struct PrivacyOfFailuresTests {
    private static let anna = Requester(origin: .localUser(uid: 1000, name: "anna"), isPrivate: true)
    private static let ben = Requester(origin: .localUser(uid: 1001, name: "ben"), isPrivate: true)
    private static let root = Requester(origin: .localUser(uid: 0, name: "root"), isPrivate: true)
    private static let said = "smb: cannot print planted-title"

    private func counter(_ settings: [Attribute] = []) async throws -> Counter {
        var counter = try await Counter(.standard)
        counter.caller.requester = Self.root
        if !settings.isEmpty {
            #expect(try await counter.send(.setPrinterAttributes, printer: settings).status == .ok)
        }
        return counter
    }

    /// A job of anna's that its device does not take.
    private func fail(_ counter: Counter) async throws -> JobID {
        var counter = counter
        counter.caller.requester = Self.anna
        let id = try await counter.makeJob("planted-title")
        let raw = try counter.printer("raw").id
        let lease = try #require(try await counter.store.claim(on: raw, limit: 1, at: counter.clock.now()).first)
        _ = try await counter.store.finish(lease, with: .refused(because: Self.said), at: counter.clock.now())
        return id
    }

    private func subscription(of requester: Requester, _ user: String, _ counter: Counter) async throws -> Int32 {
        var counter = counter
        counter.caller.requester = requester
        return try await counter.makeSubscription(
            ["job-state-changed", "document-state-changed", "job-config-changed", "printer-state-changed"], user: user)
    }

    private func told(
        _ id: Int32, to requester: Requester, _ user: String, _ counter: Counter
    ) async throws -> String {
        var counter = counter
        counter.caller.requester = requester
        let answer = try await counter.notifications([id], user: user)
        #expect(answer.status.isSuccessful)
        #expect(!answer.texts().isEmpty)
        return "\(answer.groups)"
    }

    @Test("Notifications tell others that it is held, and neither what it is called nor what its device says")
    func notifications() async throws {
        let counter = try await counter()
        let bens = try await subscription(of: Self.ben, "ben", counter)
        let annas = try await subscription(of: Self.anna, "anna", counter)
        _ = try await fail(counter)

        let others = try await told(bens, to: Self.ben, "ben", counter)
        let own = try await told(annas, to: Self.anna, "anna", counter)

        #expect(!others.contains("planted"))
        #expect(others.contains("is held") || others.contains("cannot be printed"))
        #expect(own.contains(Self.said))
    }

    @Test("Whoever reads somebody else's subscription sees of its owner's jobs what he sees of them anywhere")
    func othersSubscription() async throws {
        let open = try await counter([Attribute("subscription-privacy-scope", .keyword("all"))])
        let annas = try await subscription(of: Self.anna, "anna", open)
        _ = try await fail(open)
        let bens = try await told(annas, to: Self.ben, "ben", open)
        #expect(!bens.contains("planted"))
        #expect(try await told(annas, to: Self.anna, "anna", open).contains("planted-title"))
        #expect(try await told(annas, to: Self.root, "root", open).contains("planted-title"))

        let closed = try await counter([Attribute("job-privacy-scope", .keyword("owner"))])
        let other = try await subscription(of: Self.anna, "anna", closed)
        _ = try await fail(closed)
        let roots = try await told(other, to: Self.root, "root", closed)
        #expect(!roots.contains("planted"))
        #expect(try await told(other, to: Self.anna, "anna", closed).contains("planted-title"))
    }

    private func document(_ id: JobID, as requester: Requester, _ counter: Counter) async throws -> AttributeGroup {
        var counter = counter
        counter.caller.requester = requester
        let answer = try await counter.send(
            .getDocumentAttributes, to: "/jobs/\(id)", [Attribute("document-number", .integer(1))], user: nil)
        return try #require(answer[.document])
    }

    @Test("A document's message is its owner's")
    func message() async throws {
        let counter = try await counter()
        let id = try await fail(counter)

        #expect(
            try await document(id, as: Self.ben, counter)["document-state-message"]?.stringValue == "")
        #expect(
            try await document(id, as: Self.anna, counter)["document-state-message"]?.stringValue?
                .contains(Self.said) == true)
    }

    @Test("What is private of a job is private of its documents, times and sizes included")
    func documents() async throws {
        let all = try await counter([Attribute("job-privacy-attributes", .keyword("all"))])
        var seen = try await document(try await fail(all), as: Self.ben, all)
        #expect(
            Set(seen.attributes.map(\.name)) == [
                "document-number", "document-job-id", "document-job-uri", "document-printer-uri", "document-state",
                "document-state-reasons",
            ])

        let named = try await counter([
            Attribute("job-privacy-attributes", [.keyword("job-k-octets"), .keyword("job-name")])
        ])
        seen = try await document(try await fail(named), as: Self.ben, named)
        #expect(seen["k-octets"] == nil)
        #expect(seen["document-name"] == nil)
        #expect(seen["time-at-creation"] != nil)
        #expect(seen["document-format"] != nil)
        #expect(try await document(JobID(1), as: Self.root, named)["k-octets"] != nil)
    }

    @Test("Jobs that even administrators do not see are in nobody's sums but their owner's")
    func accounting() async throws {
        for (scope, rootSees) in [("default", true), ("owner", false)] {
            var counter = try await counter([Attribute("job-privacy-scope", .keyword(scope))])
            let id = try await fail(counter)
            _ = try await counter.send(.cancelJob, to: "/jobs/\(id)", user: nil)
            let asRoot = try await counter.send(.quireGetAccounting, to: "/", user: nil)
            counter.caller.requester = Self.anna
            let asAnna = try await counter.send(.quireGetAccounting, to: "/", user: nil)

            #expect("\(asRoot.groups)".contains("anna") == rootSees, "\(scope)")
            #expect("\(asAnna.groups)".contains("anna"), "\(scope)")
        }
    }
}
