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
            // Printers are few; counting at the start walks an index, not a table; places are merged from two short lists.
            let few: Set<SQL> = [
                .livingPrinters, .deletedPrinters, .countWaiting, .countKept, .countDone, .firstPlace, .placesAfter,
                .oldestKept, .oldestDone, .nextContainer, .asUrgent, .moreUrgent, .subscriptions,
            ]

            for sql in SQL.allCases where !few.contains(sql) {
                for line in plan(of: sql.text, handle) {
                    let isDear = line.contains("SCAN") || line.contains("TEMP B-TREE")
                    #expect(!isDear, "\(sql): \(line)")
                }
            }
            for sql in [SQL.countWaiting, .countKept, .countDone] {
                #expect(plan(of: sql.text, handle).allSatisfy { $0.contains("COVERING INDEX") }, "\(sql)")
            }
            for sql in [SQL.oldestKept, .oldestDone, .asUrgent, .moreUrgent, .nextJobs] {
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
