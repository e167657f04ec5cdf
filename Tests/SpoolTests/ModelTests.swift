import Foundation
import IPP
import PrintModel
import QuireTestKit
import Spool
import Testing

/// Random stories, played on the store in memory and on SQLite: whatever happens, both must say the same.
@Suite("SQLite does what the model does")
struct ModelTests {
    @Test("Over many random stories", arguments: 1...12 as ClosedRange<UInt64>)
    func randomStories(seed: UInt64) async throws {
        let machine = FaultyMachine()
        var story = Story(seed: seed, model: MemoryStore(documentsPerJobMax: 3), store: try machine.open())

        for number in 1...150 {
            try await story.step()
            if number % 25 == 0 { try await story.compare(number) }
            if number % 60 == 0 {
                story.store.close()
                story.store = try machine.open()
                story.model = MemoryStore(succeeding: story.model)
                try await story.takeOver()
                try await story.compare(number)
            }
        }

        story.store.close()
        #expect(machine.integrity() == "ok")
    }
}

/// Both stores, and what has been done to them.
private struct Story {
    var random: SeededGenerator
    var model: MemoryStore
    var store: SQLiteStore
    var now = FaultScene.now
    private var leases: [(model: Lease, store: Lease)] = []
    private var names = 0

    init(seed: UInt64, model: MemoryStore, store: SQLiteStore) {
        random = SeededGenerator(seed: seed)
        self.model = model
        self.store = store
    }

    mutating func step() async throws {
        now = now + .milliseconds(Int.random(in: 0...5000, using: &random))
        switch Int.random(in: 0..<21, using: &random) {
        case 0: try await addPrinter()
        case 1:
            try await both { [now, id = somePrinter()] store in
                _ = try await store.setDefault(id); _ = now
            }
        case 2: try await changePrinter()
        case 3 where Int.random(in: 0..<6, using: &random) == 0:
            try await both { [now, id = somePrinter()] store in try await store.delete(id, at: now) }
        case 3...8: try await submit()
        case 9: try await add()
        case 10, 11: try await apply()
        case 12: try await change()
        case 13, 14: try await claim()
        case 15, 16, 17: try await finish()
        case 18: try await both { [now] store in _ = try await store.applyDue(at: now) }
        case 19: try await submitAgain()
        default: try await sweep()
        }
    }

    func compare(_ number: Int) async throws {
        let expected = try await Snapshot(of: model).withoutOrders
        let found = try await Snapshot(of: store).withoutOrders
        let isSame = found == expected
        #expect(isSame, "after \(number) steps:\n\(found.difference(from: expected))")
        #expect(try await store.nextDue() == model.nextDue())
        #expect(store.lastEvent == model.lastEvent)
        #expect(try await store.events(after: 3, limit: 50) == model.events(after: 3, limit: 50))
        for job in expected.jobs.map(\.job) where !job.lifecycle.isFinished {
            let mine = try #require(try await store.job(job.id))
            let its = try #require(try await model.job(job.id))
            #expect(try await store.jobsBefore(mine, max: 9) == model.jobsBefore(its, max: 9))
        }
        for printer in store.printers().map(\.id) {
            for which: JobQuery.Which in [.notCompleted, .completed, .states([.held, .aborted])] {
                let query = JobQuery(printer: printer, which: which, user: "bo")
                let mine = try await store.jobs(query, after: nil, limit: 4).jobs.map(\.id)
                #expect(try await model.jobs(query, after: nil, limit: 4).jobs.map(\.id) == mine)
            }
        }
    }

    mutating func takeOver() async throws {
        leases = []
        for printer in store.printers().map(\.id) {
            let mine = try await store.takeOver(on: printer, at: now).sorted { $0.job.id < $1.job.id }
            let its = try await model.takeOver(on: printer, at: now).sorted { $0.job.id < $1.job.id }
            #expect(mine.map(\.job.id) == its.map(\.job.id))
            #expect(mine.map(\.attempt) == its.map(\.attempt))
            leases += zip(its, mine).map { ($0, $1) }
        }
    }

    // MARK: Steps

    /// Does the same to both; both must succeed, or both fail.
    private func both(_ body: (any JobStore & PrinterStore) async throws -> Void) async throws {
        var errors: [String] = []
        for store in [model, store] as [any JobStore & PrinterStore] {
            do {
                try await body(store)
                errors.append("none")
            } catch {
                errors.append(String("\(error)".prefix { $0 != "(" }))
            }
        }
        #expect(errors[0] == errors[1])
    }

    private mutating func addPrinter() async throws {
        let name = try #require(PrinterName(["hall", "Hall", "attic", "cellar"].randomElement(using: &random) ?? ""))
        try await both { [now] store in _ = try await store.add(NewPrinter(name: name, deviceURI: "file:///a"), at: now)
        }
    }

    private mutating func changePrinter() async throws {
        let (id, isPaused) = (somePrinter(), Bool.random(using: &random))
        try await both { [now] store in _ = try await store.update(id, at: now) { $0.isPaused = isPaused } }
    }

