import PrintModel

/// The same change made to many jobs: some at a time, so that they share the store's commits and a queue of 100,000 is
/// never in memory at once.
struct ManyJobs {
    /// Changes on their way at once: enough to fill a commit, few enough to leave others a turn.
    private static let atOnce = 64

    let context: OperationContext

    /// Calls `body` with every job of a list. A job for which it throws ``JobLifecycle/Refusal``, or which has gone
    /// meanwhile, is left out: it moved on between being listed and being reached.
    ///
    /// - Returns: how many were changed.
    func forEach(
        _ query: JobQuery, _ body: @escaping @Sendable (Job) async throws -> Void
    ) async throws -> Int {
        var (count, cursor): (Int, JobCursor?) = (0, nil)
        repeat {
            let page = try await context.jobs.jobs(query, after: cursor, limit: Self.atOnce)
            count += try await forEach(page.jobs, body)
            cursor = page.next
        } while cursor != nil
        return count
    }

    func forEach(_ jobs: [Job], _ body: @escaping @Sendable (Job) async throws -> Void) async throws -> Int {
        try await withThrowingTaskGroup(of: Bool.self) { group in
            var count = 0
            for (index, job) in jobs.enumerated() {
                if index >= Self.atOnce, try await group.next() == true { count += 1 }
                group.addTask { try await Self.isDone { try await body(job) } }
            }
            for try await isDone in group where isDone { count += 1 }
            return count
        }
    }

    private static func isDone(_ body: () async throws -> Void) async throws -> Bool {
        do {
            try await body()
            return true
        } catch is JobLifecycle.Refusal {
            return false
        } catch StoreError.noSuchJob {
            return false
        }
    }
}
