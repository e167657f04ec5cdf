import Foundation
import PrintModel
import QuireTestKit
import Spool
import Testing

/// As ``FaultTests``, with many changes at once, so that they share transactions and segments: of those, the
/// acknowledged ones are there and the others whole or not at all, whoever shared what with whom.
@Suite("At every call of the disk, with many at once", .serialized)
struct BurstFaultTests {
    static let pointsMin = 60

    @Test("Sharing a transaction loses nothing that was acknowledged")
    func bursts() async throws {
        let calls = try await run(.none, at: .max).calls
        let kinds: [FaultPlan.Kind] = [.crash(seed: 0), .crash(seed: 4), .fails, .crash(seed: 5), .isFull]
        let isThorough = ProcessInfo.processInfo.environment["QUIRE_FAULTS"] == "all"
        var points = 0
        for number in 1...calls {
            for (index, kind) in kinds.enumerated() where isThorough || number % kinds.count == index {
                if try await run(kind, at: number).isReached { points += 1 }
            }
        }
        #expect(points >= Self.pointsMin)
        print("\(points) fault points at \(calls) calls of the disk, many at once")
    }

    private static let sizes = [0, 10, 900, 1000, 1001, 4000, 19_000, 20_001, 40_000, 500, 501, 502, 503, 7000, 25_000]

    private func run(_ kind: FaultPlan.Kind, at number: Int) async throws -> (calls: Int, isReached: Bool) {
        let machine = FaultyMachine()
        let store = try machine.open()
        let printer = try await store.addHall()
        let plan = FaultPlan(kind, at: number)
        machine.use(plan)
        let acknowledged = await submitAll(to: printer, of: store)
        let calls = plan.count
        store.close()
        plan.end()
        machine.use(FaultPlan(.none, at: .max))
        if case .crash(let seed) = kind { machine.crash(seed: seed &* UInt64(number)) }
        let label = Comment(rawValue: "\(kind) at call \(number) (\(plan.what))")

        let next = try machine.open()
        let jobs = try await next.jobs(JobQuery(which: .all), after: nil, limit: 100).jobs
        for (name, id) in acknowledged {
            #expect(jobs.contains { $0.id == id && $0.name == name && $0.state == .pending }, label)
        }
        #expect(Set(jobs.map(\.name)).count == jobs.count, label)
        for job in jobs {
            let bytes = try await Snapshot.contents(1, of: job.id, in: next)
            let isWhole = bytes == FaultScene.content(Self.sizes[Int(job.name) ?? 0])
            #expect(isWhole, label)
            #expect(try await next.events(of: job.id).map(\.kind) == [.created], label)
        }
        #expect(next.counts(of: printer) == QueueCounts(pending: jobs.count), label)
        next.close()
        #expect(machine.integrity() == "ok", label)
        return (calls, plan.wasReached)
    }

    private func submitAll(to printer: PrinterID, of store: SQLiteStore) async -> [String: JobID] {
        await withTaskGroup(of: (String, JobID)?.self) { group in
            for (index, size) in Self.sizes.enumerated() {
                group.addTask {
                    do {
                        return ("\(index)", try await store.submit(size, named: "\(index)", to: printer))
                    } catch {
                        return nil
                    }
                }
            }
            return await group.reduce(into: [:]) { if let (name, id) = $1 { $0[name] = id } }
        }
    }
}
