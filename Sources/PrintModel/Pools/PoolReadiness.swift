/// Why a member of a pool does not take a job.
public enum MemberObstacle: Hashable, Sendable {
    case paused(reason: String)
    /// Deactivated or shut down.
    case off(Printer.Power)
    case notAccepting
    /// The pool inside the pool that it belongs to is paused or accepts nothing.
    case behind(PrinterName)
    /// Its device does not answer, or wants something.
    case trouble(DeviceTrouble)
    /// Something that the job asks for, in words.
    case cannot(String)
}

extension PoolMap.Member {
    /// What keeps this member from taking any job of its pool, as the scheduler itself sees it; that it is busy is no
    /// obstacle.
    public func obstacle(condition: PrinterCondition, at now: Moment) -> MemberObstacle? {
        if let closedBy { return .behind(closedBy) }
        if !printer.acceptsJobs { return .notAccepting }
        for blocker in Readiness.blockers(of: printer, condition: condition, at: now) {
            switch blocker {
            case .printerOff(let power, _): return .off(power)
            case .printerPaused(let reason): return .paused(reason: reason)
            case .deviceTrouble(let trouble, _, _, _): return .trouble(trouble)
            default: return .paused(reason: "")
            }
        }
        return nil
    }
}

/// Says whether a printer can do all that a job asks for.
///
/// Pure: the same answer as long as neither the job nor the printers change.
public protocol JobFitting: Sendable {
    /// The first thing of the job that the printer cannot do, in words such as `sides=two-sided-long-edge`; `nil` where
    /// it can print the job whole.
    func misfit(of job: Job, _ documents: [Document], on printer: Printer) -> String?
}

/// For a house that does not look at what jobs ask for: every job fits everywhere.
public struct EverythingFits: JobFitting {
    public init() {}
    public func misfit(of job: Job, _ documents: [Document], on printer: Printer) -> String? { nil }
}
