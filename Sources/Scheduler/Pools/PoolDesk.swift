import PrintModel
import Synchronization

/// Where the workers of one server agree on who takes the jobs of pools.
///
/// Each worker says here how much it could take when it looks for work, and takes a job only if the pool's policy
/// chooses it among those who could (``Pool/Policy/choice(among:of:after:)``). Somebody else who is chosen is woken, and
/// then either takes the job or says that it cannot after all, upon which the others are woken: so a job that somebody
/// could take never waits for somebody who does not. What is said here only spares vain tries; that no job is taken
/// twice is the store's promise (``JobStore/claim(_:of:for:at:)``).
final class PoolDesk: Sendable {
    private struct Standing {
        /// Jobs it could begin at once.
        var free: Int
        var inHand: Int
    }

    private struct State {
        var map = PoolMap([])
        var revision: UInt64?
        var standings: [PrinterID: Standing] = [:]
        var lastTaker: [PrinterID: PrinterID] = [:]
        var wakers: [PrinterID: @Sendable () -> Void] = [:]
    }

    private let jobs: any JobStore
    private let printers: any PrinterStore
    private let conditions: ConditionBoard
    private let fitting: any JobFitting
    private let state = Mutex(State())

    init(
        jobs: any JobStore, printers: any PrinterStore, conditions: ConditionBoard, fitting: any JobFitting
    ) {
        self.jobs = jobs
        self.printers = printers
        self.conditions = conditions
        self.fitting = fitting
    }

    // MARK: Who there is

    func enroll(_ printer: PrinterID, _ wake: @escaping @Sendable () -> Void) {
        state.withLock { $0.wakers[printer] = wake }
    }

    func leave(_ printer: PrinterID) {
        state.withLock { $0.wakers[printer] = nil }
        standDown(printer)
    }

    /// Who is to be woken when something happens on a queue: its printer, or the members of the pool.
    func printers(behind queue: PrinterID) -> [PrinterID] {
        let map = map()
        return map.isEmpty ? [queue] : [queue] + map.members(of: queue).map(\.printer.id)
    }

    /// Worked out again only when the printers have changed.
    func map() -> PoolMap {
        let revision = printers.revision
        if let map = state.withLock({ $0.revision == revision ? $0.map : nil }) { return map }
        let map = PoolMap(printers.printers())
        state.withLock { ($0.map, $0.revision) = (map, revision) }
        return map
    }

    func servesPools(_ printer: PrinterID) -> Bool {
        let map = map()
        return !map.isEmpty && !map.pools(servedBy: printer).isEmpty
    }

    /// Pools that have jobs for this printer to look at.
    func waitingPools(of printer: PrinterID) -> [Printer] {
        let map = map()
        guard !map.isEmpty else { return [] }
        return map.pools(servedBy: printer).compactMap { id in
            guard jobs.counts(of: id).pending > 0, let pool = printers.printer(id), !pool.isPaused,
                pool.power == .on
            else { return nil }
            return pool
        }
    }

    // MARK: Who could

    func stand(_ printer: PrinterID, free: Int, inHand: Int) {
        state.withLock { $0.standings[printer] = Standing(free: free, inHand: inHand) }
        if free == 0 { wakeMates(of: printer) }
    }

    /// Takes nothing for now: busy, in trouble, paused, gone.
    func standDown(_ printer: PrinterID) {
        let wasUp = state.withLock { state in
            guard let before = state.standings.removeValue(forKey: printer) else { return false }
            return before.free > 0
        }
        if wasUp { wakeMates(of: printer) }
    }

    func took(_ pool: PrinterID, _ printer: PrinterID) { state.withLock { $0.lastTaker[pool] = printer } }

    /// Others may have waited for this one.
    private func wakeMates(of printer: PrinterID) {
        let map = map()
        guard !map.isEmpty else { return }
        for pool in map.pools(servedBy: printer) where jobs.counts(of: pool).pending > 0 {
            for mate in map.members(of: pool) where mate.printer.id != printer { wake(mate.printer.id) }
        }
    }

    private func wake(_ printer: PrinterID) { state.withLock { $0.wakers[printer] }?() }

    // MARK: What is there to take

    /// How far into a pool's queue a member looks for a job it can print: behind so many that only others can, it waits
    /// for those.
    private static let lookAheadMax = 500
    /// The first page is short: mostly the first job fits.
    private static let pageFirst = 4
    private static let pageMost = 100

    /// The first job of a pool that this member is to take now.
    func job(of pool: Printer, for printer: PrinterID, at now: Moment) async throws -> Job? {
        let members = map().members(of: pool.id)
        guard let own = members.first(where: { $0.printer.id == printer }),
            own.obstacle(condition: conditions.condition(of: printer), at: now) == nil
        else { return nil }
        let query = JobQuery(printer: pool.id, which: .states([.pending]))
        var cursor: JobCursor?
        var (seen, page) = (0, Self.pageFirst)
        var woken: Set<PrinterID> = []
        repeat {
            let found = try await jobs.jobs(query, after: cursor, limit: page)
            for job in found.jobs where !job.lifecycle.isOpen {
                let documents = try await jobs.documents(of: job.id)
                guard fitting.misfit(of: job, documents, on: own.printer) == nil else { continue }
                guard let chosen = choice(for: job, documents, of: pool, members, at: now) else { continue }
                if chosen == printer { return job }
                if woken.insert(chosen).inserted { wake(chosen) }
            }
            seen += found.jobs.count
            page = min(page * 5, Self.pageMost)
            cursor = found.next
        } while cursor != nil && seen < Self.lookAheadMax
        return nil
    }

    private func choice(
        for job: Job, _ documents: [Document], of pool: Printer, _ members: [PoolMap.Member], at now: Moment
    ) -> PrinterID? {
        let (standings, last) = state.withLock { ($0.standings, $0.lastTaker[pool.id]) }
        let candidates = members.compactMap { member -> Pool.Policy.Candidate? in
            let id = member.printer.id
            guard let standing = standings[id], standing.free > 0,
                member.obstacle(condition: conditions.condition(of: id), at: now) == nil,
                fitting.misfit(of: job, documents, on: member.printer) == nil
            else { return nil }
            return Pool.Policy.Candidate(printer: id, load: standing.inHand + jobs.counts(of: id).pending)
        }
        let policy = pool.pool?.policy ?? .leastLoaded
        return policy.choice(among: candidates, of: members.map(\.printer.id), after: last)
    }

    /// The first job that waits on a printer's own queue.
    func ownJob(of printer: PrinterID) async throws -> Job? {
        guard jobs.counts(of: printer).pending > 0 else { return nil }
        let query = JobQuery(printer: printer, which: .states([.pending]))
        var cursor: JobCursor?
        repeat {
            let page = try await jobs.jobs(query, after: cursor, limit: Self.pageMost)
            if let job = page.jobs.first(where: { !$0.lifecycle.isOpen }) { return job }
            cursor = page.next
        } while cursor != nil
        return nil
    }
}
