import GRDBSQLite
import PrintModel
import QuireTestKit
import Spool
import Testing

@Suite("Durability")
struct DurabilityTests {
    @Test("Every change is synced before it is acknowledged")
    func syncsBeforeAnswer() async throws {
        let machine = FaultyMachine()
        let store = try machine.open()
        defer { store.close() }
        let plan = FaultPlan(.none, at: .max)
        machine.use(plan)

        let printer = try await store.add(
            NewPrinter(name: try #require(PrinterName("hall")), deviceURI: "file:///a"), at: FaultScene.now)
        #expect(plan.syncs.filter { $0.hasSuffix("queue.db-wal") }.count == 1)
        for (size, files) in [(100, 0), (5000, 1), (50_000, 1)] {
            let before = plan.syncs.count
            let document = try await FaultScene.receive(size, for: store)
            _ = try await store.submit(
                FaultScene.ticket("\(size)", on: printer.id), documents: [document], isOpen: false, closesAt: nil,
                at: FaultScene.now)
            let syncs = plan.syncs[before...]
            #expect(syncs.last?.hasSuffix("queue.db-wal") == true, "the row comes last: \(syncs)")
            #expect(syncs.filter { $0 == "file" }.count == files, "\(size) octets: \(syncs)")
        }
    }
}
