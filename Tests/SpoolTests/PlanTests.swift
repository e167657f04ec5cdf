import Foundation
import GRDBSQLite
import PrintModel
import QuireTestKit
import Testing

@testable import Spool

/// Costs that must not grow with the backlog, as SQLite itself sees them.
@Suite("Query plans")
struct PlanTests {
    @Test("No statement walks a table or sorts, but for those that look at a few rows")
    func plans() async throws {
        try await withFolder { folder in
            let store = try SQLiteStore(directory: folder, settings: .small, clock: FakeClock(), logger: .quiet)
            defer { store.close() }
            var handle: OpaquePointer?
            defer { sqlite3_close(handle) }
            #expect(sqlite3_open("\(folder)/queue.db", &handle) == SQLITE_OK)
            // Printers are few, and one row is one row; counting at the start walks an index, not a table; places are merged
            // from two short lists.
            let few: Set<SQL> = [
                .livingPrinters, .deletedPrinters, .countWaiting, .countByOwner, .countKept, .countRetained, .countDone,
                .firstPlace,
                .placesAfter, .oldestKept, .oldestDone, .nextContainer, .asUrgent, .moreUrgent, .subscriptions,
                .anyReservation,
            ]

            for sql in SQL.allCases where !few.contains(sql) {
                for line in plan(of: sql.text, handle) {
                    let isDear = line.contains("SCAN") || line.contains("TEMP B-TREE")
                    #expect(!isDear, "\(sql): \(line)")
                }
            }
            for sql in [SQL.countWaiting, .countKept, .countRetained, .countDone] {
                #expect(plan(of: sql.text, handle).allSatisfy { $0.contains("COVERING INDEX") }, "\(sql)")
            }
            #expect(plan(of: SQL.countByOwner.text, handle).first?.contains("COVERING INDEX") == true)
            for sql in [SQL.oldestKept, .firstRetained, .oldestDone, .asUrgent, .moreUrgent, .nextJobs] {
                #expect(plan(of: sql.text, handle).allSatisfy { !$0.contains("TEMP B-TREE") }, "\(sql)")
            }
        }
    }

    @Test("Next to nothing is read for the next job behind many that are not ready")
    func claimBehindOpenJobs() async throws {
        try await withFolder { folder in
            let store = try SQLiteStore(directory: folder, settings: .small, clock: FakeClock(), logger: .quiet)
            defer { store.close() }
            var handle: OpaquePointer?
            defer { sqlite3_close(handle) }
            #expect(sqlite3_open("\(folder)/queue.db", &handle) == SQLITE_OK)

            let lines = plan(of: SQL.nextJobs.text, handle)

            #expect(lines.count == 1)
            #expect(lines[0].contains("SEARCH job USING INDEX job_waiting_on (printer=? AND state=?)"))
        }
    }

    @Test(
        "Lists of jobs walk no more of an index than they show, whoever asks for which",
        arguments: [
            JobQuery.Which.notCompleted, .completed, .states([.aborted]), .states([.canceled]), .states([.pending]),
            .states([.held]), .states([.processing]), .states([.stopped]), .awaitingApproval,
        ])
    func lists(which: JobQuery.Which) async throws {
        try await withFolder { folder in
            let store = try SQLiteStore(directory: folder, settings: .small, clock: FakeClock(), logger: .quiet)
            defer { store.close() }
            var handle: OpaquePointer?
            defer { sqlite3_close(handle) }
            #expect(sqlite3_open("\(folder)/queue.db", &handle) == SQLITE_OK)

            for (printer, user) in [(PrinterID(1), nil), (nil, "ana"), (nil, nil)] {
                let query = JobQuery(printer: printer, which: which, user: user)
                for range in JobRange.all(of: query, after: nil) {
                    let lines = plan(of: range.statement(for: query, limit: 50).text, handle)
                    #expect(lines.allSatisfy { !$0.contains("TEMP B-TREE") }, "\(lines)")
                    // All finished jobs of all printers are the index itself.
                    let isWhole = which == .completed && printer == nil && user == nil
                    #expect(isWhole || lines.allSatisfy { $0.hasPrefix("SEARCH") }, "\(lines)")
                    guard case .states(let states) = which, states.isSubset(of: [.aborted, .canceled]) else { continue }
                    #expect(lines.allSatisfy { $0.contains("job_ended") && $0.contains("state=?") }, "\(lines)")
                }
            }
        }
    }

    @Test(
        "Queues that are hidden are stepped over in an index alone, in its order",
        arguments: [JobQuery.Which.notCompleted, .completed, .states([.aborted]), .all], [nil, "ana"])
    func hidden(which: JobQuery.Which, user: String?) async throws {
        try await withFolder { folder in
            let store = try SQLiteStore(directory: folder, settings: .small, clock: FakeClock(), logger: .quiet)
            defer { store.close() }
            var handle: OpaquePointer?
            defer { sqlite3_close(handle) }
            #expect(sqlite3_open("\(folder)/queue.db", &handle) == SQLITE_OK)

            let query = JobQuery(which: which, user: user, hidden: [PrinterID(1), PrinterID(2)])
            for range in JobRange.all(of: query, after: nil) {
                let lines = plan(of: range.statement(for: query, limit: 50).text, handle)
                #expect(lines.allSatisfy { !$0.contains("TEMP B-TREE") }, "\(lines)")
                let count = plan(of: range.statement(for: query, columns: "1", limit: 50).text, handle)
                #expect(count.first?.contains("COVERING INDEX") == true, "\(count)")
            }
        }
    }

    private func plan(of text: String, _ handle: OpaquePointer?) -> [String] {
        var statement: OpaquePointer?
        defer { sqlite3_finalize(statement) }
        guard sqlite3_prepare_v2(handle, "EXPLAIN QUERY PLAN \(text)", -1, &statement, nil) == SQLITE_OK else {
            // BEGIN, COMMIT and PRAGMAs have no plan.
            return []
        }
        var lines: [String] = []
        while sqlite3_step(statement) == SQLITE_ROW {
            if let text = sqlite3_column_text(statement, 3) { lines.append(String(cString: text)) }
        }
        return lines
    }
}
