import IPP
import PrintModel
import QuireTestKit
import Synchronization
import Testing

@testable import Operations

@Suite("Many jobs at a time", .timeLimit(.minutes(30)))
struct ManyJobsTests {
    private func ids(_ ids: [JobID]) -> Attribute { Attribute("job-ids", ids.map { .integer($0.rawValue) }) }

    @Test("Cancel-Jobs stops all jobs of a queue, and no others")
    func cancelAll() async throws {
        let counter = try await Counter()
        var mine: [JobID] = []
        for number in 0..<150 { mine.append(try await counter.makeJob("\(number)")) }
        let other = try await counter.makeJob(on: "pdf")

        #expect(try await counter.send(.cancelJobs).status == .ok)
        #expect(try await counter.send(.cancelJobs).status == .ok, "none left")

        for id in mine { #expect(try await counter.job(id).state == .canceled) }
        #expect(try await counter.job(other).state == .pending)
        #expect(try await counter.job(mine[0]).lifecycle.cancelRequested == .operator_)
        #expect(try await counter.send(.cancelJobs, to: "/printers").status == .ok)
        #expect(try await counter.job(other).state == .canceled)
    }

    @Test("With job-ids it is all or nothing, and the answer names those that stood in the way")
    func byNumber() async throws {
        let counter = try await Counter()
        let (first, second) = (try await counter.makeJob(), try await counter.makeJob())
        let elsewhere = try await counter.makeJob(on: "pdf")

        let unknown = try await counter.send(.cancelJobs, [ids([first, JobID(99), elsewhere])])
        #expect(unknown.status == .notFound)
        #expect(unknown[.unsupported]?["job-ids"]?.values == [.integer(99), .integer(elsewhere.rawValue)])
        #expect(try await counter.job(first).state == .pending)
        #expect(try await counter.send(.cancelJobs, [ids([first])]).status == .ok)
        let finished = try await counter.send(.cancelJobs, [ids([second, first])])
        #expect(finished.status == .notPossible)
        #expect(finished[.unsupported]?["job-ids"]?.values == [.integer(first.rawValue)])
        #expect(try await counter.job(second).state == .pending)
        #expect(try await counter.send(.cancelJobs, [Attribute("job-ids", .integer(0))]).status == .badRequest)
    }

    @Test("Cancel-My-Jobs spares the jobs of others, and refuses to touch them by number")
    func mine() async throws {
        var counter = try await Counter(.standard)
        counter.caller = Caller(
            requester: Requester(origin: .network(address: "192.0.2.9", isLoopback: false), isPrivate: false),
            authority: nil, path: "/")
        let (annas, bens) = (try await counter.makeJob(user: "anna"), try await counter.makeJob(user: "ben"))

        #expect(try await counter.send(.cancelMyJobs, [ids([annas, bens])], user: "anna").status == .notAuthorized)
        #expect(try await counter.send(.cancelMyJobs, user: "anna").status == .ok)
        #expect(try await counter.job(annas).state == .canceled)
        #expect(try await counter.job(annas).lifecycle.cancelRequested == .user)
        #expect(try await counter.job(bens).state == .pending)

        counter.caller = Caller(
            requester: Requester(origin: .network(address: "192.0.2.10", isLoopback: false), isPrivate: false),
            authority: nil, path: "/")
        #expect(try await counter.send(.cancelMyJobs, user: "ben").status == .ok)
        #expect(try await counter.job(bens).state == .pending, "the same name from another address is somebody else")
        #expect(try await counter.send(.cancelJobs, user: "root").status == .notAuthorized)
        #expect(try await counter.send(.purgeJobs, user: "root").status == .notAuthorized)
    }

    @Test("Purge-Jobs removes the records, of finished jobs too; purge-jobs false keeps them; my-jobs spares others")
    func purge() async throws {
        let counter = try await Counter()
        let (done, waiting) = (try await counter.makeJob(), try await counter.makeJob())
        let bens = try await counter.makeJob(user: "ben")
        _ = try await counter.send(.cancelJob, to: "/jobs/\(done)")

        #expect(try await counter.send(.purgeJobs, [Attribute("my-jobs", .boolean(true))]).status == .ok)
        #expect(try await counter.store.job(done) == nil)
        #expect(try await counter.store.job(waiting) == nil)
        #expect(try await counter.job(bens).state == .pending)
        #expect(try await counter.send(.purgeJobs, [Attribute("purge-jobs", .boolean(false))]).status == .ok)
        #expect(try await counter.job(bens).state == .canceled)
        #expect(try await counter.send(.purgeJobs).status == .ok)
        #expect(try await counter.store.job(bens) == nil)
        #expect(try await counter.send(.getJobAttributes, to: "/jobs/\(bens)").status == .notFound)
    }

    @Test("To purge one's own jobs does not wait for those of others")
    func purgeBesideOthers() async throws {
        let counter = try await Counter()
        _ = try await counter.makeJob(user: "ben")
        _ = try await counter.store.claim(on: counter.printer("raw").id, limit: 1, at: counter.clock.now())
        let mine = try await counter.makeJob()

        // The clock stands still: whoever waited here would never end.
        let answer = try await counter.send(.cancelMyJobs, [Attribute("purge-jobs", .boolean(true))])

        #expect(answer.status == .ok)
        #expect(try await counter.store.job(mine) == nil)
    }

    @Test("A purge waits for a job in hand to stop, and no longer than its time; what goes on keeps its record")
    func purgeInHand() async throws {
        let counter = try await Counter()
        let id = try await counter.makeJob()
        _ = try await counter.store.claim(on: counter.printer("raw").id, limit: 1, at: counter.clock.now())

        let isOver = Atomic(false)
        async let answer = {
            defer { isOver.store(true, ordering: .relaxed) }
            return try await counter.send(.purgeJobs)
        }()
        while !isOver.load(ordering: .relaxed) {
            counter.clock.advance(by: .milliseconds(50))
            await Task.yield()
        }

        #expect(try await answer.status == .ok)
        #expect(try await counter.job(id).lifecycle.cancelRequested == .operator_)
    }

    @Test("Cancel-Job with purge-job removes one record, of a finished job too")
    func purgeOne() async throws {
        let counter = try await Counter()
        let (waiting, done) = (try await counter.makeJob(), try await counter.makeJob())
        _ = try await counter.send(.cancelJob, to: "/jobs/\(done)")

        for id in [waiting, done] {
            #expect(
                try await counter.send(.cancelJob, to: "/jobs/\(id)", [Attribute("purge-job", .boolean(true))]).status
                    == .ok)
            #expect(try await counter.store.job(id) == nil)
        }
    }

