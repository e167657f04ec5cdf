/// One reason why a job is not being printed right now, as the scheduler itself sees it.
///
/// The scheduler prints a job when ``Readiness/blockers(of:on:condition:at:)`` is empty; explanations show the same list.
public enum Blocker: Hashable, Sendable {
    /// A person has to release it.
    case heldByUser
    case heldUntil(Moment, keyword: String?)
    /// It came while the printer held new jobs.
    case heldOnArrival
    /// It failed by itself.
    case failed(String, JobFault)
    /// Its device wants a name and a password.
    case needsCredentials(String)
    /// Nobody knows whether it was printed, and it is not printed twice.
    case unconfirmed(String)
    /// Somebody has to come to the printer.
    case locked(JobLock)
    /// Its client sent nothing more.
    case interrupted
    /// Somebody suspended it.
    case suspended(by: JobLifecycle.Canceller)
    /// Its proof is printed and nobody has approved it yet.
    case waitsForApproval
    /// Nothing may come out yet; `nil` for until it is released.
    case delayed(until: Moment?, keyword: String?)
    /// The client has not sent all documents; it is closed at that moment.
    case needsData(until: Moment?)
    case printerPaused(reason: String)
    /// It was shut down or deactivated.
    case printerOff(Printer.Power, reason: String)
    /// The device does not answer, or wants something; asked again at `nextProbe`.
    case deviceTrouble(DeviceTrouble, since: Moment?, failedProbes: Int, nextProbe: Moment?)
    /// It waits on a pool, none of whose members can take it.
    case noMember([MemberReason])
    /// Others are before it.
    case behindJobs(Int)
}

/// Why one member of a pool does not take a job.
public struct MemberReason: Hashable, Sendable {
    public var printer: PrinterName
    public var obstacle: MemberObstacle

    public init(printer: PrinterName, obstacle: MemberObstacle) {
        self.printer = printer
        self.obstacle = obstacle
    }
}

/// The predicates that decide whether a job may be printed: pure, and the only ones there are.
public enum Readiness {
    /// What keeps `job` from being printed, the first thing to mend first. Jobs in front of it are not looked at
    /// here: their number is ``Blocker/behindJobs(_:)``, which whoever shows the list adds at its end.
    public static func blockers(of job: Job, on printer: Printer, condition: PrinterCondition, at now: Moment)
        -> [Blocker]
    {
        var blockers: [Blocker] = []
        guard job.state == .pending || job.state == .held || job.state == .stopped else { return blockers }
        switch job.lifecycle.hold {
        case .none: break
        case .indefinite: blockers.append(.heldByUser)
        case .until(let moment, let keyword): if moment > now { blockers.append(.heldUntil(moment, keyword: keyword)) }
        case .onArrival: blockers.append(.heldOnArrival)
        case .failed(let reason, let fault): blockers.append(.failed(reason, fault))
        case .authentication(let reason): blockers.append(.needsCredentials(reason))
        case .unconfirmed(let reason): blockers.append(.unconfirmed(reason))
        case .suspended(let who): blockers.append(.suspended(by: who))
        case .approval: blockers.append(.waitsForApproval)
        case .interrupted: blockers.append(.interrupted)
        case .delayed(let until, let keyword):
            if until.map({ $0 > now }) ?? true { blockers.append(.delayed(until: until, keyword: keyword)) }
        }
        if job.lifecycle.lock != .none { blockers.append(.locked(job.lifecycle.lock)) }
        if job.lifecycle.isOpen { blockers.append(.needsData(until: job.closesAt)) }
        return blockers + self.blockers(of: printer, condition: condition, at: now)
    }

    /// What keeps a queue from printing anything.
    public static func blockers(of printer: Printer, condition: PrinterCondition, at now: Moment) -> [Blocker] {
        var blockers: [Blocker] = []
        if printer.power != .on {
            blockers.append(.printerOff(printer.power, reason: printer.stateMessage))
        } else if printer.isPaused {
            blockers.append(.printerPaused(reason: printer.stateMessage))
        }
        if let trouble = condition.trouble, let nextProbe = condition.nextProbe, nextProbe > now {
            blockers.append(
                .deviceTrouble(
                    trouble, since: condition.troubleSince, failedProbes: condition.failedProbes, nextProbe: nextProbe))
        }
        return blockers
    }
}
