import IPP
import PrintModel
import QuireTestKit
import Testing

@testable import Operations

@Suite("Why a job waits")
struct ExplanationTests {
    /// What job 1 of `raw` says, first blocker first.
    private func blockers(_ counter: Counter, job id: JobID) async throws -> [(code: String, text: String, fix: String)]
    {
        let answer = try await counter.send(
            .getJobAttributes, to: "/jobs/\(id)",
            [Attribute("requested-attributes", .keyword("quire-job-blockers"))])
        return (answer[.job]?["quire-job-blockers"]?.values ?? []).compactMap { value in
            guard case .collection(let members) = value else { return nil }
            func text(_ name: String) -> String { members.first { $0.name == name }?.stringValue ?? "" }
            return (text("blocker-code"), text("blocker-text"), text("blocker-fix"))
        }
    }

    private func only(_ counter: Counter, job id: JobID) async throws -> [String] {
        let found = try await blockers(counter, job: id)
        #expect(found.count == 1)
        return found.first.map { [$0.code, $0.text, $0.fix] } ?? []
    }

    @Test("Held by somebody, with the name")
    func heldByUser() async throws {
        let counter = try await Counter()
        let id = try await counter.makeJob()
        _ = try await counter.send(.holdJob, to: "/jobs/\(id)", user: "ben")

        #expect(
            try await only(counter, job: id)
                == ["held-user", "held by ben until somebody releases it", "quirectl job release \(id)"])
        _ = try await counter.send(.releaseJob, to: "/jobs/\(id)")
        _ = try await counter.send(
            .holdJob, to: "/jobs/\(id)", [Attribute("message", .text("not now"))], user: "eva")
        #expect(try await only(counter, job: id)[1] == "held by eva until somebody releases it \"not now\"")
    }

    @Test("Held until a time, with the time, how long that is, and by whom")
    func heldUntil() async throws {
        let counter = try await Counter()  // It is 09:00.
        let id = try await counter.makeJob()
        _ = try await counter.send(
            .holdJob, to: "/jobs/\(id)", [Attribute("job-hold-until", .keyword("evening"))], user: "ben")

        #expect(
            try await only(counter, job: id)
                == ["held-until", "held until 18:00:00 (evening, in 9 h 0 min) by ben", "quirectl job release \(id)"])
    }

    @Test("Held because the printer holds new jobs")
    func heldOnArrival() async throws {
        let counter = try await Counter()
        _ = try await counter.send(.holdNewJobs)
        let id = try await counter.makeJob()

        #expect(
            try await only(counter, job: id)
                == ["held-new-jobs", "raw holds new jobs", "quirectl job release \(id)"])
    }

    @Test("Failed by itself: the reason of the failure")
    func failed() async throws {
        let counter = try await Counter()
        let id = try await counter.makeJob()
        let lease = try #require(
            try await counter.store.claim(on: counter.printer("raw").id, limit: 1, at: counter.clock.now()).first)
        try await counter.store.finish(
            lease, with: .refused(because: "the device cannot read it"), at: counter.clock.now())

        #expect(
            try await only(counter, job: id)
                == ["held-failed", "the device cannot read it", "quirectl job release \(id)"])
    }

    @Test("Documents that have not all come, and until when they may")
    func needsData() async throws {
        let counter = try await Counter()
        let answer = try await counter.send(.createJob)
        let id = JobID(try #require(answer[.job]?["job-id"]?.integerValue))

        #expect(
            try await only(counter, job: id)
                == [
                    "needs-data", "its documents have not all arrived; closed at 09:02:00 if nothing comes",
                    "quirectl job cancel \(id)",
                ])
    }

    @Test("A paused printer and jobs in front, in the order to mend them")
    func paused() async throws {
        let counter = try await Counter()
        _ = try await counter.send(.pausePrinter)
        _ = try await counter.makeJob()
        let id = try await counter.makeJob()

        let found = try await blockers(counter, job: id)
        #expect(found.map(\.code) == ["printer-paused", "behind-jobs"])
        #expect(found.map(\.text) == ["raw is paused by anna since 09:00:00", "1 job is before it"])
        #expect(found.first?.fix == "quirectl printer resume raw")
    }

    @Test("A device that wants something, or does not answer", arguments: ["media-empty", "connecting-to-device"])
    func device(reason: String) async throws {
        let counter = try await Counter()
        let id = try await counter.makeJob()
        counter.conditions.set(
            PrinterCondition(
                trouble: DeviceTrouble(reason: reason, message: "it says \(reason)"),
                nextProbe: counter.clock.now() + .seconds(5)),
            for: try counter.printer("raw").id)

        let code = reason == "media-empty" ? "printer-needs" : "printer-unreachable"
        let fix = reason == "media-empty" ? "quirectl printer supplies raw" : "quirectl device probe raw:"
        #expect(try await only(counter, job: id) == [code, "raw: it says \(reason), next try 09:00:05", fix])
    }

    @Test("A job that is printed or done waits for nothing")
    func nothing() async throws {
        let counter = try await Counter()
        let id = try await counter.makeJob()
        #expect(try await blockers(counter, job: id).isEmpty)
        _ = try await counter.send(.cancelJob, to: "/jobs/\(id)")
        #expect(try await blockers(counter, job: id).isEmpty)
    }
}