    @Test("CUPS-Move-Job moves one job or all that wait, and says what the other device does not take")
    func move() async throws {
        let counter = try await Counter()
        let one = try await counter.makeJob()
        let text = try await counter.send(.printJob, document: Array("text".utf8))[.job]?["job-id"]?.integerValue
        let letter = JobID(try #require(text))
        let goal = [Attribute("job-printer-uri", .uri("ipp://localhost/printers/pdf"))]
        let pdf = try counter.printer("pdf").id

        #expect(try await counter.send(.cupsMoveJob, to: "/jobs/\(one)", job: goal).status == .ok)
        #expect(try await counter.job(one).printer == pdf)
        #expect(
            try await counter.send(.cupsMoveJob, to: "/jobs/\(letter)", job: goal).status
                == .documentFormatNotSupported)
        #expect(try await counter.send(.cupsMoveJob, to: "/jobs/\(one)").status == .badRequest)
        let nowhere = [Attribute("job-printer-uri", .uri("ipp://localhost/printers/nowhere"))]
        #expect(try await counter.send(.cupsMoveJob, to: "/jobs/\(one)", job: nowhere).status == .notFound)

        let another = try await counter.makeJob()
        let all = try await counter.send(.cupsMoveJob, job: goal)
        #expect(all.status == .notPossible)
        #expect(
            all[.operation]?["status-message"]?.stringValue?.hasPrefix("moved 1 jobs, 1 stay: job \(letter)") == true)
        #expect(try await counter.job(another).printer == pdf)
        #expect(try await counter.job(letter).printer != pdf)
        _ = try await counter.send(.cupsRejectJobs, to: "/printers/pdf")
        #expect(
            try await counter.send(.cupsMoveJob, to: "/jobs/\(try await counter.makeJob())", job: goal).status
                == .notAcceptingJobs)
    }

    @Test("With fidelity, CUPS-Move-Job leaves a job where all it asks for can be done; without, it says what cannot")
    func moveWithFidelity() async throws {
        let counter = try await Counter()
        let id = try await counter.makeJob(on: "pdf", job: [Attribute("output-bin", .keyword("face-up"))])
        let goal = [Attribute("job-printer-uri", .uri("ipp://localhost/printers/raw"))]
        let pdf = try counter.printer("pdf").id

        let kept = try await counter.send(
            .cupsMoveJob, to: "/jobs/\(id)", [Attribute("ipp-attribute-fidelity", .boolean(true))], job: goal)
        #expect(kept.status == .attributesOrValuesNotSupported)
        #expect(kept[.unsupported]?["output-bin"] != nil)
        #expect(try await counter.job(id).printer == pdf)

        let moved = try await counter.send(.cupsMoveJob, to: "/jobs/\(id)", job: goal)
        #expect(moved.status == .okIgnoredOrSubstitutedAttributes)
        #expect(moved[.unsupported]?["output-bin"] != nil)
        #expect(try await counter.job(id).printer == counter.printer("raw").id)
    }

    @Test("Hold-New-Jobs holds what comes; its release frees that and nothing else")
    func holdNewJobs() async throws {
        let counter = try await Counter()
        let before = try await counter.makeJob()
        #expect(try await counter.send(.holdNewJobs).status == .ok)
        let (new, held) = (try await counter.makeJob(), try await counter.makeJob())
        _ = try await counter.send(.holdJob, to: "/jobs/\(held)")

        #expect(try await counter.job(before).state == .pending)
        #expect(try await counter.job(new).lifecycle.hold == .onArrival)
        #expect(try await counter.send(.releaseHeldNewJobs).status == .ok)
        #expect(try await counter.job(new).state == .pending)
        #expect(try await counter.job(held).state == .held)
        #expect(try counter.printer("raw").holdsNewJobs == false)
    }
}
