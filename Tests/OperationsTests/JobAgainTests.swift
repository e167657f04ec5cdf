import IPP
import PrintModel
import QuireTestKit
import Testing

@testable import Operations

@Suite("Jobs that are printed again as new ones")
struct JobAgainTests {
    @Test("Resubmit-Job makes a new job of the old documents, with what is asked for instead")
    func resubmit() async throws {
        let counter = try await Counter()
        let old = try await counter.finishedJob([
            Attribute("copies", .integer(3)), Attribute("sides", .keyword("two-sided-long-edge")),
            Attribute("job-priority", .integer(70)), Attribute("media", .keyword("iso_a4_210x297mm")),
        ])
        let before = try await counter.job(old)

        let answer = try await counter.send(
            .resubmitJob, to: "/jobs/\(old)", job: [Attribute("copies", .integer(1))])

        #expect(answer.status == .ok)
        let id = JobID(try #require(answer[.job]?["job-id"]?.integerValue))
        let job = try await counter.job(id)
        #expect(job.state == .pending)
        #expect(job.name == before.name)
        #expect(job.priority == 70)
        #expect(job.attributes["copies"]?.integerValue == 1)
        #expect(job.attributes["sides"]?.stringValue == "two-sided-long-edge")
        #expect(job.octets == before.octets)
        #expect(try await counter.text(of: id) == "%PDF-job")
        #expect(try await counter.job(old) == before)
        let shown = try await counter.send(.getJobAttributes, to: "/jobs/\(id)")[.job]
        let parent = try await counter.send(.getJobAttributes, to: "/jobs/\(old)")[.job]
        #expect(shown?["parent-job-id"]?.integerValue == old.rawValue)
        #expect(shown?["parent-job-uuid"]?.stringValue == parent?["job-uuid"]?.stringValue)
        #expect(shown?["job-uuid"]?.stringValue != parent?["job-uuid"]?.stringValue)
    }

    @Test("A new size takes the place of the old one, whichever way either is said")
    func media() async throws {
        let counter = try await Counter()
        let old = try await counter.finishedJob([Attribute("media", .keyword("iso_a4_210x297mm"))])
        let collection = AttributeValue.collection([Attribute("media-type", .keyword("labels"))])

        let answer = try await counter.send(.resubmitJob, to: "/jobs/\(old)", job: [Attribute("media-col", collection)])

        let job = try await counter.job(JobID(try #require(answer[.job]?["job-id"]?.integerValue)))
        #expect(answer.status == .ok)
        #expect(job.attributes["media"] == nil)
        #expect(job.attributes["media-col"]?.values == [collection])
    }

    @Test("Options are checked as for a new job")
    func options() async throws {
        let counter = try await Counter()
        let old = try await counter.finishedJob()
        let bad = [Attribute("copies", .integer(0))]

        let strict = try await counter.send(
            .resubmitJob, to: "/jobs/\(old)", [Attribute("ipp-attribute-fidelity", .boolean(true))], job: bad)
        let lax = try await counter.send(.resubmitJob, to: "/jobs/\(old)", job: bad)

        #expect(strict.status == .attributesOrValuesNotSupported)
        #expect(lax.status == .okIgnoredOrSubstitutedAttributes)
        #expect(lax[.unsupported]?["copies"] == bad[0])
        #expect(try await counter.order().count == 1)
    }

    @Test("Reprocess-Job holds the new job as \"job-hold-until\" says", arguments: ["indefinite", "bogus", "no-hold"])
    func reprocess(word: String) async throws {
        let counter = try await Counter()
        let old = try await counter.finishedJob([Attribute("copies", .integer(2))])

        let answer = try await counter.send(
            .reprocessJob, to: "/jobs/\(old)", [Attribute("job-hold-until", .keyword(word))])

        let job = try await counter.job(JobID(try #require(answer[.job]?["job-id"]?.integerValue)))
        #expect(job.state == (word == "no-hold" ? .pending : .held))
        #expect(job.attributes["copies"]?.integerValue == 2)
        #expect(answer.status == (word == "bogus" ? .okIgnoredOrSubstitutedAttributes : .ok))
    }

    @Test("Without its documents, or on a queue that takes none, there is no new job")
    func refusals() async throws {
        let counter = try await Counter()
        let old = try await counter.finishedJob()
        _ = try await counter.send(.disablePrinter)
        #expect(try await counter.send(.resubmitJob, to: "/jobs/\(old)").status == .notAcceptingJobs)
        _ = try await counter.send(.enablePrinter)
        var retention = Retention()
        retention.documents = .zero
        _ = try await counter.store.sweep(retention, at: counter.clock.now())

        #expect(try await counter.send(.resubmitJob, to: "/jobs/\(old)").status == .notPossible)
        #expect(try await counter.send(.reprocessJob, to: "/jobs/\(old)").status == .notPossible)
        #expect(try await counter.send(.resubmitJob, to: "/jobs/77").status == .notFound)
    }

    @Test("Only its owner prints a job again, and a client that sends its key twice gets one job")
    func ownerAndKey() async throws {
        let counter = try await Counter(.standard)
        let old = try await counter.finishedJob()
        let uuid = Attribute("job-uuid", .uri("urn:uuid:12345678-1234-4234-8234-123456789abc"))

        let other = try await counter.send(.resubmitJob, to: "/jobs/\(old)", user: "bert")
        let first = try await counter.send(.resubmitJob, to: "/jobs/\(old)", [uuid])
        let second = try await counter.send(.resubmitJob, to: "/jobs/\(old)", [uuid])

        #expect(other.status == .notAuthorized)
        #expect(first.status == .ok)
        #expect(first[.job]?["job-id"] == second[.job]?["job-id"])
        let id = try #require(first[.job]?["job-id"]?.integerValue)
        let shown = try await counter.send(.getJobAttributes, to: "/jobs/\(id)")[.job]
        #expect(shown?["job-uuid"]?.values == uuid.values)
    }

    @Test("A key that is no UUID works as a key, and is not shown as one")
    func keyOnly() async throws {
        let counter = try await Counter()
        let key = Attribute("job-uuid", .uri("urn:uuid:not-one"))

        let answer = try await counter.send(.printJob, [key], document: Array("%PDF".utf8))

        let id = try #require(answer[.job]?["job-id"]?.integerValue)
        let shown = try await counter.send(.getJobAttributes, to: "/jobs/\(id)")[.job]
        #expect(shown?["job-uuid"]?.stringValue != "urn:uuid:not-one")
        #expect(shown?["job-uuid"]?.stringValue?.hasPrefix("urn:uuid:") == true)
    }
}

extension Counter {
    func finishedJob(_ options: [Attribute] = []) async throws -> JobID {
        let id = try await makeJob(job: options)
        let lease = try #require(try await claim().first)
        try await store.finish(lease, with: .delivered, at: clock.now())
        return id
    }

    func text(of id: JobID) async throws -> String {
        let stream = try await store.read(document: 1, of: id)
        var bytes: [UInt8] = []
        while let piece = try await stream.next() { bytes += piece }
        return String(decoding: bytes, as: UTF8.self)
    }
}
