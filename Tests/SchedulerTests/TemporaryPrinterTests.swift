import IPP
import PrintModel
import QuireTestKit
import Scheduler
import Testing

@Suite("Temporary printers")
struct TemporaryPrinterTests {
    private let store = MemoryStore()
    private let start = Moment(seconds: 1_000_000)
    private var sweeper: TemporaryPrinters {
        TemporaryPrinters(jobs: store, printers: store, conditions: ConditionBoard(), clock: FakeClock())
    }

    private func add(_ text: String, isTemporary: Bool = true) async throws -> Printer {
        var new = NewPrinter(name: try #require(PrinterName(text)), deviceURI: "null:\(text)")
        if isTemporary { new.attributes.set(Printer.temporaryAttribute, .boolean(true)) }
        return try await store.add(new, at: start)
    }

    private func submit(to printer: Printer) async throws -> Job {
        let owner = Owner(user: "ana", host: "localhost", isProved: true)
        return try await store.submit(
            Ticket(printer: printer.id, name: "x", owner: owner), documents: [], isOpen: true, closesAt: nil, at: start)
    }

    @Test("One goes five minutes after it was made, or after its last job; others stay")
    func goes() async throws {
        let unused = try await add("unused")
        let used = try await add("used")
        let normal = try await add("normal", isTemporary: false)
        let job = try await submit(to: used)
        try await store.apply(.cancel(.user), to: job.id, by: nil, at: start + .seconds(200))

        await sweeper.sweep(at: start + .seconds(299))
        #expect(store.printers().count == 3)
        await sweeper.sweep(at: start + .seconds(300))
        #expect(store.printer(unused.id) == nil)
        #expect(store.printer(used.id) != nil)
        await sweeper.sweep(at: start + .seconds(500))
        #expect(store.printer(used.id) == nil)
        #expect(store.printer(normal.id) != nil)
    }

    @Test("One with an unfinished job stays, and so does the default and a pool's member")
    func stays() async throws {
        let busy = try await add("busy")
        let standard = try await add("standard")
        let member = try await add("member")
        let job = try await submit(to: busy)
        try await store.setDefault(standard.id)
        var pool = NewPrinter(name: try #require(PrinterName("pool")), deviceURI: Pool.deviceURI)
        pool.setPool(Pool(members: [member.id]))
        _ = try await store.add(pool, at: start)

        await sweeper.sweep(at: start + .seconds(10_000))

        #expect(store.printers().count == 4)
        #expect(try await store.job(job.id)?.lifecycle.isFinished == false)
    }
}
