import IPP
import PrintModel
import QuireTestKit
import Testing

@testable import Operations

/// What every operation does to a job in every state (RFC 8011 §4.3, RFC 3998 §4, PWG 5100.7 §4).
@Suite("Operations and the states of jobs")
struct JobTransitionTests {
    /// How a job gets where a test wants it.
    enum Stage: String, CaseIterable, Sendable {
        case pending, held, processing, suspending, suspended, cancelling, completed, canceled, aborted
    }

    struct Cell: Sendable, CustomStringConvertible {
        var operation: OperationID
        var stage: Stage
        /// `nil` where it is refused with "client-error-not-possible".
        var after: JobLifecycle.State?
        var description: String { "\(operation.name ?? "?") of a \(stage) job" }
    }

    private static func row(
        _ operation: OperationID, _ cells: [Stage: JobLifecycle.State]
    ) -> [Cell] {
        Stage.allCases.map { Cell(operation: operation, stage: $0, after: cells[$0]) }
    }

    static let table: [Cell] =
        row(
            .cancelJob,
            [
                .pending: .canceled, .held: .canceled, .processing: .processing, .suspending: .processing,
                .suspended: .canceled,
            ])
        + row(.holdJob, [.pending: .held, .held: .held])
        + row(
            .releaseJob,
            [
                .pending: .pending, .held: .pending, .processing: .processing, .suspending: .processing,
                .suspended: .stopped, .cancelling: .processing,
            ])
        + row(.restartJob, [.completed: .pending, .canceled: .pending, .aborted: .pending])
        + row(.reprocessJob, [.completed: .completed, .canceled: .canceled, .aborted: .aborted])
        + row(.resubmitJob, [.completed: .completed, .canceled: .canceled, .aborted: .aborted])
        + row(.setJobAttributes, [.pending: .pending, .held: .held])
        + row(.suspendCurrentJob, [.processing: .processing])
        + row(.resumeJob, [.suspending: .processing, .suspended: .pending])
        + row(
            .cancelCurrentJob, [.processing: .processing, .suspending: .processing, .suspended: .canceled])
        + row(.promoteJob, [.pending: .pending])
        + row(.scheduleJobAfter, [.pending: .pending])
        + row(
            .closeJob,
            [
                .pending: .pending, .held: .held, .processing: .processing, .suspending: .processing,
                .suspended: .stopped, .cancelling: .processing,
            ])
        + row(.quireConfirmJob, [:])
        + row(.sendDocument, [:])

