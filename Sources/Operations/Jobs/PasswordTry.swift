import IPP
import PrintModel
import Synchronization

/// Somebody gives the password of a job, the right one or not.
///
/// Whoever is wrong is slowed down, and the job stays as it is: nobody gets rid of others' jobs by guessing. From one place
/// five tries in a minute are free, whatever jobs they are at (``TryThrottle``). At one job five tries of strangers are free;
/// after each further one all of them wait longer (``JobSecret/pause(after:)``). Not so those who own the job, by name and
/// address: they are counted, and come in turn, for themselves, and neither strangers at the job nor those of their own
/// place keep them from it. Whoever has not proved his name has twenty tries with all that others say at the same address.
struct PasswordTry {
    /// What tries come in turn by.
    enum Turn: Hashable, Sendable {
        case of(TryThrottle.Key)
        /// Of strangers.
        case at(JobID)
    }

    private let job: Job
    private let context: OperationContext
    private let key: TryThrottle.Key
    private let counted: [TryThrottle.Key]
    private let isOwner: Bool

    init(of job: Job, _ request: IPPRequest, in context: OperationContext) throws {
        (self.job, self.context) = (job, context)
        let (requester, label) = (request.caller.requester, try request.userLabel())
        isOwner = context.policy.owns(requester, label: label, job.owner)
        if isOwner {
            var owner = context.policy.owner(requester, label: label)
            // It does not matter from where a proved one comes.
            if owner.isProved { owner.host = "" }
            key = .owner(owner)
            counted = owner.isProved ? [key] : [key, .owners(at: owner.host)]
        } else {
            key = .place(requester.source)
            counted = [key]
        }
    }

    /// Throws where it is wrong, or is not looked at.
    func open(with password: GivenPassword, by actor: String) async throws {
        let turns = context.passwordTurns
        let isRight = try await turns.inTurn(.of(key)) { () async throws -> Bool? in
            if isOwner { return try await look(at: password, by: actor) }
            return try await turns.inTurn(.at(job.id)) { try await look(at: password, by: actor) }
        }
        switch isRight {
        case true??: return
        case false??: throw OperationError(.notAuthorized, "the password is wrong")
        default: throw Self.refusal(after: .seconds(2))
        }
    }

    /// In turn; whether it is the right one. A try is counted, durably, before it is looked at, but not where there is no
    /// room to look at it.
    private func look(at password: GivenPassword, by actor: String) async throws -> Bool {
        if let pause = counted.compactMap(context.wrongPasswords.wait).max() { throw Self.refusal(after: pause) }
        if !isOwner, let pause = context.lockedJobs.wait(job.id) { throw Self.refusal(after: pause) }
        var tries = 0
        let isRight = try await context.secretDesk.opens(with: password, for: key) {
            let tried = try await context.jobs.apply(.tryPassword, to: job.id, by: actor, at: context.clock.now())
            tries = tried.lifecycle.passwordTries
            return tried.terms.secret
        }
        if isRight { return true }
        counted.forEach(context.wrongPasswords.wrong)
        if !isOwner, let pause = JobSecret.pause(after: tries) { context.lockedJobs.lock(job.id, for: pause) }
        return false
    }

    private static func refusal(after pause: Duration) -> OperationError {
        let seconds = pause.components.seconds + (pause.components.attoseconds > 0 ? 1 : 0)
        return OperationError(
            .notPossible, "too many wrong passwords; no other is looked at for \(seconds) s")
    }
}

/// Jobs whose passwords strangers have to wait for. In memory only: how often they were wrong is kept with the job.
final class LockedJobs: Sendable {
    /// Beyond, those whose time is over go first, then those whose time is over soonest.
    private static let jobsMax = 10_000

    private let clock: any WallClock
    private let until = Mutex<[JobID: Duration]>([:])

    init(clock: any WallClock) { self.clock = clock }

    func wait(_ job: JobID) -> Duration? {
        let now = clock.uptime()
        return until.withLock { $0[job].flatMap { $0 > now ? $0 - now : nil } }
    }

    func lock(_ job: JobID, for pause: Duration) {
        let now = clock.uptime()
        until.withLock { until in
            if until.count >= Self.jobsMax { until = until.filter { $0.value > now } }
            if until.count >= Self.jobsMax {
                for old in until.sorted(by: { $0.value < $1.value }).prefix(Self.jobsMax / 10) { until[old.key] = nil }
            }
            until[job] = now + pause
        }
    }
}
