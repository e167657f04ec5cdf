public import PrintModel
import Synchronization

extension MemoryStore {
    public func job(_ id: JobID) async throws -> Job? { try look { $0.jobs[id]?.job } }

    public func jobs(_ query: JobQuery, after cursor: JobCursor?, limit: Int) async throws -> JobPage {
        try look { contents in
            let all = contents.jobs.values.map(\.job).filter(query.admits).sorted {
                JobPlace(JobCursor(of: $0)) < JobPlace(JobCursor(of: $1))
            }
            let rest = cursor.map { cursor in all.filter { JobPlace(cursor) < JobPlace(JobCursor(of: $0)) } } ?? all
            let page = Array(rest.prefix(max(limit, 0)))
            return JobPage(jobs: page, next: rest.count > page.count ? page.last.map(JobCursor.init) : nil)
        }
    }

    public func cursor(of query: JobQuery, behind count: Int) async throws -> JobCursor? {
        let page = try await jobs(query, after: nil, limit: count)
        return page.jobs.count == count ? page.jobs.last.map(JobCursor.init) : nil
    }

    public var roomOctets: Int64? { spool.contents.withLock { $0.roomOctets } }

    public func documents(of job: JobID) async throws -> [Document] { try look { $0.jobs[job]?.documents ?? [] } }

    public func events(of job: JobID) async throws -> [JobEvent] {
        try look { $0.lines.compactMap { JobEvent($0) }.filter { $0.job == job } }
    }

    public func events(after sequence: Int64, limit: Int) async throws -> [JobEvent] {
        try look {
            Array($0.lines.compactMap { JobEvent($0) }.filter { $0.sequence > sequence }.prefix(max(limit, 0)))
        }
    }

    public var lastEvent: Int64 { spool.contents.withLock { $0.lastEvent } }

    public func counts(of printer: PrinterID) -> QueueCounts {
        spool.contents.withLock { contents in
            contents.jobs.values.reduce(into: QueueCounts()) { counts, record in
                if record.job.member == printer, !record.job.lifecycle.isFinished { counts.serving += 1 }
                guard record.job.printer == printer else { return }
                switch record.job.state {
                case .pending: counts.pending += 1
                case .held: counts.held += 1
                case .processing: counts.processing += 1
                case .stopped: counts.stopped += 1
                case .canceled, .aborted, .completed: break
                }
            }
        }
    }

    public func waiting(of owner: Owner, on printer: PrinterID) -> WaitingJobs.Count {
        spool.contents.withLock { contents in
            let waiting = contents.jobs.values.map(\.job).filter { !$0.lifecycle.isFinished }
            let isOfSource: (Owner) -> Bool = {
                $0.isProved == owner.isProved && (owner.isProved ? $0.user == owner.user : $0.place == owner.place)
            }
            let isOfOwner: (Owner) -> Bool = { $0.user == owner.user && isOfSource($0) }
            return WaitingJobs.Count(
                ofOwner: waiting.count { isOfOwner($0.owner) },
                ofAddress: owner.isProved ? 0 : waiting.count { isOfSource($0.owner) },
                onQueue: waiting.count { isOfOwner($0.owner) && $0.printer == printer },
                octets: waiting.filter { isOfSource($0.owner) }.reduce(0) { $0 + $1.octets })
        }
    }

    public func jobsBefore(_ job: Job, max: Int) async throws -> Int {
        guard job.state == .pending || job.state == .held else { return 0 }
        let before = try look { contents in
            contents.waiting(on: job.printer).filter { other in
                switch other.state {
                case .processing: true
                case .pending: (-other.priority, other.order, other.id) < (-job.priority, job.order, job.id)
                case .held, .stopped, .canceled, .aborted, .completed: false
                }
            }.count
        }
        return min(before, Swift.max(max, 0))
    }

    public func read(document number: Int, of job: JobID) async throws -> DocumentStream {
        try look { contents in
            guard let record = contents.jobs[job] else { throw StoreError.noSuchJob(job) }
            guard record.documents.indices.contains(number - 1) else {
                throw StoreError.notPossible("Job \(job) has no document \(number)")
            }
            guard record.job.hasDocuments else {
                throw StoreError.notPossible("The documents of job \(job) are not kept any more")
            }
            return .bytes(record.bytes[number - 1])
        }
    }
}

/// Where a job stands in the lists: those not completed by state, priority, order and id; then the others, newest end
/// first.
private struct JobPlace: Comparable {
    private var key: (Int, Int64, Int64, Int64)

    init(_ cursor: JobCursor) {
        let states: [JobLifecycle.State] = [.processing, .stopped, .pending, .held]
        if let state = states.firstIndex(of: cursor.state) {
            key = (state, Int64(-cursor.priority), cursor.order, Int64(cursor.id.rawValue))
        } else {
            key = (states.count, -(cursor.finishedAt?.milliseconds ?? .max), -Int64(cursor.id.rawValue), 0)
        }
    }

    static func < (lhs: JobPlace, rhs: JobPlace) -> Bool { lhs.key < rhs.key }
    static func == (lhs: JobPlace, rhs: JobPlace) -> Bool { lhs.key == rhs.key }
}

extension JobQuery {
    fileprivate func admits(_ job: Job) -> Bool {
        guard printer == nil || job.printer == printer, user == nil || job.owner.user == user,
            !hidden.contains(job.printer)
        else { return false }
        return switch which {
        case .notCompleted: !job.lifecycle.isFinished
        case .completed: job.lifecycle.isFinished
        case .all: true
        case .awaitingApproval: job.state == .stopped && job.lifecycle.hold == .approval
        case .states(let states): states.contains(job.state)
        }
    }
}