    @Test("Every operation is done in the states that allow it and refused in the others", arguments: table)
    func transitions(cell: Cell) async throws {
        let counter = try await Counter()
        let id = try await counter.makeJob(at: cell.stage)
        let before = try await counter.job(id)

        let answer = try await counter.send(
            cell.operation, to: "/printers/raw",
            [Attribute("job-id", .integer(id.rawValue))]
                + (cell.operation == .sendDocument ? [Attribute("last-document", .boolean(true))] : []),
            job: cell.operation == .setJobAttributes ? [Attribute("copies", .integer(2))] : [])

        let after = try await counter.job(id)
        #expect(answer.status == (cell.after == nil ? .notPossible : .ok), "\(answer)")
        #expect(after.state == cell.after ?? before.state)
        if cell.after == nil { #expect(after == before) }
    }

    @Test("Suspend-Current-Job frees the device; Resume-Job puts the job back in its place")
    func suspending() async throws {
        let counter = try await Counter()
        let (first, second) = (try await counter.makeJob("first"), try await counter.makeJob("second"))
        let lease = try #require(try await counter.claim().first)
        #expect(lease.job.id == first)

        #expect(try await counter.send(.suspendCurrentJob).status == .ok)
        #expect(try await counter.reasons(first) == ["job-printing", "job-suspending"])
        try await counter.store.finish(lease, with: .stopped, at: counter.clock.now())

        #expect(try await counter.job(first).state == .stopped)
        #expect(try await counter.reasons(first) == ["job-suspended", "job-suspended-by-user"])
        let next = try #require(try await counter.claim().first)
        #expect(next.job.id == second)
        try await counter.store.finish(next, with: .delivered, at: counter.clock.now())
        #expect(try await counter.send(.suspendCurrentJob).status == .notPossible)
        let printer = try await counter.send(.getPrinterAttributes)
        #expect(printer[.printer]?["printer-state"]?.integerValue == 3)
        #expect(try await counter.send(.resumeJob, to: "/jobs/\(first)").status == .ok)
        #expect(try await counter.claim().map(\.job.id) == [first])
    }

    @Test("A job that the device had already when it was suspended is completed")
    func suspendedTooLate() async throws {
        let counter = try await Counter()
        let id = try await counter.makeJob()
        let lease = try #require(try await counter.claim().first)
        _ = try await counter.send(.suspendCurrentJob)

        try await counter.store.finish(lease, with: .delivered, at: counter.clock.now())

        #expect(try await counter.job(id).state == .completed)
        #expect(try await counter.job(id).lifecycle.hold == .none)
    }

    @Test("Others may neither suspend, resume nor cancel what is printed for somebody else")
    func rights() async throws {
        let counter = try await Counter(.standard)
        _ = try await counter.makeJob()
        _ = try await counter.claim()

        for operation: OperationID in [.suspendCurrentJob, .cancelCurrentJob] {
            #expect(try await counter.send(operation, user: "bert").status == .notAuthorized, "\(operation)")
            #expect(try await counter.send(operation, user: "anna").status == .ok, "\(operation)")
        }
    }

    @Test("A later Promote-Job goes in front of an earlier one")
    func promote() async throws {
        let counter = try await Counter()
        var ids: [JobID] = []
        for name in ["a", "b", "c", "d"] { ids.append(try await counter.makeJob(name)) }

        for id in [ids[2], ids[3]] { _ = try await counter.send(.promoteJob, to: "/jobs/\(id)") }

        #expect(try await counter.order() == [ids[3], ids[2], ids[0], ids[1]])
    }

    @Test("Schedule-Job-After puts a job right behind another, before those put there earlier, with its priority")
    func scheduleAfter() async throws {
        let counter = try await Counter()
        var ids: [JobID] = []
        for name in ["a", "b", "c", "d"] {
            ids.append(
                try await counter.makeJob(name, job: [Attribute("job-priority", .integer(name < "c" ? 70 : 50))]))
        }
        func schedule(_ job: JobID, after other: JobID?) async throws -> StatusCode {
            try await counter.send(
                .scheduleJobAfter, to: "/jobs/\(job)",
                other.map { [Attribute("predecessor-job-id", .integer($0.rawValue))] } ?? []
            ).status
        }

        #expect(try await schedule(ids[2], after: ids[0]) == .ok)
        #expect(try await schedule(ids[3], after: ids[0]) == .ok)
        #expect(try await counter.order() == [ids[0], ids[3], ids[2], ids[1]])
        #expect(try await counter.job(ids[3]).priority == 70)
        #expect(try await schedule(ids[1], after: nil) == .ok)
        #expect(try await counter.order() == [ids[1], ids[0], ids[3], ids[2]])
        #expect(try await schedule(ids[1], after: ids[1]) == .notPossible)
        #expect(try await schedule(ids[1], after: JobID(999)) == .notFound)
        let lease = try #require(try await counter.claim().first)
        #expect(try await schedule(ids[2], after: lease.job.id) == .ok)
        #expect(try await counter.order() == [ids[1], ids[2], ids[0], ids[3]])
        _ = try await counter.send(.holdJob, to: "/jobs/\(ids[3])")
        #expect(try await schedule(ids[0], after: ids[3]) == .notPossible)
    }

    @Test("What is said with an operation is the job's message, and an empty one takes it away")
    func messages() async throws {
        let counter = try await Counter()
        let id = try await counter.makeJob()
        _ = try await counter.claim()

        let message = Attribute("job-message-from-operator", .text("toner first"))
        #expect(try await counter.send(.suspendCurrentJob, [message]).status == .ok)
        #expect(try await counter.job(id).attributes["job-message-from-operator"]?.stringValue == "toner first")
        let nothing = Attribute("job-message-from-operator", .outOfBand(.noValue))
        #expect(try await counter.send(.resumeJob, to: "/jobs/\(id)", [nothing]).status == .ok)
        #expect(try await counter.job(id).attributes["job-message-from-operator"] == nil)
    }
}

extension Counter {
    func claim(_ limit: Int = 1) async throws -> [Lease] {
        try await store.claim(on: printer("raw").id, limit: limit, at: clock.now())
    }

    /// The unfinished jobs of `raw` as Get-Jobs lists them.
    func order() async throws -> [JobID] {
        try await send(.getJobs).groups.filter { $0.tag == .job }.compactMap { $0["job-id"]?.integerValue }
            .map { JobID($0) }
    }

    func reasons(_ id: JobID) async throws -> [String] {
        try await send(.getJobAttributes, to: "/jobs/\(id)")[.job]?["job-state-reasons"]?.stringValues ?? []
    }

    func makeJob(at stage: JobTransitionTests.Stage) async throws -> JobID {
        let id = try await makeJob()
        let now = clock.now()
        func claimed() async throws -> Lease { try #require(try await claim().first) }
        switch stage {
        case .pending: break
        case .held: try await store.apply(.hold(.indefinite), to: id, by: nil, at: now)
        case .processing: _ = try await claimed()
        case .suspending:
            _ = try await claimed()
            try await store.apply(.suspend(.user), to: id, by: nil, at: now)
        case .suspended:
            let lease = try await claimed()
            try await store.apply(.suspend(.user), to: id, by: nil, at: now)
            try await store.finish(lease, with: .stopped, at: now)
        case .cancelling:
            _ = try await claimed()
            try await store.apply(.cancel(.user), to: id, by: nil, at: now)
        case .completed: try await store.finish(claimed(), with: .delivered, at: now)
        case .canceled: try await store.apply(.cancel(.user), to: id, by: nil, at: now)
        case .aborted: try await store.apply(.abort(because: "gone"), to: id, by: nil, at: now)
        }
        return id
    }
}
