import IPP
import PrintModel

/// Release-Job: a held job may be printed (RFC 8011 §4.3.6). A job that is not held stays as it is.
///
/// It also opens what "job-release-action" has locked. A job with a password is released by whoever gives that: the
/// operation attributes "job-password" and "job-password-encryption", as when the job was made, whosever job it is. Without
/// it, whoever manages all jobs and an owner whose name is proved may. A job whose proof is printed goes on.
struct ReleaseJob: Operation {
    static let id = OperationID.releaseJob
    static let access = Access.jobOwner

    func run(_ request: IPPRequest, in context: OperationContext) async throws -> IPPResponse {
        let job = try await context.targetJob(of: request)
        let (actor, now) = (try context.actor(of: request), context.clock.now())
        if let password = try GivenPassword(request, in: context), job.lifecycle.lock == .password {
            try await PasswordTry(of: job, request, in: context).open(with: password, by: actor)
        } else {
            try context.authorise(request, for: .jobOwner, on: job)
            try Self.checkLock(of: job, request, in: context)
        }
        if job.lifecycle.lock != .none { try await context.jobs.apply(.unlock, to: job.id, by: actor, at: now) }
        let event: JobLifecycle.Event = job.lifecycle.hold == .approval ? .resume : .release
        try await context.jobs.apply(event, to: job.id, by: actor, at: now)
        try await context.leaveMessage(of: request, on: job)
        return IPPResponse()
    }

    private static func checkLock(of job: Job, _ request: IPPRequest, in context: OperationContext) throws {
        guard job.lifecycle.lock == .password, !job.owner.isProved,
            !(try context.managesAll(request, on: context.printers.printer(job.printer)))
        else { return }
        throw OperationError(.notAuthorized, "job \(job.id) is released with its job-password")
    }
}
