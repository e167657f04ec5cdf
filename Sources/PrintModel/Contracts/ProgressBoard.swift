import Synchronization

/// How far the jobs in hand are, for whoever describes them.
///
/// In memory only, and only while a job is being printed: what is to be kept goes to the store with its end.
public final class ProgressBoard: Sendable {
    private struct State {
        var reports: [JobID: @Sendable () -> PrintReport] = [:]
        var activities: [JobID: JobActivity] = [:]
    }
    private let state = Mutex(State())

    public init() {}

    /// What was counted, and what the device says of it, which counts for more.
    public func report(of job: JobID) -> PrintReport? {
        let (report, activity) = state.withLock { ($0.reports[job], $0.activities[job]) }
        return Self.report(report, activity)
    }

    /// Of all jobs in hand of which anything is known.
    public func all() -> [JobID: PrintReport] {
        let (reports, activities) = state.withLock { ($0.reports, $0.activities) }
        var all: [JobID: PrintReport] = [:]
        for job in Set(reports.keys).union(activities.keys) { all[job] = Self.report(reports[job], activities[job]) }
        return all
    }

    private static func report(
        _ report: (@Sendable () -> PrintReport)?, _ activity: JobActivity?
    ) -> PrintReport? {
        guard report != nil || activity?.impressions != nil || activity?.sheets != nil else { return nil }
        var all = report?() ?? PrintReport()
        all.impressions = activity?.impressions ?? all.impressions
        all.sheets = activity?.sheets ?? all.sheets
        return all
    }

    public func activity(of job: JobID) -> JobActivity? { state.withLock { $0.activities[job] } }

    /// - Parameter report: asked whenever somebody wants to know.
    public func set(_ report: @escaping @Sendable () -> PrintReport, for job: JobID) {
        state.withLock { $0.reports[job] = report }
    }

    public func begin(_ job: JobID, at now: Moment) {
        state.withLock { $0.activities[job] = JobActivity(lastOctetsAt: now) }
    }

    /// Its device has taken so many octets more; `nil` when it has them all.
    public func took(_ octets: Int?, of job: JobID, at now: Moment) {
        state.withLock { state in
            guard var activity = state.activities[job] else { return }
            activity.octets += Int64(octets ?? 0)
            activity.lastOctetsAt = now
            if octets == nil { activity.isAllTaken = true }
            state.activities[job] = activity
        }
    }

    /// What a device says of a job that it has.
    public func note(_ news: DeviceNews, of job: JobID) {
        state.withLock { state in
            switch news {
            case .impressions(let count): state.activities[job]?.impressions = max(0, count)
            case .sheets(let count): state.activities[job]?.sheets = max(0, count)
            case .message(let text): state.activities[job]?.message = text
            case .state, .trouble, .capabilities: break
            }
        }
    }

    public func forget(_ job: JobID) {
        state.withLock { state in
            state.reports[job] = nil
            state.activities[job] = nil
        }
    }
}

/// What a device does with a job that it has.
public struct JobActivity: Hashable, Sendable {
    /// Taken by it, in its own language.
    public var octets: Int64 = 0
    /// When it took the last of them; when it was given the job, before the first.
    public var lastOctetsAt: Moment
    public var isAllTaken = false
    /// Made of it, as the device says itself.
    public var impressions: Int?
    public var sheets: Int?
    /// A sentence of the device about it.
    public var message = ""

    public init(lastOctetsAt: Moment) { self.lastOctetsAt = lastOctetsAt }
}
