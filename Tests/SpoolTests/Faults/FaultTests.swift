import Foundation
import PrintModel
import QuireTestKit
import Spool
import Synchronization
import Testing

/// The promise under every fault: whatever goes wrong at whichever call of the disk, what was acknowledged is there
/// afterwards, byte for byte, and what was not is there whole or not at all.
@Suite("At every call of the disk", .serialized)
struct FaultTests {
    /// At least this many points at which something went wrong.
    static let pointsMin = 500

    private static let kinds: [FaultPlan.Kind] = [
        .crash(seed: 0), .fails, .crash(seed: 2), .isFull, .crash(seed: 1), .crash(seed: 3),
    ]

    /// Every call goes wrong in one way, those of the start in every way; with QUIRE_FAULTS=all, every call in every way.
    @Test("A crash, an error and a full disk lose nothing that was acknowledged")
    func everyFaultPoint() async throws {
        let calls = try await run(.none, at: .max).calls
        let isThorough = ProcessInfo.processInfo.environment["QUIRE_FAULTS"] == "all"
        var points = 0
        for number in 1...calls {
            for (index, kind) in Self.kinds.enumerated() {
                guard isThorough || number <= Self.callsOfTheStart || number % Self.kinds.count == index else {
                    continue
                }
                if try await run(kind, at: number).isReached { points += 1 }
            }
        }
        #expect(points >= Self.pointsMin)
        print("\(points) fault points at \(calls) calls of the disk")
    }

    private static let callsOfTheStart = 40

    /// Runs the scene with one fault, opens the spool again and looks.
    private func run(_ kind: FaultPlan.Kind, at number: Int) async throws -> (calls: Int, isReached: Bool) {
        let machine = FaultyMachine()
        let kind = kind.varied(by: number)
        let plan = FaultPlan(kind, at: number)
        machine.use(plan)
        let model = MemoryStore(documentsPerJobMax: 3)
        let unsure = try await play(on: machine, model)
        let label = Comment(rawValue: "\(kind) at call \(number) (\(plan.what))")
        let calls = plan.count
        plan.end()
        if case .crash(let seed) = kind { machine.crash(seed: seed) }
        machine.use(FaultPlan(.none, at: .max))

        let store = try machine.open()
        let found = try await Snapshot(of: store)
        let expected = try await Snapshot(of: model)
        if found != expected {
            // The change that the fault met may have happened after all, whole.
            var withUnsure: Snapshot?
            if var unsure {
                try? await FaultScene.steps[unsure.number](model, &unsure.memory)
                withUnsure = try await Snapshot(of: model)
            }
            let isEither = found == withUnsure
            #expect(isEither, "\(label)\n\(found.difference(from: expected))")
        }
        try await checkItWorks(store, on: machine, label)
        return (calls, plan.wasReached)
    }

    /// Plays the scene on the faulty store and, as far as it was acknowledged, on the model. Gives the step of which
    /// nobody knows: the last one before everything failed.
    private func play(
        on machine: FaultyMachine, _ model: MemoryStore
    ) async throws -> (number: Int, memory: FaultScene.Memory)? {
        let store: SQLiteStore
        do {
            store = try machine.open()
        } catch {
            return nil
        }
        defer { store.close() }
        var (memory, modelMemory) = (FaultScene.Memory(), FaultScene.Memory())
        var unsure: (number: Int, memory: FaultScene.Memory)?
        for (number, step) in FaultScene.steps.enumerated() {
            let before = modelMemory
            do {
                try await step(store, &memory)
            } catch {
                // A store that is not sure of its disk does not know what became of this change, and promises nothing
                // more. From any other error the change has not happened.
                guard store.problem != nil else { continue }
                unsure = (number, before)
                break
            }
            try await step(model, &modelMemory)
        }
        return unsure
    }

    /// A spool that was mended is a spool: it takes jobs, gives new numbers, and holds nothing that nobody needs.
    private func checkItWorks(_ store: SQLiteStore, on machine: FaultyMachine, _ label: Comment) async throws {
        let printer: Printer
        if let first = store.printers().first {
            printer = first
        } else {
            printer = try await store.add(
                NewPrinter(name: try #require(PrinterName("new")), deviceURI: "file:///c"), at: FaultScene.now)
        }
        let highest = try await store.jobs(JobQuery(which: .all), after: nil, limit: 1000).jobs.map(\.id).max()
        let document = try await FaultScene.receive(30_000, for: store)
        let job = try await store.submit(
            FaultScene.ticket("after", on: printer.id), documents: [document], isOpen: false, closesAt: nil,
            at: FaultScene.now)
        #expect(job.id > highest ?? JobID(0), label)
        for job in try await store.jobs(JobQuery(), after: nil, limit: 1000).jobs {
            try await store.apply(.abort(because: "the end"), to: job.id, by: nil, at: FaultScene.now)
        }
        var retention = Retention()
        retention.documents = .zero
        try await store.sweep(retention, at: FaultScene.now)
        store.close()
        #expect(machine.integrity() == "ok", label)
        let last = try machine.open()
        last.close()
        #expect(machine.files == [], "\(label): files that nobody needs")
    }
}

extension FaultPlan.Kind {
    /// Seeds above 1 are different at every call.
    fileprivate func varied(by number: Int) -> FaultPlan.Kind {
        if case .crash(let seed) = self, seed > 1 { .crash(seed: seed + UInt64(number) * 2) } else { self }
    }
}
