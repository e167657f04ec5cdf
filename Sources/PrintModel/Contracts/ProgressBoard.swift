import Synchronization

/// How far the jobs in hand are, for whoever describes them.
///
/// In memory only, and only while a job is being printed: what is to be kept goes to the store with its end.
public final class ProgressBoard: Sendable {
    private let reports = Mutex<[JobID: @Sendable () -> PrintReport]>([:])

    public init() {}

    public func report(of job: JobID) -> PrintReport? { reports.withLock { $0[job] }?() }

    /// Of all jobs in hand.
    public func all() -> [JobID: PrintReport] {
        let all = reports.withLock { $0 }
        return all.mapValues { $0() }
    }

    /// - Parameter report: asked whenever somebody wants to know.
    public func set(_ report: @escaping @Sendable () -> PrintReport, for job: JobID) {
        reports.withLock { $0[job] = report }
    }

    public func forget(_ job: JobID) { reports.withLock { $0[job] = nil } }
}
