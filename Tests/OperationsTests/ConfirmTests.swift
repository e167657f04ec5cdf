import IPP
import PrintModel
import QuireTestKit
import Testing

@testable import Operations

@Suite("Jobs of which nobody knows whether they were printed")
struct ConfirmTests {
    /// A job that is held because of that.
    private func doubtful(_ counter: Counter) async throws -> JobID {
        let printer = try counter.printer("raw").id
        _ = try await counter.store.update(printer, at: counter.clock.now()) {
            $0.attributes.set("quire-delivery", .keyword("at-most-once"))
        }
        let id = try await counter.makeJob()
        let lease = try #require(try await counter.store.claim(on: printer, limit: 1, at: counter.clock.now()).first)
        try await counter.store.finish(
            lease, with: .unknown(confirmedImpressions: 2, because: "it hung up"), at: counter.clock.now())
        return id
    }

    @Test("Who has seen the paper says so: Quire-Confirm-Job")
    func confirm() async throws {
        let counter = try await Counter()
        let id = try await doubtful(counter)

        #expect(try await counter.send(.quireConfirmJob, to: "/jobs/\(id)").status == .ok)

        #expect(try await counter.store.job(id)?.state == .completed)
        #expect(try await counter.send(.quireConfirmJob, to: "/jobs/\(id)").status == .notPossible)
    }

    @Test("A job that nobody doubts cannot be confirmed")
    func noDoubt() async throws {
        let counter = try await Counter()
        let id = try await counter.makeJob()

        #expect(try await counter.send(.quireConfirmJob, to: "/jobs/\(id)").status == .notPossible)
        #expect(try await counter.store.job(id)?.state == .pending)
    }

    @Test("It says what is known, and the command for each answer")
    func explained() async throws {
        let counter = try await Counter()
        let id = try await doubtful(counter)

        let answer = try await counter.send(
            .getJobAttributes, to: "/jobs/\(id)",
            [
                Attribute("requested-attributes", [.keyword("quire-job-blockers"), .keyword("job-state-reasons")])
            ])

        guard case .collection(let members)? = answer[.job]?["quire-job-blockers"]?.values.first else {
            Issue.record("no blockers")
            return
        }
        #expect(members.first { $0.name == "blocker-code" }?.stringValue == "printed-unconfirmed")
        let text = members.first { $0.name == "blocker-text" }?.stringValue ?? ""
        #expect(text.hasPrefix("Outcome unknown, 2 impressions confirmed: it hung up"))
        #expect(members.first { $0.name == "blocker-fix" }?.stringValue == "quirectl job done \(id)")
        #expect(answer[.job]?["job-state-reasons"]?.values == [.keyword("job-held-for-review")])
    }
}