    private mutating func submit() async throws {
        names += 1
        let hold =
            [Hold.none, .none, .none, .indefinite, .until(now + .seconds(20), keyword: "later"), .onArrival]
            .randomElement(using: &random) ?? .none
        let key = Int.random(in: 0..<8, using: &random) == 0 ? "key \(Int.random(in: 0..<3, using: &random))" : nil
        var ticket = Ticket(
            printer: somePrinter(), name: "job \(names)",
            owner: Owner(user: ["ana", "bo"].randomElement(using: &random) ?? "", host: "h", isProved: true),
            priority: [20, 50, 50, 80].randomElement(using: &random) ?? 50, hold: hold,
            attributes: AttributeGroup(.job, [Attribute("copies", .integer(Int32(names)))]), idempotencyKey: key)
        ticket.terms = JobTerms(
            cancelAfter: [nil, nil, 20].randomElement(using: &random) ?? nil,
            retain: [nil, nil, Retain.none, .seconds(50), .indefinite].randomElement(using: &random) ?? nil,
            lock: [.none, .none, .none, .button].randomElement(using: &random) ?? .none)
        if Int.random(in: 0..<6, using: &random) == 0 { ticket.attributes.set("proof-copies", .integer(1)) }
        let sizes = (0..<Int.random(in: 0...3, using: &random)).map { _ in
            [0, 10, 999, 1001, 5000, 21_000].randomElement(using: &random) ?? 0
        }
        let isOpen = sizes.isEmpty || Int.random(in: 0..<6, using: &random) == 0
        let closesAt = isOpen ? now + .seconds(30) : nil
        try await both { [now, ticket] store in
            var documents: [NewDocument] = []
            for size in sizes { documents.append(try await FaultScene.receive(size, for: store)) }
            _ = try await store.submit(ticket, documents: documents, isOpen: isOpen, closesAt: closesAt, at: now)
        }
    }

    private mutating func submitAgain() async throws {
        let (source, printer) = (try await someJob(.all), somePrinter())
        let ticket = Ticket(
            printer: printer, name: "again \(source)", owner: Owner(user: "bo", host: "h", isProved: true))
        try await both { [now] store in _ = try await store.submit(ticket, documentsOf: source, at: now) }
    }

    private mutating func add() async throws {
        let id = try await someJob(.states([.pending, .held]))
        let (size, isLast) = (Int.random(in: 0...30_000, using: &random), Bool.random(using: &random))
        try await both { [now] store in
            let document = try await FaultScene.receive(size, for: store)
            _ = try await store.add(document, to: id, isLast: isLast, closesAt: now + .seconds(30), at: now)
        }
    }

    private mutating func apply() async throws {
        let events: [JobLifecycle.Event] = [
            .cancel(.user), .cancel(.operator_), .release, .hold(.indefinite),
            .hold(.until(now + .seconds(9), keyword: nil)),
            .close, .restart(.none), .restart(.onArrival), .abort(because: "no reason"), .claim,
            .suspend(.operator_), .suspend(.user), .resume, .unlock, .tryPassword, .abandon(because: "left"),
            .hold(.delayed(until: now + .seconds(7), keyword: "night")),
        ]
        let event = events.randomElement(using: &random) ?? .release
        let id = try await someJob(.all)
        try await both { [now] store in try await store.apply(event, to: id, by: "root", at: now) }
    }

    private mutating func change() async throws {
        let id = try await someJob(.notCompleted)
        var change = JobChange()
        switch Int.random(in: 0..<5, using: &random) {
        case 0: change.priority = [20, 50, 80].randomElement(using: &random)
        case 1: change.printer = somePrinter()
        case 2: change.place = .first
        case 3: change.place = .after(try await someJob(.notCompleted))
        default: change.hold = Bool.random(using: &random) ? Hold.none : .indefinite
        }
        try await both { [now, change] store in try await store.change(id, change, by: "bo", at: now) }
    }

    private mutating func claim() async throws {
        let (id, limit) = (somePrinter(), Int.random(in: 1...3, using: &random))
        let its = try await model.claim(on: id, limit: limit, at: now)
        let mine = try await store.claim(on: id, limit: limit, at: now)
        #expect(its.map(\.job.id) == mine.map(\.job.id))
        leases += zip(its, mine).map { ($0, $1) }
    }

    private mutating func finish() async throws {
        guard !leases.isEmpty else { return }
        // Sometimes kept, so that it is used again when it is over.
        let index = Int.random(in: 0..<leases.count, using: &random)
        let pair = Int.random(in: 0..<5, using: &random) == 0 ? leases[index] : leases.remove(at: index)
        let outcomes: [DeliveryOutcome] = [
            .delivered, .delivered, .stopped, .refused(because: "no"),
            .unknown(confirmedImpressions: 2, because: "cut"), .needsCredentials(because: "Who are you?"),
            .canceledThere(because: "At its panel"),
            .tryAgain(DeviceTrouble(reason: "media-empty", message: "No paper")),
            .tryAgain(DeviceTrouble(.failed, reason: "other", message: "It broke off")),
        ]
        let outcome = outcomes.randomElement(using: &random) ?? .delivered
        try await both { [now] store in
            let lease = store is MemoryStore ? pair.model : pair.store
            _ = try await store.finish(lease, with: outcome, at: now)
        }
    }

    private mutating func sweep() async throws {
        var retention = Retention()
        retention.documents = .seconds(Int.random(in: 10...200, using: &random))
        retention.documentOctetsMax = Int64.random(in: 0...100_000, using: &random)
        retention.historyJobsMax = Int.random(in: 3...20, using: &random)
        try await both { [now, retention] store in try await store.sweep(retention, at: now) }
    }

    private mutating func somePrinter() -> PrinterID {
        let ids = model.printers().map(\.id)
        return ids.randomElement(using: &random) ?? PrinterID(1)
    }

    private mutating func someJob(_ which: JobQuery.Which) async throws -> JobID {
        let jobs = try await model.jobs(JobQuery(which: which), after: nil, limit: 100).jobs
        return jobs.randomElement(using: &random)?.id ?? JobID(1)
    }
}

extension Snapshot {
    /// Two stores may make room for a moved job in different ways; what counts is the order of the list.
    fileprivate var withoutOrders: Snapshot {
        var snapshot = self
        for index in snapshot.jobs.indices { snapshot.jobs[index].job.order = 0 }
        return snapshot
    }
}
